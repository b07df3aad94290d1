"""Checks of a workspace as a whole: what no single scene shows."""
