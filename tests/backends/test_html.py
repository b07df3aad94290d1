"""The web page of a scene: valid, in order, the words of the pages and nothing to load; and as people
see it, in Chromium.
"""

import io
import re

import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace

from infogen.backends import render
from infogen.layout.compose import compose
from infogen.scene import Scene
from infogen.semantics.tree import read_scene
from infogen.sheets.gallery import entries
from kit import html_reader, pdf_reader, web

PIECES = (
    ("verificacion", "portrait"),
    ("acceso-saimex", "story"),
    ("arco-sarcoem", "square"),
    ("denuncia", "letter"),
    ("resultados", "landscape"),
    ("guia", "letter"),
    ("manual", "letter"),
)
each = pytest.mark.parametrize("piece", PIECES, ids="-".join)


@pytest.fixture(scope="module")
def scenes(stock) -> dict[tuple[str, str], Scene]:
    return {piece: compose(stock, piece[0], format=piece[1]) for piece in PIECES}


@pytest.fixture(scope="module")
def pages(scenes):
    return {piece: html_reader.page(render(scene, "html")) for piece, scene in scenes.items()}


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\ufffe]+", "", text)


@each
def test_a_page_is_valid_and_loads_nothing(pages, scenes, piece):
    root, scene = pages[piece], scenes[piece]
    assert root.get("lang") == "es-MX"
    assert html_reader.said(html_reader.part(root, "title")) == scene.title
    metas = {meta.get("name"): meta.get("content") for meta in root.iter("meta")}
    assert "width=device-width" in metas["viewport"]
    assert metas["author"] == "Partido del Trabajo del Estado de México"
    assert len(metas["description"]) > 40
    names = {element.tag for element in root.iter()}
    assert not names & {"script", "link", "img", "iframe", "object", "video"}
    style = "".join(html_reader.part(root, "style").itertext())
    assert set(re.findall(r"url\((.{5})", style)) == {"data:"}
    assert "@import" not in style
    assert not any(element.get("style") for element in root.iter())
    assert len(list(root.iter("main"))) == 1


@each
def test_headings_are_in_order_under_one_title(pages, piece):
    levels = [level for level, _words in html_reader.headings(pages[piece])]
    assert levels.count(1) == 1
    seen = 0
    for level in levels:
        assert level <= seen + 1
        seen = level


@each
def test_lists_hold_items_and_tables_rows_of_cells_with_scopes(pages, piece):
    for element in pages[piece].iter():
        if element.tag in ("ul", "ol"):
            assert {kid.tag for kid in element} == {"li"}
        if element.tag == "th":
            assert element.get("scope") in ("col", "row")


def test_a_table_has_heads_for_its_columns(stock):
    scene = next(entry.scene for entry in entries(stock) if entry.name == "table")
    table = html_reader.part(html_reader.page(render(scene, "html")), "table")
    heads = [cell.get("scope") for cell in html_reader.part(table, "thead").iter("th")]
    assert heads == ["col"] * len(heads)
    rows = [[html_reader.said(cell) for cell in row.iter("td")] for row in table.iter("tr")][1:]
    rights = stock.data.content.procedures["solicitud_arco"].rights
    assert [row[0] for row in rows] == [right.name for right in rights]
    assert all(len(row) == len(heads) for row in rows)


@each
def test_every_link_leads_somewhere(pages, piece):
    root = pages[piece]
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for address in html_reader.links(root):
        assert address.startswith("https://") or address.removeprefix("#") in ids
    assert all(html_reader.said(link) for link in root.iter("a"))


@each
def test_the_words_are_those_of_the_pdf_in_the_same_order(pages, scenes, piece):
    document = pypdfium2.PdfDocument(render(scenes[piece], "pdf"))
    drawn = squeezed("".join(page.get_textpage().get_text_range() for page in document))
    at = 0
    for sheet in read_scene(scenes[piece]):
        for part in sheet.walk():
            if part.runs and part.kind not in ("figure", "code"):
                words = squeezed(f"{part.text}")
                found = drawn.find(words, at)
                assert found >= 0, part.text
                at = found
    main = squeezed(html_reader.said(html_reader.part(pages[piece], "body")))
    for sheet in read_scene(scenes[piece]):
        for part in sheet.walk():
            words = squeezed(part.text.removeprefix("QR: "))
            if part.term is not None:
                term = squeezed(part.term).rstrip(".")
                words = words.replace(f"{term}.", term, 1)
            assert words in main


@each
def test_headings_and_lists_are_those_of_the_tagged_pdf(pages, scenes, piece):
    with pikepdf.open(io.BytesIO(render(scenes[piece], "pdf"))) as document:
        roles = [node.role for node in pdf_reader.tree(document).walk()]
    main = html_reader.part(pages[piece], "main")
    levels = [f"H{level}" for level, _words in html_reader.headings(main)]
    assert levels == [role for role in roles if re.fullmatch(r"H\d", role)]
    assert len(list(main.iter("li"))) == roles.count("LI")
    assert len(list(main.iter("tr"))) == roles.count("TR")


def test_a_numbered_list_is_one_in_html(scenes, pages):
    first = html_reader.part(pages["manual", "letter"], "ol")
    assert not html_reader.said(first[0]).startswith("1")
    labels = [p.label for s in read_scene(scenes["manual", "letter"]) for p in s.walk() if p.label]
    assert labels[:2] == ["1", "2"]


def test_a_code_is_a_link_that_says_what_it_is_for(pages):
    links = {link.get("href"): html_reader.said(link) for link in pages[PIECES[0]].iter("a")}
    assert (
        links["https://www.transparenciaestadodemexico.org.mx/denciu/denuncia/insert.page"]
        == "Denuncia aquí: transparenciaestadodemexico.org.mx"
    )


def test_the_foot_is_one_with_the_law_and_the_date_and_claims_no_licence(pages):
    page = pages["acceso-saimex", "story"]
    assert len(list(page.iter("footer"))) == 1
    foot = html_reader.said(html_reader.part(page, "footer"))
    assert foot.count("Revisado: 23 de noviembre de 2026") == 1
    assert "Revisado" not in html_reader.said(html_reader.part(page, "main"))
    assert "Ley de Transparencia" in foot
    assert "163" in foot
    assert "Protección de Datos" not in foot
    assert "Licencia" not in foot


def test_a_licence_is_said_once_there_is_one(scenes):
    scene = scenes["verificacion", "portrait"]
    free = replace(scene, twin=replace(scene.twin, license="https://example.org/libre"))
    foot = html_reader.part(html_reader.page(render(free, "html")), "footer")
    [link] = [link for link in foot.iter("a") if link.get("rel") == "license"]
    assert html_reader.said(link) == "https://example.org/libre"


@each
def test_no_element_for_words_is_empty(pages, piece):
    empty = [
        element.tag
        for element in pages[piece].iter()
        if element.tag in ("p", "li", "dt", "dd", "h1", "h2", "h3", "section", "ul", "ol", "dl")
        and not html_reader.said(element)
    ]
    assert empty == []


def test_steps_with_numbered_stations_are_numbered(pages):
    [first, second] = pages["guia", "letter"].iter("ol")
    assert [len(list(steps)) for steps in (first, second)] == [4, 4]
    assert not html_reader.said(first[0]).startswith("1")


def test_terms_are_defined_in_a_list_of_definitions(pages, stock):
    for piece in (("guia", "letter"), ("manual", "letter")):
        [defined] = pages[piece].iter("dl")
        terms = [html_reader.said(term) for term in defined.iter("dt")]
        assert len(terms) == len(stock.data.content.glossary)
        assert {"ARCO", "INFOEM"} <= set(terms)
        assert all(len(html_reader.said(text)) > 20 for text in defined.iter("dd"))
        assert not html_reader.said(next(defined.iter("dd"))).startswith(terms[0])


def with_pictures(scene: Scene) -> Scene:
    count = len(scene.pages)
    ends = [""] if count == 1 else [f"-{n}" for n in range(1, count + 1)]
    beside = tuple(f"{scene.piece}{end}.png" for end in ends)
    return replace(scene, twin=replace(scene.twin, beside=beside))


def test_each_page_has_its_picture_if_it_lies_beside(scenes):
    scene = with_pictures(scenes["arco-sarcoem", "square"])
    root = html_reader.page(render(scene, "html"))
    pictures = list(root.iter("img"))
    assert [img.get("src") for img in pictures] == [f"arco-sarcoem-{n}.png" for n in (1, 2, 3, 4)]
    assert all(img.get("alt") and img.get("width") == "1080" for img in pictures)
    assert len({img.get("alt") for img in pictures}) == 4


def test_it_is_light(scenes):
    for scene in scenes.values():
        assert len(render(scene, "html")) < 200_000


@pytest.fixture(scope="module")
def browser():
    with web.chromium() as found:
        yield found


def test_people_see_it_at_every_width_in_light_and_dark(scenes, browser, tmp_path):
    """Nothing is refused by its own policy, asked of a server, wider than the window or found
    by axe-core.
    """
    for names in (("verificacion", "portrait"), ("guia", "letter"), ("resultados", "landscape")):
        scene = with_pictures(scenes[names])
        for number, name in enumerate(scene.twin.beside):
            (tmp_path / name).write_bytes(render(scene, "png", number))
        file = tmp_path / f"{names[0]}.html"
        file.write_bytes(render(scene, "html"))
        for width, scheme in ((360, "light"), (768, "dark"), (1280, "light")):
            page = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme
            ).new_page()
            asked, refused = [], []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.on("console", lambda said, refused=refused: refused.append(said.text))
            page.goto(file.as_uri())
            assert refused == []
            assert {url.partition(":")[0] for url in asked} <= {"file", "data"}
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate("[...document.fonts].filter(f => f.status == 'loaded').length") > 2
            assert web.violations(page) == []
            page.context.close()
