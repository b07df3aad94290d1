"""A scene to a web page that can be published: its picture, and all that it says.

One file without scripts, in the series' type and colours, that asks nothing of any server but for
the picture beside it. It has one `h1`, headings in the order of the picture, numbered steps,
definitions, tables with heads, real links and one foot; the words are those of the pages.
"""

from collections.abc import Iterable, Iterator

from infogen.backends.html.look import mark, policy, style
from infogen.backends.html.parts import PartWriter as PartWriter
from infogen.backends.markup import escape_text, escape_value
from infogen.scene import Frame, Scene, frames_in
from infogen.semantics.prose import short_alt
from infogen.semantics.tree import Part, reading

FEET = frozenset({"footer", "foot"})
"""The ids of the foot of a picture: the page has one foot for all."""


def render(scene: Scene) -> bytes:
    """The file, with all pages."""
    read = reading(scene)
    feet = [list(_foot_parts(page.frame, read.parts)) for page in scene.pages]
    over, title = _headed(read.pages)
    moved = {part for foot in feet for part in foot} | set(over)
    if title is not None:
        moved.add(title)
    writer = PartWriter(read.pages, scene, frozenset(moved))
    body = [
        *_top(over, scene),
        "<main>",
        f'<div class="head">{_heading(title, scene)}</div>',
        *(
            [f'<p class="seal"><strong>{escape_text(scene.twin.seal)}</strong></p>']
            if scene.twin.seal
            else []
        ),
        *_pages(read.pages, scene, writer),
        "</main>",
        *_footer(feet, scene),
    ]
    sheet = style(scene, f"{scene.title}{''.join(body)}")
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape_value(scene.lang)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape_value(policy(sheet))}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape_value(scene.title)}</title>",
        *_metas(scene),
        f"<style>{sheet}</style>",
        "</head>",
        "<body>",
        *body,
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _metas(scene: Scene) -> Iterator[str]:
    for name, content in (
        ("description", short_alt(scene)),
        ("author", scene.author),
        ("generator", "infogen"),
    ):
        if content:
            yield f'<meta name="{name}" content="{escape_value(content)}">'


def _foot_parts(page: Frame, parts: dict[Frame, Part]) -> Iterator[Part]:
    """The parts of a page that its foot says."""
    for foot in frames_in(page):
        if foot.id in FEET:
            yield from dict.fromkeys(parts[frame] for frame in frames_in(foot) if frame in parts)


def _headed(pages: list[Part]) -> tuple[list[Part], Part | None]:
    """The parts over the title of the first page, and the title, if it stands by itself."""
    parts = pages[0].parts if pages else []
    at = next((n for n, part in enumerate(parts) if part.level == 1), None)
    if at is None:
        return [], None
    over = parts[:at] if all(part.kind == "paragraph" for part in parts[:at]) else []
    return over, parts[at]


def _top(over: list[Part], scene: Scene) -> Iterator[str]:
    """The name of the series with its mark, and the subject."""
    if over:
        first, *rest = (escape_text(part.text) for part in over)
        yield f'<header class="top"><p>{mark(scene)}{first}</p>'
        yield from (f"<p>{text}</p>" for text in rest)
        yield "</header>"


def _heading(title: Part | None, scene: Scene) -> str:
    own = f' id="{escape_value(title.target)}"' if title is not None and title.target else ""
    return f"<h1{own}>{escape_text(title.text if title is not None else scene.title)}</h1>"


def _pages(pages: list[Part], scene: Scene, writer: PartWriter) -> Iterator[str]:
    for n, page in enumerate(pages):
        told = list(writer.parts(page.parts))
        shown = list(_picture(scene, n))
        if not told and not shown:
            continue
        name = scene.twin.texts.page(scene.canvas.family, n + 1, len(pages))
        label = f' aria-label="{escape_value(name)}"' if len(pages) > 1 else ""
        yield f'<section class="page"{label}>'
        yield from shown
        yield "<div>"
        yield from told
        yield "</div>"
        yield "</section>"


def _picture(scene: Scene, page: int) -> Iterator[str]:
    """The picture of a page, if it lies beside the file."""
    pictures = [name for name in scene.twin.beside if name.endswith(".png")]
    if len(pictures) != len(scene.pages):
        return
    name, (width, height) = escape_value(pictures[page]), scene.canvas.pixels
    alt = escape_value(scene.title if len(pictures) == 1 else short_alt(scene, page))
    lazy = ' loading="lazy"' if page else ""
    yield f'<figure class="picture"><a href="{name}">'
    yield f'<img src="{name}" alt="{alt}" width="{width}" height="{height}"{lazy}>'
    yield "</a></figure>"


def _footer(feet: list[list[Part]], scene: Scene) -> Iterator[str]:
    """The foot of the pictures once, the legal basis, the licence if there is one, and the files
    that show the piece.
    """
    twin, words = scene.twin, scene.twin.texts
    said = dict.fromkeys(part.text for foot in feet for part in foot if part.runs)
    for line in (twin.post.signature, twin.post.check_date):
        if line and not any(line.rstrip(".") in told for told in said):
            said[line] = None
    yield "<footer>"
    yield from (f"<p>{escape_text(text)}</p>" for text in said)
    if twin.basis:
        yield from _listed(words.basis, (escape_text(law) for law in twin.basis))
    if twin.license:
        yield f"<p>{escape_text(words.license)}: {_linked(twin.license)}</p>"
    if twin.beside:
        files = (f'<a href="{escape_value(name)}">{escape_text(name)}</a>' for name in twin.beside)
        yield from _listed(words.files, files)
    yield "</footer>"


def _listed(name: str, items: Iterable[str]) -> Iterator[str]:
    yield f"<h2>{escape_text(name)}</h2>"
    yield "<ul>"
    yield from (f"<li>{item}</li>" for item in items)
    yield "</ul>"


def _linked(license: str) -> str:
    if not license.startswith("https://"):
        return escape_text(license)
    return f'<a href="{escape_value(license)}" rel="license">{escape_text(license)}</a>'
