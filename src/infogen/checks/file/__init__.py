"""Checks of a finished file."""
