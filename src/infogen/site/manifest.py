"""`manifest.json` of a published site: its pages since when, and the files that it is made of."""

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from msgspec import Struct, field, json

from infogen.files.paths import inside, is_plain
from infogen.files.read import MANIFEST_BYTES, read_bounded

NAME = "manifest.json"


class SitePage(Struct):
    """A page: its title, the day on which it last changed, and the digest of what it says."""

    title: str
    changed_on: str
    digest: str


class Manifest(Struct):
    """The pages by folder, those that were withdrawn with the day, and the files with SHA-256."""

    pages: dict[str, SitePage] = field(default_factory=dict)
    withdrawn: dict[str, SitePage] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)


def read_manifest(folder: Path) -> Manifest:
    """That of an earlier publication. One that is none, or may come from anywhere, counts as empty:
    entries whose path leads out of the folder are left out.
    """
    with suppress(OSError, ValueError, RecursionError):
        found = json.decode(read_bounded(folder / NAME, MANIFEST_BYTES), type=Manifest)
        found.files = {path: code for path, code in found.files.items() if is_plain(path)}
        for pages in (found.pages, found.withdrawn):
            for name in [name for name in pages if not is_plain(name.removesuffix("/") or "a")]:
                del pages[name]
        return found
    return Manifest()


def write_manifest(manifest: Manifest) -> bytes:
    """The file: the same for the same site."""
    ordered = Manifest(
        dict(sorted(manifest.pages.items())),
        dict(sorted(manifest.withdrawn.items())),
        dict(sorted(manifest.files.items())),
    )
    return json.format(json.encode(ordered), indent=1) + b"\n"


def digest(data: bytes) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return sha256(data).hexdigest()


def unchanged(folder: Path, path: str, code: str, before: Manifest) -> bool:
    """True if the file is there with just these bytes."""
    if before.files.get(path) != code:
        return False
    file = inside(folder, path)
    if file is None:
        return False
    try:
        return digest(read_bounded(file, MANIFEST_BYTES)) == code
    except OSError:
        return False
