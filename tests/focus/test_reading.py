"""What counts of several readings, and what is left to a person."""

import pytest

from infogen.focus.marks import find_mark, read_rows
from infogen.focus.reading import agreed_value, open_parts, votes

E, M, D, B = 0.0, 0.3, 0.05, 0.99


@pytest.mark.parametrize(
    ("shares", "place"),
    [
        ((E, M, E), 1),
        ((E, E, E), None),
        ((M, M, E), None),
        ((M, D, E), None),
        ((B, M, E), None),
        ((B, E, E), None),
        ((0.02, 0.09, 0.029), 1),
    ],
)
def test_a_row_has_exactly_one_mark_or_is_in_doubt(shares, place):
    assert find_mark(shares) == place


def rows(places, count=3):
    return {
        f"clarity.{n}": tuple(M if n_ == place else E for n_ in range(count + 1))
        for n, place in enumerate(places)
    }


@pytest.mark.parametrize(
    ("places", "value"),
    [
        ((0, 1, 2), None),
        ((2, 0, 1), None),
        ((0, 0, 2), "?"),
        ((0, 1, 3), "?"),
        ((3, 3, 3), "unknown"),
    ],
)
def test_a_ranking_is_a_permutation_or_in_doubt(session, places, value):
    folio = session.folios[1]
    order = session.order(session.place(folio))
    found = read_rows(session, folio, rows(places))["clarity"]
    expected = ">".join(order[places.index(n)] for n in range(3)) if value is None else value
    assert found == expected


@pytest.mark.parametrize(
    ("readings", "value"),
    [
        ({"machine": "a"}, "a"),
        ({"machine": "?"}, None),
        ({"machine": "?", "person-1": "a"}, "a"),
        ({"machine": "a", "person-1": "a"}, "a"),
        ({"machine": "a", "person-1": "b"}, None),
        ({"machine": "a", "person-1": "b", "settled": "b"}, "b"),
        ({"person-1": "a"}, None),
        ({"person-1": "a", "person-2": "a"}, "a"),
        ({"person-1": "a", "person-2": "b"}, None),
        ({"person-1": "a", "person-2": "b", "settled": "a"}, "a"),
        ({}, None),
    ],
)
def test_what_counts_is_what_two_agree_on_or_what_was_settled(readings, value):
    assert agreed_value(readings) == value


def test_open_parts_are_those_that_have_a_reading_and_no_value(session):
    readings = {"clarity": {"machine": "?"}, "band": {"machine": "18-34"}}
    assert open_parts(session, readings) == ["clarity"]


def test_votes_leave_out_what_is_not_known(session):
    folio, seat = session.folios[0], session.phone(1)
    found = votes(
        session,
        {
            folio: {
                "clarity": {"machine": "?"},
                "attention": {"machine": "circulo>triangulo>cuadrado"},
            },
            seat: {
                "clarity": {"phone": "unknown"},
                "line": {"phone": "x"},
                "household": {"phone": "B"},
            },
            session.phone(2): {"household": {"phone": "A"}},
        },
    )
    assert [one.folio for one in found] == [seat, folio]
    assert found[1].clarity == ()
    assert found[1].attention == ("circulo", "triangulo", "cuadrado")
    assert (found[0].clarity, found[0].household, found[0].band) == ((), "B", "unsaid")
