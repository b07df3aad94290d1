"""What tests share: messages in English, an empty cache, a tiny workspace, and references that
`--update` rewrites.
"""

from collections.abc import Callable, Iterator

import pytest
from PIL import Image, ImageChops

from kit.places import ACTUAL, REF, ROOT

LARGEST = 20 * 1024
"""Bytes of a reference picture: it shows one thing."""
TOLERANCE = 24
"""Levels of 255 by which an edge may differ where another library rounds otherwise."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the references in tests/ref")


@pytest.fixture(autouse=True, scope="session")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INFOGEN_LANG", "en")
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        from infogen.cli import COMMANDS

        # The words of a command are those of the language in which it is first asked for.
        for name in COMMANDS:
            assert COMMANDS[name].name == name
        yield


@pytest.fixture(scope="session")
def stock():
    """The workspace of the project itself, read once."""
    from infogen.workspace import load

    return load(ROOT)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory):
    from kit.tiny import Tiny

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


@pytest.fixture
def same_picture(request: pytest.FixtureRequest) -> Callable[[str, Image.Image], None]:
    """Compares a picture with `tests/ref/<name>.png`; beside another one, `output/test/` shows the
    reference, what was drawn, and where they differ.
    """

    def compare(name: str, picture: Image.Image) -> None:
        path, actual = REF / f"{name}.png", ACTUAL / f"{name}.png"
        picture = picture.convert("RGB")
        if request.config.getoption("--update"):
            path.parent.mkdir(parents=True, exist_ok=True)
            picture.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
        assert path.is_file(), f"make {path} with --update, and look at it"
        assert path.stat().st_size <= LARGEST
        expected = Image.open(path).convert("RGB")
        assert picture.size == expected.size
        difference = ImageChops.difference(picture, expected).point(
            lambda level: 0 if level <= TOLERANCE else 255
        )
        if difference.getbbox():
            sheet = Image.new("RGB", (picture.width, 3 * picture.height))
            for place, part in enumerate((expected, picture, difference)):
                sheet.paste(part, (0, place * picture.height))
            actual.parent.mkdir(parents=True, exist_ok=True)
            sheet.save(actual)
        assert difference.getbbox() is None, f"look at {actual}"

    return compare
