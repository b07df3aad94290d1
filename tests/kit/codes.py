"""The codes of diagnostics, read from the source itself, so that no list of them can go stale."""

import ast
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kit.places import ROOT

SOURCE = ROOT / "src" / "infogen"


class Site(NamedTuple):
    """A place where a diagnostic is made: its code, its file and line, and the hint as written."""

    code: str
    file: str
    line: int
    hint: str | None


class _Maker(NamedTuple):
    """A function or class that makes diagnostics of what it is given: the names of its parameters
    in order, the one that is the code with the text around it, and the one that is the hint; or
    the hint that it gives itself.
    """

    parameters: tuple[str, ...]
    code: str
    form: str
    hint: str | None
    own: str | None = None


def hinted() -> frozenset[str]:
    """The codes of all diagnostics that have a hint."""
    return frozenset(site.code for site in sites() if site.hint is not None)


@cache
def sites() -> tuple[Site, ...]:
    """All places where diagnostics are made, in the order of the files."""
    trees = {
        path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text("utf-8"))
        for path in sorted(SOURCE.rglob("*.py"))
    }
    makers: dict[str, set[_Maker]] = {}
    for tree in trees.values():
        for name, maker in _classes(tree):
            makers.setdefault(name, set()).add(maker)
    found: set[Site] = set()
    while True:
        before = sum(map(len, makers.values()))
        found = set()
        for file, tree in trees.items():
            for function, call in _calls(tree, None):
                for maker in makers.get(_called(call), set()).copy():
                    found.update(_made(call, maker, function, file, makers))
        if sum(map(len, makers.values())) == before:
            return tuple(sorted(found, key=lambda site: (site.file, site.line, site.code)))


def _classes(tree: ast.AST) -> Iterator[tuple[str, _Maker]]:
    """Records that have a code and a hint, and errors that are made with both."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ClassDef):
            continue
        fields = [
            part.target.id
            for part in node.body
            if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)
        ]
        for part in node.body:
            if isinstance(part, ast.FunctionDef) and part.name == "__init__":
                fields = _parameters(part)
        if "code" in fields and "hint" in fields:
            yield node.name, _Maker(tuple(fields), "code", "{}", "hint")


def _parameters(function: ast.FunctionDef) -> list[str]:
    arguments = function.args
    names = [one.arg for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    return [name for name in names if name not in ("self", "cls")]


def _calls(
    node: ast.AST, function: ast.FunctionDef | None
) -> Iterator[tuple[ast.FunctionDef | None, ast.Call]]:
    """Each call, with the function that it is in."""
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, ast.Call):
            yield function, inner
        yield from _calls(inner, inner if isinstance(inner, ast.FunctionDef) else function)


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _argument(call: ast.Call, maker: _Maker, name: str) -> ast.expr | None:
    at = maker.parameters.index(name)
    if at < len(call.args):
        return call.args[at]
    return next((one.value for one in call.keywords if one.arg == name), None)


def _made(
    call: ast.Call,
    maker: _Maker,
    function: ast.FunctionDef | None,
    file: str,
    makers: dict[str, set[_Maker]],
) -> Iterator[Site]:
    """The diagnostics of a call; a function that hands on what it is given is a maker itself."""
    code = _argument(call, maker, maker.code)
    hint = maker.own
    handed: str | None = None
    if maker.hint is not None:
        given = _argument(call, maker, maker.hint)
        known = _parameters(function) if function else []
        if isinstance(given, ast.Name) and given.id == "hint" and given.id in known:
            handed = given.id
        elif given is not None and not (isinstance(given, ast.Constant) and given.value is None):
            hint = ast.unparse(given)
    for text in _texts(code):
        yield Site(maker.form.format(text), file, call.lineno, hint or handed)
    name, form = _name(code)
    if name and function and name in _parameters(function):
        whole = maker.form.format(form)
        own = _Maker(tuple(_parameters(function)), name, whole, handed, hint)
        makers.setdefault(function.name, set()).add(own)


def _texts(code: ast.expr | None) -> Iterator[str]:
    """The texts that a code may be."""
    if isinstance(code, ast.Constant) and isinstance(code.value, str):
        yield code.value
    elif isinstance(code, ast.IfExp):
        yield from _texts(code.body)
        yield from _texts(code.orelse)


def _name(code: ast.expr | None) -> tuple[str | None, str]:
    """The name that a code is made of, and the text around it."""
    if isinstance(code, ast.Name):
        return code.id, "{}"
    if isinstance(code, ast.JoinedStr):
        names = [part for part in code.values if isinstance(part, ast.FormattedValue)]
        if len(names) == 1 and isinstance(names[0].value, ast.Name):
            texts = [part.value if isinstance(part, ast.Constant) else "{}" for part in code.values]
            return names[0].value.id, "".join(map(str, texts))
    return None, "{}"
