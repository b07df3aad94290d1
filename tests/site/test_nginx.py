"""The published folder, and the served site, behind Debian's nginx."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.places import ROOT
from kit.web import Client

PLAIN = """\
{user}daemon off; pid {tmp}/pid; error_log stderr warn;
events {{}}
http {{
  include /etc/nginx/mime.types; access_log {tmp}/access.log combined;
  client_body_temp_path {tmp}/a; proxy_temp_path {tmp}/b; fastcgi_temp_path {tmp}/c;
  uwsgi_temp_path {tmp}/d; scgi_temp_path {tmp}/e;
  server {{ listen 127.0.0.1:{port}; root {site}; error_page 404 /404.html; {rules} }}
}}
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def nginx(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Client, Path]]:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    assert program, "nginx is missing (on Debian: apt install nginx-light)"
    tmp, port = tmp_path_factory.mktemp("nginx"), free_port()
    rules = "location = /t/d1 { return 302 https://saimex.org.mx/; }"
    user = "user root; " if os.geteuid() == 0 else ""  # else nobody's: it may not look in here
    text = PLAIN.format(tmp=tmp, port=port, site=site, rules=rules, user=user)
    (tmp / "nginx.conf").write_text(text, "utf-8")
    process = subprocess.Popen([program, "-p", str(tmp), "-c", str(tmp / "nginx.conf")])
    client = Client(port)
    for _attempt in range(200):
        try:
            client.get("/")
            break
        except OSError:
            time.sleep(0.05)
    yield client, tmp
    process.terminate()
    process.wait()


def test_nginx_gives_out_what_python_does(nginx, site: Path) -> None:
    client, _tmp = nginx
    for path in ("index.html", "acceso-saimex/index.html", "mapa/index.html", "robots.txt"):
        answer = client.get(f"/{path}")
        assert answer.status == 200
        assert answer.text == (site / path).read_text("utf-8")
    assert client.get("/acceso-saimex/").status == 200
    assert client.get("/acceso-saimex").status == 301
    gone = client.get("/no/hay/tal/pagina/")
    assert gone.status == 404
    assert 'href="/t/mapa/"' in gone.text
    assert client.get("/t/d1").headers["location"] == "https://saimex.org.mx/"
    assert client.get("/acceso-saimex/datos.csv").text.startswith("\ufefffact,")


def test_what_nginx_logs_is_counted(nginx, stock) -> None:
    from infogen.visits.access_log import read_log
    from infogen.visits.counting import Place, count

    client, tmp = nginx
    client.get("/guia/", user_agent="Mozilla/5.0 Firefox/140.0")
    time.sleep(0.2)
    found = count(read_log(tmp / "access.log"), Place("/", frozenset(stock.pieces), frozenset()))
    assert found.unread == 0
    assert found.total("reader", "pieza/guia") == 1


def test_the_files_for_a_server_are_of_one_mind() -> None:
    unit = (ROOT / "deploy/infogen.service").read_text("utf-8")
    proxy = (ROOT / "deploy/nginx.conf").read_text("utf-8")
    assert "--behind-proxy" in unit
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in proxy
    assert "--port 8000" in unit
    assert "127.0.0.1:8000" in proxy
