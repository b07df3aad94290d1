"""The register of openings: a page to look at and to hand in, and a table for spreadsheets."""

import csv
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING

from msgspec import Struct

from infogen.content.printing import format_value
from infogen.messages import _, language
from infogen.visits.counting import KINDS, Openings

if TYPE_CHECKING:
    from jinja2 import Environment

COLUMNS = ("day", "thing", "kind", "openings")


class Row(Struct, frozen=True):
    """A thing with its openings by kind."""

    thing: str
    counts: tuple[int, ...]


def as_csv(found: Openings) -> bytes:
    """Openings by day, thing and kind (RFC 4180), with the mark of UTF-8."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for (day, thing, kind), count in sorted(found.counts.items()):
        writer.writerow((day.isoformat(), thing, kind, count))
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def as_html(found: Openings, institution: str) -> bytes:
    """The register as one page that loads nothing, with a bar for each month."""
    days = found.days
    months = found.by_month()
    most = max(months.values(), default=1)
    text = (
        _environment()
        .get_template("register.html")
        .render(
            lang=language(),
            institution=institution,
            first=format_value(days[0]) if days else None,
            last=format_value(days[1]) if days else None,
            rows=[
                Row(one, tuple(found.total(kind, one) for kind in KINDS)) for one in found.things()
            ],
            totals=tuple(found.total(kind) for kind in KINDS),
            months=[
                (month, count, round(100 * count / most, 1)) for month, count in months.items()
            ],
            unread=found.unread,
        )
    )
    return text.encode()


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("infogen.visits"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals["_"] = _
    return made
