"""Addresses in the site: relative ones between its pages, whole ones where they leave it."""

from posixpath import relpath
from urllib.parse import urlsplit

from msgspec import Struct


class Address(Struct, frozen=True):
    """The folder of a page (`""` is the root, `acceso-saimex/` a piece), from which links lead.

    `root` is the public address of the site, None where it is not known. A page that `stands` for
    others, as that of what is missing does, is shown at any address: its links lead from the top.
    """

    here: str
    root: str | None = None
    stands: bool = False

    def to(self, path: str) -> str:
        """The relative address of another page or file; a folder ends in a slash.

        A folder is opened by its `index.html`, which is named: a folder of files has no server that
        would add it.
        """
        target = f"{path}index.html" if path == "" or path.endswith("/") else path
        if self.stands:
            return (urlsplit(self.root or "").path or "/") + path
        return relpath(target, self.here or ".")

    def whole(self, path: str) -> str | None:
        """The public address; None where that of the site is not known."""
        return None if self.root is None else self.root + path
