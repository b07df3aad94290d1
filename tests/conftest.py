"""What tests share: messages in English, a tiny workspace, and references that `--update`
rewrites.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

REF = Path(__file__).parent / "ref"
ACTUAL = Path(__file__).parents[1] / "output" / "test"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the references in tests/ref")


@pytest.fixture(autouse=True, scope="session")
def english() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INFOGEN_LANG", "en")
        yield


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory):
    from tiny import Tiny

    return Tiny(tmp_path_factory.mktemp("fonts"))


@pytest.fixture
def same(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with `tests/ref/<name>.txt`; another one is left in `output/test/`."""

    def compare(name: str, text: str) -> None:
        path, actual = REF / f"{name}.txt", ACTUAL / f"{name}.txt"
        if request.config.getoption("--update"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text + "\n", "utf-8")
        expected = path.read_text("utf-8") if path.is_file() else ""
        if text + "\n" != expected:
            actual.parent.mkdir(parents=True, exist_ok=True)
            actual.write_text(text + "\n", "utf-8")
        assert (text + "\n").splitlines() == expected.splitlines()

    return compare
