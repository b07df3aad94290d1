"""The settings of one app: its secret, the names it answers to, its files and its limits."""

from collections.abc import Callable, Mapping

from msgspec import Struct
from starlette.requests import Request

from infogen.web.assets import Assets

KIB = 1 << 10


def nobody(_request: Request) -> str:
    """The identity of a visitor whom an app does not tell from others."""
    return ""


class Settings(Struct, frozen=True, kw_only=True):
    """The settings of an app.

    `secret` (32 bytes or more) signs CSRF tokens. `hosts` are the values of the header Host that
    are answered, with the port where it is not the usual one. `packages` have a folder `templates`
    each. `identity` names the visitor to whom a CSRF token belongs: the key of a session, a code.
    `secure` says that the app is behind TLS. `largest` bounds a request's body in bytes, `uploads`
    does so for paths that begin in another way; `patience` bounds the seconds that a body may take
    to arrive. `language` is that of visitors who ask for none of ours.
    """

    secret: bytes
    hosts: frozenset[str]
    assets: Assets
    packages: tuple[str, ...] = ()
    identity: Callable[[Request], str] = nobody
    secure: bool = False
    largest: int = 64 * KIB
    uploads: Mapping[str, int] = {}
    patience: float = 20.0
    language: str = "es"

    def most(self, path: str) -> int:
        """The largest body that a path takes, in bytes."""
        found = (size for start, size in self.uploads.items() if path.startswith(start))
        return next(found, self.largest)
