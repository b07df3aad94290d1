"""The built-in icons: a name in, the lines to stroke out.

The outlines are Lucide's (ISC licence, `LICENSE-lucide.txt`), baked into `icons.json` by
`scripts/make_icons.py`, so that drawing one needs no SVG renderer.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from infogen.scene import Command


class IconStrokes(Struct, frozen=True):
    """The centre lines of an icon, y down, in a square of side `box`.

    They are meant for a stroke of 2 units with round caps and no fill.
    """

    box: float
    commands: tuple[Command, ...]


def icon_names() -> tuple[str, ...]:
    """The names of all icons, sorted."""
    return tuple(sorted(_baked()))


@cache
def icon_strokes(name: str) -> IconStrokes:
    """The icon of that name. Raises `KeyError` if there is none."""
    icon = _baked()[name]
    commands = (command for path in icon["paths"] for command in path)
    return IconStrokes(
        float(icon["box"]),
        tuple((letter, *(float(number) for number in numbers)) for letter, *numbers in commands),
    )


@cache
def _baked() -> dict[str, Any]:
    text = (Path(__file__).parent / "icons.json").read_text(encoding="utf-8")
    baked: dict[str, Any] = json.loads(text)
    return baked
