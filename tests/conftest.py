"""What every test needs: messages in English, whatever the machine speaks."""

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="session")
def english() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INFOGEN_LANG", "en")
        yield
