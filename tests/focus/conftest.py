"""A session of three variants with its sheets, frozen once."""

import pytest

from infogen.focus.ballots import Ballots
from infogen.focus.session import load_session
from kit.focus import copied, frozen


@pytest.fixture(scope="session")
def frozen_folder(stock, tmp_path_factory):
    """The folder of the session: it is copied where something is changed."""
    folder = tmp_path_factory.mktemp("focus") / "verificacion"
    frozen(stock, folder)
    return folder


@pytest.fixture(scope="session")
def session(frozen_folder):
    return load_session(frozen_folder)


@pytest.fixture
def folder(frozen_folder, tmp_path):
    """A session of its own."""
    return copied(frozen_folder, tmp_path / "group")


@pytest.fixture
def ballots(folder):
    """The votes of a session of its own."""
    made = Ballots(folder, load_session(folder))
    yield made
    made.close()
