"""Lines of access logs: the common and the combined format, plain or compressed, rotated or not."""

import gzip
import re
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from infogen.diagnostics import fail
from infogen.files.os_errors import reason
from infogen.messages import _

LONGEST = 16_384
"""Bytes of a line; servers refuse requests that are longer."""

_LINE = re.compile(
    r'(?P<host>\S+) \S+ .*?\[(?P<day>\d\d/[A-Z][a-z]{2}/\d{4}):[^\]]+\] "(?P<method>[A-Z]+)'
    r' (?P<path>\S+)[^"]*" (?P<status>\d{3}) \S+'
    r'(?: "(?:[^"\\]|\\.)*" "(?P<agent>(?:[^"\\]|\\.)*)")?'
)
"""Apache, mod_log_config: `%h %l %u %t "%r" %>s %b`, and then referrer and program."""

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

Machine = IPv4Address | IPv6Address


class Line(Struct, frozen=True):
    """A request: its day, its path without the query, what was answered, the program that asked
    (None in the common format), and the machine, where the log names one.
    """

    day: date
    path: str
    method: str
    status: int
    agent: str | None
    machine: Machine | None


def read_log(path: Path) -> Iterator[Line | None]:
    """The lines of a log, in its order; None for each that is of no known format. Raises `Failure`
    for a file that cannot be read.
    """
    try:
        with path.open("rb") as plain:
            compressed = plain.read(2) == b"\x1f\x8b"
        with gzip.open(path) if compressed else path.open("rb") as file:
            while line := file.readline(LONGEST):
                yield parse(line.decode("utf-8", "replace"))
    except (OSError, EOFError, zlib.error) as problem:
        why = reason(problem) if isinstance(problem, OSError) else _("it is damaged or cut off")
        message = _('"{path}" cannot be read: {reason}').format(path=path.as_posix(), reason=why)
        hint = _("name an access log of the server, plain or gz")
        raise fail("unreadable-file", message, hint=hint) from None


def parse(text: str) -> Line | None:
    """A line; None where it is of no known format."""
    found = _LINE.match(text)
    if found is None:
        return None
    try:
        number, month, year = found["day"].split("/")
        day = date(int(year), _MONTHS.index(month) + 1, int(number))
        path = unquote(urlsplit(found["path"]).path)
    except ValueError:
        return None
    agent = found["agent"]
    return Line(day, path, found["method"], int(found["status"]), agent, _machine(found["host"]))


def _machine(host: str) -> Machine | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def as_line(moment: datetime, path: str, status: int, agent: str) -> str:
    """A line of the combined format without an address, as tests and examples write it."""
    quoted = agent.replace("\\", "\\\\").replace('"', '\\"')
    stamp = f"{moment.day:02}/{_MONTHS[moment.month - 1]}/{moment.year}:{moment:%H:%M:%S} -0600"
    return f'- - - [{stamp}] "GET {path} HTTP/1.1" {status} 1 "-" "{quoted}"'
