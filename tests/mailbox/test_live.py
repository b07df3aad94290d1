"""The mailbox as a process, killed at any moment, and in a real browser."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infogen.mailbox import people
from infogen.mailbox.store import Mailbox
from kit.mailbox import PASSWORD, Box, Citizen, published
from kit.web import chromium, sideways, small_targets, violations, visit, visitor

STAFF = "Ana"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("live")
    published(root)
    return root


def start(root: Path) -> tuple[subprocess.Popen[str], int]:
    """`infogen serve`, and its port."""
    command = [sys.executable, "-m", "infogen", "serve", "-w", str(root), "--port", "0"]
    quick = "import infogen.mailbox.spam as s; s.SOONEST = -1.0; s.PACE = 10**6; from infogen.cli import main; main()"
    command[1:3] = ["-c", quick]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    for line in process.stdout:
        found = re.search(r"http://127\.0\.0\.1:(\d+)/\s*$", line)
        if found:
            return process, int(found[1])
    raise AssertionError("it does not start")


def test_a_kill_loses_nothing_that_was_acknowledged(root: Path) -> None:
    acknowledged: dict[str, str] = {}
    for round in range(4):
        process, port = start(root)
        citizen = Citizen(port)
        for number in range(3 + round):
            message = f"mensaje {round} {number}"
            acknowledged[citizen.folio(message)] = message
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
    mailbox = Mailbox(root / "buzon")
    kept = {one.folio: one.message for one in mailbox.everything()}
    mailbox.close()
    assert kept == acknowledged


def test_a_second_process_is_told_so(root: Path) -> None:
    process, _port = start(root)
    done = subprocess.run(
        [sys.executable, "-m", "infogen", "serve", "-w", str(root), "--port", "0"],
        capture_output=True,
        text=True,
        check=False,
    )
    process.terminate()
    process.wait()
    process.stdout.close()
    assert done.returncode == 1
    assert "another process has" in done.stderr


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with chromium() as opened:
        yield opened


def sound(page) -> None:
    """Assert that a page is for everybody at three widths."""
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert sideways(page) == 0
        assert violations(page) == []
    page.set_viewport_size({"width": 360, "height": 800})
    assert small_targets(page) == []


def test_from_a_comment_to_what_it_changed(box: Box, browser) -> None:
    people.appoint(box.mailbox, STAFF, "publishes", PASSWORD)
    base = f"http://127.0.0.1:{box.port}"
    citizen = visitor(browser, width=360, scripts=False)
    visit(citizen, f"{base}/aviso/")
    citizen.get_by_label("preguntar").check()
    citizen.get_by_label("Tu mensaje").fill("¿Cuentan los sábados?")
    citizen.get_by_role("button", name="Enviar al buzón").click()
    assert "Tenemos tu mensaje" in citizen.inner_text("h1")
    after = citizen.url
    visit(citizen, f"{base}/aviso/")
    assert "sábados" not in citizen.inner_text("main")

    staff = visitor(browser, width=1280)
    visit(staff, f"{base}/moderar/entrar")
    sound(staff)
    staff.set_viewport_size({"width": 1280, "height": 800})
    staff.get_by_label("Nombre").fill(STAFF)
    staff.get_by_label("Contraseña").fill(PASSWORD)
    staff.keyboard.press("Enter")
    staff.wait_for_url(f"{base}/moderar")
    sound(staff)
    staff.get_by_role("link", name=re.compile("Abrir")).click()
    staff.get_by_label("Respuesta pública").fill("No cuentan.")
    staff.get_by_label("Qué decía antes").fill("Cada punto es un día.")
    staff.get_by_label("Qué dice ahora").fill("Cada punto es un día hábil.")
    sound(staff)
    staff.get_by_role("button", name="Guardar y publicar").click()
    visit(staff, f"{base}/moderar/bitacora")
    sound(staff)
    visit(staff, f"{base}/registro")
    sound(staff)
    visit(staff, f"{base}/aviso/")
    sound(staff)
    visit(staff, after)
    sound(staff)

    visit(citizen, f"{base}/aviso/")
    words = citizen.inner_text("main")
    assert "¿Cuentan los sábados?" in words
    assert "No cuentan." in words
    assert "Cada punto es un día hábil." in words
    for page in (citizen, staff):
        page.context.close()
