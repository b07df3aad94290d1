"""Sheets for a printer: finished scenes in, larger scenes out, with marks to cut and fold by.

A page is placed, scaled or cut into tiles as the frame that it is; no finished file is read again.
What comes out is for machines and hands: it has no links, is no document to read aloud, and claims
neither PDF/UA nor PDF/A.
"""

from infogen.press.imposition import SCHEMES, Scheme, impose
from infogen.press.shop import for_press
from infogen.press.tiling import tiled

__all__ = ["SCHEMES", "Scheme", "for_press", "impose", "tiled"]
