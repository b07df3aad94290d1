"""What an earlier process has read and found to be right, or has worked out, for the next one.

Most of a short run is reading and validating files that have not changed. What was made of them is
kept in the person's own cache folder under a digest of all that it was made of: every YAML file of
the workspace and of the stock, infogen's own files, and the versions of what read them. Any other
byte is another digest, and everything is read anew. Nothing is kept of a workspace with an error,
and a folder or a file that could be somebody else's is neither read nor written: to unpickle is to
run code. QR symbols are kept too, as plain data: each code is read back from its file anyway.
"""

import gc
import hashlib
import json
import os
import pickle
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any

from msgspec import __version__ as records
from msgspec.structs import replace
from pydantic_core import __version__ as validator

from infogen import __version__, workspace
from infogen.deferred import Deferred
from infogen.diagnostics import Failure
from infogen.fonts import Fonts
from infogen.messages import language
from infogen.symbol import MADE
from infogen.workspace import Layouts, Workspace

REMEMBERED = 8
"""Workspaces that are kept; each takes about 1.5 MB."""

SYMBOLS = 200
"""QR symbols that are kept; each takes about 2 KB."""

CORE = "workspace"
"""The part that is the workspace without its layouts, which have `kind/stem`."""

FIELDS = Workspace.__struct_fields__

OWN = ("blocks", "content", "source", "typesetting")
"""The packages whose classes are kept, or decide what is."""

_DIGEST = hashlib.sha256().digest_size
_OTHERS_WRITE = 0o022


class _Kept(Workspace, frozen=True, eq=False, kw_only=True):
    """A workspace that may be kept in `place`, where `parts` of it are kept by now; `layouts` reads
    the others. `states` are those of its files when the digest was made.
    """

    place: Path | None
    states: list[object]
    parts: dict[str, bytes]
    layouts: Layouts


def load(path: Path | str = ".", *, whole: bool = True) -> Workspace:
    """As `workspace.read`, sooner where nothing has changed. Raises `Failure` as that does."""
    root = Path(path)
    _read_symbols()
    place, states = _place(root) if root.is_dir() else (None, [])
    parts = (place and _read(place)) or {}
    if CORE in parts:
        made, layouts = _unpacked(root, parts, whole)
        gc.freeze()  # nothing of it is garbage before the process ends
    else:
        made, layouts = workspace.read(root, whole=whole)
    known = {name: getattr(made, name) for name in FIELDS}
    found = _Kept(**known, place=place, states=states, parts=parts, layouts=layouts)
    if whole:
        _write(found)
    return found


def keep(made: Workspace) -> None:
    """Keep what has been read of a workspace since `load`, and the QR symbols that were made, for
    later processes.
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


def _place(root: Path) -> tuple[Path | None, list[object]]:
    """The file for a workspace as it is now, None where nothing can be kept of it; and the states
    of all its files.
    """
    try:
        digest = hashlib.sha256(_versions())
        states: list[object] = []
        for name, path, state in _files(root):
            states.append(state)
            with open(path, "rb") as file:
                for part in (name.encode(), file.read()):
                    digest.update(len(part).to_bytes(8) + part)
        return _folder() / f"{digest.hexdigest()}.workspace", states
    except (OSError, RuntimeError, ValueError):
        return None, []  # no home, no permission, links: what is wrong, `workspace.read` says


def _files(root: Path) -> Iterator[tuple[str, str, object]]:
    """The YAML files of a workspace in a fixed order: name, path, state. Raises `ValueError` at a
    linked folder and at what is no file: `workspace.read` has rules for those.
    """
    for folder, shown in workspace.folders(root):
        for kind in ("layouts", "data"):
            for inside, folders, names in os.walk(folder / kind, onerror=_refuse):
                folders.sort()
                if any(os.path.islink(os.path.join(inside, name)) for name in folders):
                    raise ValueError(inside)
                for name in sorted(names):
                    if name.endswith((".yaml", ".yml")):
                        path = os.path.join(inside, name)
                        state = os.stat(path)
                        if not S_ISREG(state.st_mode):
                            raise ValueError(path)
                        known = (path, state.st_ino, state.st_size, state.st_mtime_ns)
                        yield f"{shown}{os.path.relpath(path, folder)}", path, known


def _refuse(problem: OSError) -> None:
    if not isinstance(problem, FileNotFoundError):  # a workspace need not have both folders
        raise problem


def _versions() -> bytes:
    """Everything but the workspace that decides what is made of it."""
    own = Path(__file__).parent
    files = [
        (entry.path, entry.stat().st_size, entry.stat().st_mtime_ns)
        for folder in (own, *(own / name for name in OWN))
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name)
        if entry.name.endswith(".py")
    ]
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


def _unpacked(root: Path, parts: Mapping[str, bytes], whole: bool) -> tuple[Workspace, Layouts]:
    """The workspace of what is kept; the layouts that are not are read when they are asked for, or
    now if it must be `whole`.
    """
    core: Workspace = pickle.loads(parts[CORE])
    places = workspace.folders(root)
    layouts = workspace.layouts(places, core.formats)
    if whole:
        problems = [
            problem
            for kind, read in layouts.items()
            for problem in read.wrong(stem for stem in read if f"{kind}/{stem}" not in parts)
        ]
        if problems:
            raise Failure(problems)

    def part(kind: str, stem: str) -> Any:
        name = f"{kind}/{stem}"
        return pickle.loads(parts[name]) if name in parts else layouts[kind][stem]

    folders = tuple(folder for folder, _shown in places)
    known = {kind: Deferred(read, partial(part, kind)) for kind, read in layouts.items()}
    fonts = Fonts(*(folder / "fonts" for folder in folders))
    made = replace(core, root=root, folders=folders, fonts=fonts, **workspace.by_name(known))
    return made, layouts


def _write(made: _Kept) -> None:
    """Keep what was read in the place of the oldest; if that is not possible it is not kept."""
    parts = {
        name: value
        for kind, read in made.layouts.items()
        for stem, value in read.made.items()
        if (name := f"{kind}/{stem}") not in made.parts
    }
    if CORE not in made.parts:
        bare: dict[str, Any] = {kind: {} for kind in made.layouts}
        bare |= {"root": Path(), "folders": (), "fonts": Fonts(), "languages": {}}
        parts[CORE] = Workspace(**{name: getattr(made, name) for name in FIELDS} | bare)
    if made.place is None or not parts:
        return
    with suppress(OSError, ValueError, pickle.PicklingError):
        # A file that was saved meanwhile may have been read before or after.
        if made.states != [state for _name, _path, state in _files(made.root)]:
            return
        made.parts.update({name: pickle.dumps(part, 5) for name, part in parts.items()})
        _put(made.place, pickle.dumps(made.parts, 5))
        kept = sorted(made.place.parent.glob("*.workspace"), key=lambda path: path.stat().st_mtime)
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
