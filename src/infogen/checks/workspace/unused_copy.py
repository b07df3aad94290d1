"""Copy that nothing uses says something that no reader sees."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import to_builtins

from infogen.content import slots, span_at
from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _
from infogen.source.references import references
from infogen.workspace import Workspace

OWN = ("evidencia", "formulario", "fuentes", "grupo", "hoja", "imprenta", "plazos", "texto")
"""Files of `data/copy/` that hold the program's own words: it reads them by name."""

BY_NAME = ("copy.comun.revision", "copy.comun.borrador", "copy.resultados.medida")
"""Other texts that the program reads by name, and those that `data/results.yaml` names one of."""

STOCK = "stock/"
"""How a person's workspace names the files of the stock, whose copy is not theirs to clear."""


def unused_copy(workspace: Workspace) -> Iterator[Diagnostic]:
    """One warning for each slot of the copy to which no layout and no other data refer."""
    data = workspace.data
    used = {*BY_NAME, *_references((*_layouts(workspace), data.raw))}
    for name, slot in slots(data.content.copy):
        path, piece = f"copy.{name}", name.partition(".")[0]
        labels = piece == "comun" and slot.link is not None
        span = span_at(data, path)
        if piece in OWN or labels or span.file.startswith(STOCK) or _is_used(path, used):
            continue
        yield warning(
            "unused-copy",
            _('nothing uses "{path}"').format(path=path),
            span,
            _("refer to it in a layout, such as ${path}, or take it out").replace(
                "{path}", f"{{{path}}}"
            ),
            path,
        )


def _is_used(path: str, used: set[str]) -> bool:
    """True if it, one of its lengths or a group that it is in is referred to."""
    parts = path.split(".")
    above = (".".join(parts[:n]) for n in range(3, len(parts) + 1))
    return bool(used.intersection((*above, f"{path}.long", f"{path}.short")))


def _layouts(workspace: Workspace) -> Iterator[object]:
    """All that may refer to copy: what is written in the files of `layouts/`."""
    for piece in (*workspace.pieces.values(), *workspace.sheets.values()):
        for spec in piece.specs.values():
            yield spec.raw
            yield from spec.own.values()
    for component in workspace.components.values():
        yield component.raw
    yield from workspace.examples.values()
    yield from map(to_builtins, workspace.forms.values())


def _references(values: Iterable[object]) -> Iterator[str]:
    """The paths in all texts of some values as they are written."""
    for value in values:
        if isinstance(value, str):
            yield from references(value)
        elif isinstance(value, Mapping):
            yield from _references(value.values())
        elif isinstance(value, Sequence):
            yield from _references(value)
