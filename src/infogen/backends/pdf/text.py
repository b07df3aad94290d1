"""Runs of text as text objects of a page (ISO 32000-1, 9.4)."""

from infogen.backends.pdf.document import num


def text_object(
    shown: str, place: tuple[float, float], setting: tuple[str, float] | None = None
) -> str:
    """The text object of glyphs that `shown` shows, its pen beginning at `place` in points.

    `setting` is a font's resource name and its size, where they are not those of the text before.
    """
    font = f"/{setting[0]} {num(setting[1])} Tf " if setting else ""
    return f"BT {font}{num(place[0])} {num(place[1])} Td\n{shown} ET"
