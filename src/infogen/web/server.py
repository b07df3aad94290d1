"""An app on a port: one process of uvicorn, in which slow clients hold up nobody."""

import asyncio
import socket
import sys
from collections.abc import Callable
from typing import Any

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

from infogen.diagnostics import fail
from infogen.files.os_errors import reason
from infogen.messages import _

HEADERS_WITHIN = 10.0
"""Seconds within which the first request line and headers must have arrived."""
SWITCH = 0.0002
"""Seconds after which a thread gives way to another."""
IDLE = 30
"""Seconds for which a connection without requests is kept."""


class PromptProtocol(H11Protocol):
    """HTTP/1.1 for clients that send their request within `HEADERS_WITHIN` seconds of connecting:
    uvicorn itself waits for headers without end.
    """

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._late = self.loop.call_later(HEADERS_WITHIN, self._end)

    def connection_lost(self, exc: Exception | None) -> None:
        self._late.cancel()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        super().handle_events()
        if self.cycle is not None:
            self._late.cancel()

    def _end(self) -> None:
        if self.cycle is None and not self.transport.is_closing():
            self.transport.close()


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that listens on a port; 0 is any that is free. Raises `Failure` for one in use."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as problem:
        made.close()
        message = _("cannot listen on {host}:{port}: {reason}")
        raise fail(
            "port-in-use",
            message.format(host=host, port=port, reason=reason(problem)),
            hint=_("choose another port with --port"),
        ) from None
    made.listen(1024)
    return made


def server_config(app: Starlette) -> uvicorn.Config:
    """How every app of ours is served."""
    return uvicorn.Config(
        app,
        http=PromptProtocol,
        ws="none",
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=16 * 1024,
        proxy_headers=False,
    )


def serve(app: Starlette, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until the process is asked to end (Ctrl+C, SIGTERM). `ready` is called once it
    answers.
    """
    # The thread that writes lets go of the interpreter at each statement of SQLite, and would wait
    # 5 ms to have it back while requests are answered: with 200 votes at once, seconds.
    sys.setswitchinterval(SWITCH)
    server = uvicorn.Server(server_config(app))

    async def run() -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(server.serve(sockets=[listening]))
            while not server.started and not server.should_exit:
                await asyncio.sleep(0.01)
            if server.started:
                ready()

    asyncio.run(run())
