"""Two states of a workspace to compare: a build's manifest, a git revision, or the folder as it is.

A revision is taken out of git into a folder of its own and built there; the workspace's own files,
and what git knows of them, stay untouched.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from infogen.backends import BACKENDS
from infogen.build import build, manifest
from infogen.build.jobs import Choice, Job, select_jobs
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
    built, `left_out` the pieces of a build that the other one does not have.
    """

    name: str
    folder: Path
    files: Mapping[str, Mapping[str, Any]]
    data: Data | None
    errors: tuple[Diagnostic, ...] = ()
    left_out: tuple[str, ...] = ()


def states(root: Path, old: str, new: str | None, scratch: Path) -> tuple[State, State]:
    """Two states to compare, as `state`. Where one is a build, which may be of a part, the other
    has nothing that the part could not have: of a workspace only its pictures are made, of a build
    only the pieces that are in both count.
    """
    wholes = [name is None or _is_build(name) is False for name in (old, new)]
    if all(wholes):
        return state(root, old, scratch / "old"), state(root, new, scratch / "new")
    if wholes[0]:
        after = state(root, new, scratch / "new")
        return state(root, old, scratch / "old", like=after), after
    before = state(root, old, scratch / "old")
    if wholes[1]:
        return before, state(root, new, scratch / "new", like=before)
    after = state(root, new, scratch / "new")
    both = _pieces(before) & _pieces(after)
    return _only(before, both), _only(after, both)


def _is_build(name: str) -> bool:
    path = Path(name)
    return path.name == manifest.NAME or (path / manifest.NAME).is_file()


def _pieces(found: State) -> set[str]:
    return {str(file.get("piece")) for file in found.files.values()}


def _only(found: State, pieces: set[str]) -> State:
    """A state without the files of pieces that are not among these."""
    files = {path: file for path, file in found.files.items() if str(file.get("piece")) in pieces}
    left = tuple(sorted(_pieces(found) - pieces))
    return replace(found, files=files, left_out=left)


def state(root: Path, name: str | None, scratch: Path, like: State | None = None) -> State:
    """The state that a person names: the path of a manifest or of a build's folder, a revision of
    the git repository that the workspace is in, or None for the workspace as it is.

    `scratch` is an empty folder for what has to be made: all pictures, or those that a build `like`
    it has. Raises `Failure`.
    """
    existing(root)
    if name is None:
        return _built(load(root), _("now"), scratch / "output", like)
    path = Path(name)
    if _is_build(name):
        folder = path.parent if path.name == manifest.NAME else path
        return State(name, folder, _by_path(files_of(folder)), None)
    there = scratch / "workspace"
    _take_out(root, name, there)
    itself = root.resolve() == stock.folder().resolve()
    return _built(load(there, alone=itself), name, scratch / "output", like)


def _built(workspace: Workspace, name: str, folder: Path, like: State | None) -> State:
    """The state of a workspace, its pictures made: those of paper as pictures too."""
    jobs = select_jobs(workspace, Choice(files=("png",)))
    if like is not None:
        jobs = tuple(_alike(jobs, like, workspace))
    made = build(workspace, jobs, folder, Silent())
    failed = tuple(found for found in made.findings if found.severity == "error")
    return State(name, folder, _by_path(manifest.read_manifest(folder)), workspace.data, failed)


def _alike(jobs: Iterable[Job], like: State, workspace: Workspace) -> Iterator[Job]:
    """The jobs that a build has files of, each with its theme and kinds of files."""
    for job in jobs:
        kinds: dict[str | None, set[str]] = {}
        for path, file in like.files.items():
            same = (file.get("piece"), file.get("variant"), file.get("format"))
            if same == (job.piece, job.variant, job.format):
                theme = file.get("theme")
                kinds.setdefault(theme, set()).add(Path(path).suffix.removeprefix("."))
        for theme, endings in kinds.items():
            files = tuple(kind for kind in BACKENDS if kind in endings)
            if files and (theme is None or theme in workspace.themes):
                yield replace(job, theme=theme, files=files)


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
