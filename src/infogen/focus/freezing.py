"""A piece and its variants to a session: rendered, compared, frozen."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from infogen.backends import render
from infogen.binding.phrases import interpolate, plain_text
from infogen.binding.scope import Scope
from infogen.checks import check, check_variant
from infogen.content import Slot
from infogen.diagnostics import Diagnostic, Failure, error
from infogen.diagnostics.misuse import Misuse
from infogen.focus.session import (
    Answer,
    Attendance,
    Criteria,
    Frozen,
    Question,
    Rule,
    Session,
)
from infogen.layout.compose import compose
from infogen.messages import _
from infogen.scene import Scene
from infogen.semantics import prose
from infogen.sheets.compare import FEWEST, MOST, SHAPES
from infogen.workspace import Workspace

CODE = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Letters and figures that nobody takes for others."""
KEYS = {"bien": "right", "mal": "wrong", "contraria": "contrary"}
"""The key of an answer, by the beginning of its name in `copy.grupo.preguntas`."""


class SessionPlan(Struct, frozen=True):
    """The parts of a session: a piece, its variants (None is the piece itself), and people."""

    piece: str
    variants: Sequence[str | None]
    format: str
    theme: str | None
    expected: Attendance
    sample: bool = False


def freeze(
    workspace: Workspace, asked: SessionPlan, today: date, before: Session | None = None
) -> tuple[Session, Mapping[str, bytes]]:
    """The session, and the files of its pictures by their path in its folder.

    What people edited in a session that was made `before` is kept. Raises `Misuse` for too few or
    too many variants, `Failure` for one with an error, and for those that state other facts.
    """
    names = list(asked.variants)
    if not FEWEST <= len(names) <= MOST or len(set(names)) < len(names):
        message = _("{fewest} to {most} different variants can be compared")
        hint = _('name them with --variants; "base" is the piece without a variant')
        message = message.format(fewest=FEWEST, most=MOST)
        raise Misuse([error("bad-comparison", message, hint=hint)])
    scenes = [
        compose(workspace, asked.piece, format=asked.format, theme=asked.theme, variant=name)
        for name in names
    ]
    problems: list[Diagnostic] = [finding for scene in scenes for finding in check(scene)]
    problems += (found for scene in scenes[1:] for found in check_variant(scene, scenes[0]))
    if any(finding.severity == "error" for finding in problems):
        raise Failure(problems)
    files: dict[str, bytes] = {}
    variants: dict[str, Frozen] = {}
    for (shape, _outline), name, scene in zip(SHAPES, names, scenes, strict=False):
        data = render(scene, "png", 0)
        files[f"variants/{shape}.png"] = data
        files[f"variants/{shape}.txt"] = prose.description(scene).encode()
        variants[shape] = Frozen(variant=name or "base", sha256=hashlib.sha256(data).hexdigest())
    made = _made(workspace, asked, scenes[0], variants, today)
    return (made if before is None else _kept(made, before)), files


def _made(
    workspace: Workspace,
    asked: SessionPlan,
    scene: Scene,
    variants: dict[str, Frozen],
    today: date,
) -> Session:
    copy = workspace.data.content.copy["grupo"]
    return Session(
        piece=asked.piece,
        title=scene.title,
        format=asked.format,
        theme=scene.theme,
        made=today,
        code="".join(secrets.choice(CODE) for _n in range(4)),
        seed=int(today.strftime("%Y%m%d")),
        sample=asked.sample,
        variants=variants,
        criteria=Criteria(
            attention=copy_text(workspace, copy["atencion"]),
            clarity=copy_text(workspace, copy["entender"]),
        ),
        questions=tuple(_questions(workspace, asked.piece)),
        rule=Rule(),
        expected=asked.expected,
    )


def _kept(made: Session, before: Session) -> Session:
    """The session with all that people may have edited, and new pictures."""
    from msgspec.structs import replace

    return replace(
        before,
        variants=made.variants,
        theme=made.theme,
        format=made.format,
        expected=made.expected,
        sample=made.sample,
    )


def _questions(workspace: Workspace, piece: str) -> list[Question]:
    """The questions of the stock about a piece; none where there are none."""
    groups: Mapping[str, Any] = workspace.data.content.copy["grupo"]["preguntas"].get(piece, {})
    return [
        Question(
            ask=copy_text(workspace, group["pregunta"]),
            answers=tuple(
                Answer(text=copy_text(workspace, slot), key=KEYS[name.partition("-")[0]])  # type: ignore[arg-type]
                for name, slot in group.items()
                if name != "pregunta"
            ),
        )
        for group in groups.values()
    ]


def copy_text(workspace: Workspace, slot: Slot) -> str:
    """A text of the copy with its references filled in. Raises `Failure` where that fails."""
    problems: list[Diagnostic] = []
    phrase = interpolate(slot.long, None, Scope(workspace.data, {}), problems)
    if problems:
        raise Failure(problems)
    return plain_text(phrase)
