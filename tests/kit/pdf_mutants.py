"""A good PDF with one thing broken, in as many ways as there are promises to keep.

A mutant says how its reader finds it: the rule of `pdf_rules`, and the clause of PDF/UA-1 (`ua1`)
or PDF/A-2a (`2a`) by which veraPDF refuses it, if it does.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, String

from kit.pdf_reader import Node, numbers, tree


@dataclass(frozen=True)
class Mutant:
    """One thing broken. An empty `rule` or `clause`: that reader lets it pass."""

    rule: str
    clause: str
    change: Callable[[pikepdf.Pdf], None]


def saved(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The file with a change."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(
            out,
            deterministic_id=True,
            preserve_pdfa=True,
            object_stream_mode=pikepdf.ObjectStreamMode.preserve,
        )
    return out.getvalue()


def _nodes(pdf: pikepdf.Pdf, role: str) -> list[Node]:
    return [node for node in tree(pdf).walk() if node.role == role]


def _edit(page: pikepdf.Page, old: bytes, new: bytes) -> None:
    """Replace the first match of a pattern in a content stream."""
    content, count = re.subn(old, new, page.Contents.read_bytes(), count=1)
    assert count == 1
    page.Contents.write(content)


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Dictionary]:
    yield from pdf.pages[0].Resources.Font.values()


def _drop(role: str, *keys: str) -> Callable[[pikepdf.Pdf], None]:
    """Leave a key of the first element of a role out, or one inside it."""

    def change(pdf: pikepdf.Pdf) -> None:
        target = _nodes(pdf, role)[0].element
        for key in keys[:-1]:
            target = target[key]
        del target[keys[-1]]

    return change


def _rename(old: str, new: str) -> Callable[[pikepdf.Pdf], None]:
    """Another role for the first element of one, in the tree and in the content."""

    def change(pdf: pikepdf.Pdf) -> None:
        node = _nodes(pdf, old)[0]
        node.element.S = Name("/" + new)
        for page, number in node.marks:
            _edit(
                pdf.pages[page],
                rb"/%s<</MCID %d>>" % (old.encode(), number),
                rb"/%s<</MCID %d>>" % (new.encode(), number),
            )

    return change


def _catalog(key: str, inner: str | None = None) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        target = pdf.Root if inner is None else pdf.Root[key]
        del target[key if inner is None else inner]

    return change


def _title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo.Title = "Otra guía"


def _unmarked(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Contents.write(pdf.pages[0].Contents.read_bytes() + b"\n0 0 9 9 re f")


def _twice(pdf: pikepdf.Pdf) -> None:
    _edit(pdf.pages[0], rb"MCID 2>>", rb"MCID 1>>")


def _nested(pdf: pikepdf.Pdf) -> None:
    _edit(
        pdf.pages[0],
        rb"/P<</MCID (\d+)>>BDC",
        rb"/Artifact BMC EMC /P<</MCID \1>>BDC /Artifact BMC EMC",
    )


def _open(pdf: pikepdf.Pdf) -> None:
    _edit(pdf.pages[0], rb"Do Q", rb"Do")


def _wrong_letters(pdf: pikepdf.Pdf) -> None:
    """Each letter says what a private character does."""
    for font in _fonts(pdf):
        raw = font.ToUnicode.read_bytes()
        font.ToUnicode.write(re.sub(rb"><[0-9A-F]{4}>$", b"><E001>", raw, flags=re.M))


def _five_digits(pdf: pikepdf.Pdf) -> None:
    """A character outside of the first plane, written as no UTF-16."""
    for font in _fonts(pdf):
        raw = font.ToUnicode.read_bytes()
        font.ToUnicode.write(re.sub(rb"><[0-9A-F]{4}>$", b"><1F600>", raw, flags=re.M))


def _no_letters(pdf: pikepdf.Pdf) -> None:
    for font in _fonts(pdf):
        del font.ToUnicode


def _ligature(pdf: pikepdf.Pdf) -> None:
    """Letters drawn together say one character, which no search finds."""
    for font in _fonts(pdf):
        raw = font.ToUnicode.read_bytes()
        font.ToUnicode.write(raw.replace(b"<00660069>", b"<FB01>"))


def _not_embedded(pdf: pikepdf.Pdf) -> None:
    for font in _fonts(pdf):
        del font.DescendantFonts[0].FontDescriptor.FontFile2


def _widths(pdf: pikepdf.Pdf) -> None:
    descendant = next(_fonts(pdf)).DescendantFonts[0]
    descendant.W = pikepdf.Array([1, pikepdf.Array([float(w) + 40 for w in descendant.W[1]])])


def _no_glyph(pdf: pikepdf.Pdf) -> None:
    ids = next(_fonts(pdf)).DescendantFonts[0].CIDToGIDMap
    ids.write(bytes(len(ids.read_bytes())))


def _alpha(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.Resources.ExtGState = Dictionary(G0=Dictionary(ca=0.5))
    _edit(pdf.pages[0], rb"^", rb"/G0 gs\n")


def _ink(pdf: pikepdf.Pdf) -> None:
    _edit(pdf.pages[0], rb"[\d.]+ [\d.]+ [\d.]+ rg", rb"0 0 0 1 k")


def _box(pdf: pikepdf.Pdf) -> None:
    _nodes(pdf, "Figure")[0].element.A.BBox = pikepdf.Array([-90, 0, 30, 30])


def _strange(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def _note(key: str, value: pikepdf.Object | int | None) -> Callable[[pikepdf.Pdf], None]:
    """Another value, or none, of a key of the first link."""

    def change(pdf: pikepdf.Pdf) -> None:
        note = pdf.pages[0].Annots[0]
        if value is None:
            del note[key]
        else:
            note[key] = value

    return change


def _far(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots[0].Rect = pikepdf.Array([0, 0, 9, 9])


def _stranger(pdf: pikepdf.Pdf) -> None:
    """The link's number in the parent tree leads to a paragraph."""
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    number = int(pdf.pages[0].Annots[0].StructParent)
    at = next(i for i in range(0, len(nums), 2) if int(nums[i]) == number)
    nums[at + 1] = _nodes(pdf, "P")[0].element


def _swapped(pdf: pikepdf.Pdf) -> None:
    """Two marks of a page lead to each other's elements."""
    marks = numbers(pdf.Root.StructTreeRoot.ParentTree)[0]
    marks[0], marks[1] = marks[1], marks[0]


def _ragged(pdf: pikepdf.Pdf) -> None:
    """A row of a table with a cell less."""
    row = _nodes(pdf, "TR")[-1].element
    empty = next(kid for kid in row.K if not isinstance(kid, int) and not len(kid.get("/K", [])))
    row.K = pikepdf.Array([kid for kid in row.K if kid.objgen != empty.objgen])


def _trim(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].TrimBox = pikepdf.Array([-9, 0, 500, 500])


def _loose(pdf: pikepdf.Pdf) -> None:
    """A list in which a paragraph stands."""
    item = _nodes(pdf, "LI")[0].element
    item.S = Name.P


MUTANTS = {
    "alt dropped": Mutant("Figure: no Alt", "ua1 7.3-1", _drop("Figure", "/Alt")),
    "BBox dropped": Mutant("Figure: no BBox", "", _drop("Figure", "/A")),
    "BBox off the page": Mutant("Figure: no BBox", "", _box),
    "heading skipped": Mutant("headings: H3 after H1", "ua1 7.4.2-1", _rename("H2", "H3")),
    "two H1": Mutant("headings: two H1", "ua1 7.4.2-1", _rename("H2", "H1")),
    "no H1": Mutant("headings: the first is no H1", "ua1 7.4.2-1", _rename("H1", "P")),
    "paint unmarked": Mutant("content: page 1: f outside", "ua1 7.1-3", _unmarked),
    "artifact inside a paragraph": Mutant(
        "content: page 1: Artifact inside P", "ua1 7.1-1", _nested
    ),
    "state not restored": Mutant("content: page 1: q without Q", "", _open),
    "MCID twice": Mutant("MCID: page 1", "", _twice),
    "ToUnicode private": Mutant("font: ", "2a 6.2.11.7.3-1", _wrong_letters),
    "ToUnicode of five digits": Mutant("font: ", "", _five_digits),
    "ToUnicode dropped": Mutant("font: ", "2a 6.2.11.7.2-1", _no_letters),
    "ligature as one character": Mutant("font: ", "", _ligature),
    "font not embedded": Mutant("font: ", "ua1 7.21.4.1-1", _not_embedded),
    "widths unlike the font's": Mutant("font: ", "ua1 7.21.5-1", _widths),
    "no glyph": Mutant("font: ", "ua1 7.21.5-1", _no_glyph),
    "Scope dropped": Mutant("TH: no Scope", "ua1 7.5-1", _drop("TH", "/A")),
    "ListNumbering dropped": Mutant("L: no ListNumbering", "", _drop("L", "/A")),
    "a row too short": Mutant("Table: rows of [1, 2] columns", "ua1 7.2-43", _ragged),
    "a paragraph in a list": Mutant("tree: P in L", "ua1 7.2-18", _loose),
    "Lang dropped": Mutant("Lang: the catalog", "ua1 7.2-2", _catalog("/Lang")),
    "Contents dropped": Mutant("Link: Contents", "ua1 7.18.1-2", _note("/Contents", None)),
    "Contents an address": Mutant(
        "Link: Contents", "", _note("/Contents", String("https://x.mx/"))
    ),
    "link not printed": Mutant("Link: is not printed", "2a 6.3.2-2", _note("/F", 0)),
    "link elsewhere": Mutant("Link: is not where", "", _far),
    "link in no element": Mutant("ParentTree: a link", "ua1 7.18.5-1", _stranger),
    "marks swapped": Mutant("ParentTree: 0 of page 1", "", _swapped),
    "title unlike XMP": Mutant("XMP: Title", "", _title),
    "title not shown": Mutant(
        "DisplayDocTitle", "ua1 7.1-10", _catalog("/ViewerPreferences", "/DisplayDocTitle")
    ),
    "not marked": Mutant("MarkInfo", "ua1 6.2-1", _catalog("/MarkInfo")),
    "XMP dropped": Mutant("XMP: missing", "ua1 7.1-8", _catalog("/Metadata")),
    "output intent dropped": Mutant("OutputIntents", "2a 6.2.4.3-2", _strange),
    "ink of four colours": Mutant("content: page 1: k", "2a 6.2.4.3-3", _ink),
    "alpha": Mutant("transparency", "", _alpha),
    "trim outside": Mutant("boxes", "", _trim),
}
