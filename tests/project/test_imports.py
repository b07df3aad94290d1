"""The tree shows the pipeline: packages stand on levels, and a package imports from its own level
and from those below it.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from kit.places import ROOT

SOURCE = ROOT / "src" / "infogen"

LEVELS = (
    "messages diagnostics _version",
    "files scene",
    "source semantics artwork",
    "typesetting content design",
    "blocks",
    "workspace binding",
    "layout",
    "backends checks",
    "sheets",
    "build",
    "reports",
    "web",
    "visits",
    "focus site mailbox",
    "forms",
    "cli",
    "__main__ __init__",
)
LEVEL = {name: level for level, names in enumerate(LEVELS) for name in names.split()}

BACKENDS_KNOW = 2
"""The highest level that a backend may import from: a scene, and how it is read aloud."""


def _module(path: Path) -> str:
    """`blocks.text` of `blocks/text.py`, `blocks` of `blocks/__init__.py`."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


MODULES = {_module(path): path for path in sorted(SOURCE.rglob("*.py"))}


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


IMPORTS = {
    module: set(_imported(ast.parse(path.read_text("utf-8")))) for module, path in MODULES.items()
}


def _package(module: str) -> str:
    return module.partition(".")[0]


def _tangled(graph: Mapping[str, set[str]]) -> list[str]:
    """The nodes that are left when all that need no other are taken away, again and again."""
    rest = dict(graph)
    while leaves := {node for node, others in rest.items() if not others & set(rest) - {node}}:
        rest = {node: others for node, others in rest.items() if node not in leaves}
    return sorted(rest)


def test_the_root_holds_packages():
    assert sorted(path.name for path in SOURCE.glob("*.py")) == [
        "__init__.py",
        "__main__.py",
        "_version.py",
    ]


def test_every_package_has_a_level_and_a_purpose():
    packages = {_package(module) for module in MODULES}
    assert sorted(packages ^ set(LEVEL)) == []
    nameless = [
        folder.relative_to(SOURCE).as_posix()
        for folder in {path.parent for path in MODULES.values()}
        if not ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8")))
    ]
    assert nameless == []


def test_no_import_goes_upwards():
    upward = [
        f"{module} imports {other}"
        for module, others in IMPORTS.items()
        if module != "__init__"
        for other in sorted(others)
        if LEVEL[_package(other)] > LEVEL[_package(module)]
    ]
    assert upward == []


def test_no_modules_import_in_a_circle():
    """Whether a name is needed at once, later in a function, or only by a type: modules that need
    each other are about one thing, or a third is missing.
    """
    assert _tangled(IMPORTS) == []


def test_no_packages_import_in_a_circle():
    packages: dict[str, set[str]] = {}
    for module, others in IMPORTS.items():
        known = packages.setdefault(_package(module), set())
        known |= {_package(other) for other in others} - {_package(module)}
    assert _tangled(packages) == []


def test_backends_know_scenes_only():
    assert [
        f"{module} imports {other}"
        for module, others in IMPORTS.items()
        if _package(module) == "backends"
        for other in sorted(others)
        if _package(other) != "backends" and LEVEL[_package(other)] > BACKENDS_KNOW
    ] == []
