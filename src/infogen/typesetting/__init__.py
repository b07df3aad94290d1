"""Typesetting: phrases to lines of glyphs, measured by the one ruler, `fonts`."""
