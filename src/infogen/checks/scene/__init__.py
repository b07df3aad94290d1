"""Checks of a scene, before anything is drawn of it."""
