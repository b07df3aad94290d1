"""The files of `data/` to content: the folder tree is the namespace, the first folder's file wins.

`data/links.yaml` is `links`, `data/procedures/solicitud_arco.yaml` is `procedures.solicitud_arco`.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import cast

from infogen.content.crosscheck import SPARED, crosscheck
from infogen.content.data import Data
from infogen.content.entries.procedure import INHERITED
from infogen.content.entries.results import SERIES
from infogen.content.namespaces import content
from infogen.diagnostics import Diagnostic, Failure, Span, error
from infogen.files.folders import walk
from infogen.files.paths import YAML, is_left_alone
from infogen.messages import _
from infogen.source import Map, Seq, Value
from infogen.source.characters import compose

Name = tuple[str, ...]

LACKING: dict[str, Value] = {
    "regime": "-",
    "checked_on": date(2000, 1, 1),
    "review_by": None,
}
"""In place of what neither a procedure nor a step of it says: a procedure that lacks it is refused,
and one error is enough.
"""

LOCALES = "locales"
"""The folder of `data/` that holds translations, one folder for each language."""


def load_data(folders: Sequence[tuple[Path, str]]) -> Data:
    """The content in folders of YAML files, each with the name that messages show for it.

    Of two files of one name the first folder's is used. Raises `Failure` with everything that is
    wrong: in how the files are written, else in what they hold, else in what they refer to.
    """
    raw = tree(read_files(folders), folders[0][1])
    procedures = raw.get("procedures")
    for procedure in procedures.values() if isinstance(procedures, Map) else ():
        if isinstance(procedure, Map):
            _inherit(procedure)
    results = raw.get("results")
    if isinstance(results, Map):
        _with_ends(results)
    data = Data(raw, content(raw))
    errors = crosscheck(
        data, tuple(f"{shown}/{part}" for _folder, shown in folders[1:] for part in SPARED)
    )
    if errors:
        raise Failure(errors)
    return data


def read_files(folders: Sequence[tuple[Path, str]]) -> dict[Name, Map]:
    """Each file by its path without suffix, the earlier folder first. Raises `Failure`."""
    chosen: dict[Name, tuple[Path, str]] = {}
    errors: list[Diagnostic] = []
    for folder, shown in folders:
        here: dict[Name, str] = {}
        for path in _written(folder, shown):
            relative = path.relative_to(folder)
            name = tuple(map(compose, relative.with_suffix("").parts))
            written = f"{shown}/{relative.as_posix()}"
            if name in here:
                errors.append(_same_name(here[name], written))
            here.setdefault(name, written)
            chosen.setdefault(name, (path, written))
    errors += [
        _same_name(chosen[name][1], chosen[name[:end]][1])
        for name in chosen
        for end in range(1, len(name))
        if name[:end] in chosen
    ]
    from infogen.source.loader import read_yaml  # content may be kept: then nothing is read

    found: dict[Name, Map] = {}
    for name, (path, written) in sorted(chosen.items()):
        try:
            found[name] = read_yaml(path, written)
        except Failure as failure:
            errors += failure.diagnostics
    if errors:
        raise Failure(errors)
    return found


def _written(folder: Path, shown: str) -> list[Path]:
    """The YAML files of a folder and its folders; hidden ones and translations are not content.
    Raises as `walk`.
    """
    found: list[Path] = []
    for inside, folders, names in walk(folder, shown):
        kept = [name for name in folders if not is_left_alone(name)]
        folders[:] = [name for name in kept if name != LOCALES or inside != str(folder)]
        found += [
            Path(inside, name) for name in names if name.endswith(YAML) and not is_left_alone(name)
        ]
    return sorted(found)


def _same_name(one: str, other: str) -> Diagnostic:
    message = _('"{one}" and "{other}" hold the same names').format(one=one, other=other)
    return error("same-name", message, Span(other), _("rename one of them"))


def tree(found: dict[Name, Map], shown: str) -> Map:
    """The files as one tree of mappings."""
    root = Map(Span(shown))
    for name, file in found.items():
        node = root
        for step in name[:-1]:
            inner = node.get(step)
            if not isinstance(inner, Map):
                whole = Span(f"{node.span.file}/{step}")
                inner = Map(whole)
                node.put(step, inner, whole, whole)
            node = inner
        node.put(name[-1], file, file.span, Span(file.span.file))
    return root


def _inherit(procedure: Map) -> None:
    """Write into each step what it takes from its procedure, as if it were written there."""
    steps = procedure.get("steps")
    for step in steps if isinstance(steps, Seq) else ():
        if not isinstance(step, Map):
            continue
        for key in INHERITED:
            if key in step:
                continue
            if key in procedure:
                step.put(key, procedure[key], procedure.spans[key], procedure.keys_at[key])
            elif key in LACKING:  # the procedure is asked for it, once
                step.put(key, LACKING[key], step.span, step.span)
        if "action" not in step and "id" in step:
            step.put("action", step["id"], step.spans["id"], step.keys_at["id"])


def _grow(values: list[Value]) -> bool:
    """True if each value is a number larger than the one before."""
    numbers = [value for value in values if isinstance(value, int | float)]
    return len(numbers) == len(values) and all(a < b for a, b in pairwise(numbers))


def _with_ends(results: Map) -> None:
    """Write into the results where the first of several, the last and the only one stand, which
    way they go, and print all with the same decimals.
    """
    rows, decimals = results.get("oficiosa"), results.get("decimals")
    if not isinstance(rows, Seq):
        return
    known = [
        (row, span)
        for row, span in zip(rows, rows.spans, strict=True)
        if isinstance(row, Map) and row.get("value") is not None
    ]
    numbers = [row["value"] for row, _span in known]
    judges = {str(row.get("authority")) for row, _span in known}
    rises = len(known) > 1 and len(judges) == 1 and _grow(numbers)
    ends = {
        "first": known[:1] if len(known) > 1 else [],
        "last": known[-1:],
        "only": known if len(known) == 1 else [],
        "rising": known[-1:] if rises else [],
        "one_kind": known[-1:] if not results.get("denuncia") else [],
        "mixed": known[-1:] if len(known) > 1 and not rises else [],
    }
    for key, found in ends.items():
        if key in results:
            continue
        path = f"$results.oficiosa.{found[0][0].get('year')}" if found else None
        at = found[0][1] if found else results.spans["oficiosa"]
        results.put(key, path, at, at)
    for name in SERIES:
        series = results.get(name)
        for row in series if isinstance(series, Seq) else ():
            value = row.get("value") if isinstance(row, Map) else None
            if (
                isinstance(row, Map)
                and isinstance(value, int | float)
                and not isinstance(value, bool)
                and isinstance(decimals, int)
                and 0 <= decimals <= 2
                and round(value, decimals) == value
            ):
                exact = cast(Value, Decimal(f"{value:.{decimals}f}"))
                row.put("value", exact, row.spans["value"], row.keys_at["value"])
