"""The files in which a person translates the texts of pieces to another language.

Each text that is not translated stands as `null` under what it says now: a translation in its place
is used, and what stays null is shown as it is. What was translated before is kept.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from infogen.build.jobs import Job
from infogen.content import Data, find, span_at
from infogen.content.loading import LOCALES
from infogen.content.translation import languages
from infogen.layout.compose import compose
from infogen.workspace import Workspace

Texts = dict[str, "str | Texts | None"]
"""Texts by their keys, None where there is none yet."""

_PLAIN = re.compile(r"[A-Za-z_][\w-]*")


def translation_files(
    workspace: Workspace, language: str, jobs: Iterable[Job]
) -> dict[Path, bytes]:
    """The files in the workspace's `data/locales/`, one for each file of copy that the pieces use.

    Raises `Failure` for pieces that cannot be composed, and for translations that do not fit.
    """
    there = language in languages([folder / "data" for folder in workspace.folders])
    data = workspace.in_language(language).data if there else workspace.data
    done = data.translated_paths
    asked = Data(data.raw, data.content, language=language, translated_paths=done)
    here = workspace.with_data(asked)
    paths = set(done)
    for job in jobs:
        scene = compose(here, job.piece, format=job.format, theme=job.theme, variant=job.variant)
        paths.update(scene.untranslated_paths)
    paths |= {path for known in paths for path in _beside(workspace.data, known)}
    files: dict[str, Texts] = {}
    for path in sorted(paths):
        name, keys = _placed(workspace.data, path)
        if name:
            _put(files.setdefault(name, {}), keys, _said(data, path) if path in done else None)
    root = workspace.root / "data" / LOCALES / language
    return {
        root / name: "\n".join(_written(texts, workspace.data, _prefix(name))).encode() + b"\n"
        for name, texts in files.items()
    }


def _beside(data: Data, path: str) -> Iterator[str]:
    """The long and the short text of the slot that a text is of."""
    slot, _dot, _last = path.rpartition(".")
    for name in ("long", "short"):
        if _said(data, f"{slot}.{name}") is not None and path.endswith((".long", ".short")):
            yield f"{slot}.{name}"


def _placed(data: Data, path: str) -> tuple[str, list[str]]:
    """The file of a text inside `data/`, and the keys that lead to it there."""
    file = span_at(data, path).file.partition("data/")[2]
    within = Path(file).with_suffix("").parts
    return file, path.split(".")[len(within) :]


def _prefix(file: str) -> str:
    return ".".join(Path(file).with_suffix("").parts)


def _put(texts: Texts, keys: list[str], value: str | None) -> None:
    for key in keys[:-1]:
        inner = texts.setdefault(key, {})
        assert isinstance(inner, dict)
        texts = inner
    texts[keys[-1]] = value


def _said(data: Data, path: str) -> str | None:
    found = find(data, path)
    return found.value if found is not None and isinstance(found.value, str) else None


def _written(texts: Texts, data: Data, path: str, indent: str = "") -> Iterator[str]:
    """The lines of YAML; above each text what it says in the content."""
    for key, value in texts.items():
        at, name = f"{path}.{key}", key if _PLAIN.fullmatch(key) else _quoted(key)
        if isinstance(value, dict):
            yield f"{indent}{name}:"
            yield from _written(value, data, at, f"{indent}  ")
        else:
            yield f"{indent}# {_quoted(_said(data, at) or '')}"
            yield f"{indent}{name}: {'null' if value is None else _quoted(value)}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
