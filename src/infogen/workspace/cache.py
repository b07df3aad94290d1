"""What an earlier process has read and found to be right, or has worked out, for the next one.

Most of a short run is reading and validating files that have not changed. What was made of them is
kept in the person's own cache folder under a digest of all that it was made of: every YAML file of
the workspace and of the stock, infogen's own files, and the versions of what read them. Any other
byte is another digest, and everything is read anew. Nothing is kept of a file with an error, and a
folder or a file that could be somebody else's is neither read nor written: to unpickle is to
run code. QR symbols are kept too, as plain data: each code is read back from its file anyway.
"""

import hashlib
import json
import os
import pickle
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec import __version__ as records
from msgspec.structs import asdict, replace
from pydantic_core import __version__ as validator

from infogen import workspace
from infogen._version import __version__
from infogen.artwork.qr_symbol import MADE
from infogen.diagnostics import Diagnostic, Failure
from infogen.messages import language
from infogen.scene.fonts import Fonts
from infogen.source.lazy import LazyMapping
from infogen.workspace import Layouts, Workspace

REMEMBERED = 8
"""Workspaces that are kept; each takes up to 1 MB."""

SYMBOLS = 200
"""QR symbols that are kept; each takes about 2 KB."""

CORE = "workspace"
"""The part that is the workspace without its layouts, which have `kind/stem`."""

_DIGEST = hashlib.sha256().digest_size
_OTHERS_WRITE = 0o022


class _Store(Struct):
    """What is kept of a workspace: its parts, pickled, and how many of them the file `place` has.
    `states` are those of the workspace's files when their digest was made.
    """

    place: Path
    states: "list[_State]"
    parts: dict[str, bytes]
    stored: int


class _Kept(Workspace, frozen=True, eq=False, kw_only=True):
    """A workspace of which is kept what is read of it."""

    store: _Store


def load_cached(path: Path | str = ".", *, whole: bool = True) -> Workspace:
    """As `read_workspace`, sooner where nothing has changed. Raises `Failure` as that does."""
    root = Path(path)
    _read_symbols()
    store = _store(root) if root.is_dir() else None
    if store is None:
        return workspace.read_workspace(root, whole=whole)[0]
    parts, places = store.parts, workspace.folders(root)
    if CORE in parts:
        core: Workspace = pickle.loads(parts[CORE])
        layouts = workspace.layouts(places, core.formats)
    else:
        made, layouts = workspace.read_workspace(root, whole=whole)
        nothing: dict[str, Any] = {kind: {} for kind in layouts}
        core = replace(made, root=Path(), folders=(), fonts=Fonts(), **nothing)
        parts[CORE] = pickle.dumps(core, 5)
    known = {
        kind: LazyMapping(read, partial(_part, parts, kind, read)) for kind, read in layouts.items()
    }
    if whole:
        _read_rest(known, parts)
    folders = tuple(folder for folder, _shown in places)
    own = {"root": root, "folders": folders, "fonts": Fonts(*(f / "fonts" for f in folders))}
    found = _Kept(**asdict(core) | own | workspace.by_name(known), store=store)
    if whole:
        _write(found)
    return found


def _read_rest(layouts: Layouts, parts: Mapping[str, bytes]) -> None:
    """Read the layouts that are not kept. Raises `Failure` with all that is wrong with them."""
    problems: list[Diagnostic] = []
    for kind, read in layouts.items():
        problems += read.problems([stem for stem in read if f"{kind}/{stem}" not in parts])
    if problems:
        raise Failure(problems)


def keep(made: Workspace) -> None:
    """Keep what has been read of a workspace since `load_cached`, and the QR symbols that
    were made, for later processes.
    """
    if isinstance(made, _Kept):
        _write(made)
    _keep_symbols()


def _keep_symbols() -> None:
    with suppress(OSError):
        place = _symbols()
        made = {
            f"{level} {address}": ["".join("01"[dark] for dark in row) for row in rows]
            for (address, level), rows in list(MADE.items())[-SYMBOLS:]
        }
        data = json.dumps(made).encode()
        if data != _get(place):
            _put(place, data)


def _symbols() -> Path:
    """The library's file that chooses masks tells its versions apart: those may choose others. (To
    ask for the version itself takes 17 ms.)
    """
    spec = find_spec("qrcode")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("qrcode")
    state = Path(spec.origin).with_name("main.py").stat()
    return _folder() / f"symbols-{state.st_size}-{state.st_mtime_ns}.json"


def _read_symbols() -> None:
    with suppress(Exception):  # what is damaged is made anew
        for name, rows in json.loads(_get(_symbols()) or b"{}").items():
            level, address = name.split(" ", 1)
            MADE[address, level] = tuple(tuple(cell == "1" for cell in row) for row in rows)


def fingerprint(made: Workspace) -> str | None:
    """The digest of the files of a workspace and of all else that decides what is read of them;
    None where they have none.
    """
    if isinstance(made, _Kept):
        return made.store.place.stem
    try:
        return _digest([*_states(made.root)])
    except (OSError, ValueError):
        return None


def _digest(states: Iterable["_State"]) -> str:
    digest = hashlib.sha256(_versions())
    for state in states:
        with open(state.path, "rb") as file:
            for part in (state.name.encode(), file.read()):
                digest.update(len(part).to_bytes(8) + part)
    return digest.hexdigest()


def _store(root: Path) -> _Store | None:
    """What is kept of a workspace as it is now, or None where nothing can be."""
    try:
        states = [*_states(root)]
        place = _folder() / f"{_digest(states)}.workspace"
    except (OSError, RuntimeError, ValueError):
        return None  # no home, no permission, links: what is wrong, `read_workspace` says
    parts = _read(place)
    return _Store(place, states, parts, len(parts))


class _State(NamedTuple):
    """A file as it was: the name that messages show, where it is, and what tells another one."""

    name: str
    path: str
    inode: int
    size: int
    changed: int


def _states(root: Path) -> Iterator[_State]:
    """The YAML files of a workspace in a fixed order. Raises `ValueError` at a linked folder and at
    what is no file: `read_workspace` has rules for those.
    """
    for folder, shown in workspace.folders(root):
        for kind in ("layouts", "data"):
            for inside, folders, names in os.walk(folder / kind, onerror=_refuse):
                folders.sort()
                if any(os.path.islink(os.path.join(inside, name)) for name in folders):
                    raise ValueError(inside)
                for name in sorted(names):
                    if name.lower().endswith((".yaml", ".yml")):
                        path = os.path.join(inside, name)
                        state = os.stat(path)
                        if not S_ISREG(state.st_mode):
                            raise ValueError(path)
                        yield _State(
                            shown + path.removeprefix(f"{folder}{os.sep}"),
                            path,
                            state.st_ino,
                            state.st_size,
                            state.st_mtime_ns,
                        )


def _refuse(problem: OSError) -> None:
    if not isinstance(problem, FileNotFoundError):  # a workspace need not have both folders
        raise problem


def _versions() -> bytes:
    """Everything but the workspace that decides what is made of it."""
    own = Path(__file__).parents[1]
    files = []
    for folder, folders, names in os.walk(own):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            if name.endswith(".py"):
                state = os.stat(os.path.join(folder, name))
                files.append((folder, name, state.st_size, state.st_mtime_ns))
    return repr((__version__, sys.version, records, validator, language(), files)).encode()


def _folder() -> Path:
    """The person's cache folder, made if there is none. Raises `OSError` if it is not theirs
    alone.
    """
    caches = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    folder = (Path(caches) if caches else Path.home() / ".cache") / "infogen"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _own(folder, S_ISDIR):
        raise PermissionError(folder)
    return folder


def _own(path: Path, kind: Any) -> bool:
    """Whether a file or folder is the person's, no link, and nobody else may write it."""
    state = path.lstat()
    if not kind(state.st_mode):
        return False
    if sys.platform == "win32":
        return True  # the folder is in the person's profile, which has its own rights
    return state.st_uid == os.getuid() and not state.st_mode & _OTHERS_WRITE


def _read(place: Path) -> dict[str, bytes]:
    """What is kept there, or nothing if it is damaged."""
    with suppress(Exception):  # whatever it is, the files themselves are still there to be read
        found = pickle.loads(_get(place) or b"")
        return found if isinstance(found, dict) else {}
    return {}


def _part(parts: dict[str, bytes], kind: str, read: Mapping[str, Any], stem: str) -> Any:
    """A layout, of what is kept or else of its file; then it is packed as it was read, before what
    is found out about it.
    """
    name = f"{kind}/{stem}"
    if name in parts:
        return pickle.loads(parts[name])
    made = read[stem]
    parts[name] = pickle.dumps(made, 5)
    return made


def _write(made: _Kept) -> None:
    """Keep what was read in the place of the oldest; if that is not possible it is not kept."""
    store = made.store
    with suppress(OSError, ValueError):
        # A file that was saved meanwhile may have been read before or after.
        if len(store.parts) == store.stored or store.states != [*_states(made.root)]:
            return
        _put(store.place, pickle.dumps(store.parts, 5))
        store.stored = len(store.parts)
        kept = sorted(store.place.parent.glob("*.workspace"), key=lambda path: path.stat().st_mtime)
        for old in kept[:-REMEMBERED]:
            old.unlink(missing_ok=True)


def _get(place: Path) -> bytes | None:
    """What was put into a file, or None if it is not whole or could be somebody else's. Raises
    `OSError`.
    """
    if not place.is_file() or not _own(place, S_ISREG):
        return None
    data = place.read_bytes()
    kept = data[_DIGEST:]
    return kept if hashlib.sha256(kept).digest() == data[:_DIGEST] else None


def _put(place: Path, data: bytes) -> None:
    """Write a file whole, with its digest, for the person alone. Raises `OSError`."""
    temporary = place.with_suffix(f".{os.getpid()}.part")
    try:
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(hashlib.sha256(data).digest())
            file.write(data)
        os.replace(temporary, place)
    finally:
        temporary.unlink(missing_ok=True)
