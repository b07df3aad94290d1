"""The state that the pages of a session share."""

from dataclasses import dataclass, field
from typing import cast

from starlette.requests import Request

from infogen.focus.ballots import Ballots
from infogen.focus.session import Session
from infogen.web.sessions import Sessions
from infogen.workspace import Workspace


@dataclass
class Focus:
    """A session that is served. `keys` open the leader's pages; `reached` says that a phone came,
    and nothing about it.
    """

    workspace: Workspace
    ballots: Ballots
    sessions: Sessions
    address: str
    pictures: dict[str, bytes]
    texts: dict[str, str]
    keys: list[str] = field(default_factory=list)
    reached: bool = False

    @property
    def session(self) -> Session:
        return self.ballots.session

    @property
    def join(self) -> str:
        """The address of the room."""
        return f"{self.address}/g/{self.ballots.key('room')}"

    def name(self, shape: str) -> str:
        """The Spanish name of a shape."""
        return str(self.workspace.data.content.copy["hoja"]["figuras"][shape].long)


def focus(request: Request) -> Focus:
    """The session that a request is about."""
    return cast(Focus, request.app.state.focus)
