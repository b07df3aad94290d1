"""The meaning of frames as ARIA roles: the markup around them (WAI-ARIA 1.2, SVG-AAM 1.0)."""

from msgspec import Struct

from infogen.backends.svg.elements import attributes, num
from infogen.scene import Frame
from infogen.semantics.tree import Part, PartKind, Reading

_ROLES: dict[PartKind, str] = {
    "heading": "heading", "paragraph": "paragraph", "label": "paragraph", "list": "list",
    "item": "listitem", "table": "table", "row": "row", "cell": "cell",
}  # fmt: skip


class Markup(Struct, frozen=True):
    """The markup before and after a frame, and the attributes of its own element (none: it needs no
    element). `whole`: these speak for everything in it.
    """

    before: str
    after: str
    attributes: str
    whole: bool = False


NOTHING = Markup("", "", "", whole=True)
"""Inside of what is said as a whole, or not at all."""


def markup(frame: Frame, x: float, y: float, reading: Reading, places: int) -> Markup:
    """The markup of a frame at `x`, `y`, with coordinates of so many decimals."""
    if frame.meaning.role == "artifact":
        return Markup("", "", attributes(aria_hidden="true"), whole=True)
    before, after = _link(frame, x, y, places)
    lang = attributes(lang=frame.meaning.lang, xml__lang=frame.meaning.lang).replace(
        "xml--lang", "xml:lang"
    )
    if frame.meaning.role in ("figure", "qr") and frame.meaning.alt:
        picture = attributes(role="img", aria_label=frame.meaning.alt)
        return Markup(before, after, picture + lang, whole=True)
    part = reading.parts.get(frame)
    return Markup(before, after, (_role(part) if part else "") + lang)


def _role(part: Part) -> str:
    """The role of a part; a head is that of its column where its row has nothing else."""
    if part.kind == "head":
        assert part.parent is not None
        return attributes(role="columnheader" if part.parent.head else "rowheader")
    return attributes(role=_ROLES[part.kind], aria_level=str(part.level) if part.level else None)


def _link(frame: Frame, x: float, y: float, places: int) -> tuple[str, str]:
    """The link around a frame, whose whole area can be clicked."""
    if not frame.meaning.href or frame.meaning.href.startswith("#"):  # a place on another page
        return "", ""
    label = frame.meaning.alt if frame.meaning.role not in ("figure", "qr") else None
    address = attributes(href=frame.meaning.href, aria_label=label).replace(
        " href", " xlink:href", 1
    )
    area = attributes(
        x=num(x, places),
        y=num(y, places),
        width=num(frame.size.width, places),
        height=num(frame.size.height, places),
        fill="none",
        pointer_events="all",
    )
    return f"<a{address}><rect{area}/>", "</a>"
