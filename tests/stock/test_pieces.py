"""The stock pieces, as a stranger gets them: facts from data, codes that scan, words in order."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from msgspec.structs import replace
from PIL import ImageFilter

from infogen.backends import render
from infogen.backends.png import draw
from infogen.checks import check
from infogen.design.pieces import Spec
from infogen.layout.compose import compose, compose_spec
from infogen.scene import Frame, Scene, Text, walk
from infogen.source import Map
from infogen.workspace import Workspace, load
from kit import browser, svg_reader
from kit.places import ROOT
from kit.reading import paragraphs, squeezed

PIECES = [
    ("verificacion", "portrait"),
    ("acceso-saimex", "portrait"),
    ("arco-sarcoem", "portrait"),
    ("guia", "letter"),
    ("denuncia", "portrait"),
    ("denuncia", "letter"),
    ("resultados", "portrait"),
    ("resultados", "letter"),
]
each_piece = pytest.mark.parametrize("piece", PIECES, ids="-".join)


@pytest.fixture(scope="module")
def scenes(stock: Workspace) -> dict[tuple[str, str], Scene]:
    return {piece: compose(stock, piece[0], format=piece[1]) for piece in PIECES}


def frames(scene: Scene, page: int | None = None):
    pages = scene.pages if page is None else [scene.pages[page]]
    for sheet in pages:
        for x, y, item in walk(sheet.frame):
            if isinstance(item, Frame):
                yield x, y, item


def texts(scene: Scene) -> list[Text]:
    return [i for p in scene.pages for _x, _y, i in walk(p.frame) if isinstance(i, Text)]


@each_piece
def test_a_stock_piece_has_no_findings_and_needs_no_concession(stock, scenes, piece):
    assert [one for one in check(scenes[piece]) if one.severity != "note"] == []
    firm = compose_spec(stock, _without_concessions(stock.pieces[piece[0]].spec), piece[1])
    assert paragraphs(scenes[piece]) == paragraphs(firm)


def _without_concessions(spec: Spec) -> Spec:
    raw = Map(spec.raw.span)
    for key, value in spec.raw.items():
        if key != "concede":
            raw.put(key, value, spec.raw.spans[key], spec.raw.keys_at[key])
    return replace(spec, raw=raw)


@each_piece
def test_each_figure_comes_from_the_data(scenes, piece):
    """Digits lie in what was filled in from data; counters of pages, days and stations do not."""
    typed = []
    for page in scenes[piece].pages:
        for _x, _y, item in walk(page.frame):
            if not isinstance(item, Text) or item.origin == "counter":
                continue
            for digits in re.finditer(r"\d+", item.text):
                inside = any(
                    s.start <= digits.start() and digits.end() <= s.end for s in item.sources
                )
                if not inside:
                    typed.append((item.text, item.origin))
    counters = ("copy.comun.grupo_dias", "copy.arco-sarcoem.1.tema", "layouts/components/footer")
    assert [t for t in typed if not t[1].startswith(counters)] == []


@each_piece
def test_the_alternative_text_says_what_the_piece_is_about(scenes, piece):
    alt = scenes[piece].alt
    assert len(alt) > 60
    assert "**" not in alt
    assert "==" not in alt
    assert "$" not in alt


@each_piece
def test_the_text_of_the_pdf_is_the_content_in_reading_order(scenes, piece):
    scene = scenes[piece]
    document = pypdfium2.PdfDocument(render(scene, "pdf"))
    extracted = squeezed("".join(page.get_textpage().get_text_range() for page in document))
    at = 0
    for paragraph in paragraphs(scene):
        found = extracted.find(squeezed(paragraph), at)
        assert found >= 0, paragraph
        at = found


@each_piece
def test_png_and_pdf_have_their_glyphs_at_the_same_places(scenes, piece):
    """The PDF's characters against the scene, which the PNG draws on whole baselines."""
    scene = scenes[piece]
    points = {"mm": 72 / 25.4, "px": 72 / 96}[scene.canvas.unit]
    document = pypdfium2.PdfDocument(render(scene, "pdf"))
    for number, page in enumerate(scene.pages):
        textpage = document[number].get_textpage()
        high = document[number].get_height()
        places = {}
        for i in range(textpage.count_chars()):
            left, bottom, _right, _top = textpage.get_charbox(i, loose=True)
            places.setdefault(textpage.get_text_range(i, 1), []).append((left, high - bottom))
        for x, y, item in walk(page.frame):
            if isinstance(item, Text) and item.text[:1].isalpha():
                left, top = (x + item.xs[0]) * points, y * points
                near = [
                    1
                    for a, b in places[item.text[0]]
                    if abs(a - left) < 0.5 * points * 2
                    and b > top - 1
                    and b - top < item.size * points
                ]
                assert near, item.text


@each_piece
def test_the_text_of_the_svg_is_the_content_in_reading_order(scenes, piece):
    scene = scenes[piece]
    pages = (svg_reader.root(render(scene, "svg", page)) for page in range(len(scene.pages)))
    extracted = squeezed("".join(map(svg_reader.said, pages)))
    at = 0
    for paragraph in paragraphs(scene):
        found = extracted.find(squeezed(paragraph), at)
        assert found == at, paragraph
        at = found + len(squeezed(paragraph))
    assert at == len(extracted)


@each_piece
def test_png_and_svg_have_their_glyphs_at_the_same_places(scenes, piece):
    """The characters of the SVG against the scene, which the PNG draws on whole baselines."""
    scene = scenes[piece]
    for number, page in enumerate(scene.pages):
        drawn = svg_reader.places(svg_reader.root(render(scene, "svg", number)))
        wanted = [
            (char, x + dx, y + dy, item.font)
            for x, y, item in walk(page.frame)
            if isinstance(item, Text)
            for char, dx, dy in zip(item.text, item.xs, item.ys, strict=True)
            if char != "\u00ad"
        ]
        assert len(drawn) == len(wanted)
        for (char, *place, family), (other, *point, font) in zip(drawn, wanted, strict=True):
            assert (char, family.rpartition("-")[0]) == (other, font)
            assert place == pytest.approx(point, abs=0.5 / scene.canvas.density / 10)


@each_piece
def test_pdf_and_svg_have_the_same_links(scenes, piece):
    scene = scenes[piece]
    points = {"mm": 72 / 25.4, "px": 72 / 96}[scene.canvas.unit]
    document = pikepdf.open(io.BytesIO(render(scene, "pdf")))
    for number, page in enumerate(document.pages):
        high = float(page.MediaBox[3])
        pdf = [
            (str(note.A.URI), left, high - top, right - left, top - bottom)
            for note in page.get("/Annots", ())
            for left, bottom, right, top in [map(float, note.Rect)]
        ]
        links = svg_reader.links(svg_reader.root(render(scene, "svg", number)))
        svg = [(address, *(side * points for side in area)) for address, area in links]
        assert len(pdf) == len(svg)
        for one, other in zip(sorted(pdf), sorted(svg), strict=True):
            assert one[0] == other[0]
            assert one[1:] == pytest.approx(other[1:], abs=0.375)


def test_a_browser_shows_the_svg_as_the_png(scenes, tmp_path):
    """Each piece, and its codes as they are read from the browser's picture."""
    files, pictures = {}, {}
    for names, scene in scenes.items():
        piece = "-".join(names)
        pictures[piece] = draw(scene, 0)
        files[piece] = render(scene, "svg"), *pictures[piece].size
    seen = browser.shown(tmp_path, files)
    for names, scene in scenes.items():
        piece = "-".join(names)
        one, other = (
            numpy.asarray(picture.filter(ImageFilter.BoxBlur(3)), int)
            for picture in (seen[piece], pictures[piece])
        )
        assert abs(one - other).max() < 80
        codes = sorted(code.text for code in zxingcpp.read_barcodes(seen[piece]))
        assert codes == sorted(
            f.meaning.href for _x, _y, f in frames(scene, 0) if f.meaning.role == "qr"
        )


def test_a_changed_deadline_changes_every_text_that_states_it(tmp_path, stock):
    source = ROOT / "data/procedures/solicitud_informacion.yaml"
    target = tmp_path / "data/procedures/solicitud_informacion.yaml"
    target.parent.mkdir(parents=True)
    lines = source.read_text("utf-8").split("\n")
    start = next(i for i, line in enumerate(lines) if "id: responder" in line)
    at = next(i for i in range(start, len(lines)) if "days: 15" in lines[i])
    lines[at] = lines[at].replace("days: 15", "days: 12", 1)
    target.write_text("\n".join(lines), "utf-8")
    path = "procedures.solicitud_informacion.steps.responder.deadline.days"
    changed = load(tmp_path)
    for piece in (("acceso-saimex", "portrait"), ("guia", "letter")):
        before = compose(stock, piece[0], format=piece[1])
        after = compose(changed, piece[0], format=piece[1])
        stated = [t for t in texts(before) if any(s.path == path for s in t.sources)]
        now = [t for t in texts(after) if any(s.path == path for s in t.sources)]
        assert stated
        assert len(now) == len(stated)
        assert all("12" in text.text and "15" not in text.text for text in now)
        fact = next(fact for fact in after.facts if fact.path == path)
        assert fact.value == "12"
        assert str(fact.span).startswith("data/procedures/solicitud_informacion.yaml:")


def test_a_new_look_for_a_step_is_one_file(tmp_path, stock):
    component = tmp_path / "layouts/components/step.yaml"
    component.parent.mkdir(parents=True)
    component.write_text(
        "params:\n"
        "  title: {type: text}\n  text: {type: text}\n  gap: {type: number}\n"
        "  name: {type: id, default: step}\n  head: {type: text, default: step}\n"
        "  style: {type: text, default: body}\n  balance: {type: bool, default: false}\n"
        "body:\n"
        "  kind: row\n  role: item\n  ground: white\n  pad: [4, 18, 4, 18]\n  radius: 12\n"
        "  gap: 16\n  align: center\n  width: 1fr\n"
        "  children:\n"
        "    - {kind: icon, name: check, size: 36, color: path}\n"
        "    - kind: column\n      width: 1fr\n      gap: 12\n      children:\n"
        "        - {kind: text, id: $name, style: outcome, role: heading, text: $title}\n"
        "        - {kind: text, style: small, text: $text}\n",
        "utf-8",
    )
    scene = compose(load(tmp_path), "acceso-saimex", format="portrait")
    assert [one for one in check(scene) if one.severity != "note"] == []
    usual = compose(stock, "acceso-saimex", format="portrait")
    assert render(scene, "png") != render(usual, "png")
    assert {f.path for f in scene.facts} == {f.path for f in usual.facts}


def test_a_fourth_composition_is_one_file(tmp_path, stock):
    layouts = tmp_path / "layouts"
    layouts.mkdir()
    shutil.copyfile(ROOT / "layouts/verificacion.yaml", layouts / "verificacion.yaml")
    (layouts / "verificacion.franjas.yaml").write_text(
        "extends: verificacion\n"
        "body:\n"
        "  kind: column\n  ground: citizen\n  children:\n"
        "    - kind: column\n      height: 1fr\n"
        "      pad: [44, $format.margin, 0, $format.margin]\n"
        "      gap: 36\n      children:\n"
        "        - {use: header, with: {subject: $copy.verificacion.tema, dot: ink}}\n"
        "        - {kind: text, role: title, style: display, accent: path-text,"
        " text: $copy.verificacion.titulo}\n"
        "        - each: [$copy.verificacion.oficiosa, $copy.verificacion.denuncia]\n"
        "          as: way\n          kind: column\n          ground: white\n          pad: 28\n"
        "          gap: 22\n          children:\n"
        "            - {kind: text, style: track, role: heading, text: $way.titulo}\n"
        "            - {kind: text, style: label, text: $way.quien}\n"
        "        - kind: row\n          gap: 96\n          children:\n"
        "            - {use: qr-card, with: {link: $links.denuncia, module: 5,"
        " caption: $copy.comun.qr_denuncia}}\n"
        "            - {use: qr-card, with: {link: $links.verificacion_resultados,"
        " module: 5, caption: $copy.comun.qr_resultados}}\n"
        "    - {use: footer}\n",
        "utf-8",
    )
    workspace = load(tmp_path)
    assert "franjas" in workspace.pieces["verificacion"].variants
    scene = compose(workspace, "verificacion", format="portrait", variant="franjas")
    assert [one for one in check(scene) if one.severity != "note"] == []
    assert {f.meaning.href for _x, _y, f in frames(scene) if f.meaning.role == "qr"} == {
        f.meaning.href
        for _x, _y, f in frames(compose(stock, "verificacion", format="portrait"))
        if f.meaning.role == "qr"
    }


def test_the_same_bytes_in_two_processes(tmp_path):
    script = (
        "import hashlib, json, sys, infogen\n"
        "w = infogen.load(sys.argv[1])\n"
        "out = {}\n"
        "for piece, form in json.loads(sys.argv[2]):\n"
        "    scene = infogen.compose(w, piece, format=form)\n"
        "    for kind in ('png', 'jpg', 'webp', 'pdf', 'svg', 'svg-outlines', 'html', 'txt'):\n"
        "        out[piece + kind] = hashlib.sha256(infogen.render(scene, kind)).hexdigest()\n"
        "print(json.dumps(out))\n"
    )

    def digests(folder: Path, **variables: str) -> dict[str, str]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **variables}
        done = subprocess.run(
            [sys.executable, "-c", script, str(ROOT), json.dumps(PIECES[:1] + PIECES[3:])],
            cwd=folder, env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return json.loads(done.stdout)

    one = digests(ROOT, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    other = digests(tmp_path, PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="es_MX.UTF-8")
    assert one == other
