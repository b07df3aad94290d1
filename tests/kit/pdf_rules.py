"""What a PDF of infogen keeps besides what veraPDF looks at: one function for each part of the file.

Each gives what is wrong, as `rule: what`, and nothing for a file that is right.
"""

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

import pikepdf
from fontTools.ttLib import TTFont
from lxml import etree
from pikepdf import Dictionary, Name

from kit.pdf_reader import Content, Node, Place, content, listed, numbers, to_unicode, tree, widths

HOLDERS = {
    "LI": {"L"},
    "Lbl": {"LI"},
    "LBody": {"LI"},
    "TR": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
}
"""The elements that stand in certain others only (ISO 32000-1, 14.8.4.3)."""
KIDS = {"L": {"LI"}, "LI": {"Lbl", "LBody"}, "Table": {"TR"}, "TR": {"TH", "TD"}}
ROLES = {*HOLDERS, *KIDS, "Document", "P", "H1", "H2", "H3", "Figure", "Link", "Span"}

FORBIDDEN = {"/AcroForm", "/OpenAction", "/AA", "/Names", "/OCProperties", "/Perms", "/Collection"}
TRANSPARENT = {"/BM", "/Group", "/Interpolate", "/ExtGState"}


def problems(data: bytes) -> list[str]:
    """All that is wrong with a file."""
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = [content(page) for page in pdf.pages]
        root = tree(pdf)
        return [
            *_file(data, pdf),
            *_catalog(pdf),
            *_metadata(pdf),
            *_objects(pdf),
            *_fonts(pdf, pages),
            *_contents(pages),
            *_structure(pdf, root),
            *_marks(pdf, root, pages),
            *_headings(root),
            *_attributes(pdf, root),
            *_links(pdf, root, pages),
            *_boxes(pdf),
        ]


def _file(data: bytes, pdf: pikepdf.Pdf) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}", data):
        yield "header: no PDF 1.7 with four high bytes"
    if not data.rstrip(b"\r\n").endswith(b"%%EOF"):
        yield "end: something follows %%EOF"
    if any(data[at.start() - 1] not in b"\r\n" for at in re.finditer(rb"endstream", data)):
        yield "endstream: not at the start of a line"
    if len(pdf.trailer.get("/ID", ())) != 2:
        yield "ID: not two strings"
    if "/Encrypt" in pdf.trailer:
        yield "Encrypt: it is"


def _catalog(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", str(root.get("/Lang", ""))):
        yield "Lang: the catalog has none"
    marked = root.get("/MarkInfo", Dictionary())
    if not marked.get("/Marked") or marked.get("/Suspects"):
        yield "MarkInfo: not marked, or suspect"
    if not root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle"):
        yield "DisplayDocTitle: the title is not shown"
    intents = listed(root.get("/OutputIntents"))
    if [(intent.S, intent.DestOutputProfile.N) for intent in intents] != [(Name.GTS_PDFA1, 3)]:
        yield "OutputIntents: not one of sRGB"
    elif intents[0].DestOutputProfile.read_bytes()[16:20] != b"RGB ":
        yield "OutputIntents: N and profile differ"
    for key in FORBIDDEN & set(root.keys()):
        yield f"catalog: has {key}"


def _metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    stream = pdf.Root.get("/Metadata")
    if stream is None or "/Filter" in stream:
        yield "XMP: missing or packed"
        return
    etree.fromstring(stream.read_bytes())
    info = {key[1:]: str(value) for key, value in pdf.docinfo.items()}
    with pdf.open_metadata() as xmp:
        said = {
            "Title": xmp.get("dc:title"),
            "Author": "; ".join(xmp.get("dc:creator", [])) or None,
            "Subject": xmp.get("dc:description"),
            "Keywords": xmp.get("pdf:Keywords"),
            "Creator": xmp.get("xmp:CreatorTool"),
            "Producer": xmp.get("pdf:Producer"),
            "CreationDate": _date(xmp.get("xmp:CreateDate")),
            "ModDate": _date(xmp.get("xmp:ModifyDate")),
        }
        for key, value in said.items():
            if value != info.get(key):
                yield f"XMP: {key} is {value!r}, but {info.get(key)!r} in Info"
        if not info.get("Title"):
            yield "Title: none"
        claims = [xmp.get(key) for key in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance")]
        if claims != ["1", "2", "A"]:
            yield f"XMP: claims {claims}"
    if b"http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>" not in stream.read_bytes():
        yield "XMP: no extension schema for pdfuaid"


def _date(text: str | None) -> str | None:
    """A date of XMP as Info has it."""
    if text is None:
        return None
    return "D:" + re.sub(r"[-:T]", "", text[:19]) + text[19:].replace(":", "'") + "'"


def _objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            continue
        for key in TRANSPARENT & set(item.keys()):
            yield f"transparency: {key}"
        if "/SMask" in item and item.get("/Subtype") != Name.Image:
            yield "transparency: a soft mask of what is no picture"
        for key in ("/ca", "/CA"):
            if key in item and float(item[key]) < 1:
                yield f"transparency: {key}"
        if item.get("/ColorSpace") == Name.DeviceCMYK:
            yield "colour: a picture in DeviceCMYK"
        if item.get("/S") in (Name.JavaScript, Name.Launch):
            yield f"action: {item.S}"


def _fonts(pdf: pikepdf.Pdf, pages: list[Content]) -> Iterator[str]:
    used: dict[str, set[int]] = {}
    fonts: dict[str, Dictionary] = {}
    for page, found in zip(pdf.pages, pages, strict=True):
        fonts |= {str(name): font for name, font in page.Resources.Font.items()}
        for name, codes in found.codes.items():
            used.setdefault(name, set()).update(codes)
    for name, font in fonts.items():
        for problem in _font(font, used.get(name, set())):
            yield f"font: {font.BaseFont}: {problem}"


def _font(font: Dictionary, used: set[int]) -> Iterator[str]:
    if font.get("/Subtype") != Name.Type0:
        yield "is a simple font"
        return
    descendant = font.DescendantFonts[0]
    descriptor = descendant.FontDescriptor
    if not re.fullmatch(r"/[A-Z]{6}\+[\w-]+", str(font.BaseFont)):
        yield "is not named as a subset"
    if "/CIDSet" in descriptor:
        yield "has a CIDSet"
    yield from _unicode(font, used)
    if "/FontFile2" not in descriptor:
        yield "is not embedded"
        return
    ids = descendant.CIDToGIDMap.read_bytes()
    with TTFont(BytesIO(descriptor.FontFile2.read_bytes()), lazy=True) as program:
        em, advances, order = program["head"].unitsPerEm, program["hmtx"], program.getGlyphOrder()
        said = widths(descendant)
        for code in used:
            glyph = int.from_bytes(ids[2 * code : 2 * code + 2], "big")
            if not 0 < glyph < len(order):
                yield f"code {code:04X} has no glyph"
            elif abs(said.get(code, 0) - advances[order[glyph]][0] * 1000 / em) > 1:
                yield f"code {code:04X} has another width"


def _unicode(font: Dictionary, used: set[int]) -> Iterator[str]:
    if "/ToUnicode" not in font:
        yield "has no ToUnicode"
        return
    raw = font.ToUnicode.read_bytes()
    if any(len(text) % 4 for text in re.findall(rb"><([0-9A-F]+)>", raw)):
        yield "has a ToUnicode that is no UTF-16"
    texts = to_unicode(font)
    for code in used - set(texts):
        yield f"code {code:04X} says nothing"
    for code, text in texts.items():
        if any(ord(c) in (0, 0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF) or _private(ord(c)) for c in text):
            yield f"code {code:04X} says {text!r}"


def _private(point: int) -> bool:
    """Whether no text has it: Private Use, half of a pair, or a ligature of its own."""
    return 0xE000 <= point <= 0xF8FF or 0xD800 <= point <= 0xDFFF or 0xFB00 <= point <= 0xFB06


def _contents(pages: list[Content]) -> Iterator[str]:
    for n, page in enumerate(pages, 1):
        for problem in page.problems:
            yield f"content: page {n}: {problem}"
        for mark in page.marks:
            if not mark.text.isascii() and "\ufffd" in mark.text:
                yield f"content: page {n}: {mark.text!r}"


def _structure(pdf: pikepdf.Pdf, root: Node) -> Iterator[str]:
    if root.element.P.objgen != pdf.Root.StructTreeRoot.objgen or root.role != "Document":
        yield "tree: its root is no Document"
    if "/Lang" not in root.element:
        yield "Lang: the Document has none"
    for node in root.walk():
        if node.role not in ROLES:
            yield f"tree: {node.role} is no role of infogen"
        if not (node.order or node.links or node.role in ("TH", "TD")):
            yield f"tree: {node.role} is empty"
        if node.role in KIDS and node.marks:
            yield f"tree: {node.role} has content of its own"
        yield from _kids(node)


def _kids(node: Node) -> Iterator[str]:
    for kid in node.kids:
        if kid.element.P.objgen != node.element.objgen:
            yield f"tree: {kid.role} has another parent than {node.role}"
        holders, kids = HOLDERS.get(kid.role, {node.role}), KIDS.get(node.role, {kid.role})
        if node.role not in holders or kid.role not in kids:
            yield f"tree: {kid.role} in {node.role}"


def _marks(pdf: pikepdf.Pdf, root: Node, pages: list[Content]) -> Iterator[str]:
    """Content, tree and parent tree say the same of each marked content."""
    parents = numbers(pdf.Root.StructTreeRoot.ParentTree)
    every = [(key, node) for node in root.walk() for key in node.marks]
    owners = dict(every)
    if len(owners) < len(every):
        yield "MCID: one is in two elements"
    for i, (page, found) in enumerate(zip(pdf.pages, pages, strict=True)):
        tags = {mark.number: mark.tag for mark in found.marks if mark.number is not None}
        count = sum(mark.number is not None for mark in found.marks)
        if list(tags) != list(range(count)):
            yield f"MCID: page {i + 1} does not count from 0, each once"
        if {key[1] for key in owners if key[0] == i} != set(tags):
            yield f"MCID: page {i + 1} has others than the tree"
            continue
        above = listed(parents.get(int(page.get("/StructParents", -1))))
        for number, tag in tags.items():
            node = owners[i, number]
            if tag != node.role:
                yield f"MCID: {tag} is in {node.role}"
            if number >= len(above) or above[number].objgen != node.element.objgen:
                yield f"ParentTree: {number} of page {i + 1} leads to another element"


def _headings(root: Node) -> Iterator[str]:
    levels = [int(node.role[1:]) for node in root.walk() if re.fullmatch(r"H\d", node.role)]
    if levels[:1] != [1]:
        yield "headings: the first is no H1"
    if levels.count(1) > 1:
        yield "headings: two H1"
    for above, level in pairwise(levels):
        if level > above + 1:
            yield f"headings: H{level} after H{above}"


def _attributes(pdf: pikepdf.Pdf, root: Node) -> Iterator[str]:
    pages = [[float(n) for n in page.MediaBox] for page in pdf.pages]
    for node in root.walk():
        attributes = node.element.get("/A", Dictionary())
        match node.role:
            case "Figure":
                yield from _figure(node, attributes, pages)
            case "TH" if attributes.get("/Scope") not in (Name.Row, Name.Column, Name.Both):
                yield "TH: no Scope"
            case "L":
                labels = [kid for item in node.kids for kid in item.kids if kid.role == "Lbl"]
                numbering = attributes.get("/ListNumbering")
                if numbering is None or (numbering == Name("/None")) == bool(labels):
                    yield "L: no ListNumbering, or another"
            case "Table":
                columns = {sum(_span(cell) for cell in row.kids) for row in node.kids}
                if len(columns) != 1:
                    yield f"Table: rows of {sorted(columns)} columns"


def _figure(node: Node, attributes: Dictionary, pages: list[list[float]]) -> Iterator[str]:
    if not str(node.element.get("/Alt", "")).strip():
        yield "Figure: no Alt"
    box = [float(n) for n in attributes.get("/BBox", ())]
    if not node.marks:
        yield "Figure: no content"
    elif len(box) != 4 or not _within(box, pages[node.marks[0][0]]):
        yield "Figure: no BBox on the page"


def _span(cell: Node) -> int:
    return int(cell.element.get("/A", Dictionary()).get("/ColSpan", 1))


def _within(box: list[float], page: list[float]) -> bool:
    left, bottom, right, top = box
    return (
        page[0] - 0.01 <= left < right <= page[2] + 0.01
        and page[1] - 0.01 <= bottom < top <= page[3] + 0.01
    )


def _links(pdf: pikepdf.Pdf, root: Node, pages: list[Content]) -> Iterator[str]:
    parents = numbers(pdf.Root.StructTreeRoot.ParentTree)
    owners = {link.objgen: node for node in root.walk() for link in node.links}
    places = {(i, mark.number): mark.place for i, page in enumerate(pages) for mark in page.marks}
    known = Counter(link.objgen for node in root.walk() for link in node.links)
    for i, page in enumerate(pdf.pages):
        if page.get("/Tabs") != Name.S:
            yield f"Tabs: page {i + 1} has another order than its structure"
        for note in page.get("/Annots", ()):
            node = owners.get(note.objgen)
            if node is None or node.role != "Link" or known[note.objgen] != 1:
                yield "Link: an annotation is in no Link element"
                continue
            above = parents.get(int(note.get("/StructParent", -1)))
            if above is None or above.objgen != node.element.objgen:
                yield "ParentTree: a link leads to another element"
            said = str(note.get("/Contents", ""))
            if not said or said == str(note.A.get("/URI", "")) or "://" in said:
                yield f"Link: Contents are {said!r}"
            if note.get("/F") != 4:
                yield "Link: is not printed"
            rect = [float(n) for n in note.Rect]
            if not _within(rect, [float(n) for n in page.MediaBox]):
                yield "Link: leaves the page"
            if not any(_overlap(rect, place) for place in _shown(node, i, places)):
                yield "Link: is not where its text is"


def _shown(
    node: Node, page: int, places: dict[tuple[int, int | None], Place | None]
) -> Iterator[Place]:
    """Where a link's words and figures are on a page."""
    for part in node.walk():
        box = part.element.get("/A", Dictionary()).get("/BBox")
        if box is not None:
            left, bottom, right, top = map(float, box)
            yield left, bottom, right, top
        for key in part.marks:
            place = places.get(key)
            if key[0] == page and place is not None:
                yield place


def _overlap(one: list[float], other: Place) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _boxes(pdf: pikepdf.Pdf) -> Iterator[str]:
    for n, page in enumerate(pdf.pages, 1):
        media, bleed, trim = (
            [float(v) for v in page.obj.get(key, page.MediaBox)]
            for key in ("/MediaBox", "/BleedBox", "/TrimBox")
        )
        if media[:2] != [0, 0] or not _within(bleed, media) or not _within(trim, bleed):
            yield f"boxes: page {n}: trim, bleed and media do not lie in each other"
