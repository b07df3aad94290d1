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
from importlib.util import find_spec
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any, TypeVar

from msgspec import __version__ as records
from msgspec.structs import replace
from pydantic_core import __version__ as validator

from infogen import __version__, workspace
from infogen.fonts import Fonts
from infogen.messages import language
from infogen.symbol import MADE
from infogen.workspace import Workspace

T = TypeVar("T")

REMEMBERED = 8
"""Workspaces that are kept; each takes about 1.5 MB."""

SYMBOLS = 200
"""QR symbols that are kept; each takes about 2 KB."""

OWN = ("blocks", "content", "source", "typesetting")
"""The packages whose classes are kept, or decide what is."""

_DIGEST = hashlib.sha256().digest_size
_OTHERS_WRITE = 0o022


def load(path: Path | str = ".") -> Workspace:
    """As `workspace.load`, sooner where nothing has changed. Raises `Failure` as that does."""
    root = Path(path)
    _read_symbols()
    place = _place(root) if root.is_dir() else None
    found = place and _read(place)
    if found:
        folders = tuple(folder for folder, _shown in workspace.folders(root))
        gc.freeze()  # nothing of it is garbage before the process ends
        return replace(found, root=root, folders=folders, fonts=_fonts(folders))
    made = workspace.load(root)
    # Asked again: a file that was saved meanwhile may have been read before or after.
    if place and place == _place(root):
        _write(place, made)
    return made


def keep_symbols() -> None:
    """Keep the QR symbols that were made, for the processes that load a workspace after this."""
    with suppress(OSError):
        place = _symbols()
        made = {
            f"{level} {address}": ["".join("01"[dark] for dark in row) for row in rows]
            for (address, level), rows in list(MADE.items())[-SYMBOLS:]
        }
        data = json.dumps(made).encode()
        if data != _get(place):
            _put(place, data)


class _Parts(Mapping[str, T]):
    """Values by name, each unpickled when it is first asked for: of all pieces a run needs few."""

    def __init__(self, values: Mapping[str, T]) -> None:
        self._packed = {name: pickle.dumps(value, 5) for name, value in values.items()}
        self._values: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        if name not in self._values:
            self._values[name] = pickle.loads(self._packed[name])
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


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


def _fonts(folders: tuple[Path, ...]) -> Fonts:
    return Fonts(*(folder / "fonts" for folder in folders))


def _place(root: Path) -> Path | None:
    """The file for a workspace as it is now, or None where nothing can be kept of it."""
    try:
        made = hashlib.sha256(_versions())
        for folder, shown in workspace.folders(root):
            for kind in ("layouts", "data"):
                for name, data in _contents(folder, kind):
                    for part in (f"{shown}{name}".encode(), data):
                        made.update(len(part).to_bytes(8) + part)
        return _folder() / f"{made.hexdigest()}.workspace"
    except (OSError, RuntimeError, ValueError):
        return None  # no home, no permission, links: what is wrong, `workspace.load` says


def _contents(root: Path, kind: str) -> Iterator[tuple[str, bytes]]:
    """The YAML files below a folder, in a fixed order. Raises `ValueError` at a linked folder and
    at what is no file: `workspace.load` has rules for those.
    """
    for folder, folders, names in os.walk(root / kind, onerror=_refuse):
        folders.sort()
        if any(os.path.islink(os.path.join(folder, name)) for name in folders):
            raise ValueError(folder)
        for name in sorted(names):
            if name.endswith((".yaml", ".yml")):
                path = os.path.join(folder, name)
                if not S_ISREG(os.stat(path).st_mode):
                    raise ValueError(path)
                with open(path, "rb") as file:
                    yield os.path.relpath(path, root), file.read()


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


def _read(place: Path) -> Workspace | None:
    """What is kept there, or None if there is nothing or it is damaged."""
    with suppress(Exception):  # whatever it is, the files themselves are still there to be read
        found = pickle.loads(_get(place) or b"")
        return found if isinstance(found, Workspace) else None
    return None


def _write(place: Path, made: Workspace) -> None:
    """Keep a workspace in the place of the oldest; if that is not possible it is not kept."""
    plain = replace(
        made,
        root=Path(),
        folders=(),
        pieces=_Parts(made.pieces),
        sheets=_Parts(made.sheets),
        components=_Parts(made.components),
        examples=_Parts(made.examples),
        fonts=Fonts(),
        languages={},
    )
    with suppress(OSError, pickle.PicklingError):
        data = pickle.dumps(plain, 5)
        _put(place, data)
        kept = sorted(place.parent.glob("*.workspace"), key=lambda path: path.stat().st_mtime)
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
