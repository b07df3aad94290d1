"""Openings from the logs of servers: what counts, as what, and that no person is kept."""

import csv
import gzip
from datetime import date
from io import StringIO
from ipaddress import ip_network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogen.cli import run
from infogen.diagnostics import Failure
from infogen.visits.access_log import parse, read_log
from infogen.visits.agents import kind_of
from infogen.visits.counting import Place, count, thing_of
from infogen.visits.register import as_csv, as_html

PLACE = Place("/t/", frozenset({"acceso-saimex", "guia"}), frozenset({"d1"}))
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
NGINX = '203.0.113.9 - - [{day}:10:00:00 -0600] "{request}" {status} 512 "-" "{agent}"'


def line(path: str, agent: str = PHONE, status: int = 200, day: str = "03/Nov/2026") -> str:
    return NGINX.format(day=day, request=f"GET {path} HTTP/1.1", status=status, agent=agent)


LOG = [
    line("/t/acceso-saimex/"),
    line("/t/acceso-saimex/index.html?utm=x"),
    line("/t/acceso-saimex/acceso-saimex-portrait-720.webp"),
    line("/t/static/abc/style.css"),
    line("/t/d1", status=302),
    line("/t/d1-k7t/"),
    line("/t/guia/guia-letter.pdf", day="10/Dec/2026"),
    line("/t/acceso-saimex/", "WhatsApp/2.23.20.0 A"),
    line("/t/acceso-saimex/", "WhatsApp/2.23.20.0 A"),
    line("/t/acceso-saimex/", "Mozilla/5.0 (compatible; Googlebot/2.1)"),
    line("/t/", "curl/8.0"),
    line("/t/"),
    line("/wp-login.php"),
    line("/t/wp-login.php"),
    line("/t/acceso-saimex/", status=404),
    NGINX.format(day="03/Nov/2026", request="POST /t/buzon HTTP/1.1", status=303, agent=PHONE),
    "this is no line of a log",
    '203.0.113.9 - ana [03/Nov/2026:10:00:00 -0600] "GET /t/ HTTP/1.1" 200 512',
]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "access.log"
    path.write_text("\n".join(LOG) + "\n", "utf-8")
    return path


def test_openings_are_told_apart(log: Path) -> None:
    found = count(read_log(log), PLACE)
    assert found.total("reader", "pieza/acceso-saimex") == 2
    assert found.total("preview") == 2
    assert found.total("robot") == 2
    assert found.total("reader", "enlace/d1") == 1
    assert found.total("reader", "enlace/d1-k7t") == 1
    assert found.total("reader", "archivo/guia/guia-letter.pdf") == 1
    assert found.total("reader", "página/") == 2
    assert found.total("reader") == 7
    assert found.unread == 1
    assert found.days == (date(2026, 11, 3), date(2026, 12, 10))
    assert found.by_month() == {"2026-11": 6, "2026-12": 1}


def test_rotated_and_compressed_logs_count_alike(log: Path, tmp_path: Path) -> None:
    packed = tmp_path / "access.log.2.gz"
    packed.write_bytes(gzip.compress(log.read_bytes()))
    assert count(read_log(packed), PLACE).counts == count(read_log(log), PLACE).counts


def test_own_staff_and_other_days_stand_apart(log: Path) -> None:
    own = count(read_log(log), PLACE, [ip_network("203.0.113.0/24")])
    assert own.total("reader") == 0
    assert own.total("staff") == 11
    late = count(read_log(log), PLACE, (), (date(2026, 12, 1), None))
    assert late.total("reader") == 1


def test_nothing_of_a_person_is_kept(log: Path) -> None:
    found = count(read_log(log), PLACE)
    for written in (as_csv(found), as_html(found, "Partido")):
        for trace in (b"203.0.113", b"Android", b"ana", b"Chrome"):
            assert trace not in written.replace(b"semana", b"")


def test_the_register_speaks_of_openings_not_of_people(log: Path) -> None:
    page = as_html(count(read_log(log), PLACE), "Partido").decode()
    assert "Openings are counted, not people" in page
    assert "1 lines were of no known format" in page
    rows = list(csv.DictReader(StringIO(as_csv(count(read_log(log), PLACE)).decode("utf-8-sig"))))
    assert sum(int(row["openings"]) for row in rows if row["kind"] == "reader") == 7


def test_a_log_that_is_cut_off_or_none_is_said(tmp_path: Path) -> None:
    cut = tmp_path / "x.gz"
    cut.write_bytes(gzip.compress(("\n".join(LOG * 200)).encode())[:-40])
    for path in (cut, tmp_path / "none", tmp_path):
        with pytest.raises(Failure, match="cannot be read"):
            count(read_log(path), PLACE)


@given(st.text(max_size=300))
def test_no_line_stops_it(text: str) -> None:
    found = parse(text)
    assert found is None or isinstance(found.day, date)


@given(st.text(max_size=60))
def test_no_path_stops_it(path: str) -> None:
    thing_of(f"/t/{path}", PLACE)
    kind_of(path)


def test_the_command_writes_the_register(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["visits", str(log), "--prefix", "/t/", "-o", str(tmp_path / "out")]
    assert run(arguments) == 0
    assert "openings by readers" in capsys.readouterr().out
    assert (tmp_path / "out/registro.html").is_file()
    assert run(["visits", str(log), "--staff", "x"]) == 2
    (tmp_path / "empty").mkdir()
    assert run(["visits", "-w", str(tmp_path / "empty")]) == 1


def test_a_damaged_archive_is_said(tmp_path: Path) -> None:
    damaged = tmp_path / "x.gz"
    data = bytearray(gzip.compress(("\n".join(LOG * 50)).encode()))
    data[40:80] = b"\xff" * 40
    damaged.write_bytes(data)
    with pytest.raises(Failure, match="cannot be read"):
        count(read_log(damaged), PLACE)
