"""Lucide's SVG files in; `src/infogen/artwork/icons.json` and its licence out.

    pip install -e ".[fonts]"
    npm pack lucide-static@1.62.0 && tar xzf lucide-static-1.62.0.tgz
    python scripts/make_icons.py package

Each icon becomes the centre lines that are stroked to draw it: M, L, C and Z in a box of 24 units.
"""

import json
import shutil
import sys
from pathlib import Path

from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib import SVGPath

TARGET = Path("src/infogen/artwork")
BOX = 24
NAMES = (
    *("arrow-down", "arrow-right", "building-2", "calendar", "check", "circle-help", "clock"),
    *("download", "eye", "file-text", "folder-search", "globe", "hand", "inbox", "info", "link"),
    *("lock", "mail", "map-pin", "message-square", "minus", "pencil", "phone", "plus"),
    *("printer", "scale", "scissors", "search", "send", "shield", "trash-2"),
    *("triangle-alert", "user", "users"),
)
LETTERS = {"moveTo": "M", "lineTo": "L", "curveTo": "C", "closePath": "Z"}

Line = list[list[str | float]]


def lines(svg: Path) -> list[Line]:
    """The lines of an icon: each a list of commands that begins with an M."""
    pen = RecordingPen()
    SVGPath(svg).draw(pen)
    found: list[Line] = []
    for operator, points in pen.value:
        if operator == "endPath":
            continue
        if operator == "moveTo":
            found.append([])
        numbers = [round(float(value), 3) for point in points for value in point]
        found[-1].append([LETTERS[operator], *numbers])
    return found


def main(package: Path) -> None:
    """Write the outlines, one icon a line, and copy the licence."""
    rows = [
        f"{json.dumps(name)}: "
        + json.dumps(
            {"box": BOX, "paths": lines(package / "icons" / f"{name}.svg")}, separators=(",", ":")
        )
        for name in sorted(NAMES)
    ]
    text = "{\n" + ",\n".join(rows) + "\n}\n"
    (TARGET / "icons.json").write_text(text, encoding="utf-8")
    shutil.copyfile(package / "LICENSE", TARGET / "LICENSE-lucide.txt")
    print(f"{len(rows)} icons, {len(text):,} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python scripts/make_icons.py FOLDER-OF-LUCIDE-STATIC")
    main(Path(sys.argv[1]))
