"""Pictures of published pages, as a browser shows them on a day."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from infogen.content import Link
from infogen.diagnostics import Diagnostic, fail, warning
from infogen.forms.evidence import EvidenceFile, Practiced
from infogen.forms.filling import FilledForm
from infogen.messages import _
from infogen.workspace import Workspace

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SECONDS = 60
SIZE = "1280,1800"

FAILED = b'id="main-frame-error"'
"""A mark of Chromium's own page where another one could not be had."""


def captures(
    workspace: Workspace, form: FilledForm, today: date
) -> tuple[list[EvidenceFile], list[Diagnostic]]:
    """A picture of each page of the practice, and a warning for each that does not answer. Raises
    `Failure` where there is no browser.
    """
    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        message = _("Chromium is not installed: no page can be captured")
        raise fail("no-browser", message, hint=_("install it, or leave out --captures"))
    about = Practiced(workspace, form, today)
    boxes = form.form.evidence.get("captures", ())
    files: list[EvidenceFile] = []
    findings: list[Diagnostic] = []
    for name, link in _pages(workspace, form):
        data = _captured(program, link.url or "")
        if data is None:
            message = _("{url} could not be captured").format(url=link.url)
            hint = _("try again later, or correct the link")
            findings.append(warning("no-capture", message, link._span, hint))
            continue
        title = about.word("captura", url=link.url or "")
        path = f"capturas/{name}-{today.isoformat()}.png"
        files.append(EvidenceFile(path, f"{title}, {today.isoformat()}", boxes, data))
    return files, findings


def _pages(workspace: Workspace, form: FilledForm) -> Iterator[tuple[str, Link]]:
    for name in form.practice.pages:
        link = workspace.data.content.links[name]
        if link.url:
            yield name, link


def _captured(program: str, url: str) -> bytes | None:
    """The page as PNG; None where the browser shows that it has none."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        options = ["--headless", "--disable-gpu", "--hide-scrollbars", f"--window-size={SIZE}"]
        options.append(f"--user-data-dir={folder}/profile")
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            options.append("--no-sandbox")  # Chromium refuses to start for root otherwise
        try:
            shown = _run(program, *options, "--dump-dom", url)
            if not shown.strip() or FAILED in shown:
                return None
            _run(program, *options, f"--screenshot={path}", url)
            return path.read_bytes()
        except (OSError, subprocess.SubprocessError):
            return None


def _run(*command: str) -> bytes:
    return subprocess.run(command, capture_output=True, check=True, timeout=SECONDS).stdout
