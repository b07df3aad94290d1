"""Prints the tables of the simulations as Markdown. See `benchmarks.focus`."""

import argparse
import random
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.focus import paper
from infogen.focus.results import Scores, chance
from infogen.workspace import load

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))  # the crowd is the one that the tests have

SIZES = (
    (4, 1),
    (4, 2),
    (4, 4),
    (8, 1),
    (8, 2),
    (8, 4),
    (12, 1),
    (12, 2),
    (16, 1),
    (16, 2),
    (16, 4),
)
"""Households, and people in each."""
BATCH = 10
"""Kills of one server, after which its figures are printed."""
BETTER = 1.2
"""How much more one variant is liked, where one is: about 77 % would put it before another."""


def main() -> None:
    """Run one of the simulations."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.focus", description=__doc__)
    runs: dict[str, Callable[[int], None]] = {
        "errors": errors,
        "photos": paper.photos,
        "kills": kills,
        "phones": phones,
    }
    parser.add_argument("what", choices=runs)
    parser.add_argument("--runs", type=int, default=0)
    options = parser.parse_args()
    runs[options.what](options.runs)


def errors(runs: int) -> None:
    """How often the test names a winner: where there is none, and where there is one."""
    runs = runs or 400
    print("| variants | households × people | false winners | finds the better one |")
    print("|---:|---:|---:|---:|")
    rng = np.random.default_rng(20261128)
    for variants in (2, 3, 4):
        for households, people in SIZES:
            false = found = 0
            for _run in range(runs):
                equal = group(rng, households, people, np.zeros(variants))
                false += chance(equal, 1) <= 0.05
                worth = np.zeros(variants)
                worth[0] = BETTER
                scores = group(rng, households, people, worth)
                won = int(np.argmax(scores.mean(axis=0))) == 0
                found += won and chance(scores, 1) <= 0.05
            share = f"{100 * false / runs:.1f} % | {100 * found / runs:.0f} %"
            print(f"| {variants} | {households} × {people} | {share} |", flush=True)


def kills(runs: int) -> None:
    """Kill a server at random moments while eight phones vote."""
    from kit.crowd import killed

    rng = random.Random(20261128)
    acknowledged = lost = doubled = 0
    for done in range(BATCH, (runs or 50) + 1, BATCH):
        with TemporaryDirectory() as name:
            found = killed(load(ROOT), Path(name) / "g", BATCH, rng)
        acknowledged += found.acknowledged
        lost += found.lost
        doubled += found.doubled
        print(f"{done} kills: {acknowledged} votes acknowledged, {lost} lost, {doubled} doubled")


def phones(runs: int) -> None:
    """How long votes of 200 phones take at once, beside a bare page of the same server."""
    from kit.crowd import crowded

    with TemporaryDirectory() as name:
        votes, bare = crowded(load(ROOT), Path(name) / "g", runs or 200)
    print(f"| {runs or 200} phones at once | median | p99 |\n|---|---:|---:|")
    for what, load_ in (("a vote", votes), ("a bare page", bare)):
        times = median(load_.seconds), load_.quantile(0.99)
        print(f"| {what} | {1e3 * times[0]:.0f} ms | {1e3 * times[1]:.0f} ms |")


def group(rng: np.random.Generator, households: int, people: int, worth: Scores) -> Scores:
    """Mean points of households whose people rank by Plackett and Luce: a taste that the household
    shares is as strong as each person's own.
    """
    variants = len(worth)
    shared = rng.gumbel(size=(households, 1, variants)) if people > 1 else 0.0
    liked = worth + shared + rng.gumbel(size=(households, people, variants))
    points = np.argsort(np.argsort(liked, axis=2), axis=2)
    return points.mean(axis=1).astype(np.float64)


if __name__ == "__main__":
    main()
