"""No check refuses what a reader would accept: marks by their outlines, scales, tables of defaults,
pictures under marks.
"""

import re
from datetime import date

import pytest
from msgspec.structs import replace
from PIL import Image

from infogen.build.jobs import Choice, select_jobs
from infogen.checks import check_file, check_scene
from infogen.checks.content.acronyms import acronyms
from infogen.checks.content.future import future
from infogen.checks.content.one_date import one_date
from infogen.checks.follow_ons import FOLLOWING
from infogen.checks.scene.color_vision import color_vision
from infogen.checks.scene.figures import figures
from infogen.checks.scene.marks import marks
from infogen.checks.scene.overflow import overflow
from infogen.checks.scene.resolution import resolution
from infogen.checks.scene.shortened import shortened
from infogen.checks.seen.facts import Usage
from infogen.design.pieces import pieces, specs
from infogen.diagnostics import Failure, Span
from infogen.diagnostics.misuse import Misuse
from infogen.layout.compose import compose
from infogen.scene import Frame
from infogen.scene.destinations import Outlet
from infogen.sheets.press import Sheets
from infogen.source.loader import parse
from kit.tiny import items, piece, words

YEARS = "{rows: [{year: 2021, value: %s}, {year: 2022, value: %s}], name: %s}"


def chart(*series: str, more: str = "") -> str:
    return (
        "{kind: chart, height: 220, color: ink, value-style: small, highlight-style: body, "
        f"series: [{', '.join(series)}]{more}}}"
    )


@pytest.mark.parametrize("form", ["dots", "line"])
@pytest.mark.parametrize(
    "values", [(40, 60, 50, 80), (50, 50, 50, 50), (0, 100, 0, 100), (50, 60, 51, 59)]
)
@pytest.mark.parametrize("format", ["card", "sheet"])
def test_two_series_of_any_values_are_seen_on_any_sheet(tiny, form, values, format):
    a, b, c, d = values
    body = chart(YEARS % (a, b, "Uno"), YEARS % (c, d, "Dos"), more=f", form: {form}")
    body = body.replace("220", "60") if format == "sheet" else body
    scene = tiny.scene(body, format=format)
    assert [*marks(scene), *color_vision(scene)] == []


def test_lines_of_a_scale_are_no_marks_and_bars_are(tiny):
    bars = chart(YEARS % (40, 60, "Uno"), more=", grid: quiet")
    assert [*marks(tiny.scene(bars))] == []
    assert [one.code for one in marks(tiny.scene(bars.replace("color: ink", "color: quiet")))] == [
        "weak-mark"
    ]


def dots(ground: str, color: str, state: str = "filled") -> str:
    return (
        f"{{kind: overlay, children: [{ground}, {{kind: column, pad: 40, children: [{{kind: dots, diameter: 20, "
        f"segments: [{{days: 5, state: {state}, color: {color}}}]}}]}}]}}"
    )


HALF = (
    "{kind: row, children: [{kind: column, width: %s, height: 300, ground: white}, "
    "{kind: column, width: 200, height: 300, ground: ink}]}"
)


@pytest.mark.parametrize(("wide", "found"), [(200, []), (92, ["weak-mark"])])
def test_each_of_many_equal_marks_is_looked_at(tiny, wide, found):
    """The dots begin at 40 px and end at 160: a ground that changes under them hides some."""
    body = dots(HALF % wide, "ink")
    assert [one.code for one in marks(tiny.scene(body))] == found


@pytest.mark.parametrize(("color", "found"), [("ink", []), ("quiet", ["weak-mark"])])
def test_a_mark_on_a_photo_is_not_refused_for_its_noise(tiny, tmp_path, monkeypatch, color, found):
    light = Image.effect_noise((400, 300), 60).point(
        lambda level: 150 + level // 3 if level % 50 else 20
    )
    light.convert("RGB").save(tmp_path / "photo.png")
    monkeypatch.setattr(tiny, "_base", replace(tiny._base, folders=(tmp_path,)))
    body = dots("{kind: picture, file: photo.png, alt: A, width: 400, height: 300}", color)
    assert [one.code for one in marks(tiny.scene(body))] == found


@pytest.mark.parametrize("format", ["card", "sheet"])
@pytest.mark.parametrize("widths", [("auto", "auto"), ("1fr", "auto"), ("auto", "1fr")])
def test_a_table_of_defaults_can_be_read(tiny, format, widths):
    body = (
        "{kind: table, cell-style: small, head-style: small, rows: [{a: Uno, b: '60.0'}, {a: Dosdos, b: '7.5'}], columns: ["
        f"{{head: Nombre, value: a, width: {widths[0]}}}, {{head: Valor, value: b, width: {widths[1]}}}]}}"
    )
    scene = tiny.scene(body, format=format)
    assert {found.code for found in check_scene(scene)} <= {
        "outside-safe-area",
        "typed-figure",
        "beyond-margin",
        "empty-page",
    }
    starts = sorted(
        {x for x, _y, item in items(scene) if isinstance(item, Frame) and item.kind == "line"}
    )
    assert starts[1] - starts[0] > 5


CARDS = "{{kind: column, children: [{texts}]}}"


def numbers(*texts: str, style: str = "body") -> str:
    listed = ", ".join(f"{{kind: text, style: {style}, text: '{text}'}}" for text in texts)
    return CARDS.format(texts=listed)


@pytest.mark.parametrize(
    ("texts", "typed"),
    [
        (("1", "2", "3"), 0),
        (("1.", "Uno", "2.", "Dos"), 0),
        (("1)", "2)"), 0),
        (("2", "3"), 2),
        (("1", "3"), 2),
        (("15",), 1),
        (("1",), 1),
        (("Son 92 pesos",), 1),
    ],
)
def test_numbers_that_count_cards_are_no_figures_that_somebody_typed(tiny, texts, typed):
    found = [one for one in figures(tiny.scene(numbers(*texts))) if one.code == "typed-figure"]
    assert len(found) == typed


@pytest.mark.parametrize("format", ["card", "sheet"])
def test_what_follows_from_an_overflow_is_not_said(tiny, format):
    long = "una palabra y otra " * 30
    body = (
        "{kind: overlay, children: [{kind: column, children: [{kind: text, style: body, max-lines: 1, "
        f"text: {long}}}, {{kind: text, style: body, ground: ink, text: Otro texto}}]}}]}}"
    )
    found = check_scene(tiny.scene(body, format=format))
    assert not {one.code for one in found} & FOLLOWING
    said = [one for one in found if one.code == "overflow"]
    assert len(said) == 1
    assert said[0].hint.startswith("about ")


def test_as_many_letters_fit_as_an_overflow_says(tiny):
    """Obeyed, it is gone."""
    body = "{{kind: column, children: [{{kind: text, style: body, width: 200, max-lines: 2, text: '{text}'}}]}}"
    text = "palabra " * 20
    [found] = overflow(tiny.scene(body.format(text=text)))
    most = int(found.hint.split()[1])
    assert 20 <= most <= 40
    assert not list(overflow(tiny.scene(body.format(text=text[:most].strip()))))
    assert list(overflow(tiny.scene(body.format(text="palabra " * (most // 8 + 2)))))


def test_it_is_said_which_text_was_too_long_where_all_are_short(tiny):
    other = "{kind: text, style: body, text: [Otro con lugar, Otro]}"
    for long, said in (
        ("[Un texto que no cabe en su lugar, Corto]", 0),
        ("Un texto que no cabe aquí", 1),
    ):
        body = f"{{kind: column, children: [{{kind: text, style: big, max-lines: 1, text: {long}}}, {other}]}}"
        scene = tiny.scene(body, concede="[{copy: short}]")
        found = list(shortened(scene))
        assert len(found) == said
        assert words(scene).endswith("Otro" if said else "Otro con lugar")
        assert all(one.severity == "note" and 'text "Un texto' in one.message for one in found)


@pytest.mark.parametrize("format", ["card", "sheet"])
@pytest.mark.parametrize(("kind", "room"), [("column", "height: {room}"), ("row", "width: {room}")])
def test_space_that_collapses_to_nothing_is_an_overflow(tiny, kind, room, format):
    """Three words of 60 px (of 15 mm), each 14 px (3.5 mm) high, with what is left between them."""
    scale = 1 if format == "card" else 127 / 720
    long = 3 * (60 if kind == "row" else 14) * scale

    def found(free: float, more: str = "") -> list[str]:
        size = room.format(room=round(long + free * scale, 3))
        text = "{kind: text, style: body, text: Sombra}"
        body = (
            f"{{kind: column, children: [{{kind: {kind}, {size}, justify: between{more}, "
            f"children: [{text}, {text}, {text}]}}]}}"
        )
        return [one.code for one in overflow(tiny.scene(body, format=format))]

    assert found(0.5) == ["overflow"]
    assert found(20) == []
    assert found(-1) == ["overflow"]
    assert found(0.5, ", gap: 0.02") == []


@pytest.mark.parametrize(
    ("format", "pixels", "found"),
    [
        ("card", (200, 100), []),
        ("card", (100, 50), ["low-resolution"]),
        ("sheet", (240, 120), []),
        ("sheet", (100, 50), ["low-resolution"]),
    ],
)
def test_a_picture_of_too_few_pixels_is_said(tiny, tmp_path, monkeypatch, format, pixels, found):
    Image.new("RGB", pixels, "red").save(tmp_path / "foto.png")
    monkeypatch.setattr(tiny, "_base", replace(tiny._base, folders=(tmp_path,)))
    wide = 200 if format == "card" else 40
    body = f"{{kind: column, children: [{{kind: picture, file: foto.png, alt: A, width: {wide}}}]}}"
    said = list(resolution(tiny.scene(body, format=format)))
    assert [one.code for one in said] == found
    if said:  # obeyed, it is gone
        wanted = [int(n) for n in re.findall(r"\d+", said[0].hint)[:2]]
        Image.new("RGB", tuple(wanted), "red").save(tmp_path / "foto.png")
        assert list(resolution(tiny.scene(body, format=format))) == []


def test_a_carousel_that_is_longer_than_a_post_names_the_network(tiny):
    body = "{kind: text, style: body, text: Hola}"
    scene = tiny.scene(body)
    long = replace(scene, pages=scene.pages * 5, outlets=(Outlet("X", ("png",), items=4),))
    [found] = check_file(long, "png", b"")
    assert (found.severity, found.code) == ("warning", "long-carousel")
    assert found.message == "5 pictures, and X takes 4 in one post"
    assert found.hint.endswith("leave X out")


def test_a_logo_that_is_missing_is_said_at_the_line_of_the_theme(stock):
    theme = replace(
        stock.themes[stock.default_theme],
        logo="no.svg",
        _spans={"logo": Span("layouts/themes/x.yaml", 3, 7)},
    )
    here = replace(stock, themes={**stock.themes, stock.default_theme: theme})
    with pytest.raises(Failure) as caught:
        compose(here, "verificacion", format="square")
    assert {str(one.span) for one in caught.value.diagnostics} == {"layouts/themes/x.yaml:3:7"}


DATED = (
    "title: T\nalt: A\nformats: [card]\npages:\n  - {kind: text, style: body, text: "
    "'${procedures.%s.checked_on}'}\n  - {kind: text, style: body, text: '${procedures.%s.checked_on}'}\n"
)


@pytest.mark.parametrize(("other", "found"), [("cadena", ["two-dates"]), ("tramite", [])])
def test_two_dates_in_one_carousel_are_said(tiny, other, found):
    data = tiny._base.data
    changed = replace(
        data.content.procedures["cadena"],
        checked_on=data.content.procedures["tramite"].checked_on.replace(day=1),
    )
    here = tiny.workspace({"t": DATED % ("tramite", other)})
    content = replace(data.content, procedures={**data.content.procedures, "cadena": changed})
    here = replace(here, data=replace(data, content=content))
    scene = compose(here, "t", format="card")
    usage = Usage(here.data, scene, date(2040, 1, 1))
    assert [one.code for one in one_date(usage)] == found


@pytest.mark.parametrize(
    ("today", "found"), [(date(2001, 1, 1), ["future-date"]), (date(2040, 1, 1), [])]
)
def test_a_date_that_has_not_come_is_said(tiny, today, found):
    here = tiny.workspace({"t": DATED % ("tramite", "tramite")})
    usage = Usage(here.data, compose(here, "t", format="card"), today)
    assert [one.code for one in future(usage)] == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("CURP: Clave Única de Registro de Población", 0),
        ("CURP (Clave Única de Registro de Población)", 0),
        ("Clave Única de Registro de Población (CURP)", 0),
        ("La CURP es la Clave Única de Registro", 0),
        ("Trae tu Clave Única de Registro de Población o CURP", 0),
        ("Trae tu CURP, comprobante de domicilio y acta", 1),
        ("CURP: trámite en línea", 1),
    ],
)
def test_an_acronym_may_be_spelled_out_as_people_write(stock, said, found):
    text = piece("{kind: text, style: body, text: Lleva tu CURP}", alt=f'"{said}"')
    made = pieces(
        specs(
            {"t": parse(text.replace("[card, sheet]", "[square]").encode(), "layouts/t.yaml")},
            stock.formats,
        )
    )
    here = replace(stock, pieces=made)
    usage = Usage(here.data, compose(here, "t", format="square"), date(2040, 1, 1))
    assert len([one for one in acronyms(usage) if "CURP" in one.message]) == found


def test_for_an_emoji_an_icon_or_a_picture_is_proposed(tiny):
    said = tiny.said('{kind: text, style: body, text: "Feria \U0001f389"}')
    assert said[1].strip() == "hint: take it out, and put a block icon or picture beside the text"


def test_a_screen_format_is_no_paper(stock):
    with pytest.raises(Misuse) as caught:
        select_jobs(
            stock, Choice(pieces=("denuncia",), formats=("square",), sheets=Sheets("two-up"))
        )
    (found,) = caught.value.diagnostics
    assert found.message.startswith('"square" is no paper')
    assert "square" not in found.hint
    assert "letter" in found.hint


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            "{kind: overlay, children: [{kind: text, style: body, text: Palabra, place: {x: page.right, y: page.top, dx: -40, dy: 60}}]}",
            ["off-sheet"],
        ),
        (
            "{kind: overlay, children: [{kind: column, pad: 60, children: [{kind: text, style: body, text: Palabra}]}, "
            "{kind: column, pad: 60, children: [{kind: column, width: 100, height: 8, ground: path}]}]}",
            ["covered"],
        ),
    ],
)
def test_one_cause_is_said_once(tiny, body, said):
    assert [one.code for one in check_scene(tiny.scene(body)) if one.severity == "error"] == said
