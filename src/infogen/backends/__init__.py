"""The backends: what a scene can become. To add one, write its module and name it here.

A backend is a function from a scene (and a page) to the bytes of a file. Its module is imported
when it first renders.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from infogen.diagnostics import fail
from infogen.messages import _

if TYPE_CHECKING:
    from pathlib import Path

    from infogen.scene import Scene


class Backend(Struct, frozen=True):
    """A kind of file. A `multipage` one holds all pages of a scene, others one page a file.

    `mark` ends the names of files, before their pages, that would else be named like another kind.
    A `vector` file is measured in the unit of its canvas, not in pixels; a `text` has no size.
    """

    suffix: str
    media_type: str
    multipage: bool
    render: "Callable[[Scene, int], bytes]"
    mark: str = ""
    vector: bool = False
    text: bool = False


def _png(scene: "Scene", page: int) -> bytes:
    from infogen.backends.png import render

    return render(scene, page)


def _jpg(scene: "Scene", page: int) -> bytes:
    from infogen.backends.jpg_webp import render_jpg

    return render_jpg(scene, page)


def _webp(scene: "Scene", page: int) -> bytes:
    from infogen.backends.jpg_webp import render_webp

    return render_webp(scene, page)


def _pdf(scene: "Scene", _page: int) -> bytes:
    from infogen.backends.pdf import render

    return render(scene)


def _svg(scene: "Scene", page: int) -> bytes:
    from infogen.backends.svg import render

    return render(scene, page)


def _svg_outlines(scene: "Scene", page: int) -> bytes:
    from infogen.backends.svg import render_outlines

    return render_outlines(scene, page)


def _html(scene: "Scene", _page: int) -> bytes:
    from infogen.backends.html import render

    return render(scene)


def _txt(scene: "Scene", _page: int) -> bytes:
    from infogen.backends.txt import render

    return render(scene)


BACKENDS = {
    "png": Backend("png", "image/png", False, _png),
    "jpg": Backend("jpg", "image/jpeg", False, _jpg),
    "webp": Backend("webp", "image/webp", False, _webp),
    "pdf": Backend("pdf", "application/pdf", True, _pdf),
    "svg": Backend("svg", "image/svg+xml", False, _svg, vector=True),
    "svg-outlines": Backend(
        "svg", "image/svg+xml", False, _svg_outlines, mark="-outlines", vector=True
    ),
    "html": Backend("html", "text/html", True, _html, text=True),
    "txt": Backend("txt", "text/plain", True, _txt, text=True),
}


def render(scene: "Scene", kind: str, page: int = 0) -> bytes:
    """The bytes of a file of a kind, a name of `BACKENDS`; `page` counts from 0, and a PDF and a
    text have all pages anyway.

    Raises `Failure` for a kind that is not made, a page that the scene does not have, and what a
    backend cannot draw.
    """
    backend = BACKENDS.get(kind)
    if backend is None:
        raise fail(
            "unknown-backend",
            _('unknown kind of file "{name}"').format(name=kind),
            hint=_("one of: {names}").format(names=", ".join(BACKENDS)),
        )
    if not 0 <= page < len(scene.pages):
        raise fail(
            "no-page",
            _('"{piece}" has no page {page}').format(piece=scene.piece, page=page + 1),
            hint=_("its pages: {count}").format(count=len(scene.pages)),
        )
    return backend.render(scene, page)


def save(scene: "Scene", path: "Path | str", page: int = 0) -> None:
    """Write a file of the kind that its name ends in: `.png`, `.pdf`, `-outlines.svg`, …

    It is written whole or not at all. Raises `Failure` as `render`, and where it cannot be written.
    """
    from pathlib import Path

    from infogen.files.write import write

    write(Path(path), render(scene, _kind(Path(path).name.lower()), page))


def _kind(name: str) -> str:
    """The kind of file that a name ends in, the longest ending first; else what follows its dot."""
    endings = {f"{backend.mark}.{backend.suffix}": kind for kind, backend in BACKENDS.items()}
    for ending in sorted(endings, key=len, reverse=True):
        if name.endswith(ending):
            return endings[ending]
    return name.partition(".")[2]
