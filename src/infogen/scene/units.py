"""Lengths on paper: millimetres, inches, points of type (DTP), pixels of CSS (1/96 inch)."""

MM_PER_INCH = 25.4
MM_PER_POINT = MM_PER_INCH / 72
POINTS_PER_MM = 72 / MM_PER_INCH
POINTS_PER_CSS_PX = 72 / 96
MM_PER_CSS_PX = MM_PER_INCH / 96
