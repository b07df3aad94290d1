"""The reach of a group, said before it meets: with few households nobody can win clearly."""

from collections.abc import Mapping
from typing import Any


def smallest_p(households: int, variants: int) -> float:
    """The smallest p that this many independent households can reach if all agree.

    Two variants: the exact two-sided sign test, 2/2^k. More: of all orders within households, those
    in which one variant, whichever, is first in all of them: m·(1/m)^k.
    """
    if variants == 2:
        return min(1.0, 2.0 / 2.0**households)
    return float(variants) ** (1 - households)


def fewest(variants: int, p: float) -> int:
    """The fewest households with which a variant can win clearly."""
    return next(k for k in range(1, 100) if smallest_p(k, variants) <= p)


def describe_reach(copy: Mapping[str, Any], households: int, variants: int, p: float) -> str:
    """A sentence on what the group can show, in the words of `copy.grupo`."""
    needed = fewest(variants, p)
    name = "falta_dos" if variants == 2 else "falta"
    if households >= needed:
        name = "gana"
    sentence: str = copy["alcance"][name].long
    return sentence.format(
        hogares=households,
        minimo=needed,
        tres=fewest(3, p),
        veces=chance(copy, smallest_p(households, variants)),
    )


def chance(copy: Mapping[str, Any], p: float) -> str:
    """How often chance alone would do that, in the words of `copy.grupo`."""
    name = "siempre" if p >= 0.5 else "nunca" if p < 0.001 else "una"
    sentence: str = copy["azar"][name].long
    return sentence.format(veces=f"{round(1 / p):,}")
