"""Which pieces use which facts, from their scenes: all pieces, variants and formats."""

from infogen.content import entries_under
from infogen.layout.compose import compose_spec
from infogen.workspace import Workspace


def usage(workspace: Workspace) -> dict[str, tuple[str, ...]]:
    """The pieces that use each fact, by its path. Raises `Failure` for a piece that is wrong."""
    found: dict[str, dict[str, None]] = {}
    for name, piece in sorted(workspace.pieces.items()):
        for spec in piece.specs.values():
            for format in spec.formats:
                for fact in compose_spec(workspace, spec, format).facts:
                    for path in entries_under(workspace.data, fact.path):
                        found.setdefault(path, {})[name] = None
    return {path: tuple(pieces) for path, pieces in found.items()}
