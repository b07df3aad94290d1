"""Openings by day, by what was opened and by who asked."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from ipaddress import IPv4Network, IPv6Network

from msgspec import Struct, field

from infogen.visits.access_log import Line
from infogen.visits.agents import kind_of

Network = IPv4Network | IPv6Network

KINDS = ("reader", "preview", "robot", "staff")

_SHORT = re.compile(r"([a-z0-9]{1,8})(?:-[2-9b-z]{3})?")
_FILE = re.compile(r"\.(?:png|jpe?g|webp|pdf|zip|csv|json|svg)$", re.IGNORECASE)
_WATCHED = re.compile(r"\.(?:pdf|zip|csv|json)$", re.IGNORECASE)

OPENED = frozenset({200, 206, 301, 302, 303, 304, 307, 308})
"""Answers to a request that came to something."""


class Place(Struct, frozen=True):
    """Where the site stands on its server, and what it has: the folders of its pieces and the short
    names of its links.
    """

    prefix: str
    pieces: frozenset[str]
    shorts: frozenset[str]


class Openings(Struct):
    """Openings by day, thing and kind; lines that were of no known format; the first and last day.

    A thing is `pieza/NAME`, `enlace/NAME`, `archivo/PATH` (something that was taken along), or
    `página/PATH`.
    """

    counts: Counter[tuple[date, str, str]] = field(default_factory=Counter)
    unread: int = 0

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day with an opening; None where there is none."""
        days = [day for day, _thing, _kind in self.counts]
        return (min(days), max(days)) if days else None

    def total(self, kind: str, thing: str | None = None) -> int:
        """How many openings there were of a kind, of a thing or of all."""
        return sum(
            count
            for (_day, what, who), count in self.counts.items()
            if who == kind and thing in (None, what)
        )

    def things(self) -> list[str]:
        """The things that readers opened, the most opened first."""
        found = {what for _day, what, _who in self.counts}
        return sorted(found, key=lambda thing: (-self.total("reader", thing), thing))

    def by_month(self) -> dict[str, int]:
        """The openings of each month (`2026-11`), in their order."""
        months: Counter[str] = Counter()
        for (day, _thing, kind), count in self.counts.items():
            if kind == "reader":
                months[day.isoformat()[:7]] += count
        return dict(sorted(months.items()))


def count(
    lines: Iterable[Line | None],
    place: Place,
    staff: Sequence[Network] = (),
    between: tuple[date | None, date | None] = (None, None),
) -> Openings:
    """Add up lines. `staff` are the networks of the institution's own people, `between` the first
    and the last day that count.
    """
    found = Openings()
    first, last = between
    for line in lines:
        if line is None:
            found.unread += 1
            continue
        thing = thing_of(line.path, place)
        if thing is None or line.method != "GET" or line.status not in OPENED:
            continue
        if (first and line.day < first) or (last and line.day > last):
            continue
        own = line.machine is not None and any(line.machine in network for network in staff)
        found.counts[line.day, thing, "staff" if own else kind_of(line.agent)] += 1
    return found


def thing_of(path: str, place: Place) -> str | None:
    """The thing that a path opens; None for what a page only needs (style, fonts, the pictures in
    it) and for what is not of the site.
    """
    if not path.startswith(place.prefix):
        return None
    rest = path[len(place.prefix) :].removesuffix("index.html")
    top = rest.partition("/")[0]
    if top in ("static", "aspecto", "moderar", "buzon") or not _known(rest, place):
        return None
    if _FILE.search(rest):
        return f"archivo/{rest}" if _WATCHED.search(rest) else None
    short = _SHORT.fullmatch(top)
    if short and short[1] in place.shorts and rest.rstrip("/") == top:
        return f"enlace/{top}"
    if top in place.pieces:
        return f"pieza/{top}"
    return f"página/{rest.rstrip('/')}"


PAGES = frozenset(
    ("", "resultados-abiertos", "glosario", "mapa", "privacidad", "accesibilidad", "registro")
)


def _known(rest: str, place: Place) -> bool:
    """True for what the site has: scans for other programs' faults are no openings."""
    top = rest.partition("/")[0]
    short = _SHORT.fullmatch(top)
    return top in PAGES or top in place.pieces or bool(short and short[1] in place.shorts)


def merged(parts: Collection[Openings]) -> Openings:
    """Several counts as one."""
    found = Openings()
    for part in parts:
        found.counts.update(part.counts)
        found.unread += part.unread
    return found
