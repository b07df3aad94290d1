"""A workspace of two pieces that exists in memory only, and scenes and files to go with it."""

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path

from infogen.backends import Backend
from infogen.content import Data, load_data
from infogen.content.namespaces import content
from infogen.design.axes import Axes
from infogen.design.formats import Format
from infogen.design.pieces import Piece, PieceFile, Spec
from infogen.diagnostics import Failure, Span, error
from infogen.scene import Fact, Frame, Page, Placed, Scene
from infogen.scene.fonts import Fonts
from infogen.scene.geometry import Size
from infogen.source import Map
from infogen.workspace import Workspace
from kit.places import DATA

SHEETS = {
    "square": {"family": "screen", "unit": "px", "width": 1080, "height": 1080, "files": ("png",)},
    "letter": {
        "family": "paper",
        "unit": "mm",
        "width": 215.9,
        "height": 279.4,
        "files": ("pdf", "png"),
    },
}
PLAZO = Fact("steps.responder.deadline", "15 días hábiles", Span("data/a.yaml", 7, 3))
CUOTA = Fact("fees.copia", "$2.00", Span("data/b.yaml", 2, 1))
TITULO = Fact("copy.titulo", "Pregunta")


def workspace(root: Path = Path()) -> Workspace:
    """`aviso` in a square, with a variant `b`; `guia` on two sheets of paper and in a square."""
    return Workspace(
        root=root,
        folders=(root,),
        sheets={},
        axes=Axes({}),
        platforms={},
        pieces={
            "aviso": _piece("aviso", {None: ("square",), "b": ("square",)}),
            "guia": _piece("guia", {None: ("letter", "square")}),
        },
        components={},
        forms={},
        drawings={},
        examples={},
        formats={
            name: Format(name=name, margin=10, smallest=9, **sheet)
            for name, sheet in SHEETS.items()
        },
        themes={"a-la-vista": None, "bn": None},
        data=_data(),
        fonts=Fonts(),
        default_theme="a-la-vista",
    )


@cache
def _data() -> Data:
    return load_data([(DATA, "data")])


def _piece(name: str, variants: dict[str | None, tuple[str, ...]]) -> Piece:
    span = Span(f"layouts/{name}.yaml", 1, 1)
    return Piece(
        name,
        {
            variant: Spec(name, variant, Map(span), PieceFile(title="t", formats=formats), span)
            for variant, formats in variants.items()
        },
    )


def with_term(workspace: Workspace, path: str, days: Callable[[int], int]) -> Workspace:
    """The workspace with another number of days in the deadline at `path`."""
    raw = deepcopy(workspace.data.raw)
    node = raw
    for step in path.split("."):
        if isinstance(node, dict):
            node = node[step]
        else:
            node = next(item for item in node if item["id"] == step)
    node["days"] = days(node["days"])
    return workspace.with_data(Data(raw, content(raw)))


class Composer:
    """Composes scenes without laying anything out; the pieces in `broken` fail."""

    def __init__(self) -> None:
        self.broken: set[str] = set()
        self.sheets = 2
        self.asked: list[tuple[str, str | None, str]] = []

    def __call__(self, workspace, piece, *, format, theme=None, variant=None) -> Scene:
        self.asked.append((piece, variant, format))
        if piece in self.broken:
            at = Span(f"layouts/{piece}.yaml", 3, 5)
            raise Failure([error("bad", f"{piece} is broken", at, "mend it")])
        size = Size(1, 1)
        pages = tuple(
            Page(Frame(size, (Placed(0, 0, Frame(size, facts=(fact,))),)), "#FFFFFF")
            for fact in (PLAZO, CUOTA)[: self.sheets if format == "letter" else 1]
        )
        return Scene(
            piece=piece,
            title=piece,
            subject="",
            author="",
            lang="es-MX",
            alt=f"alt of {piece}",
            canvas=workspace.formats[format].canvas(format),
            theme=theme or workspace.default_theme,
            variant=variant,
            fonts=workspace.fonts,
            pages=pages,
            facts=(TITULO, CUOTA, PLAZO),
            title_facts=(TITULO,),
            alt_facts=(CUOTA,),
        )


def _render(scene: Scene, page: int) -> bytes:
    return f"{scene.piece} {scene.variant} {scene.theme} {scene.canvas.id} {page}".encode()


BACKENDS = {
    "png": Backend("png", "image/png", False, _render),
    "jpg": Backend("jpg", "image/jpeg", False, _render),
    "pdf": Backend("pdf", "application/pdf", True, _render),
}
