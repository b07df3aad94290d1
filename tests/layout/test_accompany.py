"""What goes with a picture as text: alternative texts, posts, descriptions, metadata."""

import io
import json
import re
import shutil
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image

from infogen.backends import render
from infogen.build import build
from infogen.build.jobs import Choice, select_jobs
from infogen.build.listener import Silent
from infogen.checks import check
from infogen.checks.scene.posts import posts
from infogen.diagnostics import Failure
from infogen.layout.compose import compose
from infogen.scene import Meaning, Scene
from infogen.scene.accompaniment import Twin
from infogen.scene.destinations import Outlet
from infogen.semantics.post_length import post_length
from infogen.semantics.posts import platform_posts, post
from infogen.semantics.prose import alt, description, fit_sentences, short_alt
from infogen.semantics.sentences import split_sentences
from infogen.sheets.draft import as_draft
from infogen.workspace import load
from kit.places import ROOT


@pytest.fixture(scope="module")
def verificacion(stock) -> Scene:
    return compose(stock, "verificacion", format="portrait")


@pytest.fixture(scope="module")
def carousel(stock) -> Scene:
    return compose(stock, "arco-sarcoem", format="portrait")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Una. Dos.", ["Una.", "Dos."]),
        ("¿Y si no? ¡Espera! Son 15 días.", ["¿Y si no?", "¡Espera!", "Son 15 días."]),
        ("Lo dice el art. 163. Nada más.", ["Lo dice el art. 163.", "Nada más."]),
        ("Mide 2.5 metros y pesa poco", ["Mide 2.5 metros y pesa poco"]),
        ("Dijo «no». Luego sí.", ["Dijo «no».", "Luego sí."]),
        ("Tienes 15. Ni uno más.", ["Tienes 15.", "Ni uno más."]),
        ("Va a infoem.org.mx y ahí está.", ["Va a infoem.org.mx y ahí está."]),
        ("A̱la. Ëste.", ["A̱la.", "Ëste."]),
        ("", []),
    ],
)
def test_a_text_is_sentences(text, wanted):
    assert split_sentences(text) == wanted


WORDS = st.text("abñ", min_size=3, max_size=9)
SENTENCE = st.lists(WORDS, min_size=1, max_size=6).map(lambda w: f"{' '.join(w)}.".capitalize())


@given(st.lists(SENTENCE, min_size=1, max_size=6), st.integers(1, 200))
def test_what_fits_is_whole_sentences_and_no_more_could(parts, most):
    text = " ".join(parts)
    kept = fit_sentences(text, most)
    if kept is None:
        assert len(parts[0]) > most
        return
    assert len(kept) <= most
    count = len(split_sentences(kept))
    assert kept == " ".join(parts[:count])
    assert count == len(parts) or len(" ".join(parts[: count + 1])) > most


def test_every_platform_is_given_what_it_takes(stock):
    """Each piece, in each format that is posted."""
    for piece in stock.pieces.values():
        for format in piece.formats:
            scene = compose(stock, piece.name, format=format)
            for outlet, one in zip(scene.outlets, platform_posts(scene), strict=True):
                limit = outlet.alt
                assert (one.alts == ()) == (limit == 0)
                for text in one.alts:
                    assert text
                    assert text.endswith((".", "!", "?"))
                    assert limit is None or len(text) <= limit
                assert one.post
                assert not outlet.post or (
                    post_length(one.post, outlet.counting, outlet.link) <= outlet.post
                )
            assert list(posts(scene)) == []


def test_a_post_has_the_links_written_out_and_says_who_and_when(verificacion):
    by_name = {one.platform: one for one in platform_posts(verificacion)}
    long, least = by_name["Instagram, publicación y carrusel"].post, by_name["X"].post
    assert long.splitlines()[0] == "Verificación virtual"
    for text in (long, least):
        assert "Denuncia: https://www.transparenciaestadodemexico.org.mx/denciu/" in text
        assert "Resultados: https://www.infoem.org.mx/es/contenido/" in text
        assert "Revisado: 23 de noviembre de 2026" in text
    assert long.splitlines()[-1] == "#IPOMEX #Transparencia"
    assert len(least) > 280 - 46 > post_length(least, "weight", 23) - 46
    assert "…" not in least


def test_a_platform_that_takes_too_little_is_a_finding(verificacion):
    tight = replace(verificacion, outlets=(Outlet("Diminuta", ("jpg",), post=60),))
    assert post(tight, tight.outlets[0]) is None
    assert [(f.severity, f.code) for f in posts(tight)] == [("warning", "long-post")]
    assert any(found.code == "long-post" for found in check(tight))
    assert "–" in render(tight, "txt").decode()


def test_each_slide_has_an_alternative_text_of_its_own(carousel):
    texts = [alt(carousel, page) for page in range(4)]
    assert len(set(texts)) == 4
    assert "Cuatro derechos." in texts[1]
    assert "20 máximo para responderte." in texts[2]
    assert "QR: sarcoem.org.mx." in texts[3]
    assert alt(carousel) == carousel.alt


def test_a_page_may_have_an_alternative_text_written_for_it(carousel):
    page = carousel.pages[1]
    written = replace(page, frame=replace(page.frame, meaning=Meaning(alt="Los cuatro derechos.")))
    scene = replace(carousel, pages=(carousel.pages[0], written))
    assert [alt(scene, 1), short_alt(scene, 1)] == ["Los cuatro derechos."] * 2


def test_made_up_data_says_so_first_wherever_it_is_said(stock):
    scene = compose(stock, "resultados", format="portrait")
    seal = "EJEMPLO: estas cifras no son reales."
    assert scene.twin.seal == seal
    for one in platform_posts(scene):
        assert all(seal in text for text in one.alts)
        assert seal in one.post
    assert seal in description(scene)
    for kind in ("html", "txt"):
        first, _seal, rest = render(scene, kind).decode().partition(seal)
        assert "62.5" not in first.partition("<main>")[2]
        assert "62.5" in rest
    plain = replace(scene, alt="Cumplió. Y más.")
    assert alt(plain) == f"{seal} Cumplió. Y más."


def test_a_draft_says_so_in_every_text(stock):
    scene = as_draft(stock, compose(stock, "resultados", format="portrait"))
    assert alt(scene).startswith("BORRADOR")
    for one in platform_posts(scene):
        assert "BORRADOR" in one.post
        assert "EJEMPLO" in one.post
    assert "BORRADOR" in render(scene, "html").decode().partition("<h1>")[0]


def test_a_description_has_addresses_lists_and_the_values_of_a_chart(stock, verificacion):
    lines = description(verificacion).splitlines()
    assert "- A quién denuncias" in lines
    assert "ipomex.org.mx (https://www.ipomex.org.mx/)" in lines
    assert "- INFOEM decide si el partido cumple." in lines
    results = description(compose(stock, "resultados", format="portrait"))
    said = "2021, 62.5 %; 2022, 71.3 %; 2024, 84.0 %; 2025, 92.8 %. No hubo verificación: 2023."
    assert said in results


def test_a_text_file_names_the_platforms_and_what_they_do_not_take(carousel):
    text = render(carousel, "txt").decode()
    parts = dict(re.findall(r"^(\S[^\n]*)\n-+\n\n(.*?)(?=\n\n\n|\Z)", text, re.M | re.S))
    assert list(parts) == ["Texto alternativo", "Texto para publicar", "Descripción", "Fundamento"]
    assert "Facebook, publicación; Instagram" in parts["Texto alternativo"]
    assert "WhatsApp, imagen en un chat:\nAquí no hay texto alternativo" in text
    assert parts["Texto alternativo"].count("Lámina 4 de 4: ") == 2
    assert parts["Descripción"].startswith("Lámina 1 de 4")


def test_a_story_gives_its_links(stock):
    text = render(compose(stock, "acceso-saimex", format="story"), "txt").decode()
    assert "Aquí no se escribe texto con la imagen" in text
    assert "Pide: https://saimex.org.mx/saimex/ciudadano/login.page" in text


def test_another_language_has_its_own_twin(stock):
    scene = compose(stock.in_language("qps"), "verificacion", format="portrait")
    text, page = (render(scene, kind).decode() for kind in ("txt", "html"))
    assert '<html lang="qps">' in page
    for here in (text, page):
        assert "Licencia" not in here
        assert "Qué falta" not in here
    assert all(one.post for one in platform_posts(scene))


def test_a_word_that_is_missing_stops_each_piece(tmp_path):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / "layouts", tmp_path / "layouts")
    texts = tmp_path / "data/copy/texto.yaml"
    texts.write_text(re.sub(r"^publicar:.*\n", "", texts.read_text("utf-8"), flags=re.M), "utf-8")
    lacking = load(tmp_path)
    for piece in ("denuncia", "verificacion"):
        with pytest.raises(Failure, match=r"copy\.texto\.publicar"):
            compose(lacking, piece, format="square")


def test_a_hashtag_is_one_word(tmp_path):
    layouts = tmp_path / "layouts"
    layouts.mkdir()
    source = (ROOT / "layouts/verificacion.yaml").read_text("utf-8")
    wrong = source.replace("$copy.verificacion.hashtags", '"#IPOMEX Transparencia"', 1)
    (layouts / "verificacion.yaml").write_text(wrong, "utf-8")
    with pytest.raises(Failure) as failure:
        compose(load(tmp_path), "verificacion", format="portrait")
    assert [(d.code, d.message) for d in failure.value.diagnostics] == [
        ("bad-hashtag", '"Transparencia" is not a hashtag')
    ]
    assert failure.value.diagnostics[0].span.line == 7


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("#Día2", True),
        ("#niñez_2026", True),
        ("#1deMayo", True),
        ("#2026", False),
        ("#_1", False),
        ("#m²", False),
        ("#", False),
        ("#datos-personales", False),
        ("##Datos", False),
    ],
)
def test_a_hashtag_has_a_letter_and_nothing_but_letters_and_digits(tiny, word, right):
    said = f'{{kind: text, style: body, text: Hola}}\nhashtags: "{word}"'
    files = tiny.workspace({"t": f"title: T\nalt: A\nformats: [card]\nbody: {said}\n"})
    try:
        found = list(compose(files, "t", format="card").twin.post.hashtags)
    except Failure as failure:
        found = [one.code for one in failure.diagnostics]
    assert found == ([word] if right else ["bad-hashtag"])


def test_hashtags_beyond_those_that_a_platform_takes_are_left_out_and_said(verificacion):
    few = replace(verificacion, outlets=(Outlet("Parca", ("jpg",), hashtags=1),))
    assert post(few, few.outlets[0]).splitlines()[-1] == "#IPOMEX"
    assert [(f.code, f.message) for f in posts(few)] == [
        ("many-hashtags", "2 hashtags, and Parca takes 1")
    ]


def chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    """The chunks of a PNG file, each with a right checksum."""
    found, at = [], 8
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        (told_sum,) = struct.unpack(">I", data[at + 8 + length : at + 12 + length])
        assert zlib.crc32(kind + body) == told_sum
        found.append((kind, body))
        at += 12 + length
    return found


def properties(packet: dict) -> dict:
    return packet["xmpmeta"]["RDF"]["Description"]


def test_a_png_says_what_it_is(carousel):
    licensed = replace(carousel, twin=replace(carousel.twin, license="https://example.org/l"))
    data = render(licensed, "png", 2)
    kinds = [kind for kind, _body in chunks(data)]
    assert kinds[0] == b"IHDR"
    assert kinds[-1] == b"IEND"
    assert kinds.index(b"iTXt") < kinds.index(b"IDAT")
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        texts, xmp = dict(picture.text), properties(picture.getxmp())
    assert texts["Title"] == carousel.title
    assert texts["Description"] == short_alt(carousel, 2)
    assert texts["Author"] == "Partido del Trabajo del Estado de México"
    assert texts["Copyright"] == "https://example.org/l"
    assert texts["Title"].lang == "es-MX"
    assert xmp["AltTextAccessibility"]["Alt"]["li"]["text"] == short_alt(carousel, 2)
    assert xmp["ExtDescrAccessibility"]["Alt"]["li"]["text"] == description(carousel, 2)
    assert xmp["title"]["Alt"]["li"] == {"lang": "x-default", "text": carousel.title}
    assert xmp["rights"]["Alt"]["li"]["text"] == "https://example.org/l"
    assert xmp["WebStatement"] == "https://example.org/l"


@pytest.mark.parametrize("kind", ["jpg", "webp"])
def test_the_other_pictures_say_the_same(verificacion, kind):
    with Image.open(io.BytesIO(render(verificacion, kind))) as picture:
        xmp = properties(picture.getxmp())
    assert xmp["AltTextAccessibility"]["Alt"]["li"]["text"] == short_alt(verificacion)
    assert xmp["language"]["Bag"]["li"] == "es-MX"


def test_no_licence_is_claimed_that_nobody_gave(verificacion):
    assert verificacion.twin.license is None
    data = render(verificacion, "png")
    assert b"Copyright\0" not in data
    assert b"rights>" not in data


def test_what_is_too_long_for_a_jpeg_is_left_to_the_twin(verificacion):
    long = replace(verificacion, alt="Palabra. " * 40_000, outlets=())
    with Image.open(io.BytesIO(render(replace(long, alt="A."), "jpg"))) as picture:
        assert "ExtDescrAccessibility" in properties(picture.getxmp())
    wordy = replace(verificacion, pages=verificacion.pages * 60)
    with Image.open(io.BytesIO(render(wordy, "jpg"))) as picture:
        assert properties(picture.getxmp())["title"]


def test_a_sheet_of_the_program_has_texts_too(verificacion):
    bare = replace(verificacion, twin=Twin(), outlets=())
    assert b"<h1>" in render(bare, "html")
    assert verificacion.alt in render(bare, "txt").decode()


@pytest.fixture(scope="module")
def built(stock, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    jobs = select_jobs(stock, Choice(pieces=("arco-sarcoem",), formats=("square", "link")))
    assert not build(stock, jobs, folder, Silent()).has_errors
    return folder


def test_twins_stand_beside_their_files_and_lead_to_them(built):
    names = sorted(path.name for path in (built / "arco-sarcoem").iterdir())
    assert names == [
        "arco-sarcoem-link.html",
        "arco-sarcoem-link.png",
        "arco-sarcoem-link.txt",
        "arco-sarcoem-square-1.png",
        "arco-sarcoem-square-2.png",
        "arco-sarcoem-square-3.png",
        "arco-sarcoem-square-4.png",
        "arco-sarcoem-square.html",
        "arco-sarcoem-square.txt",
    ]
    page = (built / "arco-sarcoem/arco-sarcoem-square.html").read_text("utf-8")
    pictures = [name for name in names if "square-" in name]
    for attribute, times in (("href", 2), ("src", 1)):
        found = re.findall(rf'{attribute}="([^"/]+\.png)"', page)
        assert found == pictures * times


def test_the_manifest_has_what_goes_with_each_file(built):
    files = {f["path"]: f for f in json.loads((built / "manifest.json").read_bytes())["files"]}
    slide = files["arco-sarcoem/arco-sarcoem-square-2.png"]
    assert slide["twin"] == "arco-sarcoem/arco-sarcoem-square.html"
    assert slide["description"].splitlines()[:2] == ["Cuatro derechos", "- A"]
    texts = {name: given["text"] for given in slide["alts"] for name in given["platforms"]}
    assert texts["X"].startswith("Cuatro derechos.")
    assert texts["WhatsApp, imagen en un chat"] is None
    assert slide["posts"] == []
    page = files["arco-sarcoem/arco-sarcoem-square.html"]
    assert (page["width"], page["unit"], page["alts"]) == (None, None, [])
    told = {name: given["text"] for given in page["posts"] for name in given["platforms"]}
    assert "20 días hábiles" in told["X"]
    paths = {fact["path"] for fact in page["facts"] if fact["stated"]}
    assert "procedures.solicitud_arco.steps.ampliar.deadline" in paths


TABLE = (
    "title: T\nalt: auto\nformats: [card]\nbody: {kind: column, children: [{kind: text, role: title, style: body, text: Trámites}, "
    "{kind: table, cell-style: small, head-style: small, rows: %s, columns: [{head: Trámite, value: a}, {head: Dónde, value: b}]}]}\n"
)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (2, "Trámites Trámite: Acta 0; Dónde: Caja. Trámite: Acta 1; Dónde: Caja."),
        (12, "Trámites Tabla de 12 filas: Trámite, Dónde."),
    ],
)
def test_an_automatic_alternative_text_tells_of_tables(tiny, rows, said):
    listed = ", ".join(f"{{a: Acta {n}, b: Caja}}" for n in range(rows))
    here = tiny.workspace({"t": TABLE % f"[{listed}]"})
    assert compose(here, "t", format="card").alt == said
