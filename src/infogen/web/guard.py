"""The guard that every request passes, before and after an app: host, size, pace, language,
headers.
"""

import asyncio
from collections.abc import Callable, MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from infogen.messages import _, speaking
from infogen.web.refused import Refusal
from infogen.web.settings import Settings

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Content Security Policy (CSP Level 3): nothing inline, nothing from elsewhere."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not `no-referrer`: a form would be posted with `Origin: null` (Fetch, "append a request
    # Origin header"), and its origin could not be checked.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "Cache-Control": "no-store",
}
SECURE = {"Strict-Transport-Security": "max-age=31536000"}
LANGUAGES = ("es", "en")


class Guard:
    """Middleware around a whole app. `refuse` answers with the page of a refusal."""

    def __init__(
        self, app: ASGIApp, settings: Settings, refuse: Callable[[Refusal], ASGIApp]
    ) -> None:
        self.app = app
        self.settings = settings
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Checks the request, runs the app in the person's language, adds the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        heading = self._headed(send)
        with speaking(
            accepted_language(headers.get("accept-language", ""), self.settings.language)
        ):
            refused = self._refused(scope, headers)
            if refused is not None:
                await self.refuse(refused)(scope, receive, heading)
                return
            body = _Body(receive, self.settings, self.settings.most(scope["path"]))
            await self.app(scope, body.receive, heading)

    def _refused(self, scope: Scope, headers: Headers) -> Refusal | None:
        if headers.get("host", "").lower() not in self.settings.hosts:
            hint = _("open the address that the person who leads gave you")
            return Refusal(421, _("This address is not answered here."), hint)
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit():
            return Refusal(400, _("The request is malformed."))
        if int(length) > (most := self.settings.most(scope["path"])):
            return too_large(most)
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return Refusal(405, _("That cannot be done here."))
        return None

    def _headed(self, send: Send) -> Send:
        extra = {**HEADERS, **SECURE} if self.settings.secure else HEADERS

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in extra.items():
                    headers.setdefault(name, value)
            await send(message)

        return headed


class _Body:
    """The body of one request: not longer and not slower than the settings allow."""

    def __init__(self, receive: Receive, settings: Settings, most: int) -> None:
        self._receive = receive
        self._patience = settings.patience
        self._most = most
        self._length = 0
        self._until: float | None = None
        self._whole = False

    async def receive(self) -> MutableMapping[str, Any]:
        """The next message. Raises `Refused` for a body that is too long or too slow."""
        if self._whole:
            return await self._receive()
        now = asyncio.get_running_loop().time()
        if self._until is None:
            self._until = now + self._patience
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError:
            hint = _("try again where the signal is better")
            raise Refusal(408, _("It took too long to arrive."), hint) from None
        if message["type"] == "http.request":
            self._length += len(message.get("body", b""))
            self._whole = not message.get("more_body", False)
            if self._length > self._most:
                raise too_large(self._most)
        return message


def too_large(most: int) -> Refusal:
    """The refusal of what has more bytes than `most`."""
    size = f"{most // 1024} KiB" if most < 1 << 20 else f"{most // (1 << 20)} MiB"
    return Refusal(413, _("That is larger than {size}.").format(size=size), _("send less at once"))


def accepted_language(accepted: str, usual: str) -> str:
    """The language of ours that a header Accept-Language asks for first (RFC 9110, 12.5.4)."""
    wanted: list[tuple[float, int, str]] = []
    for place, part in enumerate(accepted.split(",")[:20]):
        name, _semicolon, quality = part.strip().partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        if weight > 0:
            wanted.append((-weight, place, name.partition("-")[0].lower()))
    return next((name for _weight, _place, name in sorted(wanted) if name in LANGUAGES), usual)
