"""Sentences are short and paragraphs easy, as formulas see it: warnings only."""

import re
from collections.abc import Iterator

from infogen.checks.seen.passages import Passage, beginning, is_spanish, passages
from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _
from infogen.scene import Scene
from infogen.semantics import spanish

LONGEST = 20
"""Words of a sentence."""

ENOUGH, EASIEST_WANTED = 100, 55
"""Words below which INFLESZ says nothing, and the ease below which a text is called hard."""

NAMES = re.compile(r"(laws|regimes|sources)\.|links\.\w+\.name$|authorities\.\w+\.full_name$")
"""Data that are names: a citation of a law cannot be shortened."""


def readability(scene: Scene) -> Iterator[Diagnostic]:
    """One warning for each sentence that is long, and for each long paragraph that is hard."""
    if not is_spanish(scene):
        return
    for passage in passages(scene):
        text = _without_names(passage)
        for sentence in _breaths(text):
            count = len(spanish.split_words(sentence))
            if count > LONGEST:
                yield warning(
                    "long-sentence",
                    _('a sentence has {count} words: "{text}"').format(
                        count=count, text=beginning(sentence, 60)
                    ),
                    passage.span,
                    _("make two of it: {most} words or fewer").format(most=LONGEST),
                    spot=passage.spot,
                )
        if len(spanish.split_words(text)) >= ENOUGH and spanish.inflesz(text) < EASIEST_WANTED:
            ease = spanish.inflesz(text)
            yield warning(
                "hard-to-read",
                _("a paragraph is {band} to read (INFLESZ {ease})").format(
                    band=spanish.band(ease), ease=f"{ease:.0f}"
                ),
                passage.span,
                _("use shorter sentences and everyday words; {least} or more is normal").format(
                    least=EASIEST_WANTED
                ),
                spot=passage.spot,
            )


def _breaths(text: str) -> list[str]:
    """The parts of sentences that are read in one go: up to a colon or a semicolon."""
    return [
        part for whole in spanish.spoken_sentences(text) for part in re.split(r"[:;](?=\s)", whole)
    ]


def _without_names(passage: Passage) -> str:
    """The text with a single word in place of each name."""
    text = passage.text
    for source in sorted(passage.sources, key=lambda one: one.start, reverse=True):
        if NAMES.match(source.path):
            text = text[: source.start] + "X" + text[source.end :]
    return text
