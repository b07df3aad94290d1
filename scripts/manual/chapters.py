"""Chapters as they are written: Markdown whose fenced blocks are examples.

A fence's first line says what is done with it:

- `yaml archivo=PATH` (or any other language) writes a file of the workspace;
- `diff archivo=PATH` changes one: each run of lines with `-` is replaced by the `+` lines after it;
- `sh` runs commands of infogen, one a line; `estado=1` says with which status the last one ends;
- `sh grupo` serves a focus group, in which people of straw vote, and ends as with Ctrl+C;
- `text salida` is what the commands before it print; `…` stands for any text.

A comment `<!-- imagen: PATH | CAPTION -->` is where a picture stands; several in one comment, a
line each, stand side by side.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

PICTURE = "<!-- imagen:"


@dataclass(frozen=True, slots=True)
class Example:
    """A fenced block: its language, the words after it, its content, and where it is."""

    language: str
    options: dict[str, str]
    content: str
    line: int


@dataclass(frozen=True, slots=True)
class Shown:
    """Pictures that stand side by side: each a path in the workspace and a caption."""

    pictures: tuple[tuple[str, str], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: `name` is that of its file, `steps` its examples and pictures in their order."""

    name: str
    title: str
    source: str
    file: str
    steps: tuple[Example | Shown, ...] = field(default=())


def reader() -> MarkdownIt:
    """The one dialect that the chapters are written in."""
    return MarkdownIt("commonmark", {"html": True, "typographer": False}).enable("table")


def read(folder: Path) -> list[Chapter]:
    """The chapters of a folder: `index.md`, then those whose names begin with a number."""
    files = [folder / "index.md", *sorted(folder.glob("[0-9]*.md"), key=_number)]
    return [chapter(path.stem, path.read_text("utf-8"), path.as_posix()) for path in files]


def chapter(name: str, source: str, file: str) -> Chapter:
    """A chapter from its Markdown."""
    tokens = reader().parse(source)
    return Chapter(name, _title(tokens), source, file, tuple(_steps(tokens)))


def pictures(comment: str) -> tuple[tuple[str, str], ...]:
    """The paths and captions in a comment that places pictures."""
    lines = comment.strip().removeprefix(PICTURE).removesuffix("-->").strip().splitlines()
    parts = [line.partition("|") for line in lines if line.strip()]
    return tuple((path.strip(), caption.strip()) for path, _bar, caption in parts)


def options(info: str) -> tuple[str, dict[str, str]]:
    """The language of a fence, and what stands after it."""
    language, *words = info.split() or [""]
    return language, {key: value for key, _is, value in (word.partition("=") for word in words)}


def _steps(tokens: list[Token]) -> Iterator[Example | Shown]:
    for token in tokens:
        line = (token.map or [0])[0] + 1
        if token.type == "fence":
            yield Example(*options(token.info), token.content, line)
        elif token.type == "html_block" and token.content.startswith(PICTURE):
            yield Shown(pictures(token.content), line)


def _title(tokens: list[Token]) -> str:
    at = next(i for i, token in enumerate(tokens) if token.type == "heading_open")
    return tokens[at + 1].content


def _number(path: Path) -> int:
    return int(path.stem.partition("-")[0])
