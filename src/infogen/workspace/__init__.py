"""A workspace: the folders of layouts, data and fonts that a person works in, with the stock behind
it.

Of two files of the same name the workspace's wins. Everything is read and validated here, once.
"""

import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from infogen.content import Data, translate
from infogen.content import load_data as load_data
from infogen.content.translation import unread_overlays
from infogen.design.axes import Axes, Axis
from infogen.design.components import Component, component
from infogen.design.drawings import Drawing
from infogen.design.formats import Format
from infogen.design.forms import Form
from infogen.design.pieces import Piece, in_format, pieces, specs
from infogen.design.platforms import Platform
from infogen.design.stray_files import strays
from infogen.design.themes import Theme, themes
from infogen.diagnostics import Diagnostic, Failure, error, fail
from infogen.files.paths import YAML, is_left_alone, shell_word
from infogen.messages import _
from infogen.scene.fonts import Fonts
from infogen.source import Map
from infogen.source.characters import compose
from infogen.source.lazy import LazyMapping
from infogen.source.validate import build_model
from infogen.workspace import stock

T = TypeVar("T")

Layouts = dict[str, LazyMapping[str, Any]]
"""The files of `layouts/` beside formats, themes, axes and platforms: by kind, and by the stem of
the file.
"""

FOLDERS = (
    "axes", "components", "drawings", "examples", "formats", "forms", "platforms", "sheets",
    "themes",
)  # fmt: skip
"""The folders in `layouts/`; pieces are in `layouts/` itself."""

PIECES = ("pieces", "sheets")
"""The kinds of layouts that are pieces, with variants."""


class Workspace(Struct, frozen=True, eq=False):
    """All that a piece is made of. Nothing here changes after it is loaded.

    `sheets` are layouts that show pieces: a comparison, a contact sheet, the catalogue. An
    `overlaid` workspace has other content than its files.
    """

    root: Path
    folders: tuple[Path, ...]
    pieces: Mapping[str, Piece]
    sheets: Mapping[str, Piece]
    components: Mapping[str, Component]
    drawings: Mapping[str, Drawing]
    examples: Mapping[str, Map]
    forms: Mapping[str, Form]
    formats: Mapping[str, Format]
    themes: Mapping[str, Theme]
    axes: Axes
    platforms: Mapping[str, Platform]
    data: Data
    fonts: Fonts
    default_theme: str
    overlaid: bool = False

    def __repr__(self) -> str:
        return f"<Workspace {self.root}: {', '.join(self.pieces)}>"

    def in_language(self, language: str | None) -> "Workspace":
        """The same workspace with its texts in another language; None is the content's own.

        Raises `Failure` where there is no such translation.
        """
        if language is None:
            return self
        folders = [(folder / "data", "data") for folder in self.folders]
        return replace(self, data=translate(self.data, folders, language))

    def with_data(self, data: Data) -> "Workspace":
        """The same workspace over other content than that of its files."""
        return replace(self, data=data, overlaid=True)


def load(path: Path | str = ".", *, alone: bool = False) -> Workspace:
    """Read a workspace. Raises `Failure` with everything that is wrong in any of its files.

    `alone`: without the stock behind it, because it is the stock of another day.
    """
    return read_workspace(path, alone=alone)[0]


def read_workspace(
    path: Path | str, *, alone: bool = False, whole: bool = True
) -> tuple[Workspace, Layouts]:
    """A workspace, and the layouts that it has.

    `whole`: as `load`. Else layouts are read when they are asked for, and what is wrong with one
    is raised then; what is wrong with anything else still is raised here.
    """
    root = existing(path)
    places = [(root, "")] if alone else folders(root)
    problems: list[Diagnostic] = []

    def stage(make: Callable[[], T]) -> T | None:
        try:
            return make()
        except Failure as failure:
            problems.extend(failure.diagnostics)
            return None

    formats = stage(lambda: _made(places, "formats", _format).load_all()) or {}
    looks = stage(lambda: themes(_files(places, "themes").load_all())) or {}
    platforms = stage(lambda: _made(places, "platforms", _platform).load_all()) or {}
    axes = stage(lambda: _made(places, "axes", _axis).load_all()) or {}
    found = layouts(places, formats)
    for folder, shown in places:
        problems += strays(folder, shown, FOLDERS)
        problems += unread_overlays(folder / "data", f"{shown}data")
    for kind, parts in found.items():
        if whole and (formats or kind not in PIECES):
            problems += parts.problems()
    data = stage(lambda: load_data([(f / "data", f"{shown}data") for f, shown in places]))
    if problems or data is None:
        raise Failure(problems)
    made = Workspace(
        root=root,
        folders=tuple(folder for folder, _shown in places),
        formats=formats,
        themes=looks,
        axes=Axes(axes),
        platforms=platforms,
        data=data,
        default_theme=data.content.series.theme,
        fonts=Fonts(*(folder / "fonts" for folder, _shown in places)),
        **by_name(found),
    )
    return made, found


def existing(path: Path | str) -> Path:
    """The folder of a workspace. Raises `Failure` if there is none."""
    root = Path(path)
    if root.is_dir():
        return root
    if root.exists():
        raise fail(
            "not-a-folder",
            _('"{path}" is a file, not a folder').format(path=path),
            hint=_("name the folder that holds layouts and data"),
        )
    raise fail(
        "missing-folder",
        _('there is no folder "{path}"').format(path=path),
        hint=_("make one with: infogen init {path}").format(path=shell_word(root)),
    )


def require_own(path: Path | str) -> None:
    """Raise `Failure` for a folder that has neither layouts nor data of its own: what there is to
    build in it is the stock's alone, and signed by another institution.
    """
    root = existing(path)
    if not any((root / name).is_dir() for name in ("layouts", "data")):
        raise fail(
            "no-workspace",
            _('"{path}" is no workspace: it has neither layouts nor data').format(
                path=root.resolve().name
            ),
            hint=_(
                "go to the folder that has them, make one with infogen init FOLDER, or name a piece"
                " of the stock"
            ),
        )


def layouts(places: list[tuple[Path, str]], formats: Mapping[str, Format]) -> Layouts:
    """The layouts in some folders; none is read before it is asked for."""
    return {
        "components": _made(places, "components", component),
        "drawings": _made(places, "drawings", _drawing),
        "examples": _files(places, "examples"),
        "forms": _made(places, "forms", _form),
        "pieces": specs(_files(places, "", formats), formats),
        "sheets": specs(_files(places, "sheets", formats), formats),
    }


def by_name(found: Layouts) -> dict[str, Any]:
    """Layouts as the fields of a workspace."""
    return {kind: pieces(parts) if kind in PIECES else parts for kind, parts in found.items()}


def folders(root: Path) -> list[tuple[Path, str]]:
    """Where a workspace is read: its own folder, then the stock's unless that is the same. Each
    with what messages put before the names of its files.
    """
    behind = stock.folder()
    if root.resolve() == behind.resolve():
        return [(root, "")]
    return [(root, ""), (behind, "stock/")]


def _files(
    folders: list[tuple[Path, str]], kind: str, formats: Collection[str] = ()
) -> LazyMapping[str, Map]:
    """The YAML files of `layouts/<kind>/` by stem, the earlier folder first. What a later folder
    has for one of `formats` alone belongs to its own file of the whole piece, and is replaced with
    that.
    """
    paths: dict[str, tuple[Path, str]] = {}
    twice: dict[str, list[Diagnostic]] = {}
    for folder, shown in folders:
        before = frozenset(paths)
        here: dict[str, Path] = {}
        for path in _listed(folder / "layouts" / kind):
            name = (Path("layouts") / kind / path.name).as_posix()
            stem = compose(path.stem)
            if stem in here:
                found = _twice(path, here[stem], f"{shown}{name}")
                twice.setdefault(stem, []).append(found)
                continue
            here[stem] = path
            whole, form = in_format(stem, formats)
            if form and whole in before:
                continue
            paths.setdefault(stem, (path, f"{shown}{name}"))

    def file(stem: str) -> Map:
        from infogen.source.loader import read_yaml  # a workspace may be kept: then nothing is read

        if stem in twice:
            raise Failure(twice[stem])
        return read_yaml(*paths[stem])

    return LazyMapping(sorted(paths), file)


def _listed(folder: Path) -> list[Path]:
    """The YAML files of a folder that may not be there. Raises `OSError` if it cannot be read."""
    try:
        names = sorted(os.listdir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [folder / name for name in names if name.endswith(YAML) and not is_left_alone(name)]


def _twice(path: Path, first: Path, name: str) -> Diagnostic:
    from infogen.diagnostics import Span

    return error(
        "same-name",
        _('"{one}" and "{other}" have the same name').format(one=first.name, other=path.name),
        Span(name),
        _("rename one of them"),
    )


def _made(
    folders: list[tuple[Path, str]], kind: str, make: Callable[[str, Map], T]
) -> LazyMapping[str, T]:
    """The models of the files of `layouts/<kind>/`."""
    files = _files(folders, kind)
    return LazyMapping(files, lambda name: make(name, files[name]))


def _drawing(_name: str, raw: Map) -> Drawing:
    return build_model(Drawing, raw, what=lambda: _("a drawing"))


def _form(_name: str, raw: Map) -> Form:
    return build_model(Form, raw, what=lambda: _("a form"))


def _format(_name: str, raw: Map) -> Format:
    return build_model(Format, raw, what=lambda: _("a format"))


def _axis(_name: str, raw: Map) -> Axis:
    return build_model(Axis, raw, what=lambda: _("an axis"))


def _platform(_name: str, raw: Map) -> Platform:
    return build_model(Platform, raw, what=lambda: _("a platform"))
