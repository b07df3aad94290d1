"""Figures against enumerations: what is counted by formula is counted by hand as well."""

from collections import Counter
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from infogen.focus import exports, reach, verdict
from infogen.focus.reading import Vote
from infogen.focus.results import (
    agreement,
    by_household,
    chance,
    condorcet,
    pairwise,
    results,
    wilson,
)

SHAPES = ("circulo", "triangulo", "cuadrado", "rombo")


def orders(count: int):
    return st.lists(st.permutations(SHAPES[:count]).map(tuple), min_size=1, max_size=12)


def vote(number: int, order, household="unsaid", answers=("1", "1", "0")) -> Vote:
    return Vote(
        folio=f"ABCD-T{number:03}", channel="phone", assigned=SHAPES[number % 3],
        household=household, band="18-34", attention=tuple(order), clarity=tuple(order),
        answers=tuple(answers),
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(orders(4))
def test_borda_and_condorcet_agree_with_duels_counted_one_by_one(given_orders):
    beats = pairwise(SHAPES, given_orders)
    duels: Counter[tuple[str, str]] = Counter()
    for order in given_orders:
        for better, one in enumerate(order):
            for other in order[better + 1 :]:
                duels[one, other] += 1
    assert all(beats[a][b] == duels[a, b] for a in SHAPES for b in SHAPES if a != b)
    winners = [a for a in SHAPES if all(duels[a, b] > duels[b, a] for b in SHAPES if b != a)]
    assert condorcet(beats) == (winners[0] if winners else None)
    scores = by_household(SHAPES, [(str(n), order) for n, order in enumerate(given_orders)])
    points = [sum(duels[a, b] for b in SHAPES if b != a) / len(given_orders) for a in SHAPES]
    assert scores.mean(axis=0) == pytest.approx(points)


def test_a_cycle_has_no_winner():
    cycle = [SHAPES[:3], ("triangulo", "cuadrado", "circulo"), ("cuadrado", "circulo", "triangulo")]
    assert condorcet(pairwise(SHAPES[:3], cycle)) is None


@settings(max_examples=60, deadline=None)
@given(orders(3))
def test_agreement_is_kendalls_w(given_orders):
    ranks = np.array([[order.index(shape) + 1 for shape in SHAPES[:3]] for order in given_orders])
    spread = ((ranks.sum(axis=0) - ranks.sum(axis=0).mean()) ** 2).sum()
    people = len(given_orders)
    expected = 12 * spread / (people**2 * (27 - 3)) if people > 1 else 0.0
    assert agreement(SHAPES[:3], given_orders) == pytest.approx(expected)
    assert 0 <= agreement(SHAPES[:3], given_orders) <= 1 + 1e-9


@settings(max_examples=25, deadline=None)
@given(st.lists(st.permutations(SHAPES[:3]), min_size=2, max_size=4))
def test_chance_is_that_of_all_permutations(households):
    scores = by_household(SHAPES[:3], [(str(n), order) for n, order in enumerate(households)])
    every = [
        np.mean(
            [[row[i] for i in turn] for row, turn in zip(scores, turns, strict=True)], axis=0
        ).max()
        for turns in product(permutations(range(3)), repeat=len(scores))
    ]
    share = np.mean(np.array(every) >= scores.mean(axis=0).max() - 1e-9)
    assert chance(scores, 1) == pytest.approx(share)


@pytest.mark.parametrize(
    ("wins", "losses", "p"),
    [
        (8, 0, 0.0078125),
        (9, 1, 0.021484375),
        (7, 1, 0.0703125),
        (10, 2, 0.03857421875),
        (3, 3, 1.0),
    ],
)
def test_two_variants_are_compared_by_the_exact_sign_test(wins, losses, p):
    scores = np.array([[1.0, 0.0]] * wins + [[0.0, 1.0]] * losses + [[0.5, 0.5]])
    assert chance(scores, 1) == pytest.approx(p)


@pytest.mark.parametrize(
    ("households", "variants", "p"),
    [(3, 2, 0.25), (6, 2, 0.03125), (3, 3, 1 / 9), (4, 3, 1 / 27), (3, 4, 1 / 16), (4, 4, 1 / 64)],
)
def test_the_smallest_p_is_that_of_households_that_all_agree(households, variants, p):
    assert reach.smallest_p(households, variants) == pytest.approx(p)
    agreed = np.array([[float(variants - 1 - n) for n in range(variants)]] * households)
    assert chance(agreed, 1) == pytest.approx(p, rel=0.2)


def test_it_takes_six_households_for_two_variants_and_four_for_more():
    assert [reach.fewest(variants, 0.05) for variants in (2, 3, 4)] == [6, 4, 4]


@pytest.mark.parametrize(
    ("good", "of", "low", "high"), [(8, 12, 0.39, 0.86), (12, 12, 0.76, 1.0), (0, 0, 0.0, 1.0)]
)
def test_shares_have_wilsons_interval(good, of, low, high):
    assert wilson(good, of) == pytest.approx((low, high), abs=0.006)


def test_people_of_one_household_count_once(session):
    family = [vote(n, SHAPES[:3], "A") for n in range(1, 5)]
    alone = [vote(n, ("triangulo", "circulo", "cuadrado")) for n in range(5, 7)]
    found = results(session, [*family, *alone]).rankings["clarity"]
    assert (found.people, found.households) == (6, 3)
    assert found.places[1].first == 2
    assert found.top == "triangulo"


def test_the_same_votes_give_the_same_figures(session):
    votes = [vote(n, order) for n, order in enumerate(permutations(SHAPES[:3]), 1)]
    assert results(session, votes) == results(session, votes)


def grouped(first: int, of: int) -> list[Vote]:
    rest = list(permutations(SHAPES[1:3]))
    votes = [vote(n + 1, ("circulo", *rest[n % 2]), "ABCDEFGHJKLMNPQR"[n]) for n in range(first)]
    others = [("triangulo", "cuadrado", "circulo"), ("cuadrado", "triangulo", "circulo")]
    return votes + [vote(n + 1, others[n % 2], "ABCDEFGHJKLMNPQR"[n]) for n in range(first, of)]


@pytest.mark.parametrize(
    ("first", "of", "kind"),
    [(8, 8, "clara"), (3, 3, "ventaja"), (5, 8, "ventaja"), (3, 8, "empate")],
)
def test_the_verdict_is_that_of_the_rule(stock, session, first, of, kind):
    found = results(session, grouped(first, of))
    said = verdict.verdict(stock.data.content.copy["grupo"], session, found)
    assert said.kind == kind
    assert "%" not in said.text
    assert bool(said.needed) == (kind != "clara")


def test_what_few_understood_does_not_win(stock, session):
    bad = [
        replace(one, answers=("0", "0", "1")) if one.assigned == "circulo" else one
        for one in grouped(8, 8)
    ]
    said = verdict.verdict(stock.data.content.copy["grupo"], session, results(session, bad))
    assert said.kind == "ventaja"
    assert any("no la entendieron" in text for text in said.warnings)


def test_a_dangerous_mistake_is_named(stock, session):
    contrary = [replace(one, answers=("2", "1", "0")) for one in grouped(8, 8)]
    said = verdict.verdict(stock.data.content.copy["grupo"], session, results(session, contrary))
    assert sum("al revés" in text for text in said.warnings) == 3


def test_nobody_voted_is_a_tie(stock, session):
    found = results(session, [])
    assert verdict.verdict(stock.data.content.copy["grupo"], session, found).kind == "empate"


def test_each_ballot_is_open_data(session):
    votes = [replace(vote(1, SHAPES[:3], "A"), line="=HYPERLINK(1)"), vote(2, ())]
    rows = exports.csv(session, votes).decode("utf-8-sig").splitlines()
    assert rows[0].startswith("folio,channel,assigned,household,band,attention,clarity,question-1")
    assert rows[1].endswith("'=HYPERLINK(1)")
    assert "circulo>triangulo>cuadrado" in rows[1]
    lines = exports.abif(session, votes, "clarity").decode().splitlines()
    assert lines[1:] == [
        "=circulo:[base]",
        "=triangulo:[lineas]",
        "=cuadrado:[cifras]",
        "1:circulo>triangulo>cuadrado",
    ]
