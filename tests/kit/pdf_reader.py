"""Reads a tagged PDF with pikepdf, apart from the code that writes it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, String

PAINT = {
    "Tj", "TJ", "'", '"', "Do", "sh", "INLINE IMAGE",
    "f", "F", "f*", "B", "B*", "b", "b*", "S", "s",
}  # fmt: skip
UNUSED = {"k", "K", "gs", "sh", "cs", "CS", "Tr", "Tm", "T*", "TD", "Tj", "'", '"'}
"""Operators that the backend does not write: other inks, states, and ways to set text."""

Place = tuple[float, float, float, float]
"""Left, bottom, right and top."""


@dataclass
class Mark:
    """One marked content of a page: its number (None for an artifact), its tag, what it says, and
    the box around the baselines of its text.
    """

    number: int | None
    tag: str
    text: str = ""
    place: Place | None = None

    def reaches(self, left: float, right: float, y: float, size: float) -> None:
        """Some text is set from left to right on the baseline `y`."""
        low, high = y - size / 4, y + size
        x0, y0, x1, y1 = self.place or (left, low, right, high)
        self.place = min(left, x0), min(low, y0), max(right, x1), max(high, y1)


@dataclass
class Node:
    """A structure element with its kids in order; a mark is the index of its page and its number.

    `order` has kids and marks as they follow each other.
    """

    role: str
    element: Dictionary
    kids: list["Node"] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    links: list[Dictionary] = field(default_factory=list)
    order: list["Node | tuple[int, int]"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def reading(self) -> Iterator[tuple[int, int]]:
        """The marks in it, in reading order."""
        for part in self.order:
            if isinstance(part, Node):
                yield from part.reading()
            else:
                yield part

    def outline(self) -> str:
        """Roles as `Role(Kid Kid)`."""
        inner = " ".join(kid.outline() for kid in self.kids)
        return f"{self.role}({inner})" if inner else self.role


def tree(pdf: pikepdf.Pdf) -> Node:
    """The structure tree from its one element at the root."""
    pages = {page.obj.objgen: i for i, page in enumerate(pdf.pages)}
    return _node(pdf.Root.StructTreeRoot.K, pages)


def _node(element: Dictionary, pages: dict[tuple[int, int], int]) -> Node:
    node = Node(str(element.S)[1:], element)
    for kid in listed(element.get("/K")):
        if isinstance(kid, int):
            node.marks.append((pages[element.Pg.objgen], kid))
        elif kid.get("/Type") == Name.MCR:
            node.marks.append((pages[kid.get("/Pg", element.get("/Pg")).objgen], int(kid.MCID)))
        elif kid.get("/Type") == Name.OBJR:
            node.links.append(kid.Obj)
            continue
        else:
            node.kids.append(_node(kid, pages))
            node.order.append(node.kids[-1])
            continue
        node.order.append(node.marks[-1])
    return node


def listed(value: pikepdf.Object | None) -> list[pikepdf.Object]:
    """An entry that may be an array, one object or missing."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


@dataclass
class Content:
    """The content stream of a page: its marked contents in paint order, the codes that each font
    shows, and what is wrong.
    """

    marks: list[Mark] = field(default_factory=list)
    codes: dict[str, set[int]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def marks(page: pikepdf.Page) -> list[Mark]:
    """The marked contents of a page in paint order; asserts that nothing is wrong with them."""
    found = content(page)
    assert not found.problems
    return found.marks


def content(page: pikepdf.Page) -> Content:
    """Goes through the operators of a page."""
    reader = _Reader({str(name): Font(font) for name, font in page.Resources.Font.items()})
    for operands, operator in pikepdf.parse_content_stream(page):
        reader.read(str(operator), operands)
    reader.end()
    return reader.content


class Font:
    """A Type0 font of two-byte codes: what each code says, and how far it moves the pen."""

    def __init__(self, font: Dictionary) -> None:
        self.text = to_unicode(font)
        self.widths = widths(font.DescendantFonts[0])


def to_unicode(font: Dictionary) -> dict[int, str]:
    """Code to text, as the ToUnicode map has it; surrogates that are alone stay as they are."""
    raw = font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""
    lines = re.findall(rb"^<([0-9A-F]+)><([0-9A-F]+)>$", raw, re.M)
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "surrogatepass")
        for code, text in lines
        if len(text) % 4 == 0
    }


def widths(descendant: Dictionary) -> dict[int, float]:
    """Code to width in 1/1000 em, from arrays of the form `first [width …]`."""
    found = {}
    entries = list(descendant.W)
    for first, values in zip(entries[::2], entries[1::2], strict=True):
        for i, width in enumerate(values):
            found[int(first) + i] = float(width)
    return found


class _Reader:
    """The state of a content stream: what is open, and where the pen is."""

    def __init__(self, fonts: dict[str, Font]) -> None:
        self.content = Content()
        self._fonts = fonts
        self._stack: list[str] = []
        self._spoken = self._text = False
        self._saved = 0
        self._name, self._size = "", 0.0
        self._pen = 0.0, 0.0

    def read(self, name: str, operands: list[pikepdf.Object]) -> None:
        """One operator."""
        match name:
            case "BDC" | "BMC":
                self._begin(str(operands[0])[1:], operands[1] if name == "BDC" else Dictionary())
            case "EMC":
                self._close()
            case "q" | "Q":
                self._save(1 if name == "q" else -1)
            case "BT" | "ET" | "Tf" | "Td":
                self._move(name, operands)
        if name in UNUSED:
            self._wrong(f"{name} in the content")
        if name in PAINT and not self._stack:
            self._wrong(f"{name} outside of marked content")
        elif name == "TJ":
            self._show(operands[0])

    def end(self) -> None:
        if self._stack:
            self._wrong("marked content that is not closed")
        if self._saved:
            self._wrong("q without Q")

    def _wrong(self, problem: str) -> None:
        self.content.problems.append(problem)

    def _save(self, step: int) -> None:
        self._saved += step
        if self._saved < 0:
            self._wrong("Q without q")

    def _move(self, name: str, operands: list[pikepdf.Object]) -> None:
        """Begin or end a text object, take a font, move the pen."""
        if name == "Tf":
            self._name, self._size = str(operands[0]), float(operands[1])
        elif name == "Td":
            self._pen = self._pen[0] + float(operands[0]), self._pen[1] + float(operands[1])
        else:
            if self._text == (name == "BT"):
                self._wrong(f"{name} where it must not be")
            self._text = name == "BT"
            self._pen = 0.0, 0.0

    def _begin(self, tag: str, entries: Dictionary) -> None:
        inside = bool(self._stack)
        self._stack.append(tag)
        if tag == "Span" and "/ActualText" in entries and inside:
            self._spoken = True
            self.content.marks[-1].text += str(entries.ActualText)
            return
        if inside:
            self._wrong(f"{tag} inside {self._stack[-2]}")
        number = int(entries.MCID) if "/MCID" in entries else None
        if (number is None) != (tag == "Artifact"):
            self._wrong(f"{tag} is neither an artifact nor numbered")
        self.content.marks.append(Mark(number, tag))

    def _close(self) -> None:
        if not self._stack:
            self._wrong("EMC without a beginning")
            return
        self._stack.pop()
        self._spoken = False

    def _show(self, shown: Array) -> None:
        """Move the pen over an array of strings and gaps."""
        font, mark = self._fonts[self._name], self.content.marks[-1]
        used = self.content.codes.setdefault(self._name, set())
        start, y = self._pen
        x = start
        for part in shown:
            if not isinstance(part, String):
                x -= float(part) * self._size / 1000
                continue
            raw = bytes(part)
            for code in (int.from_bytes(raw[i : i + 2], "big") for i in range(0, len(raw), 2)):
                used.add(code)
                x += font.widths.get(code, 1000.0) * self._size / 1000
                if not self._spoken:
                    mark.text += font.text.get(code, "\ufffd")
        mark.reaches(start, x, y, self._size)


def numbers(tree_node: Dictionary) -> dict[int, pikepdf.Object]:
    """A number tree of one node."""
    nums = tree_node.Nums
    return {int(nums[i]): nums[i + 1] for i in range(0, len(nums), 2)}
