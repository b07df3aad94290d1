"""Measures infogen against Typst and WeasyPrint in one interleaved run and prints Markdown.

    python -m benchmarks [--contents N] [--rounds N]

Every round measures each tool once, on a content that none has seen; a ratio is the median over the
rounds of infogen's time divided by the peer's in the same round. The machine's speed drifts; ratios
of neighbours hold better than milliseconds.
"""

import argparse
import io
import json
import os
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import contents
from benchmarks.peers import pages
from infogen.backends import render
from infogen.layout.compose import compose
from infogen.workspace import load

ROOT = Path(__file__).parents[1]
PEERS = Path(__file__).parent / "peers"
FONTS = ROOT / "fonts"
STANDARDS = ["ua-1", "a-2a"]
"""What infogen's PDF always is; Typst makes it when asked."""
WARM_UP = 2
"""Rounds that are not counted: imports, fonts and glyph masks are made in them."""

STARTER = """
import os, sys, time
start = time.perf_counter()
null = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=null)
_pid, status, usage = os.wait4(pid, 0)
print((time.perf_counter() - start) * 1e3, usage.ru_maxrss, file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
"""

Times = dict[str, list[float]]


def main() -> None:
    """Measure everything and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--contents", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    times, sizes = warm(options.contents)
    print("### Warm, one process, new content each time\n")
    table(times, [("infogen PNG", "typst PNG"), ("infogen PDF", "typst PDF"),
                  ("infogen PDF", "weasyprint PDF"), ("infogen PNG", "encode, zlib-ng 6"),
                  ("infogen PNG", "encode, zlib 3")])  # fmt: skip
    print("\n| file | bytes, median | infogen's is |\n|---|---:|---:|")
    for name, other in (("PNG", "typst PNG"), ("PDF", "typst PDF"), ("PDF", "weasyprint PDF")):
        ours, theirs = median(sizes[f"infogen {name}"]), median(sizes[other])
        print(
            f"| infogen {name} against {other} "
            f"| {ours:,.0f} / {theirs:,.0f} | {ours / theirs:.2f} × |"
        )
    print("\n### Cold, one process each\n")
    times, memory = cold(options.rounds)
    table(times, [("infogen PNG", "typst PNG"), ("infogen PNG, first run", "typst PNG"),
                  ("infogen --help", "bare interpreter")])  # fmt: skip
    print("\n| peak memory, MiB | median |\n|---|---:|")
    for name, values in memory.items():
        print(f"| {name} | {median(values):.0f} |")


def warm(count: int) -> tuple[Times, Times]:
    """Milliseconds and bytes for each tool, content by content."""
    import typst
    import weasyprint

    workspace = load(ROOT)
    fonts = {"font_paths": [str(FONTS)], "ignore_system_fonts": True, "root": str(ROOT)}
    poster = typst.Compiler(str(PEERS / "verificacion.typ"), **fonts)
    guide = typst.Compiler(str(PEERS / "guia.typ"), **fonts)
    times: Times = {}
    sizes: Times = {}

    def measure(name: str, work: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        result = work()
        times.setdefault(name, []).append((time.perf_counter() - start) * 1e3)
        if isinstance(result, bytes):
            sizes.setdefault(name, []).append(len(result))
        return result

    for raw in contents.batch(workspace, count + WARM_UP):
        png = measure(
            "infogen PNG", lambda raw=raw: made(workspace, raw, "verificacion", "portrait", "png")
        )
        measure("infogen PDF", lambda raw=raw: made(workspace, raw, "guia", "letter", "pdf"))
        data = contents.validated(workspace, raw).data
        shown = {"data": json.dumps(contents.verificacion(data))}
        measure("typst PNG", lambda s=shown: poster.compile(sys_inputs=s, format="png", ppi=72))
        printed = {"data": json.dumps(contents.guia(data))}
        measure(
            "typst PDF",
            lambda s=printed: guide.compile(sys_inputs=s, format="pdf", pdf_standards=STANDARDS),
        )
        html = pages.guia(contents.guia(data), FONTS.as_uri())
        measure("weasyprint PDF", lambda h=html: weasyprint.HTML(string=h).write_pdf())
        _floors(png, measure)
    return ({name: values[WARM_UP:] for name, values in found.items()} for found in (times, sizes))


def made(workspace: Any, raw: Any, piece: str, form: str, kind: str) -> bytes:
    """One file of a new content: validated, bound, laid out, drawn and encoded."""
    here = contents.validated(workspace, raw)
    return render(compose(here, piece, format=form), kind)


def _floors(png: bytes, measure: Callable[[str, Callable[[], Any]], Any]) -> None:
    """What encoding the same picture costs alone."""
    from PIL import Image

    from infogen.backends.png.encode import encode

    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.load()
    measure("encode, zlib-ng 6", lambda: encode(picture))
    width = picture.width * 3
    pixels = picture.tobytes()
    rows = b"".join(b"\0" + pixels[i : i + width] for i in range(0, len(pixels), width))
    measure("encode, zlib 3", lambda: zlib.compress(rows, 3))


def cold(rounds: int) -> tuple[Times, Times]:
    """Milliseconds and peak MiB of whole processes, tool by tool in each round. All make one PNG;
    a first run finds nothing that an earlier one has kept, and keeps what it has read.
    """
    data = json.dumps(contents.verificacion(load(ROOT).data))
    times: Times = {}
    memory: Times = {}
    with tempfile.TemporaryDirectory() as folder:
        inputs = Path(folder) / "data.json"
        inputs.write_text(data, "utf-8")
        compile_it = (
            "import typst; c = typst.Compiler("
            f"{str(PEERS / 'verificacion.typ')!r}, root={str(ROOT)!r}, font_paths=[{str(FONTS)!r}],"
            " ignore_system_fonts=True); open("
            f"{folder + '/typst.png'!r}, 'wb').write(c.compile(sys_inputs={{'data': "
            f"open({str(inputs)!r}).read()}}, format='png', ppi=72))"
        )
        build = ["-m", "infogen", "build", "verificacion", "--variant", "base"]
        build += ["--format", "portrait", "--as", "png", "-w", str(ROOT), "-o", folder]
        commands = {
            "infogen PNG": build,
            "infogen PNG, first run": build,
            "typst PNG": ["-c", compile_it],
            "infogen --help": ["-m", "infogen", "--help"],
            "bare interpreter": ["-c", "pass"],
        }
        for turn in range(rounds + 1):
            for name, arguments in commands.items():
                cache = Path(folder) / ("cache" if name == "infogen PNG" else f"cache-{turn}")
                took, peak = _process([sys.executable, *arguments], cache)
                if turn:
                    times.setdefault(name, []).append(took)
                    memory.setdefault(name, []).append(peak)
    return times, memory


def _process(command: list[str], cache: Path) -> tuple[float, float]:
    """Milliseconds and peak MiB of one process."""
    # Byte code is kept, as after an installation. A small process starts the measured one: a child
    # counts the memory of its parent as its own until it runs.
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONDONTWRITEBYTECODE": "",
        "XDG_CACHE_HOME": str(cache),
    }
    done = subprocess.run(
        [sys.executable, "-S", "-c", STARTER, *command],
        capture_output=True, text=True, env=environment, check=True,
    )  # fmt: skip
    took, peak = done.stderr.split()[-2:]
    return float(took), float(peak) / 1024


def table(times: Times, pairs: list[tuple[str, str]]) -> None:
    """Each tool's milliseconds, then the ratios of pairs."""
    print("| tool | ms, median (min–max) |\n|---|---:|")
    for name, values in times.items():
        print(f"| {name} | {median(values):.1f} ({min(values):.1f}–{max(values):.1f}) |")
    print("\n| ratio, median of rounds | |\n|---|---:|")
    for ours, theirs in pairs:
        ratio = median(a / b for a, b in zip(times[ours], times[theirs], strict=True))
        print(f"| {ours} / {theirs} | {ratio:.2f} |")


if __name__ == "__main__":
    main()
