"""The structure of a PDF: roles of frames become elements, ink becomes their marked content.

`enter` and `leave` follow the frames of a page, `mark` stands before each ink: it opens the marked
content that the ink belongs to, or an artifact, so that nothing is painted outside of exactly one
(ISO 14289-1, 7.1). `_pdf_structure` writes the result.
"""

from msgspec import Struct
from msgspec.structs import replace

from infogen.scene import Frame
from infogen.scene.ink import SOFT_HYPHEN
from infogen.semantics.rules import sets_text
from infogen.semantics.tree import PartKind, Reading

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the page's lower left corner."""

HEADINGS = tuple(f"H{level}" for level in range(1, 7))
"""The headings that there are (ISO 32000-1, 14.8.4.3.2)."""

_DECORATION = "/Artifact BMC"
_PAGINATION = "/Artifact<</Type/Pagination>>BDC"
"""The operators that open the two kinds of artifact: decoration, and repeated text (14.8.2.2.2)."""

_INLINE = frozenset({"P", "Lbl", "Link", "Span", *HEADINGS})
_NAMES: dict[PartKind, str] = {
    "paragraph": "P", "list": "L", "item": "LI", "label": "Lbl",
    "table": "Table", "row": "TR", "head": "TH", "cell": "TD",
}  # fmt: skip
"""The elements that parts become; a heading becomes that of its level."""


class Element:
    """One structure element. `kids` are elements, the numbers of marked contents of `page`, and
    those of later pages with the page before them.
    """

    __slots__ = ("alt", "box", "kids", "lang", "links", "page", "parent", "parts", "role", "top")

    def __init__(self, role: str, parent: "Element | None", lang: str, page: int = 0) -> None:
        self.role = role
        self.parent = parent
        self.lang = lang
        self.page = page
        self.kids: list[Element | int | tuple[int, int]] = []
        self.links: list[Link] = []
        self.alt: str | None = None
        self.box: Rectangle | None = None
        self.parts: list[str] = []
        self.top = 0.0
        if parent is not None:
            parent.kids.append(self)

    @property
    def text(self) -> str:
        """The words in it, in one line."""
        return " ".join("".join(self.parts).replace(SOFT_HYPHEN, "").split())

    @property
    def empty(self) -> bool:
        """True if it may be left out: it has no content, and is not a cell of a table."""
        if self.links or self.role in ("TH", "TD"):
            return False
        return all(isinstance(kid, Element) and kid.empty for kid in self.kids)


class Link(Struct, frozen=True):
    """A clickable area of a page."""

    page: int
    box: Rectangle
    href: str


class TagContext(Struct):
    """The place in the structure where frames go.

    `whole` is a figure or an artifact: one mark around all its ink, which `hidden` opens if it is
    an artifact.
    """

    element: Element
    lang: str
    whole: bool = False
    hidden: str = ""


class Tags:
    """The recorder of one document, whose `reading` says what each frame is.

    `marks` are the elements of each page's marked contents, by number, `targets` what links inside
    the document lead to: the page, the top, and the element.
    """

    def __init__(self, root: Element, reading: Reading) -> None:
        self.root = root
        self.operators: list[str] = []
        self.marks: list[list[Element]] = []
        self.targets: dict[str, tuple[int, float, Element]] = {}
        self._wholes: dict[str, TagContext] = {}
        self._place = TagContext(root, root.lang)
        self._open: Element | None = None
        self._artifact = ""
        self._reading = reading

    def page(self, operators: list[str]) -> None:
        """Begin a page whose operators go to this list."""
        self.operators = operators
        self.marks.append([])

    def enter(self, frame: Frame, box: Rectangle) -> TagContext:
        """A frame begins; what is returned goes to `leave` at its end."""
        before = self._place
        role = frame.meaning.role
        if not before.whole and (role or frame.meaning.href or frame.meaning.lang or frame.items):
            if role == "artifact" or frame in self._reading.repetitions:
                hidden = _DECORATION if role == "artifact" else _PAGINATION
                self._place = TagContext(before.element, before.lang, whole=True, hidden=hidden)
            elif role in (None, "running") and frame.meaning.href is None and not sets_text(frame):
                if frame.meaning.lang:
                    self._place = TagContext(before.element, frame.meaning.lang)
            else:
                self._place = self._entered(frame, box)
        return before

    def leave(self, before: TagContext) -> None:
        """The frame that began there ends."""
        self._place = before

    def mark(self, text: str | None = None) -> None:
        """Ink follows: the current element's if it is text or in a figure, else an artifact."""
        place = self._place
        if place.hidden or (text is None and not place.whole):
            artifact = place.hidden or _DECORATION
            if self._artifact != artifact:
                self.close()
                self.operators.append(artifact)
                self._artifact = artifact
            return
        element = place.element
        if self._open is not element:
            self.close()
            marks = self.marks[-1]
            self.operators.append(f"/{element.role}<</MCID {len(marks)}>>BDC")
            here = len(marks) if element.page == self._page else (self._page, len(marks))
            element.kids.append(here)
            marks.append(element)
            self._open = element
        if text is not None:
            _say(element, text)

    def close(self) -> None:
        """End the marked content that is open."""
        if self._artifact or self._open is not None:
            self.operators.append("EMC")
            self._artifact, self._open = "", None

    def _entered(self, frame: Frame, box: Rectangle) -> TagContext:
        """The place in a frame. What goes on from an earlier page has its element already."""
        if frame.meaning.whole is None:
            made = self._made(frame, box)
        else:
            if frame.meaning.whole not in self._wholes:
                self._wholes[frame.meaning.whole] = self._made(frame, box)
            made = replace(self._wholes[frame.meaning.whole])
        if frame.meaning.target is not None:
            self.targets[frame.meaning.target] = self._page, box[3], made.element
        return made

    def _made(self, frame: Frame, box: Rectangle) -> TagContext:
        place = self._place
        lang = frame.meaning.lang or place.lang
        inline = place.element.role in _INLINE
        role = frame.meaning.role
        if role in ("figure", "qr") and frame.meaning.alt:
            element = self._linked(place.element, frame, box, lang)
            figure = Element("Figure", self._holder(element, "Figure", lang), lang, self._page)
            figure.alt, figure.box = frame.meaning.alt, box
            return TagContext(figure, lang, whole=True)
        element = place.element
        if inline:
            if sets_text(frame) and role != "link":
                _say(element, " ")
            if lang != element.lang:
                element = Element("Span", element, lang, self._page)
        else:
            element = self._block(frame, box, lang)
            if element.role == "LI" and sets_text(frame):
                element = Element("LBody", element, lang, self._page)
        return TagContext(self._linked(element, frame, box, lang), lang)

    def _block(self, frame: Frame, box: Rectangle, lang: str) -> Element:
        """The element of a frame that is not inside a line of text."""
        here = self._place.element
        part = self._reading.parts.get(frame)
        if part is None:
            return here
        name = f"H{part.level}" if part.kind == "heading" else _NAMES[part.kind]
        element = Element(name, self._holder(here, name, lang), lang, self._page)
        element.top = box[3]
        return element

    def _holder(self, here: Element, name: str, lang: str) -> Element:
        """The element here that may hold one of that name, made if need be (14.8.4.3)."""
        match here.role:
            case "L" if name not in ("L", "LI"):
                return Element("LBody", Element("LI", here, lang, self._page), lang, self._page)
            case "LI" if name != "Lbl":
                last = here.kids[-1] if here.kids else None
                if isinstance(last, Element) and last.role == "LBody":
                    return last
                return Element("LBody", here, lang, self._page)
            case "Table" if name != "TR":
                assert here.parent is not None
                return self._holder(here.parent, name, lang)
            case "TR" if name not in ("TH", "TD"):
                return Element("TD", here, lang, self._page)
            case _:
                return here

    def _linked(self, here: Element, frame: Frame, box: Rectangle, lang: str) -> Element:
        """The Link element of a frame that is one; pieces of one link on two lines share theirs."""
        if frame.meaning.href is None or here.role == "Link":
            return here
        here = self._holder(here, "Link", lang)
        if here.parent is None:
            here = Element("P", here, lang, self._page)
        last = here.kids[-1] if here.kids else None
        if not (
            isinstance(last, Element) and last.links and last.links[0].href == frame.meaning.href
        ):
            last = Element("Link", here, lang, self._page)
        last.links.append(Link(self._page, box, frame.meaning.href))
        last.alt = last.alt or frame.meaning.alt
        return last

    @property
    def _page(self) -> int:
        return len(self.marks) - 1


def _say(element: Element | None, text: str) -> None:
    """Note the words of an element and of those it stands in a line of."""
    while element is not None and element.role in _INLINE:
        element.parts.append(text)
        element = element.parent
