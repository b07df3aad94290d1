"""The scenes of which the stock makes PDF files, and of each piece one for the screen."""

from collections.abc import Iterator
from pathlib import Path

from infogen.compose import compose
from infogen.scene import Scene
from infogen.selection import Choice, select
from infogen.workspace import load

STOCK = load(Path(__file__).parents[2])
SCREEN = "portrait"
"""The screen that all pieces for one have; the others differ in their measures only."""


def scenes(theme: str | None = None) -> Iterator[tuple[str, Scene]]:
    """What the workspace lists, variants too, by name."""
    for job in select(STOCK, Choice(theme=theme)):
        if "pdf" in job.files or job.format == SCREEN:
            scene = compose(STOCK, job.piece, format=job.format, theme=theme, variant=job.variant)
            yield "-".join(filter(None, (job.piece, job.variant, job.format, theme))), scene
