"""Checks of the facts that a scene uses, on a certain day."""
