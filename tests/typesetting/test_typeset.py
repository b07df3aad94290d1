"""Phrases become lines of shaped runs. Widths are those of the bundled fonts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from infogen.diagnostics import Failure, Span
from infogen.scene import Source
from infogen.typesetting.phrase import Phrase
from kit.typesetting import BODY, DISPLAY, FONTS, STYLES, WORDS, set_in, shown, words


def test_an_added_hyphen_is_drawn_and_is_a_soft_hyphen_in_the_text():
    style = replace(BODY, hyphens=True)
    paragraph = set_in("Información extraordinaria aquí mismo", style, 180)
    run = next(line for line in paragraph.lines if words(line).endswith("\u00ad")).runs[-1].text
    assert run.glyphs[-1] == FONTS.face("atkinson-text").shape("-").glyphs[0]
    assert run.clusters[-1] == len(run.text) - 1
    assert paragraph.width <= 180
    plain = "".join(map(words, paragraph.lines)).replace("\u00ad", "")
    assert plain == "Información extraordinaria aquí mismo"


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
        ' ARROW, character 3 of "a → 漢 →"\n  hint: write it with other characters, or add the glyph to the font',
        'data/a.yaml:2:3: error: the font "atkinson-text" has no glyph for "漢" U+6F22 CJK UNIFIED'
        ' IDEOGRAPH-6F22, character 5 of "a → 漢 →"\n  hint: write it with other characters, or add the glyph to the font',
    ]


def test_mazahua_and_otomi_have_their_glyphs():
    assert shown(set_in("na̱ ë ꞌñatjo hñähñu")) == "na̱ ë ꞌñatjo hñähñu"


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
