"""A served site of one small piece, with a mailbox and three people of the staff."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infogen.mailbox import people
from infogen.mailbox.app import Place, site_app
from infogen.mailbox.store import Mailbox
from infogen.workspace import load
from kit.mailbox import PASSWORD, Box, published
from kit.web import served


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published site: its mailbox is served, and asks for an address."""
    return published(tmp_path_factory.mktemp("site"))


@pytest.fixture
def box(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Box]:
    """The site as it is served; forms are good at once."""
    monkeypatch.setattr("infogen.mailbox.spam.SOONEST", -1.0)
    mailbox = Mailbox(tmp_path / "buzon")
    for role in people.ROLES:
        people.appoint(mailbox, f"{role}@x", role, PASSWORD)
    workspace = load(site.parents[1])

    made = []

    def make(port: int):
        made.append(site_app(site, mailbox, workspace, Place(frozenset({f"127.0.0.1:{port}"}))))
        return made[0]

    with served(make) as port:
        yield Box(port, mailbox, made[0])
    mailbox.close()
