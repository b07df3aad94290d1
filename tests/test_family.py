"""The whole family: every piece, in each variant, format and theme; its codes; another institution.

What there is to test is read from the workspace, so that a new piece is covered the day it lands.
"""

import io
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import cv2
import numpy
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageColor

from infogen.backends import render
from infogen.checks import check
from infogen.checks.limits import limits
from infogen.compose import compose
from infogen.scene import Frame, Rect, Scene, Text, walk
from infogen.scene import Image as Artwork
from infogen.scene import Path as Outline
from infogen.workspace import Workspace, load

ROOT = Path(__file__).parents[1]
STOCK = load(ROOT)
JOBS = [
    (name, variant, form)
    for name, piece in STOCK.pieces.items()
    for variant, spec in piece.specs.items()
    for form in spec.formats
]
each_job = pytest.mark.parametrize(
    ("piece", "variant", "format"), JOBS, ids=["-".join(filter(None, job)) for job in JOBS]
)

WHATSAPP = 0.69
"""How much smaller a picture gets when it is sent as a photo, and sent on."""

QUALITIES = (60, 55, 50)


@cache
def scene_of(piece: str, variant: str | None, format: str) -> Scene:
    return compose(STOCK, piece, format=format, variant=variant)


def errors(scene: Scene) -> list[str]:
    return [str(found) for found in check(scene) if found.severity == "error"]


def codes(scene: Scene, page: int) -> list[tuple[float, float, Frame]]:
    return [
        (x, y, item)
        for x, y, item in walk(scene.pages[page].frame)
        if isinstance(item, Frame) and item.role == "qr"
    ]


def read(picture: Image.Image) -> list[str]:
    kind = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    return sorted(code.text for code in zxingcpp.read_barcodes(picture, formats=kind))


def smaller(picture: Image.Image, part: float) -> Image.Image:
    size = round(picture.width * part), round(picture.height * part)
    return picture.resize(size, Image.Resampling.LANCZOS)


def sent_on(picture: Image.Image) -> Image.Image:
    """As it arrives after three chats: smaller once, recompressed each time."""
    picture = smaller(picture, WHATSAPP)
    for quality in QUALITIES:
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=quality)
        picture = Image.open(file)
        picture.load()
    return picture


@pytest.mark.parametrize("theme", sorted(STOCK.themes))
def test_every_piece_in_every_format_passes_in_every_theme(theme):
    found = {}
    for piece, variant, form in JOBS:
        said = errors(compose(STOCK, piece, format=form, variant=variant, theme=theme))
        if said:
            found[piece, variant, form] = said
    assert found == {}


def test_social_pieces_are_there_in_all_screen_formats_and_the_guide_on_all_papers():
    screens = {name for name, sheet in STOCK.formats.items() if sheet.family == "screen"}
    for piece in ("verificacion", "acceso-saimex", "arco-sarcoem"):
        assert screens <= set(STOCK.pieces[piece].formats)
    assert {"letter", "oficio-mx", "tabloid"} <= set(STOCK.pieces["guia"].formats)


@each_job
def test_each_code_scans_as_posted_half_as_large_and_sent_on(piece, variant, format):
    """zxing reads the whole picture, OpenCV each code with what stands around it."""
    scene = scene_of(piece, variant, format)
    for number in range(len(scene.pages)):
        placed = codes(scene, number)
        if not placed:
            continue
        wanted = sorted(str(frame.href) for _x, _y, frame in placed)
        picture = Image.open(io.BytesIO(render(scene, "png", number))).convert("RGB")
        ways = [("as posted", picture, 1.0), ("half as large", smaller(picture, 0.5), 0.5)]
        if scene.canvas.family == "screen":
            ways.append(("sent on", sent_on(picture), WHATSAPP))
        for way, seen, part in ways:
            assert read(seen) == wanted, way
            for cut, frame in zip(
                cuts(placed, scene.canvas.density), codes(scene, number), strict=True
            ):
                assert second_reading(seen, cut, part) == frame[2].href, way


Box = tuple[float, float, float, float]


def cuts(placed: list[tuple[float, float, Frame]], density: float) -> list[Box]:
    """Each code of a page with up to 60 px around it, but nothing of another code, in pixels."""
    boxes = [
        (x * density, y * density, (x + f.size.width) * density, (y + f.size.height) * density)
        for x, y, f in placed
    ]

    def cut(own: Box) -> Box:
        margin = 60.0
        for left, top, right, bottom in boxes:
            apart = max(left - own[2], own[0] - right, top - own[3], own[1] - bottom)
            if apart >= 0:
                margin = min(margin, apart)
        return own[0] - margin, own[1] - margin, own[2] + margin, own[3] + margin

    return [cut(box) for box in boxes]


def second_reading(seen: Image.Image, cut: Box, part: float) -> str:
    """OpenCV's reading of a code that was cut out, from as near as it needs."""
    grey = numpy.array(seen.crop([round(v * part) for v in cut]).convert("L"))
    for larger in (2, 1, 3):
        near = cv2.resize(grey, None, fx=larger, fy=larger, interpolation=cv2.INTER_CUBIC)
        text, _corners, _straight = cv2.QRCodeDetector().detectAndDecode(near)
        if text:
            return str(text)
    return ""


@each_job
def test_each_file_obeys_the_platforms_that_take_it(piece, variant, format):
    """Bytes, widths, pictures and alternative texts; JPEG keeps its colours at every pixel."""
    scene = scene_of(piece, variant, format)
    for outlet in scene.outlets:
        for kind in {"png", "jpg"}.intersection(outlet.files):
            for number in range(len(scene.pages)):
                data = render(scene, kind, number)
                assert list(limits(scene, kind, data, number)) == []
                if kind == "jpg":
                    sampling = {part[1:3] for part in Image.open(io.BytesIO(data)).layer}
                    assert sampling == {(1, 1)}


PRINTED = [job for job in JOBS if STOCK.formats[job[2]].family == "paper"]


@pytest.mark.parametrize(("piece", "variant", "format"), PRINTED)
def test_each_printed_code_scans_from_the_pdf_in_grey(piece, variant, format):
    scene = scene_of(piece, variant, format)
    document = pypdfium2.PdfDocument(render(scene, "pdf"))
    for number in range(len(scene.pages)):
        wanted = sorted(str(frame.href) for _x, _y, frame in codes(scene, number))
        grey = document[number].render(scale=150 / 72, grayscale=True).to_pil()
        assert read(grey) == wanted


CAROUSELS = [job for job in JOBS if job[0] == "arco-sarcoem" and len(scene_of(*job).pages) > 1]


@pytest.mark.parametrize(("piece", "variant", "format"), CAROUSELS)
def test_the_line_of_a_carousel_runs_on_from_slide_to_slide(piece, variant, format):
    scene = scene_of(piece, variant, format)
    slides = [
        Image.open(io.BytesIO(render(scene, "png", number))).convert("RGB")
        for number in range(len(scene.pages))
    ]
    line = ImageColor.getrgb(STOCK.themes[scene.theme].colors["path"])

    def crossing(slide: Image.Image, x: int) -> list[int]:
        return [y for y in range(slide.height) if slide.getpixel((x, y)) == line]

    assert len(slides) == 4
    for one, other in pairwise(slides):
        leaves = crossing(one, one.width - 1)
        assert len(leaves) > 30
        assert leaves == crossing(other, 0)
    assert crossing(slides[-1], slides[-1].width - 1) == []


@pytest.mark.parametrize("format", ["landscape", "link"])
def test_a_carousel_is_one_picture_that_sums_up_where_nobody_swipes(format):
    assert len(scene_of("arco-sarcoem", None, format).pages) == 1


def test_a_link_card_has_a_title_and_an_action_and_no_code():
    for piece, variant, form in JOBS:
        if form == "link":
            scene = scene_of(piece, variant, form)
            assert codes(scene, 0) == []
            assert any(
                isinstance(item, Frame) and item.role == "title"
                for _x, _y, item in walk(scene.pages[0].frame)
            )


NAMES = {
    "id": "almoloya",
    "name": "Ayuntamiento Constitucional de Almoloya de Alquisiras",
    "short": "Ayuntamiento de Almoloya de Alquisiras",
    "type": "ayuntamiento",
    "el": "el Ayuntamiento",
    "El": "El Ayuntamiento",
    "al": "al Ayuntamiento",
    "del": "del Ayuntamiento",
    "un": "un ayuntamiento",
    "los": "los ayuntamientos",
    "habilitado_term": "Servidor público habilitado",
}
"""A municipality whose name is as long as they come."""

TRACES = re.compile(r"Partido|\bPT\b|pt-edomex|INFOEM|infoem|A la vista|el partido", re.IGNORECASE)


@pytest.fixture(scope="module")
def another(tmp_path_factory) -> Workspace:
    """A workspace with other names, addresses, logo, colours and authority, and no layout."""
    root = tmp_path_factory.mktemp("another")
    (root / "layouts/themes").mkdir(parents=True)
    (root / "data").mkdir()
    Image.new("RGB", (120, 80), "#0057B8").save(root / "logo.png")
    (root / "layouts/themes/casa.yaml").write_text(
        "name: Casa\nextends: a-la-vista\nlogo: logo.png\n"
        'colors: {citizen: "#8FD3FF", path: "#0057B8", path-text: "#003A7D"}\n',
        "utf-8",
    )
    body = stock_file("sujeto_obligado")
    for key, value in NAMES.items():
        body, count = re.subn(rf"^{key}: .*$", f'{key}: "{value}"', body, flags=re.MULTILINE)
        assert count == 1
    links = stock_file("links").replace("pt-edomex.org", "almoloya.gob.mx")
    links = links.replace("infoem.org.mx", "contraloria.gob.mx")
    authorities = stock_file("authorities").replace(
        'name: "INFOEM"', 'name: "Secretaría de la Contraloría"', 1
    )
    series = 'name: "Cuentas claras, gobierno abierto"\ntheme: casa\n'
    for name, text in (
        ("sujeto_obligado", body),
        ("links", links),
        ("authorities", authorities),
        ("series", series),
    ):
        (root / f"data/{name}.yaml").write_text(text, "utf-8")
    return load(root)


def stock_file(name: str) -> str:
    return (ROOT / f"data/{name}.yaml").read_text("utf-8")


@each_job
def test_another_institution_has_every_piece_by_data_and_theme_alone(
    another, piece, variant, format
):
    scene = compose(another, piece, format=format, variant=variant)
    assert scene.theme == "casa"
    if variant is None:
        assert errors(scene) == []
    else:  # a variant may be bolder: what has no room is told
        assert all(found.span and found.hint for found in check(scene))
    said = [scene.title, scene.subject, scene.author, scene.alt]
    inks = [item for page in scene.pages for _x, _y, item in walk(page.frame)]
    for item in inks:
        if isinstance(item, Text):
            said.append(item.text)
        elif isinstance(item, Frame):
            said += [item.alt or "", item.href or ""]
    assert [text for text in said if TRACES.search(text)] == []
    stock = STOCK.themes["a-la-vista"].colors
    painted = {item.fill for item in inks if isinstance(item, Rect | Outline)}
    assert painted & {stock["citizen"], stock["path"]} == set()
    assert NAMES["short"] in " ".join(said) or NAMES["name"] in " ".join(said) or format == "link"
    assert any(isinstance(item, Artwork) for item in inks)


HANGING = re.compile(
    r"\b(a|al|ante|con|de|del|desde|e|el|en|entre|la|las|lo|los|mi|o|para|por|que|se|si|sin|sobre"
    r"|su|sus|te|tu|tus|u|un|una|y)$",
    re.IGNORECASE,
)
"""Articles, prepositions and the like: a display line does not end with one."""


@each_job
def test_lines_are_broken_by_sense(piece, variant, format):
    """No last line is a single short word; no line of display type ends with an article."""
    lone, hanging = [], []
    for page in scene_of(piece, variant, format).pages:
        for _x, _y, frame in walk(page.frame):
            if not isinstance(frame, Frame):
                continue
            lines = [
                [i for _x, _y, i in walk(placed.item) if isinstance(i, Text)]
                for placed in frame.items
                if isinstance(placed.item, Frame) and placed.item.kind == "line"
            ]
            said = ["".join(run.text for run in line).strip() for line in lines]
            if len(said) < 2:
                continue
            if re.fullmatch(r"\W*\w{1,7}\W*", said[-1]) and " " in "".join(said[:-1]):
                lone.append(" / ".join(said))
            display = all("bricolage" in str(run.font) for line in lines for run in line)
            if display and any(HANGING.search(line) for line in said[:-1]):
                hanging.append(" / ".join(said))
    assert (lone, hanging) == ([], [])
