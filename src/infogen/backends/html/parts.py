"""The words of a picture as elements of HTML: headings, steps, definitions, tables, links."""

from collections.abc import Container, Iterable, Iterator
from itertools import groupby, pairwise

from infogen.backends.markup import escape_text, escape_value
from infogen.scene import Scene
from infogen.semantics.tree import Part, TextSpan

CODE = "QR: "
"""The beginning of the alternative text of a code."""


class PartWriter:
    """Writes parts as elements, a line for each with words; those `left_out` stand elsewhere."""

    def __init__(
        self, pages: list[Part], scene: Scene, left_out: Container[Part] = frozenset()
    ) -> None:
        self._left_out = left_out
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
        """The elements of parts, in order; definitions that follow each other are one list, and a
        list after another one is set apart. The caption before a code is what its link says.
        """
        shown = [part for part in parts if part not in self._left_out]
        for part, code in list(pairwise(shown)):
            if part.kind == "paragraph" and code.kind == "code" and self._captions(part, code):
                self._labels[code.href or ""] = part.text
                shown.remove(part)
        for defined, some in groupby(shown, lambda part: part.term is not None):
            if defined:
                yield from self._definitions(some)
                continue
            before = None
            for part in some:
                if part.kind == before == "list":
                    yield "<hr>"
                yield from self._part(part)
                before = part.kind

    def _captions(self, part: Part, code: Part) -> bool:
        """True if a paragraph is the label of a code, or a longer form of it."""
        label = (self._labels.get(code.href or "") or "").rstrip(":")
        return bool(label) and part.text.startswith(label)

    def _definitions(self, parts: Iterable[Part]) -> Iterator[str]:
        yield "<dl>"
        for part in parts:
            term = part.term or ""
            yield f"<dt{self._own(part)}>{escape_text(term.strip().rstrip('.:'))}</dt>"
            yield f"<dd>{self._runs(part, len(term))}</dd>"
        yield "</dl>"

    def _part(self, part: Part) -> Iterator[str]:
        match part.kind:
            case "heading":
                yield f"<h{part.level}{self._own(part)}>{self._runs(part)}</h{part.level}>"
            case "list":
                yield from self._list(part)
            case "table":
                yield from self._table(part)
            case "figure":
                own, words = self._own(part), self._runs(part)
                yield f'<figure class="told"{own}><p>{words}</p></figure>'
            case "code":
                yield f'<p class="code"{self._own(part)}>{self._link(part)}</p>'
            case _:
                yield f"<p{self._own(part)}>{self._runs(part)}</p>"

    def _list(self, part: Part) -> Iterator[str]:
        """Ordered where the items are numbered, with labels or by the stations of a ribbon; other
        labels stand with their words.
        """
        numbers = [(item.label or "").strip(".)°ºª") for item in part.parts]
        ordered = numbers == [str(n) for n in range(1, len(numbers) + 1)]
        first = part.parts[0].number if part.parts else None
        counted = first is not None and [item.number for item in part.parts] == list(
            range(first, first + len(part.parts))
        )
        name = "ol" if ordered or counted else "ul"
        start = f' start="{first}"' if counted and first != 1 else ""
        yield f"<{name}{start}{self._own(part)}>"
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
        label, address = self._labels.get(part.href or ""), part.text.removeprefix(CODE)
        label = None if label is None else label.removeprefix(CODE).rstrip(":")
        said = f"{label}: {address}" if label and label != address else address
        text = escape_text(said)
        return f'<a href="{escape_value(part.href)}">{text}</a>' if part.href else text

    def _runs(self, part: Part, skip: int = 0) -> str:
        """The words of a part after the first `skip` characters; blanks at the ends of its lines
        are one.
        """
        runs = []
        for run in part.runs:
            runs.append(TextSpan(run.text[skip:], run.lang, run.href))
            skip = max(0, skip - len(run.text))
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
