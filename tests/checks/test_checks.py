"""Each check has a case that passes and one that it catches, on a card of 400 × 300 px."""

import io
from datetime import date

import pytest
from msgspec.structs import replace
from PIL import Image, ImageDraw

from infogen.backends import render
from infogen.build.jobs import Choice, select_jobs
from infogen.build.listener import Silent
from infogen.checks import SCENE, check, check_file, check_variant
from infogen.checks.file.limits import limits
from infogen.design.pieces import pieces, specs
from infogen.layout.compose import compose
from infogen.reports.preflight import examine
from infogen.source.loader import parse
from infogen.workspace import load
from kit.places import ROOT
from kit.tiny import HERE, piece

SAYING = "{kind: text, style: body, size: 20, text: %s}"
CODE = "{kind: column, pad: 20, children: [{kind: qr, link: $links.ipomex, module: 5}]}"


@pytest.fixture(scope="module")
def stock():
    """The stock with the tiny card as a format: real colours and data."""
    workspace = load(ROOT)
    return replace(workspace, formats={**workspace.formats, **load(HERE).formats})


@pytest.fixture
def scene(stock):
    def made(body, format="card", theme=None):
        text = piece(body).replace("formats: [card, sheet]", "formats: [card, square, story]")
        raw = parse(text.encode(), "layouts/t.yaml")
        here = replace(stock, pieces=pieces(specs({"t": raw}, stock.formats)))
        return compose(here, "t", format=format, theme=theme)

    return made


def _said(name, scene):
    return [str(finding).splitlines()[0] for finding in SCENE[name](scene)]


def _column(*children, **fields):
    head = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"kind: column\n{head}children:\n" + "".join(f"  - {child}\n" for child in children)


def test_a_quiet_card_has_no_findings(scene):
    body = _column(SAYING % "Hola", SAYING % "Adiós", ground="paper", pad=32, gap=10)
    assert check(scene(body)) == []


def test_texts_that_lie_on_each_other_are_found(scene):
    body = "kind: overlay\nchildren:\n" + "".join(
        f"  - {child}\n"
        for child in (
            "{kind: column, height: 1fr, pad: 20, children: [%s]}" % (SAYING % "Debajo"),
            "{kind: column, height: 1fr, pad: 24, children: [%s]}" % (SAYING % "Encima"),
        )
    )
    assert _said("overlap", scene(body)) == [
        'layouts/t.yaml:9:55: error: "Debajo" and "Encima" overlap in "card" (page 1)'
    ]


def test_a_text_that_is_painted_over_is_found(scene):
    body = "kind: overlay\nchildren:\n" + "".join(
        f"  - {child}\n"
        for child in (
            "{kind: column, height: 1fr, pad: 20, children: [%s]}" % (SAYING % "Debajo"),
            "{kind: ribbon, width: 30, color: path, path: [{x: 10, y: 25}, {x: 200}]}",
        )
    )
    assert _said("overlap", scene(body)) == [
        'layouts/t.yaml:8:55: error: "Debajo" is painted over in "card" (page 1)'
    ]


def test_a_ribbon_beside_a_text_is_no_overlap(scene):
    body = "kind: overlay\nchildren:\n" + "".join(
        f"  - {child}\n"
        for child in (
            "{kind: column, height: 1fr, pad: 20, children: [%s]}" % (SAYING % "Encima"),
            "{kind: ribbon, width: 30, color: path, path: [{x: 10, y: 80}, {x: 200}]}",
        )
    )
    assert _said("overlap", scene(body)) == []


def test_type_below_the_smallest_is_found(scene):
    body = _column("{kind: text, style: body, size: 9, text: Chico}")
    assert _said("floors", scene(body)) == [
        'layouts/t.yaml:8:7: error: "Chico" is set at 9 px in "card"'
    ]
    assert _said("floors", scene(body.replace("size: 9", "size: 10"))) == []


@pytest.mark.parametrize(
    ("color", "ground", "found"),
    [("ink", "paper", False), ("citizen", "paper", True), ("paper", "ink", False),
     ("muted", "citizen", True)],
)  # fmt: skip
def test_contrast_is_that_with_the_painted_ground(scene, color, ground, found):
    text = f"{{kind: text, style: body, size: 20, color: {color}, text: Hola}}"
    said = _said("contrast", scene(_column(text, ground=ground, pad=20)))
    assert bool(said) is found


def test_the_ground_is_whatever_lies_below_not_the_block_around(scene):
    body = """\
kind: overlay
children:
  - {kind: column, height: 1fr, ground: ink}
  - {kind: column, height: 1fr, pad: 20, children: [{kind: text, style: body, size: 20, text: Hola}]}
"""
    assert _said("contrast", scene(body)) == [
        'layouts/t.yaml:9:55: error: "Hola" has a contrast of 1.0:1 on #14202B in "a-la-vista"'
    ]


def test_large_type_needs_less_contrast(scene):
    text = "{kind: text, style: body, size: %d, color: path, text: Hola}"
    assert _said("contrast", scene(_column(text % 20, ground="citizen", pad=20)))
    assert not _said("contrast", scene(_column(text % 30, ground="citizen", pad=20)))


def test_a_typed_figure_is_found(scene):
    assert _said("figures", scene(_column(SAYING % "Tienes 15 días"))) == [
        'layouts/t.yaml:8:7: error: the figure "15" does not come from data'
    ]


@pytest.mark.parametrize(
    "child",
    [
        SAYING % '"${procedures.solicitud_informacion.steps.responder.deadline}"',
        SAYING % "$copy.acceso-saimex.recurso.texto",
        "{kind: column, each: [a, b], as: one, children: [%s]}"
        % (SAYING % '"${loop.n} de ${loop.count}"'),
        SAYING % "Quince días",
    ],
)
def test_figures_of_data_and_counters_are_none(scene, child):
    assert _said("figures", scene(_column(child))) == []


TERM = "procedures.solicitud_informacion.steps.responder.deadline"


@pytest.mark.parametrize(
    ("own", "base"),
    [
        (SAYING % f'"${{{TERM}.days}} días"', SAYING % f'"Tienen ${{{TERM}}}."'),
        (SAYING % "$copy.comun.pie", SAYING % "$copy.comun.revision"),
        (CODE, _column(CODE, SAYING % "$links.ipomex")),
        (SAYING % '"¡${copy.comun.punto}!"', SAYING % "$copy.comun.punto.short"),
    ],
    ids=["a term in other words", "feet", "a code and its address", "a text long and short"],
)
def test_variants_that_state_the_same_have_no_findings(scene, own, base):
    one, other = (scene(b if b.startswith("kind") else _column(b)) for b in (own, base))
    assert check_variant(one, other) == []


def test_facts_and_addresses_that_only_one_variant_has_are_found(scene):
    own = scene(_column(SAYING % "$copy.acceso-saimex.prorroga.figura", SAYING % "$links.saimex"))
    base = scene(_column(SAYING % f"${TERM}", CODE))
    steps = "procedures.solicitud_informacion.steps"
    assert [f.message for f in check_variant(replace(own, variant="b"), base)] == [
        f'"b" does not state {steps}.responder.deadline, which "t" states in "card"',
        f'"b" states {steps}.ampliar.deadline, which "t" does not in "card"',
        '"b" has no code of https://www.ipomex.org.mx/, which "t" has in "card"',
        '"b" does not lead to https://www.ipomex.org.mx/, as "t" does in "card"',
        '"b" leads to https://saimex.org.mx/saimex/ciudadano/login.page, as "t" does not in "card"',
    ]


@pytest.mark.parametrize("kind", ["png", "jpg", "webp", "pdf", "svg", "svg-outlines"])
def test_a_code_is_read_from_each_kind_of_file(scene, kind):
    made = scene(CODE)
    assert check_file(made, kind, render(made, kind)) == []


def test_a_damaged_code_is_found(scene):
    made = scene(CODE)
    picture = Image.open(io.BytesIO(render(made, "png"))).convert("RGB")
    ImageDraw.Draw(picture).rectangle((40, 40, 140, 140), fill="white")
    file = io.BytesIO()
    picture.save(file, "PNG")
    assert [str(found).splitlines()[0] for found in check_file(made, "png", file.getvalue())] == [
        "layouts/t.yaml:6:38: error: the code of https://www.ipomex.org.mx/ is not read from the png"
        ' of "card"'
    ]


@pytest.mark.parametrize("kind", ["svg", "svg-outlines"])
def test_a_damaged_code_of_a_drawing_is_found(scene, kind):
    made = scene(CODE)
    data = render(made, kind)
    broken = data.replace(b"M0 0h7v1h-7z", b"").replace(b"M0 6h7v1h-7z", b"")
    assert broken != data
    assert [found.code for found in check_file(made, kind, broken)] == ["unread-code"]


def test_two_codes_of_one_address_are_both_read(scene):
    made = scene("{kind: row, pad: 20, gap: 20, children: [%s, %s]}" % ((CODE,) * 2))
    assert check_file(made, "png", render(made, "png")) == []


def test_the_stock_has_no_findings_but_what_is_open(stock):
    jobs = select_jobs(load(ROOT), Choice(pieces=("verificacion",), formats=("portrait",)))
    found = examine(load(ROOT), jobs, Silent(), today=date(2026, 11, 24)).findings
    assert {(finding.severity, finding.code) for finding in found} == {
        ("warning", "authority-in-transition"),
        ("warning", "long-address"),
        ("warning", "no-confidence"),
        ("warning", "no-review-date"),
        ("warning", "unknown-fact"),
    }


def test_a_file_over_the_limits_of_a_platform_is_found(stock, scene):
    square = scene("{kind: column, height: 1fr, ground: paper}", format="square")
    assert "Instagram, publicación y carrusel" in {outlet.platform for outlet in square.outlets}
    assert check_file(square, "jpg", render(square, "jpg")) == []
    large = bytes(8_000_001)
    said = [str(found).splitlines()[0] for found in limits(square, "jpg", large, 0)]
    assert (
        "layouts/t.yaml:1:1: error: square.jpg: 8000001 bytes, and Instagram, publicación y"
        " carrusel takes 8000000"
    ) in said
    assert list(limits(square, "pdf", large, 0)) == []
    many = replace(square, pages=square.pages * 11)
    assert any("11 pictures" in str(found) for found in limits(many, "jpg", b"", 0))


def test_more_alternative_text_than_a_platform_takes_is_found(scene):
    square = scene("{kind: column, height: 1fr, ground: paper}", format="square")
    wordy = replace(square, alt="Palabra " + "palabra " * 124 + "última. Otra.")
    assert any(
        "the first sentence of the alternative text has 1007 characters, and Threads takes 1000"
        in str(found)
        for found in limits(wordy, "jpg", b"", 0)
    )
    several = replace(square, alt="Primera. " + wordy.alt)
    assert list(limits(several, "jpg", b"", 0)) == []


@pytest.mark.parametrize(("y", "hidden"), [(200, True), (280, False), (1500, False), (1540, True)])
def test_what_a_platform_covers_is_found(scene, y, hidden):
    """A story: 14 % above and 20 % below are the platform's; what stands there is said."""
    text = f"{{kind: text, style: body, size: 40, text: Hola, place: {{x: 64, y: {y}}}}}"
    code = f"{{kind: qr, link: $links.ipomex, module: 5, place: {{x: 600, y: {y - 150}}}}}"
    empty = "{kind: column, height: 1fr}"
    made = scene(f"kind: overlay\nchildren:\n  - {empty}\n  - {text}\n", format="story")
    assert bool(_said("safe_area", made)) is hidden
    made = scene(f"kind: overlay\nchildren:\n  - {empty}\n  - {code}\n", format="story")
    assert len(_said("safe_area", made)) == (1 if y in (200, 280, 1540) else 0)


def test_a_jpeg_keeps_its_colours_at_every_pixel(scene):
    made = scene("{kind: column, height: 1fr, ground: path}", format="square")
    picture = Image.open(io.BytesIO(render(made, "jpg")))
    assert {component[1:3] for component in picture.layer} == {(1, 1)}


def test_every_screen_format_has_a_platform_and_every_platform_a_date(stock):
    posted = {name for platform in stock.platforms.values() for name in platform.formats}
    screens = {n for n, sheet in stock.formats.items() if sheet.family == "screen"}
    unposted = {"card", "grafica"}  # that of these tests, and charts on pages of our own
    assert posted == screens - unposted
    assert all(platform.checked_on.year == 2026 for platform in stock.platforms.values())
