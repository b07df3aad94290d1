"""The pieces in; the three pictures of `README.md`, a third of their size, out.

python scripts/make_pictures.py
"""

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image

import infogen

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "pictures"
SHOWN = {"verificacion": "portrait", "acceso-saimex": "portrait", "guia": "letter"}
WIDTH = 360
"""Pixels: three stand side by side on a page of the repository, and each is as wide as a phone."""


def main() -> int:
    """Write the pictures; the exit status."""
    workspace = infogen.load(ROOT)
    TARGET.mkdir(parents=True, exist_ok=True)
    for piece in SHOWN:
        (TARGET / f"{piece}.png").write_bytes(picture(workspace, piece))
    return 0


def picture(workspace: infogen.Workspace, piece: str) -> bytes:
    """The small picture of a piece, a PNG."""
    scene = infogen.compose(workspace, piece, format=SHOWN[piece])
    large = Image.open(BytesIO(infogen.render(scene, "png"))).convert("RGB")
    size = (WIDTH, round(large.height * WIDTH / large.width))
    file = BytesIO()
    large.resize(size, Image.Resampling.LANCZOS).save(file, "png", optimize=True)
    return file.getvalue()


if __name__ == "__main__":
    sys.exit(main())
