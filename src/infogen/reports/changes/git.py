"""Files of a git revision, read as bytes: nothing that a repository asks for is run or fetched.

A repository may come from a stranger. Its configuration can name programs: filters for files that
are taken out, transports for objects that are missing. So files are read as the blobs that they
are, and git is told that no transport may be used (gitprotocol: GIT_ALLOW_PROTOCOL).
"""

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from infogen.diagnostics import fail
from infogen.files.paths import is_plain
from infogen.messages import _

MOST_FILES = 20_000
MOST_BYTES = 256 << 20
"""Files and bytes of a revision that are read: a workspace has some 300 files of 5 MB."""

_FILES = frozenset({"100644", "100755"})
_SAFE = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
}


def commit_of(root: Path, revision: str) -> str | None:
    """The hash of the commit that a revision names in the repository of a folder, None where there
    is none. Raises `Failure` where git is not installed.
    """
    asked = f"{revision}^{{commit}}"
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", asked)
    return None if found is None else found.decode("ascii", "replace").strip()


def files_of_commit(root: Path, commit: str, parts: Sequence[str]) -> dict[str, bytes]:
    """The regular files in some folders of a commit, by their path from the folder `root`.

    Links and whatever has a name that leads elsewhere are left out. Raises `Failure` for a revision
    that is larger than any workspace, and for files that the repository does not hold.
    """
    blobs = dict(_listed(root, commit, parts))
    if len(blobs) > MOST_FILES:
        raise _too_large()
    return dict(zip(blobs, _read(root, list(blobs.values())), strict=True))


def _listed(root: Path, commit: str, parts: Sequence[str]) -> Iterator[tuple[str, str]]:
    listing = _git(root, "ls-tree", "-r", "-z", commit, "--", *parts) or b""
    for line in listing.decode("utf-8", "surrogateescape").split("\0"):
        about, _tab, path = line.partition("\t")
        mode, _space, rest = about.partition(" ")
        if mode in _FILES and is_plain(path):
            yield path, rest.rpartition(" ")[2]


def _read(root: Path, blobs: Sequence[str]) -> Iterator[bytes]:
    """The contents of blobs, in their order."""
    sizes = _git(root, "cat-file", "--batch-check=%(objectsize)", given="\n".join(blobs)) or b""
    counted = sizes.split()
    if len(counted) != len(blobs) or not all(size.isdigit() for size in counted):
        raise fail(
            "missing-objects",
            _("the repository does not hold all files of that revision"),
            hint=_("fetch them with git first, or compare two manifests"),
        )
    if sum(map(int, counted)) > MOST_BYTES:
        raise _too_large()
    packed = _git(root, "cat-file", "--batch=", given="\n".join(blobs)) or b""
    at = 0
    for size in map(int, counted):
        start = packed.index(b"\n", at) + 1
        yield packed[start : start + size]
        at = start + size + 1


def _too_large() -> Exception:
    message = _("the revision has more than {files} files or {size} MiB")
    return fail(
        "too-large",
        message.format(files=MOST_FILES, size=MOST_BYTES >> 20),
        hint=_("name a revision of a workspace, or compare two manifests"),
    )


def _git(root: Path, *arguments: str, given: str = "") -> bytes | None:
    """The answer of git in a folder, None if it refuses. Raises `Failure` where there is none."""
    settings = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
    try:
        done = subprocess.run(
            ["git", *settings, "-C", str(root), *arguments],
            input=given.encode(),
            capture_output=True,
            check=False,
            env=os.environ | _SAFE,
        )
    except FileNotFoundError:
        raise fail(
            "no-git", _("git is not installed"), hint=_("install it, or compare two manifests")
        ) from None
    return done.stdout if done.returncode == 0 else None
