"""Mistakes in files, each with the change that its hint asks for: `tests/cases/hints/*.yaml`."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec import Struct, convert
from msgspec.structs import replace

from infogen.build.jobs import Job
from infogen.build.make import make_files
from infogen.checks import check
from infogen.checks.answers import apply_answers
from infogen.design.components import component
from infogen.design.pieces import pieces, specs
from infogen.diagnostics import Diagnostic, Failure
from infogen.layout.compose import compose
from infogen.source import Map, loader
from infogen.source.loader import parse
from infogen.workspace import Workspace, load
from kit.places import CASES, ROOT
from kit.tiny import HERE, piece

TODAY = date(2026, 11, 24)


class Mistake(Struct, frozen=True, kw_only=True):
    """A mistake, a part of its hint in English, and what obeys it.

    The piece `t` has a `body`, or is one of `files`, on the stock; `edit` changes files of the
    stock: those stand in a folder of their own, `bytes` as they are. `change` replaces texts in any
    of all that. `make` names the kind of file that is made of the scene: it is read back. With `names`,
    which is part of the message, others of the kind may stay.
    """

    code: str
    hint: str
    change: dict[str, str]
    body: str = ""
    format: str = "card"
    title: str = "T"
    alt: str = "Otra cosa que se ve"
    concede: str = "[]"
    components: dict[str, str] = {}
    files: dict[str, str] = {}
    edit: dict[str, dict[str, str]] = {}
    language: str | None = None
    variant: str | None = None
    make: str | None = None
    only_load: bool = False
    names: str = ""

    def __str__(self) -> str:
        return f"{self.code}: {self.hint[:30]}"

    def found(self, folder: Path, *, mended: bool) -> list[Diagnostic]:
        """What is found before or after the change."""
        written = self._changed() if mended else self
        try:
            workspace = written._workspace(folder)
            return [] if written.only_load else written._looked_at(workspace)
        except Failure as failure:
            return list(failure.diagnostics)

    def _changed(self) -> "Mistake":
        def new(text: str) -> str:
            for old, right in self.change.items():
                text = text.replace(old, right)
            return text

        edited = {name: new(text) for name, text in self._edited().items()}
        made = replace(
            self,
            body=new(self.body),
            title=new(self.title),
            alt=new(self.alt),
            concede=new(self.concede),
            components={name: new(text) for name, text in self.components.items()},
            files={new(name): new(text) for name, text in {**self.files, **edited}.items()},
            edit={},
        )
        assert made != replace(self, files={**self.files, **self._edited()}, edit={}), self.change
        return made

    def _edited(self) -> dict[str, str]:
        texts = {}
        for name, pairs in self.edit.items():
            text = (ROOT / name).read_text("utf-8")
            for old, new in pairs.items():
                assert old in text, (name, old)
                text = text.replace(old, new, 1)
            texts[name] = text
        return texts

    def _workspace(self, folder: Path) -> Workspace:
        files = {**self.files, **self._edited()}
        base = stock()
        if files:
            for name, text in files.items():
                place = folder / name
                place.parent.mkdir(parents=True, exist_ok=True)
                # Characters beyond Latin-1 are text; "latin1:" is bytes that are none.
                raw = text.startswith("latin1:")
                place.write_bytes(text[7:].encode("latin-1") if raw else text.encode())
            base = load(folder)
        if not self.body:
            return base
        text = piece(self.body, title=self.title, alt=self.alt, concede=self.concede)
        formats = {**base.formats, **tiny_formats()}
        written = text.replace("[card, sheet]", "[card, sheet, square, story, letter]")
        used = {
            name: component(name, parse(one.encode(), f"layouts/components/{name}.yaml"))
            for name, one in self.components.items()
        }
        return replace(
            base,
            formats=formats,
            components={**base.components, **used},
            pieces=pieces(specs({"t": parse(written.encode(), "layouts/t.yaml")}, formats)),
        )

    def _looked_at(self, workspace: Workspace) -> list[Diagnostic]:
        if self.make:
            job = Job("t", self.variant, self.format, None, (self.make,), self.language)
            return list(make_files(workspace, job, TODAY).findings)
        here = workspace.in_language(self.language)
        scene = compose(here, "t", format=self.format, variant=self.variant)
        found = check(scene, here, today=TODAY)
        return list(apply_answers(found, here.data, TODAY, whole=True))


@contextmanager
def stock_read_once() -> Iterator[None]:
    """The files of the stock are read once, however many workspaces stand before it."""
    read = loader.read_yaml

    @cache
    def kept(path: Path, name: str) -> Map:
        return read(path, name)

    def read_yaml(path: Path, name: str) -> Map:
        return (kept if path.is_relative_to(ROOT) else read)(path, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loader, "read_yaml", read_yaml)
        yield


@cache
def stock() -> Workspace:
    return load(ROOT)


@cache
def tiny_formats() -> Mapping[str, Any]:
    return load(HERE).formats


def mistakes() -> list[Mistake]:
    """All mistakes, in the order of the tables."""
    made = []
    for table in sorted((CASES / "hints").glob("*.yaml")):
        for code, cases in yaml.safe_load(table.read_text("utf-8")).items():
            for case in cases if isinstance(cases, list) else [cases]:
                made.append(convert({"code": code, **case}, Mistake))
    return made
