"""The sheet that a focus group holds: variants side by side, in balanced orders, with a ballot."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from infogen.checks import check, check_variant
from infogen.diagnostics import Diagnostic, Failure, error
from infogen.diagnostics.misuse import Misuse
from infogen.layout.compose import compose
from infogen.messages import _
from infogen.scene import COUNTER, Picture, Scene
from infogen.sheets import page_picture, sheet
from infogen.typesetting.phrase import Phrase, counted_phrase
from infogen.workspace import Workspace

FORMAT = "letter-landscape"
COLUMN, TALLEST = 258.4, 97.0
"""Width of the sheet inside its margins, and the height that variants may take, in mm."""
GAP = 13.4
EDGE = 0.25
"""The line around a variant, so that a white one has an edge."""
DASHES = 64
FEWEST, MOST = 2, 4

SHAPES: tuple[tuple[str, str], ...] = (
    ("circulo", "M 100 50 A 50 50 0 1 1 0 50 A 50 50 0 1 1 100 50 Z"),
    ("triangulo", "M 50 4 L 100 96 L 0 96 Z"),
    ("cuadrado", "M 4 4 L 96 4 L 96 96 L 4 96 Z"),
    ("rombo", "M 50 0 L 100 50 L 50 100 L 0 50 Z"),
)
"""Blind names: a shape says nothing of rank, as letters and numbers do."""


FULL = (188.0, 244.0)
"""The room of a picture on a sheet of its own, on a page as tall as it is, in mm."""


class Comparison(Struct, frozen=True):
    """The sheets; `full`, each variant on a sheet of its own as large as the paper lets it be, for
    what is small beside others cannot be judged for being understood; and the key that stays with
    the team: shape → variant and SHA-256 of its pixels (votes on other pictures are not added up),
    each order, and which folio has which.
    """

    scene: Scene
    full: Scene
    key: dict[str, Any]


def williams(count: int) -> list[tuple[int, ...]]:
    """Orders of 0…count-1 in which each comes in each place, and after each other one, equally
    often: `count` of them if it is even, twice as many if it is odd (Williams 1949).
    """
    zigzag = [(i + 1) // 2 if i % 2 else (count - i // 2) % count for i in range(count)]
    square = [tuple((item + row) % count for item in zigzag) for row in range(count)]
    return square if count % 2 == 0 else [*square, *(row[::-1] for row in square)]


def compare(
    workspace: Workspace,
    piece: str,
    variants: Sequence[str | None],
    *,
    format: str = "portrait",
    theme: str | None = None,
    folios: int | None = None,
) -> Comparison:
    """The comparison of variants (None is the piece itself) in one format, one page for each folio.

    There are as many folios as orders if no number is given. Raises `Misuse` for fewer than two or
    more than four variants, `Failure` for a variant with an error, variants that do not state the
    same facts, and a sheet that does not fit.
    """
    if not FEWEST <= len(variants) <= MOST or len(set(variants)) < len(variants):
        message = _("{fewest} to {most} different variants can be compared")
        hint = _('name them with --variants; "base" is the piece without a variant')
        message = message.format(fewest=FEWEST, most=MOST)
        raise Misuse([error("bad-comparison", message, hint=hint)])
    scenes = [
        compose(workspace, piece, format=format, theme=theme, variant=name) for name in variants
    ]
    problems: list[Diagnostic] = [finding for scene in scenes for finding in check(scene)]
    problems += (finding for scene in scenes[1:] for finding in check_variant(scene, scenes[0]))
    if any(finding.severity == "error" for finding in problems):
        raise Failure(problems)
    orders = williams(len(scenes))
    copies = folios or len(orders)
    shown = [_shown(workspace, i) for i in range(len(scenes))]
    ratio = scenes[0].canvas.width / scenes[0].canvas.height
    # Two tall pictures stand over the first columns of the ballot, which has three.
    columns = max(len(scenes), 3) if ratio < 1 else len(scenes)
    column = (COLUMN - (columns - 1) * GAP) / columns
    width = min(column - 2 * EDGE, TALLEST * ratio)
    common = {
        "column": column,
        "gap": GAP,
        "width": width,
        "framed": width + 2 * EDGE,
        "height": width / ratio,
        "dashes": list(range(DASHES)),
        "orders": _counted(len(orders)),
        "numera": _numera(workspace, len(scenes)),
        "question": _question(workspace, piece),
        "rankings": [
            {"number": _counted(n), "question": workspace.data.content.copy["hoja"][name].short}
            for n, name in enumerate(("atencion", "entender"), 1)
        ],
        "number": _counted(3),
    }
    pages = [
        {
            **common,
            "variants": [shown[i] for i in orders[n % len(orders)]],
            "order": _counted(n % len(orders) + 1),
            "folio": _counted(n + 1, 3),
        }
        for n in range(copies)
    ]
    pictures = {shown[i]["file"]: page_picture(scene) for i, scene in enumerate(scenes)}
    made = sheet(workspace, "comparativa", FORMAT, {"pages": pages}, pictures)
    key = {
        "piece": piece,
        "format": format,
        "theme": scenes[0].theme,
        "shapes": {SHAPES[i][0]: name or "base" for i, name in enumerate(variants)},
        "pictures": {SHAPES[i][0]: pictures[shown[i]["file"]].digest for i in range(len(scenes))},
        "orders": [[SHAPES[i][0] for i in order] for order in orders],
        "folios": {f"{n + 1:03}": n % len(orders) + 1 for n in range(copies)},
    }
    return Comparison(made, _full(workspace, shown, pictures, ratio), key)


def _full(
    workspace: Workspace,
    shown: Sequence[Mapping[str, str]],
    pictures: Mapping[str, Picture],
    ratio: float,
) -> Scene:
    """Each variant on a sheet of its own, under its shape."""
    format, wide, tall = "letter", *FULL
    if ratio > 1:
        format, wide, tall = FORMAT, tall, wide
    width = min(wide - 2 * EDGE, (tall - 2 * EDGE) * ratio)
    content = {
        "pages": list(shown),
        "sample": False,
        "width": width,
        "height": width / ratio,
        "framed": width + 2 * EDGE,
    }
    return sheet(workspace, "grupo-tamano", format, content, pictures)


def _shown(workspace: Workspace, index: int) -> dict[str, str]:
    name, outline = SHAPES[index]
    copy = workspace.data.content.copy["hoja"]["figuras"]
    return {"name": copy[name].long, "d": outline, "file": f"variant-{index}"}


def _counted(number: int, digits: int = 1) -> Phrase:
    return counted_phrase(f"{number:0{digits}}")


def _numera(workspace: Workspace, count: int) -> Phrase:
    """The instruction to rank: the first and the last rank count the variants."""
    text = workspace.data.content.copy["hoja"]["numera"].long
    return Phrase(text.replace("{first}", "1").replace("{last}", str(count)), COUNTER)


def _question(workspace: Workspace, piece: str) -> str:
    questions: Mapping[str, Any] = workspace.data.content.copy["hoja"]["pregunta"]
    return str(questions.get(piece, questions["general"]).long)
