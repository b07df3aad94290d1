"""Sheets for a printer: their boxes, colours and order, and that nothing of a page is lost on them."""

import io
import re
import subprocess
from collections import Counter

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image, ImageChops

from infogen.backends import render
from infogen.cli import run
from infogen.diagnostics import Failure
from infogen.layout.compose import compose
from infogen.scene import Frame, Path, Text, walk
from infogen.scene.destinations import Press
from infogen.scene.geometry import Size
from infogen.sheets.press import ARRANGEMENTS, LETTER, Sheets
from infogen.sheets.press import arrange as on_sheets
from infogen.sheets.press.imposition import booklet, tri_fold, two_up
from infogen.sheets.press.marks import HAIR, SMALL
from infogen.sheets.press.tiling import EDGE, OVERLAP
from infogen.sheets.press.words import SheetTexts
from infogen.workspace import load
from kit.places import ROOT
from kit.press_profile import profile

MM = 72 / 25.4
STOCK = load(ROOT)


def arranged(scene, sheets):
    return on_sheets(scene, sheets, SheetTexts(STOCK.data))


@pytest.fixture(scope="module")
def stock():
    return STOCK


@pytest.fixture(scope="module")
def guide(stock):
    return compose(stock, "guia", format="letter")


@pytest.fixture(scope="module")
def report(stock):
    """A page whose ground bleeds on three sides."""
    return compose(stock, "denuncia", format="letter")


def shown(data: bytes, page: int = 0, dpi: float = 72) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    try:
        return document[page].render(scale=dpi / 72).to_pil().convert("RGB")
    finally:
        document.close()


def mm(box) -> list[float]:
    return [round(float(side) / MM, 2) for side in box]


def test_the_boxes_are_the_sheet_the_bleed_and_the_finished_page(report):
    data = render(arranged(report, Sheets("print")), "pdf")
    with pikepdf.open(io.BytesIO(data)) as file:
        page = file.pages[0]
        assert mm(page.MediaBox) == mm(page.CropBox) == [0, 0, 235.9, 299.4]
        assert mm(page.BleedBox) == [7, 7, 228.9, 292.4]
        assert mm(page.TrimBox) == [10, 10, 225.9, 289.4]


def test_other_programs_see_the_same_boxes(report, tmp_path):
    path = tmp_path / "sheet.pdf"
    path.write_bytes(render(arranged(report, Sheets("print")), "pdf"))
    said = subprocess.run(
        ["pdfinfo", "-box", path], capture_output=True, text=True, check=True
    ).stdout
    boxes = {
        name: [float(side) for side in sides.split()]
        for name, sides in re.findall(r"(\w+Box): +([\d. ]+)", said)
    }
    said = subprocess.run(
        ["mutool", "pages", path], capture_output=True, text=True, check=True
    ).stdout
    for name in ("MediaBox", "BleedBox", "TrimBox"):
        sides = re.search(rf'<{name} l="([\d.]+)" b="([\d.]+)" r="([\d.]+)" t="([\d.]+)"', said)
        assert [float(side) for side in sides.groups()] == pytest.approx(boxes[name], abs=0.01)


def test_grounds_reach_into_the_bleed_and_no_further(report):
    picture = shown(render(arranged(report, Sheets("print")), "pdf"), dpi=254)
    citizen = (0xFF, 0xC7, 0x2C)
    assert picture.getpixel((75, 500)) == citizen  # 7.5 mm from the left, in the bleed
    assert picture.getpixel((65, 500)) == (255, 255, 255)
    assert picture.getpixel((1200, 75)) == citizen
    assert picture.getpixel((1200, 64)) == (255, 255, 255)


def test_crop_marks_point_at_the_corners_of_the_trim(report):
    picture = shown(render(arranged(report, Sheets("print")), "pdf"), dpi=508).convert("L")
    for x in (200, 4518):  # 10 and 225.9 mm
        row = [picture.getpixel((x + dx, 60)) for dx in range(-6, 7)]
        assert min(row[4:9]) < 160
        assert row[0] == row[-1] == 255


def test_a_sheet_has_no_links_and_claims_nothing(guide):
    for name in ("print", "two-up", "booklet", "tiles"):
        data = render(arranged(guide, Sheets(name)), "pdf")
        with pikepdf.open(io.BytesIO(data)) as file:
            assert not {"/MarkInfo", "/StructTreeRoot", "/OutputIntents"} & set(file.Root.keys())
            assert all("/Annots" not in page for page in file.pages)
            about = file.Root.Metadata.read_bytes()
            for claim in (b"pdfaid:part", b"pdfuaid:part", b"pdfxid", b"GTS_PDFX"):
                assert claim not in about
            for page in file.pages:
                for font in page.Resources.Font.values():
                    [inner] = font.DescendantFonts
                    assert "/FontFile2" in inner.FontDescriptor


def colors(data: bytes) -> set[str]:
    """The operators that set a colour."""
    with pikepdf.open(io.BytesIO(data)) as file:
        return {
            str(operator)
            for page in file.pages
            for _operands, operator in pikepdf.parse_content_stream(page)
        } & {"rg", "RG", "g", "G", "k", "K", "cs", "CS", "sc", "scn"}


def test_grey_is_grey_alone(report):
    data = render(arranged(report, Sheets("print", Press(ink="grey"))), "pdf")
    assert colors(data) == {"g", "G"}
    red, green, blue = shown(data).split()
    assert ImageChops.difference(red, green).getbbox() is None
    assert ImageChops.difference(red, blue).getbbox() is None


def test_four_inks_by_the_profile_of_the_printer(report):
    press = Press(ink="cmyk", profile=profile())
    data = render(arranged(report, Sheets("print", press)), "pdf")
    assert colors(data) == {"k", "K"}
    with pikepdf.open(io.BytesIO(data)) as file:
        [intent] = file.Root.OutputIntents
        assert intent.S == "/GTS_PDFX"
        assert intent.DestOutputProfile.read_bytes() == profile()
        assert int(intent.DestOutputProfile.N) == 4
        fills = [
            tuple(float(part) for part in operands)
            for operands, operator in pikepdf.parse_content_stream(file.pages[0])
            if str(operator) in "kK"
        ]
    assert (0, 0, 0, 1) in fills  # the marks
    assert len(set(fills)) > 3


def test_a_file_that_is_no_profile_is_refused(tmp_path, capsys):
    (tmp_path / "wrong.icc").write_bytes(b"no profile")
    status = run(
        ["build", "guia", "--print", "--profile", str(tmp_path / "wrong.icc"), "-w", str(ROOT)]
    )
    assert status == 1
    assert "it is not an ICC profile" in capsys.readouterr().err
    assert run(["build", "guia", "--grey", "-w", str(ROOT)]) == 2


@given(st.integers(1, 64))
def test_a_folded_booklet_reads_in_order(count):
    sides = booklet(count)
    fronts, backs = sides[::2], sides[1::2]
    # Opened leaf by leaf: the right half of a front, the left half of its back; then the other half.
    first = [
        page for front, back in zip(fronts, backs, strict=True) for page in (front[1], back[0])
    ]
    second = [
        page
        for front, back in reversed(list(zip(fronts, backs, strict=True)))
        for page in (back[1], front[0])
    ]
    read = first + second
    assert len(read) % 4 == 0
    assert read[:count] == list(range(1, count + 1))
    assert set(read[count:]) <= {None}


def test_copies_and_panels():
    assert two_up(2) == [(1, 1), (2, 2)]
    outside, inside = tri_fold(6)
    assert inside == (2, 3, 4)  # opened, from left to right
    assert outside == (5, 6, 1)  # the cover on the right, the flap on the left
    # Behind each other in the paper: what is left on one face is right on the other.
    assert list(zip(outside, reversed(inside), strict=True)) == [(5, 4), (6, 3), (1, 2)]


def places(scene, page: int) -> list[float]:
    """Where the pages begin on a sheet, in mm from its left."""
    return [placed.x for placed in scene.pages[page].frame.items if isinstance(placed.item, Frame)]


def test_pages_lie_side_by_side_in_their_own_size(guide):
    scene = arranged(guide, Sheets("two-up"))
    assert (scene.canvas.width, scene.canvas.height) == pytest.approx((431.8, 279.4))
    assert places(scene, 0) == pytest.approx([0, 215.9])
    assert arranged(guide, Sheets("booklet")).pages[0].frame.items[0].x == pytest.approx(215.9)


def test_pages_are_made_smaller_for_a_smaller_paper(guide):
    scene = arranged(guide, Sheets("booklet", paper=LETTER))
    assert (scene.canvas.width, scene.canvas.height) == (279.4, 215.9)
    [page] = [p.item for p in scene.pages[0].frame.items if isinstance(p.item, Frame)]
    assert page.size.width == pytest.approx(139.7)


def test_codes_of_both_copies_are_read_from_the_sheet(guide):
    data = render(arranged(guide, Sheets("two-up")), "pdf")
    wanted = Counter(
        item.meaning.href
        for _x, _y, item in walk(guide.pages[1].frame)
        if isinstance(item, Frame) and item.meaning.role == "qr"
    )
    read = Counter(code.text for code in zxingcpp.read_barcodes(shown(data, 1, 150).convert("L")))
    assert wanted
    assert read == wanted + wanted


def test_each_copy_of_a_code_is_read_by_itself(tmp_path, capsys):
    """Of the same code twice on a large sheet a reader may find one."""
    out = ["-w", str(ROOT), "-o", str(tmp_path)]
    assert run(["impose", "two-up", "denuncia", "--format", "letter", *out]) == 0
    capsys.readouterr()


def test_glued_tiles_are_the_poster(stock):
    page = compose(stock, "denuncia", format="tabloid")
    factor = 2.0
    poster = Size(page.canvas.width * factor, page.canvas.height * factor)
    tiles = arranged(page, Sheets("tiles", poster=poster))
    data = render(tiles, "pdf")
    dpi = 72.0
    k = dpi / 25.4
    columns, rows = 3, 4
    assert len(tiles.pages) == columns * rows
    width = (poster.width + (columns - 1) * OVERLAP) / columns
    height = (poster.height + (rows - 1) * OVERLAP) / rows
    glued = Image.new("RGB", (round(poster.width * k), round(poster.height * k)), "white")
    for number in range(len(tiles.pages)):
        row, column = divmod(number, columns)
        tile = shown(data, number, dpi)
        inner = tile.crop(
            tuple(round(side * k) for side in (EDGE, EDGE, EDGE + width, EDGE + height))
        )
        glued.paste(
            inner, (round(column * (width - OVERLAP) * k), round(row * (height - OVERLAP) * k))
        )
    whole = shown(render(page, "pdf"), 0, dpi * factor).resize(glued.size)
    difference = (
        ImageChops.difference(glued, whole).convert("L").resize((60, 90), Image.Resampling.BOX)
    )
    assert difference.getextrema()[1] < 40  # a tile out of its place would be white on black


def test_nothing_of_a_tile_is_printed_near_the_edge_of_the_paper(stock):
    page = compose(stock, "denuncia", format="tabloid")
    data = render(arranged(page, Sheets("tiles", poster=Size(600, 900))), "pdf")
    picture = shown(data, 0, 72)
    for edge in (0, picture.width - 1):
        assert {picture.getpixel((edge, y)) for y in range(picture.height)} == {(255, 255, 255)}


@pytest.mark.parametrize("name", sorted(ARRANGEMENTS))
def test_screens_have_no_sheets(stock, name):
    with pytest.raises(Failure) as failure:
        arranged(compose(stock, "verificacion", format="link"), Sheets(name))
    assert failure.value.diagnostics[0].code == "no-paper"


def test_a_leaflet_needs_six_panels(guide):
    with pytest.raises(Failure) as failure:
        arranged(guide, Sheets("tri-fold"))
    assert failure.value.diagnostics[0].code == "wrong-pages"


def test_the_same_bytes_each_time(guide):
    one, other = (render(arranged(guide, Sheets("booklet")), "pdf") for _turn in range(2))
    assert one == other


def test_the_commands_write_the_sheets(tmp_path, capsys):
    out = ["-w", str(ROOT), "-o", str(tmp_path), "--today", "2026-11-24"]
    assert run(["impose", "booklet", "guia", "--format", "letter", "--sheet", "letter", *out]) == 0
    assert "6.3 pt" in capsys.readouterr().err
    assert run(["build", "guia", "--format", "letter", "--print", "--grey", *out]) == 0
    assert (tmp_path / "guia/guia-letter-booklet.pdf").is_file()
    assert (tmp_path / "guia/guia-letter-print.pdf").is_file()
    assert run(["impose", "tri-fold", "guia", "--format", "letter", *out]) == 1
    assert run(["impose", "two-up", "verificacion", *out]) == 2
    assert run(["impose", "booklet", "guia", "--sheet", "papel", *out]) == 2
    assert run(["impose", "tiles", "guia", "--poster", "1x1", *out]) == 2


@pytest.mark.parametrize("name", ["two-up", "booklet", "tiles"])
def test_marks_and_words_of_an_office_sheet_keep_off_what_printers_leave_blank(guide, name):
    """Office printers leave up to 5 mm blank."""
    scene = arranged(guide, Sheets(name))
    wide, tall = scene.canvas.width, scene.canvas.height
    seen = 0
    for page in scene.pages:
        for placed in page.frame.items:
            item = placed.item
            if isinstance(item, Text) and item.size == SMALL:
                box = (0.0, -0.7 * item.size, item.width, 0.3 * item.size)
            elif isinstance(item, Path) and item.stroke and item.stroke.width == HAIR:
                points = [command[1:] for command in item.commands]
                box = tuple(f(c[i] for c in points) for f in (min, max) for i in (0, 1))
            else:
                continue
            seen += 1
            assert placed.x + box[0] >= 4.99
            assert placed.y + box[1] >= 4.99
            assert placed.x + box[2] <= wide - 4.99
            assert placed.y + box[3] <= tall - 4.99
    assert seen


def test_one_side_is_not_said_to_be_printed_on_both(guide):
    one = replace(guide, pages=guide.pages[:1])

    def said(scene) -> str:
        page = arranged(scene, Sheets("two-up")).pages[0].frame
        return next(p.item.text for p in page.items if isinstance(p.item, Text))

    assert "dos lados" not in said(one)
    assert "dos lados" in said(guide)
