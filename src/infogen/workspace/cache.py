"""The cache of workspaces: valid files that an earlier process has read, for the next one.

Most of a short run is reading and validating files that have not changed. What was made of them is
kept in the person's own cache folder under a digest of all that it was made of: every YAML file of
the workspace and of the stock, infogen's own files, and the versions of what read them. Any other
byte is another digest, and everything is read anew. Nothing is kept of a file with an error. QR
symbols are kept too, as plain data: each code is read back from its file anyway. `files.cache` says
whose files are read and written, `packing` what may be in them.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from stat import S_ISREG
from typing import Any, NamedTuple

from msgspec import DecodeError, Struct, msgpack
from msgspec import __version__ as records
from msgspec.structs import asdict, replace
from pydantic_core import __version__ as validator

from infogen import workspace
from infogen._version import __version__
from infogen.artwork.qr_symbol import MADE
from infogen.diagnostics import Diagnostic, Failure
from infogen.files import cache as files
from infogen.files.folders import walk
from infogen.files.paths import YAML, is_misnamed_yaml
from infogen.files.read import MAX_BYTES, read_bounded
from infogen.messages import language
from infogen.scene.fonts import Fonts
from infogen.source.lazy import LazyMapping
from infogen.workspace import Layouts, Workspace
from infogen.workspace.packing import pack, unpack

SYMBOLS = 200
"""QR symbols that are kept; each takes about 2 KB."""

_PARTS = msgpack.Decoder(dict[str, bytes])

CORE = "workspace"
"""The part that is the workspace without its layouts, which have `kind/stem`."""


class _Store(Struct):
    """The cached workspace: its parts, packed, and how many of them the file `place` has.
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
    core = _core(parts)
    if core is not None:
        layouts = workspace.layouts(places, core.formats)
    else:
        made, layouts = workspace.read_workspace(root, whole=whole)
        nothing: dict[str, Any] = {kind: {} for kind in layouts}
        core = replace(made, root=Path(), folders=(), fonts=Fonts(), **nothing)
        parts[CORE] = pack(core)
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


def _core(parts: dict[str, bytes]) -> Workspace | None:
    """The workspace without its layouts, None where it is not kept or was damaged."""
    with suppress(KeyError, ValueError):
        core = unpack(parts[CORE])
        if isinstance(core, Workspace):
            return core
    parts.clear()
    return None


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
            f"{level} {version} {address}": ["".join("01"[dark] for dark in row) for row in rows]
            for (address, level, version), rows in list(MADE.items())[-SYMBOLS:]
        }
        data = json.dumps(made).encode()
        if data != files.get(place):
            files.put(place, data)


def _symbols() -> Path:
    """The library's file that chooses masks tells its versions apart: those may choose others. (To
    ask for the version itself takes 17 ms.)
    """
    spec = find_spec("qrcode")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("qrcode")
    state = Path(spec.origin).with_name("main.py").stat()
    return files.folder() / f"symbols-{state.st_size}-{state.st_mtime_ns}.json"


def _read_symbols() -> None:
    with suppress(Exception):  # what is damaged is made anew
        for name, rows in json.loads(files.get(_symbols()) or b"{}").items():
            level, version, address = name.split(" ", 2)
            symbol = tuple(tuple(cell == "1" for cell in row) for row in rows)
            MADE[address, level, int(version)] = symbol


def fingerprint(made: Workspace) -> str | None:
    """The digest of the files of a workspace and of all else that decides what is read of them;
    None where they have none.
    """
    if isinstance(made, _Kept):
        return made.store.place.stem
    try:
        return _digest([*_states(made.root)])
    except (Failure, OSError, ValueError):
        return None


def _digest(states: Iterable["_State"]) -> str:
    digest = hashlib.sha256(_versions())
    for state in states:
        for part in (state.name.encode(), read_bounded(Path(state.path), MAX_BYTES)):
            digest.update(len(part).to_bytes(8) + part)
    return digest.hexdigest()


def _store(root: Path) -> _Store | None:
    """The cache of a workspace as it is now, or None where there can be none."""
    try:
        states = [*_states(root)]
        place = files.folder() / f"{_digest(states)}.workspace"
    except (Failure, OSError, RuntimeError, ValueError):
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
            for inside, folders, names in walk(folder / kind, kind):
                if any(os.path.islink(os.path.join(inside, name)) for name in folders):
                    raise ValueError(inside)
                for name in names:
                    if name.endswith(YAML) or is_misnamed_yaml(name):
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


def _read(place: Path) -> dict[str, bytes]:
    """The parts in a file, none if it is damaged."""
    with suppress(OSError, DecodeError):  # the files themselves are still there to be read
        return _PARTS.decode(files.get(place) or b"\x80")
    return {}


def _part(parts: dict[str, bytes], kind: str, read: Mapping[str, Any], stem: str) -> Any:
    """A layout, of what is kept or else of its file; then it is packed as it was read, before what
    is found out about it.
    """
    name = f"{kind}/{stem}"
    if name in parts:
        with suppress(ValueError):
            return unpack(parts[name])
    made = read[stem]
    parts[name] = pack(made)
    return made


def _write(made: _Kept) -> None:
    """Keep what was read; if that is not possible it is not kept."""
    store = made.store
    with suppress(Failure, OSError, ValueError):
        # A file that was saved meanwhile may have been read before or after.
        if len(store.parts) == store.stored or store.states != [*_states(made.root)]:
            return
        files.put(store.place, msgpack.encode(store.parts))
        store.stored = len(store.parts)
