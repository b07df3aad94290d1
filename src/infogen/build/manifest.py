"""`manifest.json`: what each file of an output folder shows, and which facts it states.

Entries of finished files go in, JSON that is the same for the same files comes out.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct, json, to_builtins

from infogen.diagnostics import fail
from infogen.files.os_errors import reason
from infogen.files.paths import inside
from infogen.files.read import MANIFEST_BYTES, read_bounded
from infogen.messages import _
from infogen.scene import Fact, Scene, facts_on, is_link
from infogen.scene import merge_facts as merged_facts
from infogen.scene.units import MM_PER_CSS_PX
from infogen.semantics.posts import platform_posts
from infogen.semantics.prose import alt, description, fit_sentences, short_alt

NAME = "manifest.json"

_PAGES = 1000
"""Pages of one scene that are looked for; a carousel has four, a manual some forty."""

_METADATA = 16384
"""Bytes at the start and the end of a picture in which its metadata are."""


class FactUse(Struct, frozen=True):
    """A fact that a file uses: its path in `data/`, its value in print, where it is written.

    `stated`: the value itself is printed or drawn; other facts only support a text.
    """

    path: str
    value: str
    place: str | None
    stated: bool


class CodeUse(Struct, frozen=True):
    """A QR code of a file: the address that it holds, and the path of the link."""

    address: str
    link: str | None


class PlatformText(Struct, frozen=True):
    """The text for some platforms; None where they take no such text, or too little."""

    platforms: tuple[str, ...]
    text: str | None


class ManifestEntry(Struct, frozen=True):
    """One file. `path` is relative to the manifest; `page` is None where it has all pages.

    A picture has the alternative text that goes with it anywhere, those that platforms take
    (`alts`), all that it says in reading order, and the path of its text twin. A text has no size,
    and what is written with its pictures where they are posted.
    """

    path: str
    piece: str
    variant: str | None
    format: str
    theme: str
    page: int | None
    width: float | None
    height: float | None
    unit: Literal["px", "mm"] | None
    bytes: int
    sha256: str
    alt: str
    alts: tuple[PlatformText, ...]
    description: str
    twin: str | None
    posts: tuple[PlatformText, ...]
    facts: tuple[FactUse, ...]
    codes: tuple[CodeUse, ...]


def entry(
    scene: Scene,
    path: str,
    data: bytes,
    *,
    page: int | None,
    unit: Literal["px", "mm"] | None,
    twin: str | None = None,
) -> ManifestEntry:
    """The entry of a finished file, measured in `unit` (None: it is a text); `page` counts from 1.

    `twin` is the path of the file that says what it shows.
    """
    shown = None if page is None else page - 1
    width, height = _size(scene, unit) if unit else (None, None)
    return ManifestEntry(
        path=path,
        piece=scene.piece,
        variant=scene.variant,
        format=scene.canvas.id,
        theme=scene.theme,
        page=page,
        width=width,
        height=height,
        unit=unit,
        bytes=len(data),
        sha256=sha256(data).hexdigest(),
        alt=short_alt(scene, shown),
        alts=_alike(_alts(scene, Path(path).suffix[1:], shown)) if unit else (),
        description=description(scene, shown) if unit else "",
        twin=twin,
        posts=() if unit else _alike((one.platform, one.post) for one in platform_posts(scene)),
        facts=tuple(
            FactUse(fact.path, fact.value, str(fact.span) if fact.span else None, fact.stated)
            for fact in (*(_facts(scene, page) if unit else scene.facts), *scene.condition_facts)
        ),
        codes=tuple(_codes(scene, page)),
    )


class _Manifest(Struct):
    files: list[dict[str, Any]]


def read_manifest(folder: Path) -> list[dict[str, Any]]:
    """The entries of the files that are still there. A manifest that is none counts as empty.

    It may have come from anywhere: an entry whose path leads out of the folder or through a link,
    or whose page is no number, does not count. Raises `Failure` for a manifest that may not be
    read: what it says must not be lost.
    """
    try:
        data = read_bounded(folder / NAME, MANIFEST_BYTES)
        files = json.decode(data, type=_Manifest).files
    except PermissionError as problem:
        raise fail(
            "unreadable-file",
            _('"{path}" cannot be read: {reason}').format(
                path=(folder / NAME).as_posix(), reason=reason(problem)
            ),
            hint=_("check the folder and its permissions"),
        ) from None
    except (OSError, ValueError, RecursionError):
        return []
    return [file for file in files if _is_sound(file) and inside(folder, file["path"])]


def _is_sound(file: dict[str, Any]) -> bool:
    path, page = file.get("path"), file.get("page")
    return isinstance(path, str) and (page is None or (type(page) is int and page > 0))


def merge_manifest(before: Iterable[dict[str, Any]], made: Iterable[ManifestEntry]) -> bytes:
    """The manifest of the files that were there and those made now, which replace older entries."""
    files = {file["path"]: file for file in before} | {
        file.path: to_builtins(file) for file in made
    }
    listed = {"files": [files[path] for path in sorted(files)]}
    return json.format(json.encode(listed), indent=1) + b"\n"


def left_over(
    folder: Path, before: Iterable[dict[str, Any]], made: Iterable[ManifestEntry]
) -> set[str]:
    """Paths of pages that earlier builds of the same scenes made and these no longer make, those
    included of which a build that was killed had not written yet.
    """
    made = list(made)
    new = {file.path for file in made}
    mine = {(_stem(file.path, file.page), Path(file.path).suffix) for file in made}
    listed = {
        file["path"]
        for file in before
        if (_stem(file["path"], file.get("page")), Path(file["path"]).suffix) in mine
    }
    paged = {
        (_stem(file.path, file.page), Path(file.path).suffix)
        for file in made
        if file.page is not None
    }
    unlisted = {
        f"{stem}-{page}{suffix}"
        for stem, suffix in paged
        for page in range(1, _PAGES)
        if (file := inside(folder, f"{stem}-{page}{suffix}")) and _is_ours(file)
    }
    return (listed | unlisted) - new


def _is_ours(file: Path) -> bool:
    """Tell whether a picture says in its metadata that infogen made it."""
    with suppress(OSError), file.open("rb") as opened:
        start = opened.read(_METADATA)
        opened.seek(max(0, file.stat().st_size - _METADATA))
        return b"infogen" in start or b"infogen" in opened.read(_METADATA)
    return False


def _stem(path: str, page: int | None) -> str:
    """A path without its suffix and its page."""
    stem = path.removesuffix(Path(path).suffix)
    return stem if page is None else stem.removesuffix(f"-{page}")


def _size(scene: Scene, unit: Literal["px", "mm"]) -> tuple[float, float]:
    width, height = scene.canvas.width, scene.canvas.height
    if unit == "px":
        return scene.canvas.pixels
    if scene.canvas.unit == "px":
        return round(width * MM_PER_CSS_PX, 2), round(height * MM_PER_CSS_PX, 2)
    return width, height


def _alts(scene: Scene, kind: str, page: int | None) -> Iterator[tuple[str, str | None]]:
    """The text for each platform that takes such a file."""
    for outlet in scene.outlets:
        if kind in outlet.files:
            yield (
                outlet.platform,
                None if outlet.alt == 0 else fit_sentences(alt(scene, page), outlet.alt),
            )


def _alike(given: Iterable[tuple[str, str | None]]) -> tuple[PlatformText, ...]:
    """Each text once, with all platforms that are given it."""
    groups: dict[str | None, list[str]] = {}
    for platform, text in given:
        groups.setdefault(text, []).append(platform)
    return tuple(PlatformText(tuple(names), text) for text, names in groups.items())


def _facts(scene: Scene, page: int | None) -> tuple[Fact, ...]:
    """The facts on a page, or on all, and those in the title and in the alternative text."""
    shown = scene.pages if page is None else scene.pages[page - 1 : page]
    alt_facts = scene.alt_facts if page is None or len(scene.pages) == 1 else ()
    facts = (fact for sheet in shown for fact in facts_on(sheet.frame))
    return merged_facts((*scene.title_facts, *alt_facts, *facts))


def _codes(scene: Scene, page: int | None) -> Iterator[CodeUse]:
    """The codes of a page, or of all, in reading order."""
    for found in scene.codes():
        if page in (None, found.page + 1):
            address = found.frame.meaning.href or ""
            paths = (fact.path for fact in found.frame.facts if is_link(fact.path))
            yield CodeUse(address, next(paths, None))
