"""Imports go one way only: a module may import from its own level and from those below it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from kit.places import SOURCE

PACKAGE = SOURCE / "infogen"

LEVELS = (
    "diagnostics geometry color messages refusal stock clock",
    "deferred delivery source fonts twin scene structure phrase drawings pictures report",
    "wording complaints model validation json_schema typesetting tracks theme format platforms icons outline"
    " symbol svg_path legibility spanish",
    "content terms",
    "blocks",
    "scope words nodes uses bind components assemble page pagination spec axes strays workspace",
    "backends checks twin.captions concessions conditions compose press",
    "output manifest kept terms.timetable terms.ics selection review draft making build preflight"
    " pages sheets progress changes",
    "schema init listing cli __main__ __init__",
)
LEVEL = {name: level for level, names in enumerate(LEVELS) for name in names.split()}


def _files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _module(path: Path) -> str:
    """`blocks.text` of `blocks/text.py`, `blocks` of `blocks/__init__.py`."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


MODULES = {_module(path): path for path in _files()}


def _imported(tree: ast.AST) -> Iterator[str]:
    """The modules of the package that are imported anywhere in a tree."""
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [
                name if name.removeprefix("infogen.") in MODULES else node.module for name in inside
            ]
        for name in names:
            package, _dot, module = name.partition(".")
            if package == "infogen" and module:
                yield module


def _top(module: str) -> str:
    return module.partition(".")[0]


def _level(module: str) -> int | None:
    """That of the module itself where it has one of its own, else that of its package."""
    while module and module not in LEVEL:
        module = module.rpartition(".")[0]
    return LEVEL.get(module)


def test_every_module_has_a_level():
    assert sorted({_top(module) for module in MODULES} - set(LEVEL)) == []


def test_no_import_goes_upwards():
    upward = [
        f"{module} imports {other}"
        for module, path in MODULES.items()
        if (level := _level(module)) is not None and module != "__init__"
        for other in _imported(ast.parse(path.read_text("utf-8")))
        if (above := _level(other)) is None or above > level
    ]
    assert upward == []


def test_no_imports_in_a_circle():
    """Neither between packages nor inside one, whether a name is needed at once, later in a
    function, or only by a type: modules that need each other are about one thing, or a third is
    missing.
    """
    graph = {
        module: set(_imported(ast.parse(path.read_text("utf-8"))))
        for module, path in MODULES.items()
    }
    while leaves := {module for module, others in graph.items() if not others & set(graph)}:
        graph = {module: others for module, others in graph.items() if module not in leaves}
    assert sorted(graph) == []


def test_backends_know_scenes_only():
    assert [
        f"{module} imports {other}"
        for module, path in MODULES.items()
        if module.startswith("backends.")
        for other in _imported(ast.parse(path.read_text("utf-8")))
        if _top(other) != "backends" and (_level(other) or 0) > 1
    ] == []
