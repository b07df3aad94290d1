"""The manual does what it says: its examples are run in their order, as a reader would."""

from collections.abc import Iterator
from copy import deepcopy
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec.structs import replace

from infogen.cli import infogen
from infogen.workspace import load
from kit.places import ROOT
from manual import reference
from manual.chapters import chapter, read
from manual.examples import Reader
from manual.site import Album, anchor, write

NAMES = [one.name for one in read(ROOT / "docs/manual")]
SETTING = {"INFOGEN_LANG": "es", "COLUMNS": "100", "SOURCE_DATE_EPOCH": "1795694400"}


class Page(HTMLParser):
    """The addresses, names and pictures of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.images: list[dict[str, str | None]] = []
        self.first = 0
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.first += tag == "h1"
        self.ids |= {given["id"] or ""} if "id" in given else set()
        self.links += [given["href"] or ""] if tag in ("a", "link") else []
        self.images += [given] if tag == "img" else []


@pytest.fixture(scope="module")
def spanish(tmp_path_factory) -> Iterator[Path]:
    """A folder, while messages are in Spanish and the day is that of the manual."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in SETTING.items():
            patch.setenv(name, value)
        patch.chdir(ROOT)
        yield tmp_path_factory.mktemp("docs")


@pytest.fixture(scope="module")
def done(spanish):
    """What went wrong in each chapter, and the pages with the pictures that were made."""
    chapters, album = read(Path("docs/manual")), Album(spanish / "site/imagenes")
    (spanish / "home").mkdir()
    somebody = Reader(spanish / "home", album.keep)
    problems = {chapter.name: list(somebody.follow(chapter)) for chapter in chapters}
    stock = load(ROOT)
    few = replace(
        stock,
        components={"header": stock.components["header"]},
        examples={"bar-chart": stock.examples["bar-chart"]},
    )
    write(spanish / "site", chapters, album, few)
    return problems, spanish / "site"


@pytest.mark.parametrize("name", NAMES)
def test_a_chapter_does_as_it_says(done, name):
    problems, _site = done
    assert problems[name] == []


def test_every_page_leads_where_it_says_and_shows_what_it_names(done):
    _problems, site = done
    pages = {path.name: Page(path) for path in site.glob("*.html")}
    assert set(pages) == {f"{name}.html" for name in (*NAMES, "referencia")}
    for page in pages.values():
        assert page.first == 1
        assert [link for link in page.links if not leads(site, pages, page, link)] == []
        for image in page.images:
            assert (site / str(image["src"])).is_file()
            assert image["alt"]


def leads(site: Path, pages: dict[str, Page], here: Page, link: str) -> bool:
    file, _mark, place = link.partition("#")
    page = pages.get(file) if file else here
    return place in page.ids if page and place else (site / file).is_file()


def test_pictures_are_told_in_the_words_that_infogen_gave_them(done):
    _problems, site = done
    picture = Page(site / "4-pieza-nueva.html").images[0]
    assert str(picture["alt"]).startswith(
        "La respuesta en papel puede ser gratis. 20 hojas simples"
    )


def test_the_first_page_names_every_chapter():
    index = (ROOT / "docs/manual/index.md").read_text("utf-8")
    assert [name for name in NAMES if name != "index" and f"({name}.md)" not in index] == []


def test_the_reference_has_words_for_all_there_is_and_for_nothing_else(spanish):
    workspace, words = load(ROOT), reference.words()
    assert reference.gaps(words, workspace) == []
    changed = deepcopy(words)
    del changed["bloques"]["text"]["of"]["halign"]
    changed["componentes"]["marquesina"] = "Ya no existe."
    assert reference.gaps(changed, workspace) == [
        "componentes: has marquesina",
        "bloques.text.of: lacks halign",
    ]


def test_the_reference_names_every_block_and_every_option(done):
    _problems, site = done
    page = Page(site / "referencia.html")
    text = (site / "referencia.html").read_text("utf-8")
    assert {"text", "ribbon", "chart"} <= page.ids
    for name, command in reference.named_commands(infogen):
        assert anchor(f"infogen {name}") in page.ids
        options = [option for p in command.params for option in p.opts if option.startswith("--")]
        assert [option for option in options if option not in text] == []


WRONG = """\
# Mal

```yaml archivo=a.yaml
uno: 1
```

```diff archivo=a.yaml
-dos: 2
+dos: 3
```

```sh
infogen list
rm -r b
```

```text salida
otra cosa
```

```sh estado=1
infogen list
```

```yaml
nada: 0
```

<!-- imagen: output/a.png | Una imagen. -->
"""


def test_an_example_that_is_wrong_is_found_at_its_line(tmp_path):
    problems = list(Reader(tmp_path).follow(chapter("mal", WRONG, "mal.md")))
    assert [problem.splitlines()[0] for problem in problems] == [
        "mal.md:7: a.yaml has these lines 0 times:",
        "mal.md:12: rm -r b: only commands of infogen are run",
        "mal.md:17: the commands before it print:",
        "mal.md:21: infogen list: ends with 0, not 1",
        "mal.md:25: an example that is neither a file, a command nor what it prints",
        "mal.md:29: there is no picture output/a.png",
    ]
