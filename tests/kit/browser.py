"""Chromium, as the reader of SVG files that most people have."""

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

from PIL import Image

PLACES = """
const out = [];
for (const svg of document.querySelectorAll('svg')) {
  const box = svg.getBoundingClientRect(), k = svg.viewBox.baseVal.width / box.width;
  const of = e => { const r = e.getBoundingClientRect();
    return [(r.x - box.x) * k, (r.y - box.y) * k, r.width * k, r.height * k]; };
  out.push({
    texts: [...svg.querySelectorAll('text')].map(t => ({
      text: t.textContent,
      places: [...Array(t.getNumberOfChars()).keys()].map(
        i => { const p = t.getStartPositionOfChar(i); return [p.x, p.y]; }) })),
    links: [...svg.querySelectorAll('a')].map(a => [a.href.baseVal, of(a.firstElementChild)]),
  });
}
const told = document.createElement('pre');
told.id = 'told';
told.textContent = JSON.stringify(out);
document.body.append(told);
"""


def shown(folder: Path, files: dict[str, tuple[bytes, int, int]]) -> dict[str, Image.Image]:
    """Pictures of SVG files by name, each of so many pixels, as an HTML page shows them."""
    folder.mkdir(parents=True, exist_ok=True)
    tags = []
    for name, (data, width, height) in files.items():
        (folder / f"{name}.svg").write_bytes(data)
        style = f"display:block;width:{width}px;height:{height}px"
        tags.append(f'<img src="{name}.svg" style="{style}">')
    page = folder / "page.html"
    page.write_text(f'<!doctype html><body style="margin:0">{"".join(tags)}', "utf-8")
    across = max(width for _data, width, _height in files.values())
    down = sum(height for _data, _width, height in files.values())
    picture = folder / "page.png"
    _run(f"--window-size={across},{down}", f"--screenshot={picture}", page.as_uri())
    with Image.open(picture) as whole:
        sheet = whole.convert("RGB")
    pictures, top = {}, 0
    for name, (_data, width, height) in files.items():
        pictures[name] = sheet.crop((0, top, width, top + height))
        top += height
    return pictures


def measured(folder: Path, files: list[bytes]) -> list[dict[str, list]]:
    """Where the browser has each character and link of some SVG files, in their own units."""
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "page.xhtml"
    script = f"document.fonts.ready.then(() => {{{PLACES}}});"
    page.write_text(
        '<html xmlns="http://www.w3.org/1999/xhtml"><body>'
        + "".join(file.decode() for file in files)
        + f"<script><![CDATA[{script}]]></script></body></html>",
        "utf-8",
    )
    dumped = _run("--virtual-time-budget=20000", "--dump-dom", page.as_uri())
    told = re.search(r'<pre id="told">(.*?)</pre>', dumped, re.S)
    assert told, dumped[-500:]
    return json.loads(unescape(told[1]))


def _run(*options: str) -> str:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "Chromium is missing (on Debian: apt install chromium)"
    usual = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
    done = subprocess.run(
        [program, *usual, "--force-device-scale-factor=1", *options],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    return done.stdout
