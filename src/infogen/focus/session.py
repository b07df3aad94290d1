"""A session as it is frozen: one YAML that people read and edit, and the pictures beside it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from infogen.diagnostics import Diagnostic, Failure, Span, error
from infogen.messages import _
from infogen.sheets.compare import FEWEST, MOST, SHAPES, williams
from infogen.source.loader import read_yaml
from infogen.source.model import Model, Problem
from infogen.source.validate import build_model

FILE = "session.yaml"
BANDS = ("menos-18", "18-34", "35-59", "60-mas")
"""Bands of age, in years."""
LETTERS = "ABCDEFGHJKLMNPQR"
"""Codes of households: I and O are left out, they are taken for figures."""
CRITERIA = ("attention", "clarity")

Text = Annotated[str, Meta(min_length=1, max_length=300)]
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]


class Answer(Model):
    """An answer that is offered: right, wrong, or contrary to what the picture says, so that who
    believes it could come to harm.
    """

    text: Text
    key: Literal["right", "wrong", "contrary"]


class Question(Model):
    """A question of comprehension; "I do not know" is offered besides."""

    ask: Text
    answers: Annotated[tuple[Answer, ...], Meta(min_length=2, max_length=5)]

    def __post_init__(self) -> None:
        if not any(answer.key == "right" for answer in self.answers):
            raise Problem(_("a question needs a right answer"), _("mark one with key: right"))
        if len({answer.text for answer in self.answers}) < len(self.answers):
            raise Problem(_("two answers are the same"), _("remove one"))


class Frozen(Model):
    """A variant of the piece (`base` is the piece itself), and the SHA-256 of its picture."""

    variant: Text
    sha256: Digest


class Criteria(Model):
    """The criteria that people are asked to rank by."""

    attention: Text
    clarity: Text


class Rule(Model):
    """How the verdict is made, fixed beforehand. `p` is how often chance alone may explain a
    winner; `first` the share of repetitions in which the first must stay first, or it is a tie;
    `understood` the share of right answers with which a person understood; `eligible` the share of
    such people that a variant needs.
    """

    p: Annotated[float, Meta(gt=0, le=0.2)] = 0.05
    first: Annotated[float, Meta(ge=0.5, le=0.95)] = 0.6
    understood: Annotated[float, Meta(gt=0, le=1)] = 0.66
    eligible: Annotated[float, Meta(ge=0, le=1)] = 0.66


class Attendance(Model):
    """The expected people: households, those with a phone, those on paper. They enter with the
    code of the room, which is on the wall, or each with a card.
    """

    households: Annotated[int, Meta(ge=2, le=len(LETTERS))]
    phones: Annotated[int, Meta(ge=0, le=400)]
    paper: Annotated[int, Meta(ge=0, le=200)]
    entry: Literal["room", "cards"] = "room"


class Session(Model):
    """A session. `code` is in its folios, `seed` in its orders and tests; a `sample` says so on
    everything that is made of it.
    """

    piece: Text
    title: Text
    format: Text
    theme: Text
    made: date
    code: Annotated[str, Meta(pattern=r"^[A-Z2-9]{4}$")]
    seed: Annotated[int, Meta(ge=0)]
    sample: bool = False
    variants: dict[str, Frozen]
    criteria: Criteria
    questions: Annotated[tuple[Question, ...], Meta(max_length=4)] = ()
    rule: Rule
    expected: Attendance

    def __post_init__(self) -> None:
        known = [name for name, _outline in SHAPES]
        if list(self.variants) != known[: len(self.variants)]:
            message = _("the variants must be named {names}, in this order")
            raise Problem(message.format(names=", ".join(known[: max(2, len(self.variants))])))
        if not FEWEST <= len(self.variants) <= MOST:
            message = _("{fewest} to {most} different variants can be compared")
            raise Problem(message.format(fewest=FEWEST, most=MOST))

    @property
    def shapes(self) -> tuple[str, ...]:
        """The blind names, in the order of the session."""
        return tuple(self.variants)

    @property
    def households(self) -> tuple[str, ...]:
        """The codes of the households that are expected."""
        return tuple(LETTERS[: self.expected.households])

    def order(self, place: int) -> tuple[str, ...]:
        """The shapes in the order of a person, counted from 0, over phones and paper alike."""
        orders = williams(len(self.variants))
        return tuple(self.shapes[i] for i in orders[place % len(orders)])

    def assigned_shape(self, place: int) -> str:
        """The shape about which a person is asked: each as often, crossed with the orders."""
        orders = len(williams(len(self.variants)))
        return self.shapes[(place + place // orders) % len(self.shapes)]

    def phone(self, seat: int) -> str:
        """The folio of a seat with a phone, from 1."""
        return f"{self.code}-T{seat:03}"

    def paper(self, number: int) -> str:
        """The folio of a ballot on paper, from 1."""
        return f"{self.code}-B{number:03}"

    @property
    def folios(self) -> tuple[str, ...]:
        """The folios of all ballots on paper."""
        return tuple(self.paper(n + 1) for n in range(self.expected.paper))

    def place(self, folio: str) -> int:
        """The place of a person by folio: paper goes on where the phones end."""
        number = int(folio[-3:]) - 1
        return number if folio[-4] == "T" else self.expected.phones + number

    def key(self, question: int, answer: str) -> str:
        """The worth of an answer: right, wrong, contrary, or unknown ("I do not know")."""
        if answer == UNKNOWN:
            return "unknown"
        return self.questions[question].answers[int(answer)].key


UNKNOWN = "unknown"
"""The answer "I do not know"."""


def load_session(folder: Path, *, pictures: bool = True) -> Session:
    """The session in a folder, its `pictures` as they were frozen.

    Raises `Failure` for what is wrong in the file, and for a picture that is missing or changed.
    """
    path = folder / FILE
    session = build_model(Session, read_yaml(path, path.as_posix()), what=lambda: _("the session"))
    problems = _changed(folder, session) if pictures else []
    if problems:
        raise Failure(problems)
    return session


def picture(folder: Path, shape: str) -> Path:
    """The frozen picture of a variant."""
    return folder / "variants" / f"{shape}.png"


def twin(folder: Path, shape: str) -> Path:
    """The file with the words of a frozen picture."""
    return folder / "variants" / f"{shape}.txt"


def _changed(folder: Path, session: Session) -> list[Diagnostic]:
    found = []
    for shape, frozen in session.variants.items():
        path = picture(folder, shape)
        try:
            same = hashlib.sha256(path.read_bytes()).hexdigest() == frozen.sha256
        except OSError:
            same = False
        if not same:
            message = _('the picture "{path}" is not the one that was frozen')
            hint = _("put the frozen picture back, or make another session for the new one")
            at = Span((folder / FILE).as_posix())
            found.append(error("changed-picture", message.format(path=path.as_posix()), at, hint))
    return found


def session_digest(session: Session) -> str:
    """The SHA-256 of all that a session says: another word is another session."""
    plain = json.dumps(_said(msgspec.to_builtins(session)), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def _said(value: Any) -> Any:
    """Plain values without the places where they were written."""
    if isinstance(value, dict):
        return {key: _said(part) for key, part in value.items() if not key.startswith("_")}
    if isinstance(value, list | tuple):
        return [_said(part) for part in value]
    return value


def ranking(session: Session, places: Mapping[str, str]) -> tuple[str, ...] | None:
    """The shapes from the first to the last, if each has a place of its own."""
    wanted = [str(n + 1) for n in range(len(session.shapes))]
    if sorted(places.get(shape, "") for shape in session.shapes) != wanted:
        return None
    return tuple(sorted(session.shapes, key=lambda shape: places[shape]))
