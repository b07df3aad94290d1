"""Which pages the site has: the pieces under their topics, each with its files."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from msgspec import Struct

from infogen.build.jobs import Job
from infogen.build.make import File
from infogen.content import span_at
from infogen.diagnostics import Diagnostic, error
from infogen.diagnostics.hints import name_hint
from infogen.messages import _
from infogen.scene import Scene
from infogen.semantics.tree import read_scene
from infogen.workspace import Workspace

FIRST = ("portrait", "square", "tall", "letter", "landscape")
"""The formats that a page shows, the one that suits it best first."""


class Download(Struct, frozen=True):
    """One format to take along: for what it is, its size, and its file by name; that of several
    pictures is an archive of them.
    """

    format: str
    uses: tuple[str, ...]
    name: str
    size: str
    width: float
    height: float
    file: str
    pictures: int


class PiecePage(Struct, frozen=True):
    """The page of a piece. `name` is its folder, `shown` the format that stands on it; the scene
    is that of this format. `files` are all its finished files by their names.
    """

    name: str
    topic: str
    headline: str
    matter: str
    lead: str
    shown: str
    scene: Scene
    downloads: tuple[Download, ...]
    files: dict[str, bytes]

    @property
    def sample(self) -> bool:
        """True if it shows invented figures."""
        namespaces = {fact.path.partition(".")[0] for fact in self.scene.facts}
        return bool(namespaces & self.scene.samples)


class TopicPages(Struct, frozen=True):
    """A heading of the gallery and the pages under it."""

    name: str
    pages: tuple[PiecePage, ...]


def jobs(workspace: Workspace, pieces: Iterable[str]) -> tuple[Job, ...]:
    """The scenes to make: each piece itself in all its formats, paper as PDF and the format that
    its page shows as a picture too.
    """
    found = []
    for name in sorted(pieces):
        formats = workspace.pieces[name].formats
        shown = shown_format(formats)
        for format in formats:
            paper = workspace.formats[format].family == "paper"
            kinds = ("png", "pdf") if paper and format == shown else ("pdf",) if paper else ("png",)
            found.append(Job(name, None, format, None, kinds))
    return tuple(found)


def published(workspace: Workspace) -> list[str]:
    """The names of the pieces that the site has."""
    site = workspace.data.content.site
    if site.other is not None:
        return list(workspace.pieces)
    return [name for topic in site.topics for name in topic.pieces]


def shown_format(formats: Sequence[str]) -> str:
    """The format that a page shows."""
    return next((name for name in FIRST if name in formats), formats[0])


def piece_page(workspace: Workspace, scene: Scene, files: Sequence[File]) -> PiecePage:
    """The page of a piece whose files were made; `scene` is that of the format it shows."""
    post, headline = scene.twin.post, _headline(scene)
    by_format: dict[str, list[File]] = {}
    for file in files:
        by_format.setdefault(file.entry.format, []).append(file)
    downloads = [_download(workspace, format, made) for format, made in by_format.items()]
    names = {file.entry.path.rpartition("/")[2]: file.data for file in files}
    for one in downloads:
        if one.file not in names:
            stem = one.file.removesuffix(".zip")
            names[one.file] = _archive(
                {name: data for name, data in names.items() if name.startswith(f"{stem}-")}
            )
    return PiecePage(
        name=scene.piece,
        topic=_topic(workspace, scene.piece),
        headline=headline,
        matter=scene.title if scene.title.strip(".") != headline.strip(".") else "",
        lead=post.texts[-1] if post.texts else "",
        shown=scene.canvas.id,
        scene=scene,
        downloads=tuple(downloads),
        files=names,
    )


def _headline(scene: Scene) -> str:
    """The first heading of the first level; the title where there is none."""
    parts = (part for page in read_scene(scene) for part in page.walk())
    return next((part.text for part in parts if part.level == 1), scene.title)


def _download(workspace: Workspace, format: str, files: Sequence[File]) -> Download:
    sheet = workspace.formats[format]
    names = [file.entry.path.rpartition("/")[2] for file in files]
    taken = [name for name in names if name.endswith(".pdf")] or names
    several = len(taken) > 1
    file = f"{taken[0].removesuffix('.png').rpartition('-')[0]}.zip" if several else taken[0]
    return Download(
        format=format,
        uses=tuple(dict.fromkeys(_uses(workspace, format))),
        name=sheet.name,
        size=f"{sheet.width:g} × {sheet.height:g} {sheet.unit}",
        width=sheet.width,
        height=sheet.height,
        file=file,
        pictures=len(taken),
    )


def _archive(files: dict[str, bytes]) -> bytes:
    """Files as a ZIP, the same for the same files."""
    held = BytesIO()
    with ZipFile(held, "w", ZIP_STORED) as archive:  # pictures are compressed already
        for name, data in sorted(files.items()):
            archive.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return held.getvalue()


def _uses(workspace: Workspace, format: str) -> Iterator[str]:
    """The platforms that take a format, each by the first words of its name."""
    for _name, platform in sorted(workspace.platforms.items()):
        if format in platform.formats:
            yield platform.name.partition(",")[0]


def topics(workspace: Workspace, pages: Sequence[PiecePage]) -> tuple[TopicPages, ...]:
    """The pages by topic, in the order of `data/site.yaml`; those of none come last."""
    site = workspace.data.content.site
    by_name = {page.name: page for page in pages}
    order = [name for topic in site.topics for name in topic.pieces]
    rest = [name for name in by_name if name not in order]
    groups = [(topic.name, topic.pieces) for topic in site.topics]
    groups.append((site.other or "", tuple(rest)))
    found = (
        TopicPages(name, tuple(by_name[piece] for piece in names if piece in by_name))
        for name, names in groups
    )
    return tuple(topic for topic in found if topic.pages)


def _topic(workspace: Workspace, piece: str) -> str:
    site = workspace.data.content.site
    return next((topic.name for topic in site.topics if piece in topic.pieces), site.other or "")


def wrong_topics(workspace: Workspace) -> Iterator[Diagnostic]:
    """Pieces of a topic that do not exist, or that two topics have."""
    data = workspace.data
    seen: set[str] = set()
    for place, topic in enumerate(data.content.site.topics):
        for number, piece in enumerate(topic.pieces):
            span = span_at(data, f"site.topics.{place}.pieces.{number}")
            if piece not in workspace.pieces:
                message = _('unknown piece "{name}"').format(name=piece)
                hint = name_hint(piece, workspace.pieces)
                yield error("unknown-piece", message, span, hint)
            elif piece in seen:
                message = _('the piece "{name}" stands under two topics').format(name=piece)
                yield error("twice", message, span, _("leave it under one of them"))
            seen.add(piece)
