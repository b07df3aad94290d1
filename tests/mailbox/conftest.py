"""A served site of one small piece, with a mailbox and three people of the staff."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infogen.mailbox import people
from infogen.mailbox.app import Place, site_app
from infogen.mailbox.store import Mailbox
from kit.mailbox import PASSWORD, Box, published
from kit.web import served


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published site: its mailbox is served, and asks for an address."""
    return published(tmp_path_factory.mktemp("site"))


@pytest.fixture
def box(site: Path, stock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Box]:
    """The site as it is served; forms are good at once."""
    monkeypatch.setattr("infogen.mailbox.spam.SOONEST", -1.0)
    mailbox = Mailbox(tmp_path / "buzon")
    for role in people.ROLES:
        people.appoint(mailbox, f"{role}@x", role, PASSWORD)
    theme = stock.themes[stock.default_theme]

    def make(port: int):
        place = Place(frozenset({f"127.0.0.1:{port}"}))
        return site_app(site, mailbox, theme, place, contact=True)

    with served(make) as port:
        yield Box(port, mailbox)
    mailbox.close()
