"""What frames mean, as ARIA roles: the markup around them (WAI-ARIA 1.2, SVG-AAM 1.0)."""

from msgspec import Struct
from msgspec.structs import replace

from infogen.backends.svg.elements import attributes, num
from infogen.scene import Frame, Text

_LEVELS = {"title": "1", "heading": "2", "subheading": "3"}
_PARENTS = {"listitem": "list", "row": "table", "cell": "row"}
"""The roles that others must stand in; elsewhere these say nothing."""


class Place(Struct, frozen=True):
    """Where a frame is: the role it is in, and whether that speaks for all in it.

    `first` says whether it is in the first row of a table.
    """

    role: str = "document"
    whole: bool = False
    first: bool = False


class Markup(Struct, frozen=True):
    """What stands before and after a frame, the attributes of its own element (none: it needs no
    element), and where its items are.
    """

    before: str
    after: str
    attributes: str
    place: Place


def markup(frame: Frame, x: float, y: float, place: Place, places: int) -> Markup:
    """The markup of a frame at `x`, `y`, with coordinates of so many decimals."""
    if place.whole:
        return Markup("", "", "", place)
    if frame.role == "artifact":
        return Markup("", "", attributes(aria_hidden="true"), replace(place, whole=True))
    before, after = _link(frame, x, y, places)
    lang = attributes(lang=frame.lang, xml__lang=frame.lang).replace("xml--lang", "xml:lang")
    if frame.role in ("figure", "qr") and frame.alt:
        picture = attributes(role="img", aria_label=frame.alt)
        return Markup(before, after, picture + lang, replace(place, role="img", whole=True))
    role = _role(frame, place)
    own = attributes(role=role, aria_level=_LEVELS.get(frame.role or "")) if role else ""
    first = role == "table" or (role == "row" and place.first)
    inside = Place(role, first=first) if role else place
    return Markup(before, after, own + lang, inside)


def after(outside: Place, inside: Place) -> Place:
    """Where the next frame is: the first row of a table is the one that heads its columns."""
    row = inside.role == "row" and outside.role == "table"
    return replace(outside, first=False) if row else outside


def sets_text(frame: Frame) -> bool:
    """Whether the frame holds text itself, as runs or as lines of runs."""
    return frame.kind != "line" and any(
        isinstance(placed.item, Text)
        or (isinstance(placed.item, Frame) and placed.item.kind == "line")
        for placed in frame.items
    )


def _role(frame: Frame, place: Place) -> str | None:
    match frame.role:
        case "title" | "heading" | "subheading":
            return "heading"
        case "item":
            role = "listitem"
        case "list" | "table":
            return None if sets_text(frame) else frame.role
        case "row" | "cell":
            role = frame.role
        case "head":
            return None if place.role != "row" else "columnheader" if place.first else "rowheader"
        case "paragraph":
            return "paragraph"
        case _:
            return None
    return role if _PARENTS[role] == place.role else None


def _link(frame: Frame, x: float, y: float, places: int) -> tuple[str, str]:
    """The link around a frame, whose whole area can be clicked."""
    if not frame.href or frame.href.startswith("#"):  # a place on another page
        return "", ""
    label = frame.alt if frame.role not in ("figure", "qr") else None
    address = attributes(href=frame.href, aria_label=label).replace(" href", " xlink:href", 1)
    area = attributes(
        x=num(x, places),
        y=num(y, places),
        width=num(frame.size.width, places),
        height=num(frame.size.height, places),
        fill="none",
        pointer_events="all",
    )
    return f"<a{address}><rect{area}/>", "</a>"
