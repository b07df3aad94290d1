"""The checks of composition: each passes what is set with care, and finds what an art director
measured on earlier pictures, rebuilt here with the same distances.
"""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from msgspec.structs import replace

from infogen.checks import SCENE
from infogen.checks.seen.ink_places import ink_places
from infogen.checks.seen.lines import lines
from infogen.design.pieces import pieces, specs
from infogen.layout.compose import compose
from infogen.scene import Frame, Modules, Page, Placed, Rect, Scene
from infogen.source.loader import parse
from infogen.workspace import load
from kit.places import ROOT
from kit.tiny import piece

STOCK = load(ROOT)


def composed(body: str, format: str) -> Scene:
    source = piece(body).replace("[card, sheet]", f"[{format}]")
    made = pieces(specs({"t": parse(source.encode(), "layouts/t.yaml")}, STOCK.formats))
    return compose(replace(STOCK, pieces=made), "t", format=format)


def codes(check: str, scene: Scene) -> list[str]:
    return [finding.code for finding in SCENE[check](scene)]


def overlay(*children: str, ground: str = "paper") -> str:
    return f"{{kind: overlay, ground: {ground}, children: [{', '.join(children)}]}}"


def column(*children: str, **fields: object) -> str:
    more = "".join(f", {key}: {value}" for key, value in fields.items())
    return f"{{kind: column{more}, children: [{', '.join(children)}]}}"


def row(*children: str, **fields: object) -> str:
    return column(*children, **fields).replace("kind: column", "kind: row", 1)


def text(words: str, style: str = "body", **fields: object) -> str:
    more = "".join(f", {key}: {value}" for key, value in fields.items())
    return f'{{kind: text, style: {style}, text: "{words}"{more}}}'


def ribbon(path: str, width: int = 48, **fields: object) -> str:
    more = "".join(f", {key}: {value}" for key, value in fields.items())
    return f"{{kind: ribbon, width: {width}, color: path, path: [{path}]{more}}}"


CODE = "{kind: qr, link: $links.saimex, module: 5}"
PAGE = column(text("Hola"), height="1fr", pad="[300, 64, 300, 64]")


def placed(x: int, words: str = "En papel: dónde avisarte") -> str:
    return column(text(words, size=36), pad=f"[900, 0, 0, {x}]", height="1fr")


def two_lines(leading: int) -> str:
    title = text("Pregunta.\\nTe tienen", "display", size=116, leading=leading)
    return column(title, height="1fr", pad="[300, 64]")


def two_columns(gap: int) -> str:
    left, right = "no o una reserva, el\\nComité lo revisa", "por el medio que\\npediste"
    return row(text(left, size=28), text(right, size=28), gap=gap, pad="[500, 64]", height="1fr")


def under_a_band(distance: int) -> str:
    return column(
        column(
            text("Pregunta"),
            height=644,
            width="1fr",
            ground="citizen",
            bleed="[top, left, right]",
            pad="[272, 64]",
        ),
        row(CODE, pad=f"[{distance}, 64]"),
        height="1fr",
    )


def ribbon_under_a_band(distance: int) -> str:
    y = 644 + distance + 28
    return overlay(
        under_a_band(60),
        ribbon(f"{{x: page.left, dx: -60, y: {y}}}, {{x: page.right, dx: 60}}", 56),
    )


def between_codes(before: int, after: int) -> str:
    words = column(text("Denuncia", size=29), pad=f"[80, {after}, 0, {before}]")
    return row(column(CODE), words, column(CODE), pad="[500, 64]", height="1fr")


def station(y: int) -> str:
    path = "{x: 88, y: 300}, {y: 904}, {x: 1056}, {y: 1920}"
    return overlay(
        PAGE, ribbon(path, marks=f"[{{at: page.top, x: 88, dy: {y}, shape: disc, number: 2}}]")
    )


def handle(bend: int) -> str:
    """A lens's handle 30 wide from y 1128 to 1168, and the thin line that goes on from it."""
    return overlay(
        PAGE,
        ribbon("{x: 508, y: 1128}, {dy: 40}", 30, start="round", end="round"),
        ribbon(f"{{x: 508, y: 1114}}, {{y: {bend}}}, {{x: page.left}}", 8, radius=24),
    )


def side_by_side(inner: int) -> str:
    """Two lines that touch and bend together; the outer one has a radius of 44."""
    return overlay(
        PAGE,
        ribbon("{x: page.right, y: 412}, {x: 192}, {y: page.bottom}", 8, radius=44),
        ribbon("{x: page.right, y: 420}, {x: 200}, {y: page.bottom}", 8, radius=inner),
    )


def hook(x: int) -> str:
    """A line that comes from the edge; its other end is 14 above a drawing, or in nothing."""
    return overlay(
        PAGE,
        column("{kind: icon, name: eye, size: 92}", pad="[414, 0, 0, 564]", height="1fr"),
        ribbon(f"{{x: {x}, y: 400}}, {{y: 380}}, {{x: page.left}}", 8, radius=10, start="round"),
    )


def header(width: int) -> str:
    head = row(
        text("Transparencia a la vista", size=30),
        text("Derechos ARCO", size=30),
        role="running",
        width=826,
        justify="between",
    )
    return column(
        head,
        f"{{kind: rule, thickness: 6, width: {width}, color: ink}}",
        pad="[300, 64]",
        gap=80,
        height="1fr",
    )


def page_of(height: int) -> str:
    return column(
        f"{{kind: gutter, height: {height}}}", text("El final"), pad="[60, 64]", height="1fr"
    )


CASES = (
    ("margins", "beyond-margin", "story", placed(560), placed(640)),
    ("margins", "beyond-margin", "landscape", overlay(column(row(CODE, justify="end", pad="[0, 60, 0, 0]", width="1fr"), height="1fr"), ground="white"), overlay(column(row(CODE, justify="end", pad="[0, 60, 0, 0]", width="1fr"), height="1fr"), ground="citizen")),
    ("gutters", "narrow-gutter", "story", two_columns(40), two_columns(14)),
    ("line_gaps", "lines-touch", "story", two_lines(116), two_lines(96)),
    ("bands", "near-band", "story", under_a_band(12), under_a_band(8)),
    ("bands", "near-band", "story", under_a_band(0), under_a_band(10)),
    ("bands", "near-band", "story", ribbon_under_a_band(12), ribbon_under_a_band(8)),
    ("captions", "caption-between-codes", "story", between_codes(12, 60), between_codes(22, 23)),
    ("ribbons", "station-off-ribbon", "story", station(700), station(904)),
    ("ribbons", "side-of-handle", "story", handle(1240), handle(1150)),
    ("ribbons", "ribbons-part", "story", side_by_side(36), side_by_side(40)),
    ("ribbons", "loose-ribbon", "story", hook(0), hook(610)),
    ("alignment", "nearly-aligned", "story", header(826), header(816)),
    ("alignment", "nearly-aligned", "story", header(700), header(810)),
    ("orphans", "orphan-word", "story", column(text("Qué falta o está mal,\\ncon claridad"), pad="[500, 64]", height="1fr"), column(text("Qué falta o está mal, con\\nclaridad"), pad="[500, 64]", height="1fr")),
    ("page_fill", "empty-page", "letter", page_of(90), page_of(10)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("check", "code", "format", "good", "bad"), CASES, ids=[f"{one[1]}-{n}" for n, one in enumerate(CASES)]
)  # fmt: skip
def test_what_is_set_with_care_passes_and_what_was_measured_is_found(
    check: str, code: str, format: str, good: str, bad: str
) -> None:
    assert codes(check, composed(good, format)) == []
    found = list(SCENE[check](composed(bad, format)))
    assert [finding.code for finding in found] == [code]
    assert found[0].severity == "warning"
    assert found[0].spots
    assert found[0].hint


def test_a_round_drawing_may_pass_a_margin_as_a_round_letter_does() -> None:
    ring = "{kind: shape, shape: disc, width: %d, height: %d, color: citizen}"
    assert (
        codes(
            "margins",
            composed(column(ring % (600, 600), pad="[400, 0, 0, 50]", height="1fr"), "story"),
        )
        == []
    )
    assert codes(
        "margins", composed(column(ring % (60, 60), pad="[400, 0, 0, 50]", height="1fr"), "story")
    ) == ["beyond-margin"]


def test_a_narrow_panel_that_bleeds_keeps_distances_of_its_own() -> None:
    panel = column(
        text("Denuncia", size=36),
        width=300,
        height="1fr",
        ground="ink",
        bleed="[right]",
        pad="[30, 24]",
        align="end",
    )
    wide = panel.replace("width: 300", "width: 700")
    body = row(column(text("Hola"), width="1fr"), "%s", height="1fr", pad="[300, 0, 0, 64]")
    assert codes("margins", composed(body % panel, "story")) == []
    assert codes("margins", composed(body % wide, "story")) == ["beyond-margin"]


def test_a_disc_may_lie_on_the_seam_of_two_ribbons() -> None:
    mark = "[{at: page.top, x: 300, dy: 706, shape: disc, radius: 20}]"
    first = ribbon("{x: page.left, y: 700}, {x: page.right}", 12)
    second = ribbon("{x: page.left, y: 712}, {x: page.right}", 12, marks=mark)
    assert codes("ribbons", composed(overlay(PAGE, first, second), "story")) == []
    assert codes("ribbons", composed(overlay(PAGE, second), "story")) == ["station-off-ribbon"]


def test_a_bar_with_two_round_ends_leads_nowhere_and_need_not() -> None:
    bar = ribbon("{x: 744, y: 600}, {x: 1000}", start="round", end="round")
    assert codes("ribbons", composed(overlay(PAGE, bar), "story")) == []


def moved(scene: Scene, wanted: Frame, dx: float, dy: float) -> Scene:
    """The scene with one frame, or all of a page, at another place."""

    def again(frame: Frame) -> Frame:
        items = tuple(
            Placed(one.x + dx, one.y + dy, one.item)
            if one.item is wanted
            else Placed(one.x, one.y, again(one.item) if isinstance(one.item, Frame) else one.item)
            for one in frame.items
        )
        return replace(frame, items=items)

    return replace(scene, pages=tuple(Page(again(p.frame), p.ground) for p in scene.pages))


@pytest.fixture(scope="module")
def stock() -> Scene:
    return compose(STOCK, "acceso-saimex", format="square")


def changed(stock: Scene) -> Iterator[tuple[str, str, Scene]]:
    """The stock's picture, with one thing moved a little for each check."""
    page = ink_places(stock)[0]
    code = next(place for place in page if isinstance(place.ink, Modules))
    set_lines = lines(stock)[0]
    second = next(two for one, two in pairwise(set_lines) if one.paragraph is two.paragraph)
    out = stock.canvas.width - stock.canvas.margin - code.box[2] + 10.0
    yield "margins", "beyond-margin", moved(stock, code.block, out, 0.0)
    row_of_line = next(f for f in second.runs[0].owners if f.kind == "line")
    yield "line_gaps", "lines-touch", moved(stock, row_of_line, 0.0, -second.size / 3)
    band = next(
        p for p in page if isinstance(p.ink, Rect) and p.box[2] - p.box[0] > 1000 and p.box[1] <= 0
    )
    square = next(p for p in page if isinstance(p.ink, Rect) and p.block is code.block)
    yield "bands", "near-band", moved(stock, code.block, 0.0, band.box[3] + 6 - square.box[1])
    mark = next(place for place in page if place.block.kind == "ribbon").block
    items = tuple(
        Placed(one.x + (30.0 if number else 0.0), one.y, one.item)
        for number, one in enumerate(mark.items)
    )
    yield "ribbons", "station-off-ribbon", swapped(stock, mark, replace(mark, items=items))


def swapped(scene: Scene, old: Frame, new: Frame) -> Scene:
    def again(frame: Frame) -> Frame:
        if frame is old:
            return new
        return replace(
            frame,
            items=tuple(
                Placed(i.x, i.y, again(i.item) if isinstance(i.item, Frame) else i.item)
                for i in frame.items
            ),
        )

    return replace(scene, pages=tuple(Page(again(p.frame), p.ground) for p in scene.pages))


def test_a_picture_of_the_stock_is_found_once_something_in_it_is_moved(stock: Scene) -> None:
    for check, code, worse in changed(stock):
        new = set(SCENE[check](worse)) - set(SCENE[check](stock))
        assert code in {finding.code for finding in new}, check
