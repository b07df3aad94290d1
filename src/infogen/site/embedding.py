"""Pieces in other pages: a fragment for a frame, and HTML to paste into WordPress."""

from collections.abc import Iterator

from infogen.site.pages import Frame, fragment
from infogen.site.pictures import Shown
from infogen.site.plan import PiecePage

FOLDER = "incrustar/"


def embedded(frame: Frame, page: PiecePage, picture: Shown) -> Iterator[tuple[str, bytes]]:
    """A page that stands in a frame of another one, and a block for the editor of WordPress, which
    has neither scripts nor styles and leads to the page. The block needs the public address.
    """
    here = f"{FOLDER}{page.name}/"
    yield f"{here}index.html", frame.page("embed.html", here, page=page, picture=picture)
    if frame.root is not None:
        yield (
            f"{here}wordpress.html",
            fragment("wordpress.html", page=page, picture=picture, root=frame.root),
        )
