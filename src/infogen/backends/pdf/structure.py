"""The recorded structure as PDF objects: the tree, the way back to it, links and bookmarks."""

from collections.abc import Iterator

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObjectReference, PDFString

from infogen.backends.pdf.document import Document, Raw, dictionary, num, string
from infogen.backends.pdf.tags import HEADINGS, Element, Link, Rectangle, Tags
from infogen.scene.addresses import ascii_address

_Node = tuple[Element, list["_Node"]]
"""A heading and those under it."""


class Structure:
    """Writes the structure of a finished recording; `pages` are the references of the pages.

    `annotations` are those of each page, `tree` is the root of the structure, `outline` that of the
    bookmarks, if there are any.
    """

    def __init__(self, tags: Tags, document: Document, pages: list[str]) -> None:
        self._document = document
        self._pages = pages
        self._targets = tags.targets
        self._numbers: dict[Element, tuple[Raw, str]] = {}
        self._parents: list[str] = []
        self.annotations: list[list[PDFObjectReference]] = [[] for _page in pages]
        root, self._root = document.reserve()
        elements = list(_kept(tags.root))
        for element in elements:
            self._numbers[element] = document.reserve()
        for element in elements:
            self._numbers[element][0].body = self._element(element)
        root.body = f"<</Type/StructTreeRoot/K {self._to(tags.root)}{self._parent_tree(tags)}>>"
        self.tree = self._root
        self.outline = self._outline([e for e in elements if e.role in HEADINGS])

    def _to(self, element: Element) -> str:
        return self._numbers[element][1]

    def _element(self, element: Element) -> str:
        parent = element.parent
        kids = [
            self._kid(kid) for kid in element.kids if not (isinstance(kid, Element) and kid.empty)
        ]
        kids += [self._annotation(element, link) for link in element.links]
        out = [
            f"<</Type/StructElem/S/{element.role}/P {self._to(parent) if parent else self._root}"
            f"/Pg {self._pages[element.page]}/K[{' '.join(kids)}]"
        ]
        if parent is None or element.lang != parent.lang:
            out.append(f"/Lang{string(element.lang)}")
        if element.box is not None:
            out.append(f"/Alt{string(element.alt or '')}")
        attributes = _attributes(element)
        if attributes:
            out.append(f"/A<<{attributes}>>")
        return "".join(out) + ">>"

    def _kid(self, kid: Element | int | tuple[int, int]) -> str:
        if isinstance(kid, tuple):
            return f"<</Type/MCR/Pg {self._pages[kid[0]]}/MCID {kid[1]}>>"
        return str(kid) if isinstance(kid, int) else self._to(kid)

    def _annotation(self, element: Element, link: Link) -> str:
        """Add the clickable area of a link; its object reference is a kid of the element."""
        document = self._document
        said = element.alt or element.text or link.href
        if link.href.startswith("#") and said.isdecimal():
            # Of the number of a page alone nobody knows where it leads.
            title = self._targets[link.href[1:]][2].text
            said = ", ".join(filter(None, (title, said)))
        reference = document.add(
            dictionary(
                Type="/Annot",
                Subtype="/Link",
                Rect=f"[{_numbers(link.box)}]",
                Border="[0 0 0]",
                F=4,
                Contents=PDFString(said),
                StructParent=len(self._pages) + len(self._parents),
                A=self._action(link.href),
            )
        )
        self._parents.append(self._to(element))
        self.annotations[link.page].append(reference)
        number = f"{document.objectcounter} 0 R"
        return f"<</Type/OBJR/Pg {self._pages[link.page]}/Obj {number}>>"

    def _action(self, href: str) -> PDFDictionary:
        """The action of a click: it goes to a place in this document, or to an address, which is in
        ASCII (ISO 32000-1, 12.6.4.7).
        """
        if not href.startswith("#"):
            return dictionary(S="/URI", URI=PDFString(ascii_address(href)))
        page, top, _element = self._targets[href[1:]]
        return dictionary(S="/GoTo", D=f"[{self._pages[page]} /XYZ null {num(top)} null]")

    def _parent_tree(self, tags: Tags) -> str:
        """From the marked contents of each page, and from links, to their elements (14.7.4.4)."""
        nums = [
            f"{page} [{' '.join(map(self._to, marks))}]" for page, marks in enumerate(tags.marks)
        ]
        count = len(nums)
        nums += [f"{count + i} {parent}" for i, parent in enumerate(self._parents)]
        tree, reference = self._document.reserve()
        tree.body = f"<</Nums[{' '.join(nums)}]>>"
        return f"/ParentTree {reference}/ParentTreeNextKey {len(nums)}"

    def _outline(self, headings: list[Element]) -> str | None:
        """Bookmarks of the headings, each under the one above it (12.3.3)."""
        if not headings:
            return None
        root, reference = self._document.reserve()
        root.body = f"<</Type/Outlines{self._bookmarks(_nested(headings), reference)}>>"
        return reference

    def _bookmarks(self, nodes: list[_Node], parent: str) -> str:
        """Write the bookmarks below one; the entries that it has for them."""
        numbers = [self._document.reserve() for _node in nodes]
        for i, (heading, below) in enumerate(nodes):
            raw, reference = numbers[i]
            before = f"/Prev {numbers[i - 1][1]}" if i else ""
            after = f"/Next {numbers[i + 1][1]}" if i + 1 < len(nodes) else ""
            raw.body = (
                f"<</Title{string(heading.text)}/Parent {parent}{before}{after}"
                f"/Dest[{self._pages[heading.page]}/XYZ null {num(heading.top)} null]"
                f"{self._bookmarks(below, reference) if below else ''}>>"
            )
        return f"/First {numbers[0][1]}/Last {numbers[-1][1]}/Count {_count(nodes)}"


def _kept(element: Element) -> Iterator[Element]:
    """The element and all below it that are not empty, in reading order."""
    yield element
    for kid in element.kids:
        if isinstance(kid, Element) and not kid.empty:
            yield from _kept(kid)


def _numbers(box: Rectangle) -> str:
    return " ".join(map(num, box))


def _attributes(element: Element) -> str:
    """The attributes for assistive software: a figure's box, a head's scope, a list's numbering."""
    if element.box is not None:
        return f"/O/Layout/BBox[{_numbers(element.box)}]"
    if element.role == "TH":
        assert element.parent is not None
        cells = [kid.role for kid in element.parent.kids if isinstance(kid, Element)]
        return f"/O/Table/Scope/{'Row' if 'TD' in cells else 'Column'}"
    if element.role == "L":
        return f"/O/List/ListNumbering/{_numbering(element)}"
    return ""


def _numbering(element: Element) -> str:
    labels = [
        label.text
        for item in element.kids
        if isinstance(item, Element)
        for label in item.kids
        if isinstance(label, Element) and label.role == "Lbl"
    ]
    if not labels:
        return "None"
    first = labels[0]
    if first[0].isdecimal():
        return "Decimal"
    if first[0].isalpha():
        return "UpperAlpha" if first[0].isupper() else "LowerAlpha"
    return "Disc"


def _nested(headings: list[Element]) -> list[_Node]:
    """The headings as a tree by their levels."""
    top: list[_Node] = []
    above: list[_Node] = []
    for heading in headings:
        while above and above[-1][0].role >= heading.role:
            above.pop()
        node: _Node = (heading, [])
        (above[-1][1] if above else top).append(node)
        above.append(node)
    return top


def _count(nodes: list[_Node]) -> int:
    return sum(1 + _count(below) for _heading, below in nodes)
