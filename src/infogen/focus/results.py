"""The results of votes, and their limits: places, comprehension, and how much chance explains.

People of one household share their taste, so the unit is the household: its mean scores are
permuted, resampled and counted. A person who named no household is one of their own.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from scipy.stats import binomtest, permutation_test

from infogen.focus.reading import UNSAID, Vote
from infogen.focus.session import CRITERIA, Session

RESAMPLES = 19_999
"""Permutations that are drawn where there are too many to try all."""
REPEATS = 2_000
"""Groups that are drawn of the households, to say how sure an order is."""
LEVEL = 0.95

Scores = np.ndarray[Any, np.dtype[np.float64]]
"""A row for each household, a column for each variant: mean Borda scores."""


class MeanPlace(Struct, frozen=True):
    """The mean place of a variant over households (1 is first) with its interval, the households
    that put it alone in first place, and in what share of repeated groups it would be first.
    """

    shape: str
    mean: float
    low: float
    high: float
    first: int
    again: float


class RankingResult(Struct, frozen=True):
    """The result of the rankings by one criterion.

    `borda` are mean points (one less than the number of variants for a first place), over
    households. `beats` counts the people who put one before another. `condorcet` is the variant
    that beats each other one, None where there is none. `agreement` is Kendall's W over people, `p`
    how often chance would put a variant as clearly first.
    """

    people: int
    households: int
    places: tuple[MeanPlace, ...]
    borda: Mapping[str, float]
    beats: Mapping[str, Mapping[str, int]]
    condorcet: str | None
    agreement: float
    p: float

    @property
    def top(self) -> str:
        """The variant with the most points; of equals the first in the session's order."""
        return max(self.borda, key=lambda shape: round(self.borda[shape], 9))


class Comprehension(Struct, frozen=True):
    """How many of those who were asked about a variant understood it, with Wilson's interval, and
    how many took something for its contrary.
    """

    shape: str
    understood: int
    asked: int
    low: float
    high: float
    contrary: int


class Results(Struct, frozen=True):
    """All that the votes of a session show."""

    people: int
    phones: int
    paper: int
    households: int
    bands: Mapping[str, int]
    rankings: Mapping[str, RankingResult]
    comprehension: tuple[Comprehension, ...]


def results(session: Session, votes: Sequence[Vote]) -> Results:
    """The results of the votes. The same votes give the same figures."""
    return Results(
        people=len(votes),
        phones=sum(vote.channel == "phone" for vote in votes),
        paper=sum(vote.channel == "paper" for vote in votes),
        households=len({_household(vote) for vote in votes}),
        bands=Counter(vote.band for vote in votes),
        rankings={name: ranking_result(session, votes, name) for name in CRITERIA},
        comprehension=tuple(_understood(session, votes, shape) for shape in session.shapes),
    )


def _household(vote: Vote) -> str:
    return vote.folio if vote.household == UNSAID else vote.household


def ranking_result(session: Session, votes: Sequence[Vote], criterion: str) -> RankingResult:
    """The result of the rankings by a criterion."""
    shapes = session.shapes
    given = [(vote, vote.ranking(criterion)) for vote in votes]
    given = [(vote, order) for vote, order in given if order]
    orders = [order for _vote, order in given]
    scores = by_household(shapes, [(_household(vote), order) for vote, order in given])
    beats = pairwise(shapes, orders)
    means = scores.mean(axis=0) if len(scores) else np.zeros(len(shapes))
    return RankingResult(
        people=len(orders),
        households=len(scores),
        places=_places(shapes, scores, session.seed),
        borda={shape: float(means[i]) for i, shape in enumerate(shapes)},
        beats=beats,
        condorcet=condorcet(beats),
        agreement=agreement(shapes, orders),
        p=chance(scores, session.seed),
    )


def by_household(shapes: Sequence[str], given: Sequence[tuple[str, Sequence[str]]]) -> Scores:
    """The mean points of each household, in the order in which they are first named."""
    found: dict[str, list[list[float]]] = {}
    last = len(shapes) - 1
    for household, order in given:
        points = [float(last - order.index(shape)) for shape in shapes]
        found.setdefault(household, []).append(points)
    rows = [np.mean(np.array(members), axis=0) for members in found.values()]
    return np.array(rows).reshape(len(rows), len(shapes))


def chance(scores: Scores, seed: int) -> float:
    """How often chance alone would put a variant as clearly first.

    Two variants: the exact two-sided sign test over households, those without a preference left
    out. More: the points are permuted within each household, as if its order said nothing; the
    statistic is the mean of the best (all permutations where there are few, else drawn ones).
    """
    households, count = scores.shape
    if not households:
        return 1.0
    if count == 2:
        wins = int((scores[:, 0] > scores[:, 1]).sum())
        losses = int((scores[:, 0] < scores[:, 1]).sum())
        return float(binomtest(wins, wins + losses).pvalue) if wins + losses else 1.0
    if households == 1:
        return 1.0

    def best(*columns: Scores, axis: int) -> Scores:
        means: Scores = np.max([column.mean(axis=axis) for column in columns], axis=0)
        return means

    tested = permutation_test(
        tuple(scores.T),
        best,
        permutation_type="samples",
        alternative="greater",
        n_resamples=RESAMPLES,
        vectorized=True,
        rng=np.random.default_rng(seed),
    )
    return min(1.0, float(tested.pvalue))


def pairwise(shapes: Sequence[str], orders: Sequence[Sequence[str]]) -> dict[str, dict[str, int]]:
    """How many people put one shape before another."""
    return {
        one: {
            other: sum(order.index(one) < order.index(other) for order in orders)
            for other in shapes
            if other != one
        }
        for one in shapes
    }


def condorcet(beats: Mapping[str, Mapping[str, int]]) -> str | None:
    """The shape that more people put before each other one than after it."""
    for one, wins in beats.items():
        if all(count > beats[other][one] for other, count in wins.items()):
            return one
    return None


def agreement(shapes: Sequence[str], orders: Sequence[Sequence[str]]) -> float:
    """Kendall's W: 1 where all people agree, near 0 where they do not; 0 without two people."""
    people, count = len(orders), len(shapes)
    if people < 2:
        return 0.0
    sums = [sum(order.index(shape) + 1 for order in orders) for shape in shapes]
    mean = people * (count + 1) / 2
    spread = sum((total - mean) ** 2 for total in sums)
    return 12 * spread / (people**2 * (count**3 - count))


def _places(shapes: Sequence[str], scores: Scores, seed: int) -> tuple[MeanPlace, ...]:
    households, count = scores.shape
    if not households:
        return tuple(
            MeanPlace(shape, (count + 1) / 2, 1.0, float(count), 0, 0.0) for shape in shapes
        )
    rng = np.random.default_rng(seed)
    drawn = rng.integers(0, households, size=(REPEATS, households))
    means = scores[drawn].mean(axis=1)
    best = np.isclose(means, means.max(axis=1, keepdims=True))
    again = (best / best.sum(axis=1, keepdims=True)).mean(axis=0)
    edges = np.quantile(count - means, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    alone = np.isclose(scores, scores.max(axis=1, keepdims=True))
    first = (alone & (alone.sum(axis=1, keepdims=True) == 1)).sum(axis=0)
    return tuple(
        MeanPlace(
            shape,
            float(count - scores[:, i].mean()),
            float(edges[0, i]),
            float(edges[1, i]),
            int(first[i]),
            float(again[i]),
        )
        for i, shape in enumerate(shapes)
    )


def _understood(session: Session, votes: Sequence[Vote], shape: str) -> Comprehension:
    asked = [vote for vote in votes if vote.assigned == shape and any(vote.answers)]
    keys = [
        [session.key(n, answer) for n, answer in enumerate(vote.answers) if answer]
        for vote in asked
    ]
    questions = max(1, len(session.questions))
    good = sum(one.count("right") / questions >= session.rule.understood for one in keys)
    low, high = wilson(good, len(asked))
    contrary = sum("contrary" in one for one in keys)
    return Comprehension(shape, good, len(asked), low, high, contrary)


def wilson(good: int, of: int) -> tuple[float, float]:
    """Wilson's interval of a share, at 95 %; everything where nobody was asked."""
    if not of:
        return 0.0, 1.0
    found = binomtest(good, of).proportion_ci(LEVEL, method="wilson")
    return float(found.low), float(found.high)
