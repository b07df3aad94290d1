"""Openings that the served site counts by itself."""

import asyncio

from infogen.visits.served import counted
from kit.mailbox import Box
from kit.web import Client

PHONE = "Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile Safari/537.36"


def test_the_served_site_counts_without_logs(box: Box) -> None:
    client = Client(box.port)
    for agent in (PHONE, PHONE, "WhatsApp/2.23", "Googlebot/2.1"):
        assert client.get("/aviso/", user_agent=agent).status == 200
    client.get("/none/", user_agent=PHONE)
    openings = box.app.state.public.openings
    asyncio.run(box.mailbox.database.write(openings.write))
    asyncio.run(box.mailbox.database.write(openings.write))
    found = counted(box.mailbox.folder, (None, None))
    assert found.total("reader", "pieza/aviso") == 2
    assert (found.total("preview"), found.total("robot")) == (1, 1)
    held = b"".join(path.read_bytes() for path in box.mailbox.folder.iterdir())
    assert b"Android" not in held
