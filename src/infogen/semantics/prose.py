"""Plain text of what a scene says: descriptions in reading order, and short alternative texts.

Nothing is cut: a text that is too long loses whole sentences from its end.
"""

from collections.abc import Iterator

from infogen.scene import Scene
from infogen.semantics.sentences import split_sentences
from infogen.semantics.tree import Part, read_page, read_scene

SHORT = 1000
"""Characters that the alternative text of a page has at most where no platform says so."""


def fit_sentences(text: str, most: int | None) -> str | None:
    """As many whole sentences of a text as `most` characters hold; None if not even the first."""
    if most is None or len(text) <= most:
        return text
    kept = ""
    for sentence in split_sentences(text):
        longer = f"{kept} {sentence}".strip()
        if len(longer) > most:
            break
        kept = longer
    return kept or None


def alt(scene: Scene, page: int | None = None) -> str:
    """The alternative text of the scene, or of one of several pages (from 0), in full.

    A page has the one that its outermost block gives it, or else what it says, title first.
    """
    if page is None or len(scene.pages) == 1:
        return scene.twin.prefix_seal(scene.alt)
    own = scene.pages[page].frame.meaning.alt
    return scene.twin.prefix_seal(own or _told(read_page(scene, page)))


def short_alt(scene: Scene, page: int | None = None) -> str:
    """The alternative text that goes with the file of a page wherever it goes: one that every
    platform takes that takes any, if there is one.
    """
    limits = [outlet.alt for outlet in scene.outlets if outlet.alt]
    whole = alt(scene, page)
    most = min(limits, default=SHORT if len(scene.pages) > 1 and page is not None else None)
    return fit_sentences(whole, most) or whole


def description(scene: Scene, page: int | None = None) -> str:
    """All that the scene or one of its pages says, in reading order, a line for each paragraph."""
    if page is not None:
        return _described(read_page(scene, page))
    pages = read_scene(scene)
    words = scene.twin.texts
    if len(pages) == 1:
        return _described(pages[0])
    parts = [
        f"{words.page(scene.canvas.family, n, len(pages))}\n\n{_described(sheet)}"
        for n, sheet in enumerate(pages, 1)
    ]
    return "\n\n\n".join(parts)


def _described(page: Part) -> str:
    lines: list[str] = []
    for part in page.parts:
        if part.kind == "heading" and lines:
            lines.append("")
        lines += _lines(part)
    return "\n".join(lines)


def _lines(part: Part) -> Iterator[str]:
    match part.kind:
        case "list":
            for item in part.parts:
                yield from _item(item)
        case "table":
            yield from _table(part)
        case "figure":
            yield f"[{part.text}]"
        case _:
            yield append_links(part)


def _item(item: Part) -> Iterator[str]:
    mark = item.label or "-"
    for n, inner in enumerate(line for part in item.parts for line in _lines(part)):
        yield f"{mark} {inner}" if n == 0 else f"{' ' * len(mark)} {inner}"


def _table(table: Part) -> Iterator[str]:
    """A line for each row, each cell after the head of its column."""
    rows = [[_cell(cell) for cell in row.parts] for row in table.parts]
    if not rows or not table.parts[0].head:
        yield from ("; ".join(filter(None, row)) for row in rows)
        return
    for row in rows[1:]:
        pairs = zip(rows[0], row, strict=False)
        yield "; ".join(f"{head}: {cell}" if head else cell for head, cell in pairs)


def _cell(cell: Part) -> str:
    return " ".join(append_links(part) for part in cell.walk() if part.runs)


def append_links(part: Part) -> str:
    """The words of a part, each address after the words that lead to it."""
    said = []
    for run in part.runs:
        text = run.text.rstrip()
        after = run.text[len(text) :]
        outside = run.href if run.href and not run.href.startswith("#") else None
        said.append(f"{text} ({outside}){after}" if outside and text else run.text)
    return " ".join("".join(said).split())


def _told(page: Part) -> str:
    """The words of a page as sentences; those above its first heading come after the rest."""
    at = next((n for n, part in enumerate(page.parts) if part.kind == "heading"), 0)
    return " ".join(text for part in (*page.parts[at:], *page.parts[:at]) for text in _spoken(part))


def _spoken(part: Part) -> Iterator[str]:
    match part.kind:
        case "list":
            for item in part.parts:
                inner = [leaf for leaf in item.walk() if leaf.runs]
                said = [_ended(leaf.text, ":" if leaf.kind == "heading" else ".") for leaf in inner]
                yield " ".join(filter(None, [item.label, *said]))
        case "table":
            yield from (_ended(line) for line in _table(part))
        case _:
            yield _ended(part.text)


def _ended(text: str, mark: str = ".") -> str:
    """A text with a mark at its end, if it has none."""
    return text if text.endswith((".", "!", "?", "…", ":", ";")) else text + mark
