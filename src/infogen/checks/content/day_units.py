"""Days are *hábiles* or *naturales*: a person who counts the wrong ones loses a right."""

import re
from collections.abc import Iterator

from infogen.checks.seen.facts import Usage
from infogen.checks.seen.passages import Passage, beginning, is_spanish, passages
from infogen.content import Data, Deadline, Extension, find
from infogen.diagnostics import Diagnostic, error
from infogen.messages import _

NUMBERS = (
    "un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|veinte"
    "|treinta|sesenta|noventa"
)
KINDS = r"(?:h[áa]bil(?:es)?|inh[áa]bil(?:es)?|natural(?:es)?)"
BARE = re.compile(rf"\b(?:\d+|{NUMBERS})\s+d[ií]as?\b(?!\s+(?:\w+\s+)?{KINDS}\b)", re.IGNORECASE)
UNDER_A_FIGURE = re.compile(rf"d[ií]as?\b(?!\s+(?:{KINDS}\b|\d|de\b))", re.IGNORECASE)
NAMED = {"habiles": re.compile(r"\bh[áa]bil"), "naturales": re.compile(r"\bnatural")}


def day_units(usage: Usage) -> Iterator[Diagnostic]:
    """One error for each count of days that does not say which, or says another than the data."""
    data, scene = usage.data, usage.scene
    if not is_spanish(scene):
        return
    texts = passages(scene)
    for before, passage in zip((None, *texts), texts, strict=False):
        if BARE.search(passage.text) or (_is_figure(before) and UNDER_A_FIGURE.match(passage.text)):
            yield error(
                "day-unit",
                _('"{text}" does not say which days').format(text=beginning(passage.text)),
                passage.span,
                _("write días hábiles or días naturales"),
                spot=passage.spot,
            )
        yield from _against_data(data, passage)
    yield from _nowhere(data, texts)


def _is_figure(passage: Passage | None) -> bool:
    return passage is not None and passage.text.strip("+").isdecimal()


def _counts(data: Data, passage: Passage) -> Iterator[tuple[int, str, str]]:
    """The days in a text that come from the data: where they end, their unit, their path."""
    for source in passage.sources:
        path, _dot, name = source.path.rpartition(".")
        found = find(data, path) if name == "days" else None
        if found is not None and isinstance(found.value, Deadline | Extension):
            yield source.end, found.value.unit, source.path


def _against_data(data: Data, passage: Passage) -> Iterator[Diagnostic]:
    for end, unit, path in _counts(data, passage):
        following = passage.text[end:].casefold()
        said = [
            (match.start(), name)
            for name, words in NAMED.items()
            if (match := words.search(following))
        ]
        if said and min(said)[1] != unit:
            yield error(
                "day-unit",
                _('"{text}" names another kind of days than the data: {unit}').format(
                    text=beginning(passage.text), unit=unit
                ),
                passage.span,
                _("correct the text, or the unit in the data"),
                path,
                passage.spot,
            )


def _nowhere(data: Data, texts: tuple[Passage, ...]) -> Iterator[Diagnostic]:
    """Pages that state a term and name its kind of days nowhere."""
    for page in sorted({passage.spot.page for passage in texts}):
        here = [passage for passage in texts if passage.spot.page == page]
        words = " ".join(passage.text for passage in here).casefold()
        for passage in here:
            for _end, unit, path in _counts(data, passage):
                if not NAMED[unit].search(words):
                    yield error(
                        "day-unit",
                        _(
                            'the page states "{text}" and does not say that these are días {unit}'
                        ).format(
                            text=beginning(passage.text),
                            unit={"habiles": "hábiles"}.get(unit, unit),
                        ),
                        passage.span,
                        _("write días hábiles or días naturales"),
                        path,
                        passage.spot,
                    )
                    return
