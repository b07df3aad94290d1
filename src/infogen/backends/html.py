"""A scene to a web page of plain text: what its pictures say, for those who hear or search it.

One file without scripts, fonts or pictures. It has one `h1`, headings in order, lists, tables with
scopes, and real links; the words are those of the pages, in the same order.
"""

from collections.abc import Iterable, Iterator

from infogen.backends.markup import escape_text, escape_value
from infogen.scene import Scene
from infogen.semantics.prose import short_alt
from infogen.semantics.tree import Part, TextSpan, read_scene

_STYLE = """\
:root{color-scheme:light dark}
body{margin:0 auto;padding:1.5rem 1.25rem 3rem;max-width:38rem;
font:1.125rem/1.55 system-ui,sans-serif}
h1,h2,h3{line-height:1.2;margin:1.75em 0 .5em}
h1{font-size:2rem}h2{font-size:1.4rem}h3,li h2,li h3{font-size:1.125rem}
li{margin:.5em 0}li>*{margin:.15em 0}
figure{margin:1em 0;padding-left:1rem;border-left:.25rem solid}
a{overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid;padding:.5em .75em .5em 0;text-align:start;vertical-align:top}
section+section,footer{border-top:1px solid;margin-top:2.5rem;padding-top:1rem}
footer{font-size:1rem}footer h2{font-size:1.125rem}
"""


def render(scene: Scene) -> bytes:
    """The file, with all pages."""
    pages = read_scene(scene)
    headed = any(part.level == 1 for page in pages for part in page.walk())
    head = [
        "<!DOCTYPE html>",
        f'<html lang="{escape_value(scene.lang)}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape_value(scene.title)}</title>",
        *(
            f'<meta name="{name}" content="{escape_value(content)}">'
            for name, content in (
                ("description", short_alt(scene)),
                ("author", scene.author),
                ("generator", "infogen"),
            )
            if content
        ),
        f"<style>\n{_STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
    ]
    if scene.twin.seal:
        head.append(f"<p><strong>{escape_text(scene.twin.seal)}</strong></p>")
    if not headed:
        head.append(f"<h1>{escape_value(scene.title)}</h1>")
    lines = [*head, *_pages(pages, scene), "</main>", *_footer(scene), "</body>", "</html>"]
    return ("\n".join(lines) + "\n").encode()


def _pages(pages: list[Part], scene: Scene) -> Iterator[str]:
    writer = PartWriter(pages, scene)
    for n, page in enumerate(pages, 1):
        if len(pages) > 1:
            name = scene.twin.texts.page(scene.canvas.family, n, len(pages))
            yield f'<section aria-label="{escape_value(name)}">'
        yield from writer.parts(page.parts)
        if len(pages) > 1:
            yield "</section>"


def _footer(scene: Scene) -> Iterator[str]:
    """The institution that signs the page, its legal basis, its licence, and the files that show
    it.
    """
    twin, words = scene.twin, scene.twin.texts
    signed = " · ".join(filter(None, (twin.post.check_date, twin.post.signature)))
    yield "<footer>"
    if signed:
        yield f"<p>{escape_text(signed)}</p>"
    if twin.basis:
        yield from _listed(words.basis, (escape_text(law) for law in twin.basis))
    if words.license:
        license = escape_text(twin.license or words.no_license)
        yield f"<p>{escape_text(words.license)}: {_linked(twin.license, license)}</p>"
    if twin.beside:
        files = (f'<a href="{escape_value(name)}">{escape_value(name)}</a>' for name in twin.beside)
        yield from _listed(words.files, files)
    yield "</footer>"


def _listed(name: str, items: Iterable[str]) -> Iterator[str]:
    yield f"<h2>{escape_text(name)}</h2>"
    yield "<ul>"
    yield from (f"<li>{item}</li>" for item in items)
    yield "</ul>"


def _linked(address: str | None, text: str) -> str:
    if address is None or not address.startswith("https://"):
        return text
    return f'<a href="{escape_value(address)}" rel="license">{text}</a>'


class PartWriter:
    """Writes parts as elements, a line for each that has words."""

    def __init__(self, pages: list[Part], scene: Scene) -> None:
        self._lang = scene.lang
        self._labels = {address: label for label, address in scene.twin.post.links}
        self._called = {
            run.href
            for page in pages
            for part in page.walk()
            for run in part.runs
            if run.href and run.href.startswith("#")
        }

    def parts(self, parts: list[Part]) -> Iterator[str]:
        """The elements of parts, in order."""
        for part in parts:
            yield from self._part(part)

    def _part(self, part: Part) -> Iterator[str]:
        match part.kind:
            case "heading":
                yield f"<h{part.level}{self._own(part)}>{self._runs(part)}</h{part.level}>"
            case "list":
                yield from self._list(part)
            case "table":
                yield from self._table(part)
            case "figure":
                yield f"<figure{self._own(part)}><p>{self._runs(part)}</p></figure>"
            case "code":
                yield f"<p{self._own(part)}>{self._link(part)}</p>"
            case _:
                yield f"<p{self._own(part)}>{self._runs(part)}</p>"

    def _list(self, part: Part) -> Iterator[str]:
        """Ordered where the items are numbered from 1; other labels stand with their words."""
        numbers = [(item.label or "").strip(".)°ºª") for item in part.parts]
        ordered = numbers == [str(n) for n in range(1, len(numbers) + 1)]
        name = "ol" if ordered else "ul"
        yield f"<{name}{self._own(part)}>"
        for item in part.parts:
            yield f"<li{self._own(item)}>"
            if item.label and not ordered:
                yield f"<b>{escape_text(item.label)}</b>"
            yield from self.parts(item.parts)
            yield "</li>"
        yield f"</{name}>"

    def _table(self, table: Part) -> Iterator[str]:
        """The first rows of heads are the head of the table, a head in another row is its row's."""
        yield f"<table{self._own(table)}>"
        heads = next((n for n, row in enumerate(table.parts) if not row.head), len(table.parts))
        for name, rows in (("thead", table.parts[:heads]), ("tbody", table.parts[heads:])):
            if rows:
                yield f"<{name}>"
                yield from (self._row(row, "col" if name == "thead" else "row") for row in rows)
                yield f"</{name}>"
        yield "</table>"

    def _row(self, row: Part, scope: str) -> str:
        cells = []
        for cell in row.parts:
            said = "<br>".join(self._runs(part) for part in cell.walk() if part.runs)
            if cell.kind == "head" and said:
                cells.append(f'<th scope="{scope}"{self._own(cell)}>{said}</th>')
            else:
                cells.append(f"<td{self._own(cell)}>{said}</td>")
        return f"<tr>{''.join(cells)}</tr>"

    def _link(self, part: Part) -> str:
        """A code is the link that it holds: what one is to do there, and the address as shown."""
        label = self._labels.get(part.href or "")
        said = f"{label}: {part.text.removeprefix('QR: ')}" if label else part.text
        text = escape_text(said)
        return f'<a href="{escape_value(part.href)}">{text}</a>' if part.href else text

    def _runs(self, part: Part) -> str:
        """The words of a part; blanks at the ends of its lines are one."""
        runs = [TextSpan(run.text, run.lang, run.href) for run in part.runs]
        if runs:
            runs[0].text = runs[0].text.lstrip()
            runs[-1].text = runs[-1].text.rstrip()
        return "".join(self._run(run, part.lang) for run in runs if run.text)

    def _run(self, run: TextSpan, lang: str) -> str:
        words = escape_text(run.text).replace("\n", " ")
        own = f' lang="{escape_value(run.lang)}"' if run.lang != lang else ""
        if run.href is None:
            return f"<span{own}>{words}</span>" if own else words
        bare = words.rstrip(" ")
        return f'<a href="{escape_value(run.href)}"{own}>{bare}</a>{words[len(bare) :]}'

    def _own(self, part: Part) -> str:
        """The attributes of a part: its language where that changes, its name if a link has it."""
        above = part.parent.lang if part.parent else self._lang
        own = f' lang="{escape_value(part.lang)}"' if part.lang != above else ""
        called = part.target is not None and f"#{part.target}" in self._called
        return f'{own} id="{escape_value(part.target or "")}"' if called else own
