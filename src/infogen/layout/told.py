"""The words of a picture that is not read whole: its titles, what its figures show, its tables."""

from collections.abc import Iterator

from infogen.scene import Frame, frames_in, texts_in

LONGEST = 300
"""Characters of a table's rows that stand for it; of a larger one its heads do."""

TABLE = "Tabla de {count} filas: {heads}."


def told(pages: list[Frame]) -> str:
    """The words of the titles, what the figures show, and the tables, each once."""
    return " ".join(dict.fromkeys(_parts(pages)))


def _parts(pages: list[Frame]) -> Iterator[str]:
    tables: dict[str | int, list[list[str]]] = {}
    order: list[str | list[list[str]]] = []
    for page in pages:
        for frame in frames_in(page, "title", "figure", "table"):
            if frame.meaning.role == "title":
                order.append(_words(frame))
            elif frame.meaning.role == "figure":
                order.append(frame.meaning.alt or "")
            else:
                key = frame.meaning.whole or id(frame)
                if key not in tables:
                    tables[key] = []
                    order.append(tables[key])
                tables[key] += _rows(frame)
    for part in order:
        said = part if isinstance(part, str) else _table(part)
        if said:
            yield said


def _table(rows: list[list[str]]) -> str:
    """Each row with the heads of its columns, or how many there are and of what."""
    if len(rows) < 2:
        return ""
    heads, *body = rows
    lines = (
        "; ".join(f"{head}: {cell}" for head, cell in zip(heads, row, strict=False) if cell)
        for row in body
    )
    said = " ".join(f"{line}." for line in lines)
    return said if len(said) <= LONGEST else TABLE.format(count=len(body), heads=", ".join(heads))


def _rows(table: Frame) -> list[list[str]]:
    return [
        [_words(cell) for cell in frames_in(row, "head", "cell")] for row in frames_in(table, "row")
    ]


def _words(frame: Frame) -> str:
    return "".join(run.text for run in texts_in(frame)).replace("\u00a0", " ").strip()
