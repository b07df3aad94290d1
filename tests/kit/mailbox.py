"""The mailbox as citizens and staff meet it."""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from starlette.applications import Starlette

from infogen.build.listener import Silent
from infogen.mailbox.store import Mailbox
from infogen.site import publish
from infogen.workspace import load
from kit.site import PIECE, small
from kit.web import Answer, Client

PASSWORD = "caballo pila grapa correcta"

SITE = """\
url: null
topics: [{name: Uno, pieces: [aviso]}]
other: null
mailbox: {served: true, contact: true}
privacy: {responsible: a, address: b, data: c, purposes: d, legal_basis: e, transfers: f, objection: g, rights: h, changes: i, updated_on: 2026-01-15}
"""


def published(root: Path) -> Path:
    """The site of a small workspace in `root`, whose mailbox is served."""
    small(root, PIECE, SITE)
    folder = root / "output/site"
    publish(load(root), folder, Silent(), today=date(2026, 1, 15))
    return folder


class Box(NamedTuple):
    """A served mailbox: its port, what it keeps, its app."""

    port: int
    mailbox: Mailbox
    app: Starlette

    def citizen(self) -> "Citizen":
        """Somebody who opens the site."""
        return Citizen(self.port)

    def staff(self, role: str = "publishes") -> Client:
        """Somebody of the staff who has entered."""
        client = Client(self.port)
        fields = {"name": f"{role}@x", "password": PASSWORD}
        assert client.submit("/moderar/entrar", fields).status == 303
        return client


class Citizen:
    """Somebody who reads a page and writes below its picture."""

    def __init__(self, port: int) -> None:
        self.client = Client(port)

    def write(self, message: str, **fields: str) -> Answer:
        """What the form of a page that was just opened answers."""
        text = self.client.get("/aviso/").text
        signs = dict(re.findall(r'name="(stamp|csrf)" value="([^"]+)"', text))
        sent = {"piece": "aviso", "kind": "opinion", "message": message, **signs, **fields}
        return self.client.post("/buzon", sent)

    def folio(self, message: str, **fields: str) -> str:
        """Write, and the number of the message."""
        answer = self.write(message, **fields)
        assert answer.status == 303, answer.text
        return answer.headers["location"].rpartition("/")[2]

    def page(self) -> str:
        """The page of the piece."""
        return self.client.get("/aviso/").text
