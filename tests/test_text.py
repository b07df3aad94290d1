"""Phrases become lines of shaped runs. Widths are those of the bundled fonts."""

import re
from dataclasses import replace
from math import inf
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infogen.diagnostics import Failure, Span
from infogen.fonts import Fonts
from infogen.phrase import Phrase
from infogen.scene import Source
from infogen.text import Line, Paragraph, Style, typeset

FONTS = Fonts(Path(__file__).parent.parent / "fonts")
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


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (950, "La revisión|también puede|empezar contigo."),
        (1300, "La revisión también|puede empezar contigo."),
        (540, "La revisión|también|puede|empezar|contigo."),
    ],
)
def test_headlines_break_in_balance(width, lines):
    assert shown(set_in("La revisión también puede empezar contigo.", DISPLAY, width)) == lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        (
            "Sirve para ver si el partido publica en IPOMEX lo que pide la ley, completo y al día."
            " Empieza de dos formas:",
            420,
            "Sirve para ver si el partido|publica en IPOMEX lo que pide|la ley, completo y al día.|"
            "Empieza de dos formas:",
        ),
        (
            "Máximo 15 días hábiles si es oficiosa y 10 si es por denuncia.",
            420,
            "Máximo 15 días hábiles si es|oficiosa y 10 si es por denuncia.",
        ),
        (
            "En línea o por correo electrónico. En papel, llévala a la oficina.",
            560,
            "En línea o por correo electrónico.|En papel, llévala a la oficina.",
        ),
        (
            "Presenta un recurso de revisión. Tienes 15 días hábiles tras la respuesta:",
            760,
            "Presenta un recurso de revisión. Tienes 15 días hábiles|tras la respuesta:",
        ),
    ],
)
def test_body_breaks_well(text, width, lines):
    assert shown(set_in(text, BODY, width)) == lines


def test_no_short_word_is_left_alone_where_another_can_join_it():
    text = "Puedes pedir los datos que ya tienen aquí"
    width = set_in("Puedes pedir los datos que ya tienen").width + 1
    assert shown(set_in(text, BODY, width)) == "Puedes pedir los datos que ya|tienen aquí"


def test_no_article_ends_a_line_of_display_where_it_can_be_helped():
    text = "Revisa las negativas"
    width = set_in("Revisa las", DISPLAY).width + 300
    assert shown(set_in(text, DISPLAY, width)) == "Revisa|las negativas"


def test_a_number_stays_with_its_unit():
    assert shown(set_in("Tienes 15 días", BODY, 120)) == "Tienes|15 días"


def test_a_newline_breaks_and_a_tilde_does_not():
    assert shown(set_in("a\nb~c d", BODY, 10)) == "a|b\u00a0c|d"


def test_an_infinite_width_breaks_only_where_it_is_forced():
    assert shown(set_in("La revisión también\npuede", DISPLAY)) == "La revisión también|puede"


def test_the_natural_width_is_enough():
    for style in (BODY, DISPLAY, replace(DISPLAY, tracking=0.05)):
        natural = set_in("También puede empezar **contigo** 15 veces.", style)
        again = set_in("También puede empezar **contigo** 15 veces.", style, natural.width)
        assert len(again.lines) == 1


def test_a_word_that_cannot_be_broken_is_set_wider_than_the_room():
    paragraph = set_in("la Transparencia ya", BODY, 60)
    assert shown(paragraph) == "la|Transparencia|ya"
    assert paragraph.width > 60


def test_an_address_is_broken_before_it_is_too_wide():
    paragraph = set_in("En www.infoem.org.mx/transparencia ya", BODY, 280)
    assert shown(paragraph) == "En|www.infoem.org.mx/|transparencia ya"


def test_an_added_hyphen_is_drawn_and_is_a_soft_hyphen_in_the_text():
    style = replace(BODY, hyphens=True)
    paragraph = set_in("Información extraordinaria aquí mismo", style, 180)
    run = next(line for line in paragraph.lines if words(line).endswith("\u00ad")).runs[-1].text
    assert run.glyphs[-1] == FONTS.face("atkinson-text").shape("-").glyphs[0]
    assert run.clusters[-1] == len(run.text) - 1
    assert paragraph.width <= 180
    plain = "".join(map(words, paragraph.lines)).replace("\u00ad", "")
    assert plain == "Información extraordinaria aquí mismo"


def test_at_most_two_lines_in_a_row_end_with_an_added_hyphen():
    text = "extraordinariamente electrónicamente transparentemente oficiosamente aquí está"
    for width in range(110, 260, 10):
        soft = [words(line)[-1] == "\u00ad" for line in set_in(
            text, replace(BODY, hyphens=True), width
        ).lines]  # fmt: skip
        assert not any(all(soft[i : i + 3]) for i in range(len(soft) - 2))


def test_runs_take_the_faces_and_colours_of_their_marks():
    (line,) = set_in("a **b 1** ==c== 2").lines
    assert [(r.text.text, r.text.font, r.text.color) for r in line.runs] == [
        ("a ", "atkinson-text", "#111111"),
        ("b ", "atkinson-bold", "#111111"),
        ("1", "bricolage-figure-bold", "#111111"),
        (" ", "atkinson-text", "#111111"),
        ("c", "atkinson-text", "#AA0000"),
        (" ", "atkinson-text", "#111111"),
        ("2", "bricolage-figure", "#111111"),
    ]


def test_runs_follow_each_other():
    (line,) = set_in("a **b 1** ==c== 2").lines
    x = 0.0
    for run in line.runs:
        assert run.x == pytest.approx(x)
        x += run.text.width
    assert line.width == pytest.approx(x)


def test_tracking_and_word_space_are_added_after_kerning():
    face = FONTS.face("atkinson-text")
    style = replace(BODY, size=face.upem, tracking=0.1, word_space=0.2)
    run = set_in("AV Ta", style).lines[0].runs[0].text
    shaped = face.shape("AV Ta")
    pens = [sum(shaped.advances[:i]) + 0.1 * face.upem * i for i in range(5)]
    extra = 0.2 * face.upem
    assert run.xs == pytest.approx((*pens[:3], pens[3] + extra, pens[4] + extra))
    assert run.width == pytest.approx(shaped.advance + extra + 0.4 * face.upem)


def test_a_mark_stays_on_its_letter_when_tracked():
    tight = set_in("a\u0331n", replace(BODY, tracking=0)).lines[0].runs[0].text
    loose = set_in("a\u0331n", replace(BODY, tracking=0.5)).lines[0].runs[0].text
    assert loose.xs[:2] == pytest.approx(tight.xs[:2])
    assert loose.xs[2] == pytest.approx(tight.xs[2] + 15)


def test_the_space_a_line_wraps_at_is_its_last_glyph_outside_its_width():
    paragraph = set_in("uno dos", replace(BODY, tracking=0), 60)
    run = paragraph.lines[0].runs[-1].text
    assert run.text == "uno "
    assert len(run.glyphs) == 4
    assert run.xs[-1] == pytest.approx(run.width)
    assert paragraph.lines[0].width == pytest.approx(run.width)


def test_display_aligns_ink_with_the_margin():
    face = FONTS.face("bricolage-display")
    run = set_in("Hola", DISPLAY).lines[0].runs[0]
    bearing = face.left_bearing(run.text.glyphs[0]) * DISPLAY.size / face.upem
    assert run.x == pytest.approx(-bearing)
    round_letter = set_in("Ola", DISPLAY).lines[0].runs[0]
    bearing = face.left_bearing(round_letter.text.glyphs[0]) * DISPLAY.size / face.upem
    assert round_letter.x < -bearing


def test_tabular_figures_are_of_one_width():
    style = replace(DISPLAY, tabular=True, display=False)
    assert set_in("11", style).width == pytest.approx(set_in("88", style).width)


def test_metrics_are_those_of_the_main_face():
    face = FONTS.face("atkinson-text")
    paragraph = set_in("a", replace(BODY, size=100))
    assert paragraph.leading == 38
    assert paragraph.cap_height == pytest.approx(100 * face.cap_height / face.upem)
    assert paragraph.x_height == pytest.approx(100 * face.x_height / face.upem)
    assert 0 < paragraph.descent < paragraph.x_height


def test_an_empty_phrase_has_no_lines():
    assert set_in(" \n ").lines == ()
    assert set_in("").width == 0


def test_sources_and_links_are_those_of_the_run():
    written = "Tienes **15 días** en ptedomex.org.mx hoy"
    start, end = written.index("15"), written.index("**", 10)
    site = written.index("ptedomex")
    phrase = Phrase(
        written,
        origin="layouts/a.yaml:3:5",
        sources=(Source(start, end, "steps.pedir.deadline"),),
        links=((site, site + 15, "https://ptedomex.org.mx/"),),
    )
    (line,) = set_in(phrase).lines
    assert [(r.text.text, r.href) for r in line.runs] == [
        ("Tienes ", None),
        ("15", None),
        (" días", None),
        (" en ", None),
        ("ptedomex.org.mx", "https://ptedomex.org.mx/"),
        (" hoy", None),
    ]
    assert [r.text.sources for r in line.runs[:4]] == [
        (),
        (Source(0, 2, "steps.pedir.deadline"),),
        (Source(0, 5, "steps.pedir.deadline"),),
        (),
    ]
    assert all(r.text.origin == "layouts/a.yaml:3:5" for r in line.runs)


def test_characters_without_a_glyph_are_errors_with_their_names():
    with pytest.raises(Failure) as caught:
        set_in(Phrase("a → 漢 →", span=Span("data/a.yaml", 2, 3)))
    assert [str(d) for d in caught.value.diagnostics] == [
        'data/a.yaml:2:3: error: the font "atkinson-text" has no glyph for "→" U+2192 RIGHTWARDS'
        " ARROW\n  hint: write it with other characters, or add the glyph to the font",
        'data/a.yaml:2:3: error: the font "atkinson-text" has no glyph for "漢" U+6F22 CJK UNIFIED'
        " IDEOGRAPH-6F22\n  hint: write it with other characters, or add the glyph to the font",
    ]


def test_mazahua_and_otomi_have_their_glyphs():
    assert shown(set_in("na̱ ë ꞌñatjo hñähñu")) == "na̱ ë ꞌñatjo hñähñu"


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


@settings(max_examples=150, deadline=None)
@given(WORDS, STYLES, st.floats(0, 2000))
def test_nothing_is_lost(text, style, width):
    paragraph = set_in(text, style, width)
    plain = text.replace("**", "").replace("==", "").replace("~", "\u00a0")
    found = "".join(map(words, paragraph.lines)).replace("\u00ad", "")
    assert re.sub("[ \n]+", " ", found) == re.sub("[ \n]+", " ", plain).strip(" ")


@settings(max_examples=150, deadline=None)
@given(WORDS, STYLES, st.floats(20, 2000))
def test_only_what_cannot_be_broken_is_wider_than_the_room(text, style, width):
    for line in set_in(text, style, width).lines:
        if line.width > width + 0.01:
            assert len(set_in(words(line), style, 0).lines) == 1


@settings(max_examples=100, deadline=None)
@given(WORDS, STYLES, st.floats(20, 1000), st.floats(0, 1000))
def test_more_room_never_takes_more_lines(text, style, width, more):
    assert len(set_in(text, style, width + more).lines) <= len(set_in(text, style, width).lines)


@settings(max_examples=100, deadline=None)
@given(WORDS, STYLES, st.floats(20, 2000))
def test_each_glyph_has_its_place_and_its_characters_in_order(text, style, width):
    for line in set_in(text, style, width).lines:
        for run in line.runs:
            clusters = run.text.clusters
            assert list(clusters) == sorted(clusters)
            assert clusters[0] == 0
            assert clusters[-1] < len(run.text.text)
            assert len(run.text.glyphs) == len(run.text.xs) == len(run.text.ys) == len(clusters)


@pytest.mark.parametrize("style", [BODY, DISPLAY])
def test_a_line_is_as_wide_as_if_it_were_shaped_alone(style):
    text = "Va. To Ávila: «Tú y yo», AVISO/Tema y costo-beneficio; 15 de Toluca, Valle y Tenango"
    for width in (7 * style.size, 9 * style.size, 14 * style.size):
        for line in set_in(text, style, width).lines:
            alone = set_in(words(line).rstrip(" "), style)
            assert line.width == pytest.approx(alone.width, abs=0.03 * style.size)
