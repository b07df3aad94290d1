"""Posts come from our own pages: a token that belongs to the visitor, and the header Origin."""

import hashlib
import hmac
from urllib.parse import urlsplit

from starlette.requests import Request

from infogen.messages import _
from infogen.web.refused import Refusal
from infogen.web.settings import Settings

FIELD = "csrf"


def token(request: Request, settings: Settings) -> str:
    """The token of the forms that this visitor is shown."""
    identity = settings.identity(request).encode()
    return hmac.new(settings.secret, b"csrf\0" + identity, hashlib.sha256).hexdigest()


def check(request: Request, settings: Settings, given: str) -> None:
    """Raises `Refused` for a post that did not come from a page shown to this visitor.

    Browsers send Origin with each post (Fetch standard); programs that send none need the token.
    """
    origin = request.headers.get("origin")
    elsewhere = origin is not None and urlsplit(origin).netloc not in settings.hosts
    right = hmac.compare_digest(token(request, settings).encode(), given.encode())
    if elsewhere or not right:
        hint = _("go back, load the page again, and send it from there")
        raise Refusal(403, _("This form is not from a page that is open here."), hint)
