"""Each figure on a picture comes from data: a digit that somebody typed goes out of date unseen."""

import re
from collections.abc import Iterator

from infogen.checks.seen.passages import beginning
from infogen.diagnostics import Diagnostic, Spot, error
from infogen.messages import _
from infogen.scene import COUNTER, Frame, Scene, Text, texts_in, walk
from infogen.semantics.abbreviations import is_figure

WORDS = "copy."
"""Texts are not facts: a digit in one must come from other data."""


_COUNTED = re.compile(r"\s*(\d{1,2})\s*[.)°º]?\s*")


def figures(scene: Scene) -> Iterator[Diagnostic]:
    """One error for each text with a digit that neither data nor a counter stands behind. Numbers
    on cards and steps count them: 1, 2, 3 in one style, each alone in its block.
    """
    counters = _counters(scene)
    for number, page in enumerate(scene.pages):
        span = scene.span
        for x, y, item in walk(page.frame):
            if isinstance(item, Frame):
                span = item.words_at or item.span or span
            elif isinstance(item, Text) and id(item) not in counters and _typed(item):
                yield error(
                    "typed-figure",
                    _('the figure "{text}" does not come from data').format(
                        text=beginning(item.text)
                    ),
                    span,
                    _(
                        "refer to the fact that it states, such as ${path}; number copies of a"
                        " block with ${n}"
                    )
                    .replace("{path}", "{procedures.….deadline.days}")
                    .replace("{n}", "loop.n"),
                    spot=Spot(number, (x, y - item.size, x + item.width, y)),
                )


def _counters(scene: Scene) -> frozenset[int]:
    """The runs that are numbers from 1 on in their order, by identity."""
    styles: dict[tuple[str, float, str], list[tuple[int, Text]]] = {}
    for found in scene.frames():
        runs = list(texts_in(found.frame)) if _is_block(found.frame) else []
        match = _COUNTED.fullmatch(runs[0].text) if len(runs) == 1 else None
        if match:
            run = runs[0]
            styles.setdefault((run.font, run.size, run.color), []).append((int(match[1]), run))
    return frozenset(
        id(run)
        for same in styles.values()
        if len(same) > 1 and sorted(n for n, _run in same) == list(range(1, len(same) + 1))
        for _n, run in same
    )


def _is_block(frame: Frame) -> bool:
    return any(isinstance(p.item, Frame) and p.item.kind == "line" for p in frame.items)


def _typed(text: Text) -> bool:
    if text.origin == COUNTER:
        return False
    known = [source for source in text.sources if not source.path.startswith(WORDS)]
    return any(
        is_figure(char) and not any(source.start <= at < source.end for source in known)
        for at, char in enumerate(text.text)
    )
