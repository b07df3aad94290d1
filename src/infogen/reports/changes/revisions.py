"""Two states of a workspace to compare: a build's manifest, a git revision, or the folder as it is.

A revision is taken out of git into a folder of its own and built there; the workspace's own files,
and what git knows of them, stay untouched.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from infogen.build import build, manifest
from infogen.build.jobs import Choice, select_jobs
from infogen.build.listener import Silent
from infogen.content import Data
from infogen.diagnostics import Diagnostic, error, fail
from infogen.diagnostics.misuse import Misuse
from infogen.messages import _
from infogen.reports.changes.git import commit_of, files_of_commit
from infogen.reports.review.impact import files_of
from infogen.workspace import Workspace, existing, load, stock

PARTS = ("data", "layouts", "fonts")
"""The folders of a workspace."""


class State(Struct, frozen=True):
    """A state to compare: the files of its build by path, where they are, and its content.

    `data` is None where only the build is known. `errors` are findings of pieces that could not be
    built.
    """

    name: str
    folder: Path
    files: Mapping[str, Mapping[str, Any]]
    data: Data | None
    errors: tuple[Diagnostic, ...] = ()


def state(root: Path, name: str | None, scratch: Path) -> State:
    """The state that a person names: the path of a manifest or of a build's folder, a revision of
    the git repository that the workspace is in, or None for the workspace as it is.

    `scratch` is an empty folder for what has to be made. Raises `Failure`.
    """
    existing(root)
    if name is None:
        return _built(load(root), _("now"), scratch / "output")
    path = Path(name)
    if path.name == manifest.NAME or (path / manifest.NAME).is_file():
        folder = path.parent if path.name == manifest.NAME else path
        return State(name, folder, _by_path(files_of(folder)), None)
    there = scratch / "workspace"
    _take_out(root, name, there)
    itself = root.resolve() == stock.folder().resolve()
    return _built(load(there, alone=itself), name, scratch / "output")


def _built(workspace: Workspace, name: str, folder: Path) -> State:
    """The state of a workspace, its pictures made: those of paper as pictures too."""
    jobs = select_jobs(workspace, Choice(files=("png",)))
    made = build(workspace, jobs, folder, Silent())
    failed = tuple(found for found in made.findings if found.severity == "error")
    return State(name, folder, _by_path(manifest.read_manifest(folder)), workspace.data, failed)


def _by_path(files: list[dict[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {file["path"]: file for file in files}


def _take_out(root: Path, revision: str, folder: Path) -> None:
    """Write the workspace's files of a revision into a folder."""
    commit = commit_of(root, revision)
    if commit is None:
        message = _('"{name}" is neither a build nor a git revision').format(name=revision)
        hint = _("name a manifest.json, its folder, or a revision such as HEAD~1 or a tag")
        raise Misuse([error("unknown-revision", message, hint=hint)])
    files = files_of_commit(root, commit, PARTS)
    if not files:
        raise fail(
            "empty-revision",
            _('the revision "{name}" has no workspace here').format(name=revision),
            hint=_("name a revision in which the folder has data/ or layouts/"),
        )
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
