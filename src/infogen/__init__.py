"""Declarative layouts and sourced content into infographics and printable guides.

    workspace = infogen.load("my-campaign")
    scene = infogen.compose(workspace, "verificacion", format="portrait")
    for finding in infogen.check(scene, workspace):
        print(finding)
    infogen.save(scene, "verificacion.png")

`load` and `compose` raise `Failure`, which carries all the diagnostics of its stage. These names
are stable; they are imported when they are first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from infogen._version import __version__

if TYPE_CHECKING:
    from infogen.backends import render, save
    from infogen.checks import check
    from infogen.diagnostics import Diagnostic, Failure, Span
    from infogen.layout.compose import compose
    from infogen.scene import Scene
    from infogen.workspace import Workspace, load

__all__ = [
    "Diagnostic",
    "Failure",
    "Scene",
    "Span",
    "Workspace",
    "__version__",
    "check",
    "compose",
    "load",
    "render",
    "save",
]

_HOMES = {
    "Diagnostic": "diagnostics",
    "Failure": "diagnostics",
    "Scene": "scene",
    "Span": "diagnostics",
    "Workspace": "workspace",
    "check": "checks",
    "compose": "layout.compose",
    "load": "workspace",
    "render": "backends",
    "save": "backends",
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
