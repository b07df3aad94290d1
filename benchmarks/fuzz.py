"""Changes the YAML of the stock at random, builds and checks it: it must end in words.

    python -m benchmarks.fuzz [--minutes N] [--seed N]

Each round writes one changed file into an empty workspace, behind which the stock stands. It counts
as a fault if a command ends in an exception, in another status than the documented ones, or leaves
a part of a file or a picture that cannot be read. A round of more than a minute ends the run with
the place where it stood. The files of faults are kept in `output/fuzz/`.
"""

import argparse
import contextlib
import faulthandler
import io
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from infogen.cli import run

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / "output" / "fuzz"

FILES = tuple(
    path.relative_to(ROOT).as_posix()
    for folder in ("layouts", "data")
    for path in sorted((ROOT / folder).rglob("*.yaml"))
)
SHOWN = ("verificacion", "square")
"""The piece and format that show what other files than a piece's are for."""

LONG = frozenset({"manual", "guia", "triptico", "grupo"})
"""Pieces that take long: their own changes are seen by checking and listing alone."""

LONGEST = 60.0
"""Seconds of a round."""

STATUSES = (0, 1, 2)
"""What commands end with."""

JUNK: tuple[Any, ...] = (
    None, True, 0, -1, 1e308, float("nan"), "", " ", "x" * 3000, "a\u0301", "\u200b", "\uffff",
    "\x1b[2J",
    "$", "${", "$name.", "$procedures.x.y", "${links.no}", "**", "[a](b)", "#", "no", "2024-02-30",
    "../../etc/passwd", "https://[::1", "https://ejemplo.mx/ñ", "%s{0}", [], {}, [[]], {"": None},
    {"kind": "text"}, {"each": "$procedures"}, {"use": "track"}, ["a", ["b", {"c": []}]],
)  # fmt: skip
"""Values that stand where something else is meant."""


@dataclass(frozen=True)
class Change:
    """A change to one place of a file; `place` and `other` are parts of the way through it."""

    kind: str
    place: float
    other: float
    junk: int


def delete(tree: Any, change: Change) -> None:
    """Leave something out."""
    holder, key = _at(tree, change.place)
    del holder[key]


def swap(tree: Any, change: Change) -> None:
    """Let two things change places."""
    (one, key), (other, name) = _at(tree, change.place), _at(tree, change.other)
    one[key], other[name] = other[name], one[key]
    if _is_endless(tree):
        one[key], other[name] = other[name], one[key]


def retarget(tree: Any, change: Change) -> None:
    """Put a text from elsewhere in place of a text: references lead to other things."""
    texts = [(holder, key) for holder, key in _places(tree) if isinstance(holder[key], str)]
    if texts:
        (holder, key), (other, name) = (
            texts[int(part * len(texts))] for part in (change.place, change.other)
        )
        holder[key] = other[name]


def spoil(tree: Any, change: Change) -> None:
    """Put a value where something else is meant."""
    holder, key = _at(tree, change.place)
    holder[key] = JUNK[change.junk % len(JUNK)]


def rename(tree: Any, change: Change) -> None:
    """Give something another name."""
    holder, key = _at(tree, change.place)
    if isinstance(holder, dict):
        other = f"{key}x" if change.other < 0.5 else str(JUNK[change.junk % len(JUNK)])
        holder[other] = holder.pop(key)


KINDS: dict[str, Callable[[Any, Change], None]] = {
    "delete": delete,
    "swap": swap,
    "retarget": retarget,
    "spoil": spoil,
    "rename": rename,
}


def changed(file: str, changes: list[Change]) -> str:
    """The text of a file of the stock after some changes."""
    tree = {"": yaml.safe_load((ROOT / file).read_text("utf-8"))}
    for change in changes:
        KINDS[change.kind](tree, change)
    return yaml.safe_dump(next(iter(tree.values()), None), allow_unicode=True, sort_keys=False)


def faults(folder: Path, file: str, text: str) -> Iterator[str]:
    """What is wrong with how infogen takes a file, in an empty folder."""
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", errors="surrogatepass")
    for command in _commands(file):
        told = io.StringIO()
        try:
            with _inside(folder, told):
                status = run(command)
        except Exception:
            yield f"{' '.join(command)}: {traceback.format_exc()}"
            continue
        if status not in STATUSES:
            yield f"{' '.join(command)}: status {status}"
        if "Traceback" in told.getvalue():
            yield f"{' '.join(command)}: {told.getvalue()[-3000:]}"
    yield from _halves(folder)


def _commands(file: str) -> Iterator[list[str]]:
    name = Path(file).stem.partition(".")[0]
    is_piece = Path(file).parent.name == "layouts"
    piece, form = (name, "portrait") if is_piece else SHOWN
    if not is_piece or piece not in LONG:
        yield ["build", piece, "--format", form, "--as", "png", "--as", "svg", "--jobs", "1"]
    yield ["check", piece, "--format", form] if piece not in LONG else ["list"]


def _halves(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.suffix == ".part":
            yield f"{path.name} is left"
        if path.suffix == ".png":
            try:
                with Image.open(path) as image:
                    image.load()
            except OSError as problem:
                yield f"{path.name} cannot be read: {problem}"


@contextlib.contextmanager
def _inside(folder: Path, told: io.StringIO) -> Iterator[None]:
    """In a folder, with what is printed kept."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
            yield
    finally:
        os.chdir(before)


def _places(tree: Any) -> list[tuple[Any, Any]]:
    """All things of a file, as what holds them and their key in it."""
    found, waiting = [], [tree]
    while waiting:
        holder = waiting.pop()
        keys = holder if isinstance(holder, dict) else range(len(holder))
        for key in keys:
            found.append((holder, key))
            if isinstance(holder[key], dict | list):
                waiting.append(holder[key])
    return found


def _at(tree: Any, part: float) -> tuple[Any, Any]:
    if not tree:
        tree[""] = None
    places = _places(tree)
    return places[min(len(places) - 1, int(part * len(places)))]


def _is_endless(tree: Any, around: tuple[int, ...] = ()) -> bool:
    """Whether something is inside of itself."""
    if not isinstance(tree, dict | list):
        return False
    if id(tree) in around:
        return True
    inner = tree.values() if isinstance(tree, dict) else tree
    return any(_is_endless(value, (*around, id(tree))) for value in inner)


def main() -> None:
    """Go on for so many minutes, and say what was found."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=1.0)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    chance, end = random.Random(given.seed), time.monotonic() + 60 * given.minutes
    found = Counter[str]()
    with tempfile.TemporaryDirectory() as cache:
        os.environ["XDG_CACHE_HOME"] = cache
        while time.monotonic() < end:
            found["rounds"] += 1
            kept = OUTPUT / f"{given.seed}-{found['rounds']}"
            problems = _round(chance, kept)
            found["faults"] += len(problems)
            for problem in problems:
                print(f"{kept}: {problem}", file=sys.stderr)
    print(f"{found['rounds']} rounds, {found['faults']} faults")
    sys.exit(found["faults"] > 0)


def _round(chance: random.Random, kept: Path) -> list[str]:
    """The faults that one random change shows; the file is kept if there are any."""
    file = chance.choice(FILES)
    kinds, count = tuple(KINDS), chance.choice((1, 1, 2, 5))
    text = changed(file, [_random(chance, kinds) for _change in range(count)])
    (kept / file).parent.mkdir(parents=True, exist_ok=True)
    (kept / file).write_text(text, "utf-8", errors="surrogatepass")
    faulthandler.dump_traceback_later(LONGEST, exit=True)
    with tempfile.TemporaryDirectory() as folder:
        problems = list(faults(Path(folder), file, text))
    faulthandler.cancel_dump_traceback_later()
    if not problems:
        shutil.rmtree(kept)
    return problems


def _random(chance: random.Random, kinds: tuple[str, ...]) -> Change:
    return Change(chance.choice(kinds), chance.random(), chance.random(), chance.randrange(99))


if __name__ == "__main__":
    main()
