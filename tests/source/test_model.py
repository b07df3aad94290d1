from contextlib import suppress
from datetime import date
from typing import Annotated, Literal

import pytest
from msgspec import Meta, field

from infogen.diagnostics import Failure, Span
from infogen.source.loader import parse
from infogen.source.model import (
    After,
    Count,
    Hex,
    Model,
    NotNegative,
    Problem,
    Several,
    SkipValidation,
    Url,
)
from infogen.source.validate import build_model


class Term(Model):
    days: Count
    unit: Literal["habiles", "naturales"] = "habiles"
    since: date | None = None


def _name(name: str) -> str:
    if name == "forbidden":
        raise Problem("this name is taken", "choose another")
    if name == "plain":
        raise ValueError("this name is too plain")
    return name


class Piece(Model):
    name: Annotated[str, Meta(min_length=1), After(_name)] = "x"
    terms: tuple[Term, ...] = ()
    by_name: dict[str, tuple[Term, ...]] | None = None
    sizes: dict[str, NotNegative] = field(default_factory=dict)
    justify: Literal["start", "center", "end"] = "start"
    tracking: float = 0.0
    share: Annotated[float, Meta(gt=0, le=1)] = 0.5
    pair: Annotated[tuple[float, float], Meta(min_length=2)] = (0.0, 0.0)
    days: Annotated[tuple[int, ...], Meta(min_length=1)] = (1,)
    length: float | str | None = None
    by: Literal["start", "end"] | tuple[str, str] = "start"
    ground: Hex = "#FFFFFF"
    link: Url | None = None
    shown: bool = True
    default: int = 0
    type: str = ""
    many: Annotated[Several[int], Meta(min_length=1)] = (1,)
    given: SkipValidation[Span] | None = None
    word_space: float = field(default=0.0, name="word-space")

    def __post_init__(self) -> None:
        if self.justify == "center" and self.share == 1:
            raise Problem("nothing is left to center in", "write a smaller share")


def found(text: str) -> list[str]:
    """The lines of a failed build."""
    with pytest.raises(Failure) as failure:
        build_model(Piece, parse(text.encode(), "f"), what=lambda: "a piece")
    return str(failure.value).splitlines()


CASES = {
    "unknown key": (
        "naem: y",
        'f:1:1: error: a piece has no key "naem"',
        'did you mean "name"?',
    ),
    "unknown key by its alias": (
        "wordspace: 1",
        'f:1:1: error: a piece has no key "wordspace"',
        'did you mean "word-space"?',
    ),
    "unknown key near nothing": (
        "terms: [{days: 1, colour: red}]",
        'f:1:19: error: "terms.0" has no key "colour"',
        "known keys: days, unit, since",
    ),
    "missing key": (
        "terms:\n  - unit: naturales",
        'f:2:5: error: "terms.0" has no "days"',
        'add "days"',
    ),
    "negative": (
        "terms: [{days: -3}]",
        'f:1:16: error: "days" must not be negative, but is -3',
        "write 0 or more",
    ),
    "not more than": (
        "share: 0",
        'f:1:8: error: "share" must be more than 0, but is 0',
        "write more than 0",
    ),
    "more than": (
        "share: 1.5",
        'f:1:8: error: "share" must be at most 1, but is 1.5',
        "write 1 or less",
    ),
    "negative in a mapping": (
        "sizes:\n  square: 1\n  story: -1",
        'f:3:10: error: "story" must not be negative, but is -1',
        "write 0 or more",
    ),
    "number without its zero": (
        "tracking: -.02",
        'f:1:11: error: "tracking" must be a number, not "-.02"',
        "write -0.02 (YAML reads -.02 as text)",
    ),
    "number in quotes": (
        "default: '5'",
        'f:1:10: error: "default" must be a whole number, not "5"',
        "write 5 without quotes",
    ),
    "part of a number": (
        "terms: [{days: 2.5}]",
        'f:1:16: error: "days" must be a whole number, not 2.5',
        "write 2",
    ),
    "text for a number": (
        "tracking: wide",
        'f:1:11: error: "tracking" must be a number, not "wide"',
        None,
    ),
    "truth for a number": (
        "tracking: true",
        'f:1:11: error: "tracking" must be a number, not true',
        None,
    ),
    "nothing for a number": (
        "tracking:",
        'f:1:10: error: "tracking" must be a number, not nothing',
        None,
    ),
    "number for text": (
        "type: 15",
        'f:1:7: error: "type" must be text, not 15',
        'put it in quotes: "15"',
    ),
    "date for text": (
        "type: 2026-11-23",
        'f:1:7: error: "type" must be text, not 2026-11-23',
        'put it in quotes: "2026-11-23"',
    ),
    "text for a date": (
        "terms: [{days: 1, since: 23/11/2026}]",
        'f:1:26: error: "since" must be a date, not "23/11/2026"',
        "write year-month-day without quotes, such as 2026-11-23",
    ),
    "word for truth": (
        "shown: no",
        'f:1:8: error: "shown" must be true or false, not "no"',
        "write false",
    ),
    "word out of a choice": (
        "justify: centre",
        'f:1:10: error: "justify" must be start, center or end, not "centre"',
        'did you mean "center"?',
    ),
    "value for a list": (
        "terms: {days: 3}",
        'f:1:8: error: "terms" must be a list, not a mapping',
        'begin each item with "- "',
    ),
    "value for a mapping": ("sizes: 5", 'f:1:8: error: "sizes" must be a mapping, not 5', None),
    "too few": ("pair: [1]", 'f:1:7: error: "pair" has too few items', "write at least 2"),
    "wrong, and so too few": (
        "days: [a]",
        'f:1:8: error: "days.0" must be a whole number, not "a"',
        None,
    ),
    "too many": ("pair: [1, 2, 3]", 'f:1:7: error: "pair" is too long', "write at most 2"),
    "empty text": ("name: ''", 'f:1:7: error: "name" must not be empty', "write a text"),
    "one of several types": (
        "length: [1]",
        'f:1:9: error: "length" must be a number or text, not a list',
        None,
    ),
    "a choice or a list": (
        "by: strt",
        'f:1:5: error: "by" must be start, end or a list, not "strt"',
        'did you mean "start"?',
    ),
    "in the list of a choice or a list": (
        "by: [a, 5]",
        'f:1:9: error: "by.1" must be text, not 5',
        'put it in quotes: "5"',
    ),
    "unknown key inside a mapping of lists": (
        "by_name: {a: [{days: 1, dais: 2}]}",
        'f:1:25: error: "a.0" has no key "dais"',
        'did you mean "days"?',
    ),
    "one of several": (
        "many: x",
        'f:1:7: error: "many" must be a whole number, not "x"',
        None,
    ),
    "none of several": (
        "many: []",
        'f:1:7: error: "many" has too few items',
        "write at least 1",
    ),
    "the whole": (
        "share: 1\njustify: center",
        "f:1:1: error: nothing is left to center in",
        "write a smaller share",
    ),
    "colour": (
        "ground: '#12'",
        'f:1:9: error: "#12" is not a colour',
        'write "#" and six hexadecimal digits in quotes, such as "#1A2B3C"',
    ),
    "link": (
        "link: www.saimex.org.mx",
        "f:1:7: error: a link must start with https:// or http://",
        'write the whole address, not "www.saimex.org.mx"',
    ),
    "script for a link": (
        "link: 'javascript:alert(1)'",
        "f:1:7: error: a link must start with https:// or http://",
        'write the whole address, not "javascript:alert(1)"',
    ),
    "link to nowhere": (
        "link: https:///page",
        'f:1:7: error: the link "https:///page" names no site',
        "write the whole address, such as https://example.org/page",
    ),
    "own message with hint": (
        "name: forbidden",
        "f:1:7: error: this name is taken",
        "choose another",
    ),
    "own message": ("name: plain", "f:1:7: error: this name is too plain", None),
}


@pytest.mark.parametrize(("text", "message", "hint"), CASES.values(), ids=CASES.keys())
def test_errors_are_told_at_their_place(text: str, message: str, hint: str | None) -> None:
    assert found(text) == [message] + ([f"  hint: {hint}"] if hint else [])


def test_all_errors_are_told_in_order() -> None:
    text = "tracking: wide\nterms:\n  - days: -1\n    dais: 2\n  - {}\nname: 5\n"
    assert found(text) == [
        'f:1:11: error: "tracking" must be a number, not "wide"',
        'f:3:11: error: "days" must not be negative, but is -1',
        "  hint: write 0 or more",
        'f:4:5: error: "terms.0" has no key "dais"',
        '  hint: did you mean "days"?',
        'f:5:5: error: "terms.1" has no "days"',
        '  hint: add "days"',
        'f:6:7: error: "name" must be text, not 5',
        '  hint: put it in quotes: "5"',
    ]


def test_errors_have_stable_codes() -> None:
    text = "terms: [{unit: 5}]\nnam: 1\nshare: 2"
    with pytest.raises(Failure) as failure:
        build_model(Piece, parse(text.encode(), "f"), what=lambda: "a piece")
    assert [one.code for one in failure.value.diagnostics] == [
        "missing-key",
        "wrong-type",
        "unknown-key",
        "bad-value",
    ]


def test_models_remember_their_place() -> None:
    piece = build_model(Piece, parse(b"terms:\n  - days: 3\n", "f"), what=lambda: "a piece")
    assert piece._span == Span("f", 1, 1)
    assert piece.terms[0]._span == Span("f", 2, 5)


def test_lists_become_tuples_and_whole_numbers_floats() -> None:
    piece = build_model(Piece, parse(b"pair: [1, 2.5]\ntracking: 3\n", "f"), what=lambda: "a piece")
    assert piece.pair == (1.0, 2.5)
    assert piece.tracking == 3.0


def test_models_do_not_change() -> None:
    term = Term(days=3)
    with pytest.raises(AttributeError):
        term.days = 4  # type: ignore[misc]


def test_a_link_stays_as_it_was_written() -> None:
    address = "HTTPS://Ejemplo.MX:443/a/../%C3%B1?b=1&c#d".replace("HTTPS", "https")
    piece = build_model(Piece, parse(f"link: {address}".encode(), "f"), what=lambda: "a piece")
    assert piece.link == address


@pytest.mark.parametrize(("text", "times"), [(b"length: 1\n", 0), (b"pages: 1\nlink: 2\n", 1)])
def test_a_model_is_named_only_where_something_is_wrong(text: bytes, times: int) -> None:
    named: list[str] = []
    with suppress(Failure):
        build_model(Piece, parse(text, "f"), what=lambda: named.append("piece") or "a piece")
    assert len(named) == times
