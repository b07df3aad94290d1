"""The verdict, by the rule that was fixed beforehand, in the words of `copy.grupo`."""

from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
from msgspec import Struct

from infogen.focus.reach import chance as said_chance
from infogen.focus.reach import fewest
from infogen.focus.results import RankingResult, Results, Scores, chance
from infogen.focus.session import Session

VerdictKind = Literal["clara", "ventaja", "empate"]

GROUPS = (8, 12, 16, 24, 36, 48)
"""Numbers of households that are tried, to say how many it takes."""
TRIES, DRAWN = 24, 399
LIKELY = 0.8
"""The share of tried groups that must find the same winner."""


class Verdict(Struct, frozen=True):
    """The claim that may be made: a clear winner, a lead that chance may explain, or a tie; the
    variant that stands first; why; what has to be mended; and what it would take to know.
    """

    kind: VerdictKind
    shape: str
    title: str
    text: str
    warnings: tuple[str, ...]
    needed: tuple[tuple[str, str], ...]


def verdict(copy: Mapping[str, Any], session: Session, found: Results) -> Verdict:
    """The verdict on the results of a session."""
    ranked = found.rankings["clarity"]
    top = ranked.top
    eligible = _eligible(session, found)
    kind = _kind(session, found, eligible)
    words = copy["veredicto"]
    place = next(one for one in ranked.places if one.shape == top)
    values = {
        "figura": name(copy, top),
        "primeros": place.first,
        "hogares": ranked.households,
        "veces": said_chance(copy, ranked.p),
        "regla": round(1 / session.rule.p),
        "de_diez": round(10 * place.again),
    }
    return Verdict(
        kind=kind,
        shape=top,
        title=words[kind].long,
        text=words[f"{kind}_texto"].long.format(**values),
        warnings=tuple(_warnings(copy, session, found, top in eligible)),
        needed=() if kind == "clara" else tuple(_needed(copy, session, ranked)),
    )


def name(copy: Mapping[str, Any], shape: str) -> str:
    """The name of a shape inside a sentence."""
    return str(copy["figuras"][shape].long)


def _eligible(session: Session, found: Results) -> set[str]:
    """The variants that enough people understood; all of them where none was, or nobody was
    asked.
    """
    enough = {
        one.shape
        for one in found.comprehension
        if one.asked and one.understood / one.asked >= session.rule.eligible
    }
    return enough or set(session.shapes)


def _kind(session: Session, found: Results, eligible: set[str]) -> VerdictKind:
    ranked, attention = found.rankings["clarity"], found.rankings["attention"]
    top = ranked.top
    points = sorted(ranked.borda.values(), reverse=True)
    place = next(one for one in ranked.places if one.shape == top)
    if (
        not ranked.households
        or np.isclose(points[0], points[1])
        or place.again < session.rule.first
    ):
        return "empate"
    loses = max(attention.borda.values()) - attention.borda[top]
    clear = ranked.p <= session.rule.p and top in eligible and loses <= 1
    return "clara" if clear else "ventaja"


def _warnings(
    copy: Mapping[str, Any], session: Session, found: Results, eligible: bool
) -> list[str]:
    words = copy["veredicto"]
    said = []
    if not eligible:
        said.append(words["no_entendida"].long)
    ranked, attention = found.rankings["clarity"], found.rankings["attention"]
    if max(attention.borda.values()) - attention.borda[ranked.top] > 1:
        said.append(words["menos_llamativa"].long)
    for one in found.comprehension:
        if one.contrary:
            text = words["contraria"].long
            said.append(text.format(n=one.contrary, figura=name(copy, one.shape)))
    if len(session.shapes) > 2 and ranked.condorcet is None and ranked.people:
        said.append(words["ciclo"].long)
    return said


def _needed(
    copy: Mapping[str, Any], session: Session, ranked: RankingResult
) -> list[tuple[str, str]]:
    """The words that say what it would take to know."""
    words = copy["veredicto"]["falta"]
    count, households = len(session.shapes), ranked.households
    more = _households(session, ranked)
    if more is None:
        first = words["hogares_muchos"].long.format(n=GROUPS[-1])
    else:
        first = words["hogares"].long.format(n=more)
    agree = _agreement(count, households, session)
    if agree is None:
        second = words["acuerdo_nunca"].long.format(
            hogares=households, minimo=fewest(count, session.rule.p)
        )
    else:
        second = words["acuerdo"].long.format(n=agree, hogares=households)
    third = words["mientras"].long.format(figura=name(copy, ranked.top))
    titles = (words["hogares_titulo"], words["acuerdo_titulo"], words["mientras_titulo"])
    texts = (first, second, third)
    return [(title.long, text) for title, text in zip(titles, texts, strict=True)]


def _households(session: Session, ranked: RankingResult) -> int | None:
    """How many households of the same taste would probably do: votes are drawn from those there
    were, in the shares in which people put one variant before the others.
    """
    rng = np.random.default_rng(session.seed)
    strengths = np.array([ranked.borda[shape] for shape in session.shapes]) + 0.25
    weights = np.log(strengths / strengths.sum())
    for households in GROUPS:
        if households <= ranked.households:
            continue
        won = sum(
            _drawn_chance(_drawn(rng, weights, households), rng) <= session.rule.p
            for _n in range(TRIES)
        )
        if won >= LIKELY * TRIES:
            return households
    return None


def _drawn(rng: np.random.Generator, weights: Scores, households: int) -> Scores:
    """Points of households that rank by these weights (Plackett and Luce)."""
    worth = weights + rng.gumbel(size=(households, len(weights)))
    return np.argsort(np.argsort(worth, axis=1), axis=1).astype(np.float64)


def _drawn_chance(scores: Scores, rng: np.random.Generator) -> float:
    """`chance`, by fewer permutations: many groups are tried."""
    order = np.argsort(rng.random((DRAWN, *scores.shape)), axis=2)
    means = np.take_along_axis(np.broadcast_to(scores, order.shape), order, axis=2).mean(axis=1)
    beaten = int((means.max(axis=1) >= scores.mean(axis=0).max() - 1e-9).sum())
    return (1 + beaten) / (DRAWN + 1)


def _agreement(count: int, households: int, session: Session) -> int | None:
    """In how many of the households one variant would have to be first, the rest being evenly
    divided; None where all of them are too few.
    """
    for first in range(households // count + 1, households + 1):
        rows = [[count - 1.0, *[(count - 2) / 2] * (count - 1)]] * first
        for n in range(households - first):
            others = [0.0, *[(count - 1) / 2 + (0.5 if n % 2 else -0.5)] * (count - 1)]
            rows = [*rows, others if count == 2 else [(count - 1) / 2.0] * count]
        if households and chance(np.array(rows), session.seed) <= session.rule.p:
            return first
    return None
