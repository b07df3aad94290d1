"""The manual as pages: Markdown into HTML, pictures in the place where the reader saw them made."""

import html
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it.token import Token
from PIL import Image
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from infogen.workspace import Workspace
from infogen.workspace.stock import folder as stock
from manual import reference
from manual.chapters import PICTURE, Chapter, chapter, options, pictures, reader
from manual.examples import Taken

HERE = Path(__file__).parent
WIDTH = 720
"""Pixels of a picture in the manual: sharp at 360 on a fine screen."""
FONTS = ("atkinson-text", "atkinson-bold", "bricolage-title", "bricolage-display")
WORDS = {"sh": "en la terminal", "salida": "responde", "diff": "cambia"}


@dataclass(slots=True)
class Album:
    """The pictures of the manual, in `folder`, in the order in which they are taken."""

    folder: Path
    taken: list[tuple[Taken, str, tuple[int, int]]] = field(default_factory=list)

    def keep(self, taken: Taken) -> None:
        """Keep a picture as it is now."""
        number = sum(1 for kept, _name, _size in self.taken if kept.chapter == taken.chapter) + 1
        name = f"{taken.chapter}-{number}.webp"
        with Image.open(taken.path) as picture:
            self.taken.append((taken, name, self.save(name, picture)))

    def save(self, name: str, picture: Image.Image) -> tuple[int, int]:
        """Write a picture, not wider than it is shown; its size."""
        self.folder.mkdir(parents=True, exist_ok=True)
        shown = picture.convert("RGB")
        if shown.width > WIDTH:
            height = round(shown.height * WIDTH / shown.width)
            shown = shown.resize((WIDTH, height), Image.Resampling.LANCZOS)
        shown.save(self.folder / name, quality=88, method=4)
        return shown.size


def write(folder: Path, chapters: Sequence[Chapter], album: Album, workspace: Workspace) -> None:
    """Write the pages, the reference of a workspace behind them, and their style and fonts."""
    last = chapter("referencia", reference.text(workspace, album.save), "referencia.md")
    every = [*chapters, last]
    (folder / "letras").mkdir(parents=True, exist_ok=True)
    theme = workspace.themes["a-la-vista"]
    digits = {font: theme.digits[font] for font in FONTS if font in theme.digits}
    for font in {*FONTS, *digits.values()}:
        shutil.copy(stock() / "fonts" / f"{font}.ttf", folder / "letras")
    style = _template("style.css", colors=theme.colors, fonts=FONTS, digits=digits)
    (folder / "estilo.css").write_text(style, "utf-8")
    for number, one in enumerate(every):
        found = [kept for kept in album.taken if kept[0].chapter == one.name]
        page = _template(
            "page.html",
            title=one.title,
            body=_body(one.source, found),
            chapters=[(c.name, c.title) for c in every],
            here=one.name,
            after=every[number + 1] if number + 1 < len(every) else None,
        )
        (folder / f"{one.name}.html").write_text(page, "utf-8")


def _body(source: str, found: list[tuple[Taken, str, tuple[int, int]]]) -> str:
    markdown, left = reader(), iter(found)
    rules: dict[str, Any] = {
        "fence": _fence,
        "html_block": partial(_figures, left),
        "link_open": _link,
        "table_open": lambda *_: '<div class="tabla"><table>',
        "table_close": lambda *_: "</table></div>",
    }
    markdown.renderer.rules |= rules
    tokens = markdown.parse(source)
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", anchor(tokens[at + 1].content))
    # What comes next is at the foot of each page.
    body = markdown.renderer.render(tokens, markdown.options, {})
    body = body.replace("[ ]", '<input type="checkbox" aria-label="hecho">')
    return re.sub(r'<h2 id="sigue">.*', "", body, flags=re.DOTALL)


def anchor(heading: str) -> str:
    """The name of a heading inside its page, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _fence(tokens: list[Token], at: int, *_: object) -> str:
    language, given = options(tokens[at].info)
    file = given.get("archivo", "")
    label = WORDS["salida"] if "salida" in given else WORDS.get(language, "")
    code = highlight(
        tokens[at].content,
        get_lexer_by_name({"sh": "bash"}.get(language, language or "text")),
        HtmlFormatter(nowrap=True),
    )
    head = " ".join(filter(None, (label, f"<b>{html.escape(file)}</b>" if file else "")))
    kind = "salida" if "salida" in given else language or "text"
    caption = f"<figcaption>{head}</figcaption>" if head else ""
    # A keyboard can scroll what is wider than the page.
    body = f'<pre tabindex="0"><code>{code}</code></pre>'
    return f'<figure class="codigo {kind}">{caption}{body}</figure>'


def _figures(left: Any, tokens: list[Token], at: int, *_: object) -> str:
    comment = tokens[at].content
    if not comment.startswith(PICTURE):
        return comment
    shown = []
    for path, caption in pictures(comment):
        told = html.escape(caption)
        if path.startswith("imagenes/"):
            shown.append(f'<img class="pieza" src="{path}" alt="{told}" loading="lazy">')
            continue
        taken, name, (width, height) = next(left)
        kind = ' class="ancha"' if width > height else ""
        size = f'width="{width}" height="{height}" loading="lazy"'
        image = f'<img src="imagenes/{name}" alt="{html.escape(taken.alt)}" {size}>'
        shown.append(f"<figure{kind}>{image}<figcaption>{told}</figcaption></figure>")
    wide = " solo" if len(shown) == 1 else ""
    return f'<div class="imagenes{wide}">{"".join(shown)}</div>'


def _link(tokens: list[Token], at: int, *_: object) -> str:
    target = str(tokens[at].attrGet("href") or "")
    page, mark, place = target.partition("#")
    if page.endswith(".md"):
        page = page.removesuffix(".md") + ".html"
    return f'<a href="{page}{mark}{place}">'


def _template(name: str, **values: object) -> str:
    return _environment().get_template(name).render(**values)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
