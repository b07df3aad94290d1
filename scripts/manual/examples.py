"""Runs the examples of the chapters, in their order and in one folder, as a reader would."""

import io
import json
import re
import shlex
from collections.abc import Callable, Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from infogen.cli import run
from manual import group
from manual.chapters import Chapter, Example, Shown

ANY = "…"
"""In what a command prints: any text."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture as it was when the reader sees it: its place in the manual and what it shows."""

    chapter: str
    path: Path
    caption: str
    alt: str


@dataclass(slots=True)
class Reader:
    """Somebody who does what the chapters say: where they are, what they saw, what went wrong.

    `keep` is given each picture when the reader comes to it, since a later example changes it.
    """

    home: Path
    keep: Callable[[Taken], None] = lambda taken: None
    at: Path = field(init=False)
    printed: str = ""

    def __post_init__(self) -> None:
        self.at = self.home

    def follow(self, chapter: Chapter) -> Iterator[str]:
        """Do all that a chapter says: what does not happen as it says, with its place."""
        for step in chapter.steps:
            shown = isinstance(step, Shown)
            found = self._look(step, chapter.name) if shown else self._do(step)
            yield from (f"{chapter.file}:{step.line}: {problem}" for problem in found)

    def _do(self, example: Example) -> Iterator[str]:
        file = example.options.get("archivo")
        if example.language == "sh" and "grupo" in example.options:
            yield from self._lead(example)
        elif example.language == "sh":
            yield from self._run(example)
        elif example.language == "text" and "salida" in example.options:
            yield from self._compare(example.content)
        elif file is None:
            yield "an example that is neither a file, a command nor what it prints"
        elif example.language == "diff":
            yield from self._change(self.at / file, example.content)
        else:
            path = self.at / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(example.content, "utf-8")

    def _run(self, example: Example) -> Iterator[str]:
        expected = int(example.options.get("estado", 0))
        lines = [line for line in example.content.splitlines() if line.strip()]
        output = io.StringIO()
        for number, line in enumerate(lines, 1):
            words = shlex.split(line, comments=True)
            if words[0] == "cd":
                self.at = self.at / words[1]
                continue
            if words[0] != "infogen":
                yield f"{line}: only commands of infogen are run"
                continue
            with chdir(self.at), redirect_stdout(output), redirect_stderr(output):
                status = run(words[1:])
            wanted = expected if number == len(lines) else 0
            if status != wanted:
                yield f"{line}: ends with {status}, not {wanted}\n{output.getvalue()}"
        self.printed = output.getvalue()

    def _lead(self, example: Example) -> Iterator[str]:
        """A focus group: the leader opens each stage, six households vote."""
        (line,) = example.content.splitlines()
        with group.Served(shlex.split(line)[1:], self.at) as served:
            served.meet()
        self.printed = served.told
        if served.status:
            yield f"{line}: ends with {served.status}\n{served.told}"

    def _compare(self, wanted: str) -> Iterator[str]:
        parts = [re.escape(part) for part in _plain(wanted).split(ANY)]
        if not re.fullmatch(".*?".join(parts), _plain(self.printed), re.DOTALL):
            yield f"the commands before it print:\n{self.printed}"

    def _change(self, path: Path, diff: str) -> Iterator[str]:
        text = path.read_text("utf-8")
        for old, new in _replacements(diff):
            if text.count(old) != 1:
                yield f"{path.name} has these lines {text.count(old)} times:\n{old}"
                continue
            text = text.replace(old, new)
        path.write_text(text, "utf-8")

    def _look(self, shown: Shown, chapter: str) -> Iterator[str]:
        for name, caption in shown.pictures:
            path = self.at / name
            if not path.is_file():
                yield f"there is no picture {name}"
                continue
            self.keep(Taken(chapter, path, caption, self._alt(name) or caption))

    def _alt(self, name: str) -> str:
        """The alternative text that infogen gave the picture."""
        manifest = self.at / "output/manifest.json"
        if not manifest.is_file():
            return ""
        files = json.loads(manifest.read_text("utf-8"))["files"]
        return next((f["alt"] for f in files if f"output/{f['path']}" == name), "")


def _replacements(diff: str) -> Iterator[tuple[str, str]]:
    """What is replaced by what, line by line; a line that stays is part of both."""
    hunk: list[str] = []
    for line in [*diff.splitlines(), ""]:
        if line:
            hunk.append(line)
        elif hunk:
            old = [line[1:] for line in hunk if line[0] in "- "]
            new = [line[1:] for line in hunk if line[0] in "+ "]
            yield "".join(f"{x}\n" for x in old), "".join(f"{x}\n" for x in new)
            hunk = []


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
