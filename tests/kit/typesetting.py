"""Phrases set in the bundled fonts, for the tests of typesetting."""

import re
from math import inf

from hypothesis import strategies as st
from msgspec.structs import replace

from infogen.scene.fonts import Fonts
from infogen.typesetting.phrase import Phrase
from infogen.typesetting.typeset import Line, Paragraph, Style, typeset
from kit import places

FONTS = Fonts(places.FONTS)
DISPLAY = Style(
    font="bricolage-display",
    strong="bricolage-display",
    digits=None,
    strong_digits=None,
    size=120,
    leading=106,
    tracking=-0.022,
    balance=True,
    display=True,
)
BODY = Style(
    font="atkinson-text",
    strong="atkinson-bold",
    digits="bricolage-figure",
    strong_digits="bricolage-figure-bold",
    size=30,
    leading=38,
    tracking=-0.003,
    word_space=-0.03,
    color="#111111",
    accent="#AA0000",
)


def set_in(text: str | Phrase, style: Style = BODY, width: float = inf) -> Paragraph:
    phrase = text if isinstance(text, Phrase) else Phrase(text)
    return typeset(phrase, style, width, FONTS)


def words(line: Line) -> str:
    return "".join(run.text.text for run in line.runs)


def shown(paragraph: Paragraph) -> str:
    return "|".join(words(line).rstrip(" ") for line in paragraph.lines)


WORDS = st.lists(
    st.sampled_from(
        re.findall(
            r"\S+|\n",
            "La de y revisión también 15 113-I puede empezar días hábiles, contigo. ¿Qué? «ley» a ~"
            " ==a== **plazo** www.infoem.org.mx/saimex/2026 y/o costo-beneficio na̱ fi 1,200.50 % ·"
            " extraordinariamente \n",
        )
    ),
    max_size=30,
).map(" ".join)
STYLES = st.sampled_from(
    [BODY, DISPLAY, replace(BODY, hyphens=True, tracking=0.05), replace(BODY, balance=True)]
)
