"""Reads a tagged PDF with pikepdf, apart from the code that writes it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, String

SHOWN = {"Tj", "TJ", "Do", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "'", '"', "BI"}


@dataclass
class Mark:
    """One marked content of a page: its number (None for an artifact), its tag and what it says."""

    number: int | None
    tag: str
    text: str = ""


@dataclass
class Node:
    """A structure element with its kids, in order."""

    role: str
    element: Dictionary
    kids: list["Node"] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    links: list[Dictionary] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def outline(self) -> str:
        """Roles as `Role(Kid Kid)`."""
        inner = " ".join(kid.outline() for kid in self.kids)
        return f"{self.role}({inner})" if inner else self.role


def tree(pdf: pikepdf.Pdf) -> Node:
    """The structure tree from its one element at the root."""
    pages = [page.obj.objgen for page in pdf.pages]
    return _node(pdf.Root.StructTreeRoot.K, pages)


def _node(element: Dictionary, pages: list[tuple[int, int]]) -> Node:
    node = Node(str(element.S)[1:], element)
    page = pages.index(element.Pg.objgen)
    kids = element.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, int):
            node.marks.append((page, kid))
        elif kid.get("/Type") == Name.MCR:
            node.marks.append((pages.index(kid.Pg.objgen), int(kid.MCID)))
        elif kid.get("/Type") == Name.OBJR:
            node.links.append(kid.Obj)
        else:
            node.kids.append(_node(kid, pages))
    return node


def marks(page: pikepdf.Page) -> list[Mark]:
    """The marked contents of a page in paint order; asserts that they are not nested."""
    maps = {name: _to_unicode(font) for name, font in page.Resources.Font.items()}
    out: list[Mark] = []
    stack: list[str] = []
    spoken, font, saved = "", "", 0
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            tag = str(operands[0])[1:]
            stack.append(tag)
            if tag == "Span" and name == "BDC" and "/ActualText" in operands[1]:
                spoken = str(operands[1].ActualText)
                out[-1].text += spoken
                continue
            assert len(stack) == 1
            number = int(operands[1].MCID) if name == "BDC" else None
            out.append(Mark(number, tag))
        elif name == "EMC":
            stack.pop()
            spoken = ""
        elif name == "Tf":
            font = str(operands[0])
        elif name == "TJ" and not spoken:
            codes = b"".join(bytes(part) for part in operands[0] if isinstance(part, String))
            out[-1].text += "".join(maps[font][codes[i : i + 2]] for i in range(0, len(codes), 2))
        saved += {"q": 1, "Q": -1}.get(name, 0)
        if name in SHOWN:
            assert stack, f"{name} outside of marked content"
    assert not stack
    assert saved == 0
    return out


def _to_unicode(font: Dictionary) -> dict[bytes, str]:
    """Code to text, as the ToUnicode map has it."""
    lines = re.findall(rb"^<([0-9A-F]{4})><([0-9A-F]+)>$", font.ToUnicode.read_bytes(), re.M)
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be")
        for code, text in lines
        if (code, text) != (b"0000", b"FFFF")
    }


def numbers(tree_node: Dictionary) -> dict[int, pikepdf.Object]:
    """A number tree of one node."""
    nums = tree_node.Nums
    return {int(nums[i]): nums[i + 1] for i in range(0, len(nums), 2)}
