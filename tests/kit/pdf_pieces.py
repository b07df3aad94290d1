"""The scenes of which the stock makes PDF files, and of each piece one for the screen."""

from collections.abc import Iterator

from infogen.build.jobs import Choice, select_jobs
from infogen.layout.compose import compose
from infogen.reports.review.sheet import review_sheet
from infogen.reports.review.sources import table
from infogen.scene import Scene
from infogen.sheets.compare import compare
from infogen.workspace import load
from kit.places import ROOT

STOCK = load(ROOT)
SCREEN = "portrait"
"""The screen that all pieces for one have; the others differ in their measures only."""


def scenes(theme: str | None = None) -> Iterator[tuple[str, Scene]]:
    """What the workspace lists, variants too, by name."""
    for job in select_jobs(STOCK, Choice(theme=theme)):
        if "pdf" in job.files or job.format == SCREEN:
            scene = compose(STOCK, job.piece, format=job.format, theme=theme, variant=job.variant)
            yield "-".join(filter(None, (job.piece, job.variant, job.format, theme))), scene


def others() -> Iterator[tuple[str, Scene]]:
    """What may be made a PDF besides: the other screens, the table to sign, a comparison."""
    for form in STOCK.pieces["acceso-saimex"].specs[None].formats:
        if form != SCREEN:
            yield f"acceso-saimex-{form}", compose(STOCK, "acceso-saimex", format=form)
    yield "sources", review_sheet(STOCK, table(STOCK))
    yield "comparison", compare(STOCK, "verificacion", (None, "cifras"), folios=1).scene
