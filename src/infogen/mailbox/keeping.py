"""Keeping of the mailbox: forgetting in time, copies and their end, the fitness of the machine."""

import os
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from msgspec import Struct

from infogen.content.entries.site import Keep
from infogen.diagnostics import fail
from infogen.mailbox.store import FILE, Mailbox
from infogen.messages import _

DAY = 86_400.0
COPY = "buzon-{made}-hasta-{ends}.sqlite"
_COPY = re.compile(r"buzon-\d{4}-\d\d-\d\d-hasta-(\d{4}-\d\d-\d\d)\.sqlite")

LEAST_ROOM = 500 << 20
"""Bytes that the disk should have free."""

REMOTE = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "drvfs"})
"""File systems on which locks of SQLite cannot be trusted (sqlite.org, "How to corrupt")."""

WAL_BUG = ((3, 7, 0), (3, 51, 2))
"""Versions of SQLite in which two writers could spoil the log (sqlite.org, wal.html, clause 11)."""


def forget(mailbox: Mailbox, keep: Keep, now: float | None = None) -> int:
    """Delete what its time is over for, so that no byte of it is left in the file; how many rows.

    Addresses go `contact` days after they came, withdrawn messages `withdrawn` days after that was
    decided, all messages after `messages` days, if that is set.
    """
    moment = time.time() if now is None else now

    def work(connection: sqlite3.Connection) -> int:
        done = connection.execute(
            "UPDATE comment SET contact = '' WHERE contact != '' AND received < ?",
            (moment - keep.contact * DAY,),
        ).rowcount
        done += connection.execute(
            "DELETE FROM comment WHERE verdict = 'withdrawn' AND decided < ?",
            (moment - keep.withdrawn * DAY,),
        ).rowcount
        if keep.messages is not None:
            done += connection.execute(
                "DELETE FROM comment WHERE received < ?", (moment - keep.messages * DAY,)
            ).rowcount
        return int(done)

    done = mailbox.database.write_now(work)
    if done:
        mailbox.database.compact()
    return done


def back_up(store: Path, folder: Path, today: date, days: int) -> Path:
    """A consistent copy of the mailbox in `store`, also while it is served, that says in its name
    until when it may be kept; those whose day is over are removed. Raises `Failure` if it is not
    whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ends = today + timedelta(days=days)
    path = folder / COPY.format(made=today.isoformat(), ends=ends.isoformat())
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        _copy(store / FILE, part)
        _check(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    for old in folder.iterdir():
        match = _COPY.fullmatch(old.name)
        if match and date.fromisoformat(match[1]) < today and not old.is_symlink():
            old.unlink()
    return path


def _copy(place: Path, target: Path) -> None:
    """Copy what is committed (sqlite.org, backup.html). Raises `Failure` where there is none."""
    if not place.is_file():
        message = _('there is no mailbox in "{path}"').format(path=place.parent.as_posix())
        raise fail("no-mailbox", message, hint=_("name its folder with --mailbox"))
    source = sqlite3.connect(f"{place.resolve().as_uri()}?mode=ro", uri=True)
    copy = sqlite3.connect(target)
    try:
        source.backup(copy)
    finally:
        source.close()
        copy.close()


def restore(copy: Path, folder: Path) -> None:
    """Put a copy in the place of the mailbox, which nobody may have open; the old file stays beside
    it. Raises `Failure` for a copy that is not whole, and where the mailbox is open.
    """
    _check(copy)
    mailbox = Mailbox(folder)  # nobody else has it open
    mailbox.close()
    place = folder / FILE
    for name in (FILE, f"{FILE}-wal", f"{FILE}-shm"):
        if (folder / name).exists():
            shutil.move(folder / name, folder / f"{name}.before")
    part = place.with_suffix(".part")
    shutil.copyfile(copy, part)
    part.replace(place)


def _check(path: Path) -> None:
    """Raise `Failure` unless a file is a whole mailbox."""
    problem = _("there is no such file")
    if path.is_file():
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            problem = str(connection.execute("PRAGMA integrity_check").fetchone()[0])
            connection.execute("SELECT folio FROM comment LIMIT 1")
        except sqlite3.DatabaseError as found:
            problem = str(found)
        finally:
            connection.close()
    if problem != "ok":
        message = _('"{path}" is not a whole mailbox: {reason}')
        raise fail(
            "bad-copy",
            message.format(path=path.as_posix(), reason=problem),
            hint=_("take another copy"),
        )


class Finding(Struct, frozen=True):
    """One examination: its object, its result, and if that is well."""

    name: str
    text: str
    well: bool


def examine(folder: Path, now: float | None = None) -> Iterator[Finding]:
    """Examine if the machine is fit to keep the mailbox in a folder."""
    version = sqlite3.sqlite_version_info
    text = sqlite3.sqlite_version
    if WAL_BUG[0] <= version <= WAL_BUG[1]:
        text += " · " + _("its log can be spoilt by two writers; here there is one")
    yield Finding("SQLite", text, version >= (3, 35, 0))
    kind = file_system(folder)
    yield Finding(_("file system"), kind or "?", kind not in REMOTE)
    room = shutil.disk_usage(folder if folder.exists() else folder.parent).free
    yield Finding(_("room"), f"{room >> 20} MiB", room >= LEAST_ROOM)
    today = date.fromtimestamp(time.time() if now is None else now)
    yield Finding(_("clock"), today.isoformat(), today.year >= 2026)
    place = folder / FILE
    if place.exists():
        try:
            _check(place)
            whole, said = True, _("whole")
        except Exception as problem:
            whole, said = False, str(problem)
        yield Finding(_("mailbox"), said, whole)
        private = not place.stat().st_mode & 0o077
        yield Finding(_("who can read it"), oct(place.stat().st_mode & 0o777), private)


def file_system(folder: Path) -> str | None:
    """The kind of file system that a folder is on; None where the system does not say so."""
    try:
        lines = Path("/proc/self/mounts").read_text("utf-8").splitlines()
    except OSError:
        return None
    real = folder.resolve()
    found = ("", "")
    for line in lines:
        _device, at, kind, *_rest = line.split(" ")
        place = Path(at.replace("\\040", " "))
        if (real == place or place in real.parents) and len(at) >= len(found[0]):
            found = (at, kind)
    return found[1] or None
