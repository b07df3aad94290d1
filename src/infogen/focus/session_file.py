"""A session as the YAML that people read and edit, with a line on what each part is."""

import json
import unicodedata

from infogen.focus.session import Session
from infogen.messages import _


def session_bytes(session: Session) -> bytes:
    """The file of a session."""
    lines = [
        "# " + _("A session of a focus group. Edit it until the first vote, not afterwards."),
        *_about(session),
        "variants:" + _note(_("the blind names, and the pictures that were frozen")),
        *(
            f"  {shape}: {{variant: {_quoted(one.variant)}, sha256: {one.sha256}}}"
            for shape, one in session.variants.items()
        ),
        "criteria:",
        f"  attention: {_quoted(session.criteria.attention)}",
        f"  clarity: {_quoted(session.criteria.clarity)}",
        *_questions(session),
        *_rule(session),
        *_expected(session),
    ]
    return ("\n".join(lines) + "\n").encode()


def _about(session: Session) -> list[str]:
    return [
        f"piece: {_quoted(session.piece)}",
        f"title: {_quoted(session.title)}",
        f"format: {_quoted(session.format)}",
        f"theme: {_quoted(session.theme)}",
        f"made: {session.made.isoformat()}",
        f"code: {_quoted(session.code)}"
        + _note(_("in every folio: ballots of two sessions never mix")),
        f"seed: {session.seed}",
        f"sample: {str(session.sample).lower()}" + _note(_("true: everything says EJEMPLO")),
    ]


def _questions(session: Session) -> list[str]:
    lines = [
        "# " + _("Each person answers these about one variant. The key of an answer is right,"),
        "# " + _("wrong, or contrary: a mistake that could do harm."),
        "questions:" if session.questions else "questions: []",
    ]
    for question in session.questions:
        lines += [f"  - ask: {_quoted(question.ask)}", "    answers:"]
        lines += [f"      - {{text: {_quoted(a.text)}, key: {a.key}}}" for a in question.answers]
    return lines


def _rule(session: Session) -> list[str]:
    rule = session.rule
    return [
        "rule:" + _note(_("fixed before anybody votes")),
        f"  p: {rule.p}" + _note(_("how often chance alone may explain a clear winner")),
        f"  first: {rule.first}"
        + _note(_("it is a tie if the first stays first in fewer repetitions")),
        f"  understood: {rule.understood}"
        + _note(_("the share of right answers with which a person understood")),
        f"  eligible: {rule.eligible}"
        + _note(_("the share of people who must have understood a variant")),
    ]


def _expected(session: Session) -> list[str]:
    expected = session.expected
    return [
        "expected:",
        f"  households: {expected.households}",
        f"  phones: {expected.phones}",
        f"  paper: {expected.paper}",
        f"  entry: {expected.entry}"
        + _note(_("room: by the code on the wall; cards: each person with a card")),
    ]


def _note(text: str) -> str:
    """A comment at the end of a line."""
    return f"  # {text}"


def _quoted(text: str) -> str:
    """A text as a quoted scalar, which JSON and YAML share."""
    return json.dumps(unicodedata.normalize("NFC", text), ensure_ascii=False)
