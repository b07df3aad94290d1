"""The whole site to a folder: what is wrong leaves the earlier page in its place."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from infogen.build import make_all
from infogen.build.listener import Listener
from infogen.checks import clock
from infogen.checks.answers import apply_answers
from infogen.content import span_at
from infogen.content.entries.records import Edition
from infogen.content.printing import format_value
from infogen.diagnostics import Diagnostic, Failure, error, join_findings
from infogen.files.lock import locked
from infogen.files.paths import inside
from infogen.files.write import remove, write, write_all
from infogen.layout.compose import compose
from infogen.messages import _, speaking
from infogen.site import editions, embedding, feeds, look
from infogen.site.content_pages import FOLDERS, content_pages, foot, menu
from infogen.site.manifest import (
    NAME,
    Manifest,
    SitePage,
    digest,
    read_manifest,
    unchanged,
    write_manifest,
)
from infogen.site.pages import Frame
from infogen.site.pictures import Shown
from infogen.site.piece_pages import carousel, mailbox, piece_files
from infogen.site.plan import (
    PiecePage,
    jobs,
    piece_page,
    published,
    shown_format,
    topics,
    wrong_topics,
)
from infogen.site.short_links import short_pages
from infogen.workspace import Workspace

if TYPE_CHECKING:
    from concurrent.futures import Executor


LANGUAGE = "es"
"""The language of the pages' own words, unless the texts are in another one."""


class Published(Struct, frozen=True):
    """A publication: the files written now, those that were there already, those removed, the
    pages that were withdrawn, and all findings.
    """

    written: tuple[str, ...]
    same: int
    removed: tuple[str, ...]
    withdrawn: tuple[str, ...]
    findings: tuple[Diagnostic, ...]


def publish(
    workspace: Workspace,
    folder: Path,
    listener: Listener,
    *,
    workers: "int | Executor" = 1,
    today: date | None = None,
) -> Published:
    """Write the site into a folder, and its manifest last.

    A piece with an error keeps the files that it has there; its error is among the findings. What
    an earlier publication wrote and this one does not have is removed, and a page that is gone
    says so. Files that would not change are not written. Raises `Failure` where the data of the
    site are wrong, or a file cannot be written.
    """
    day = today or clock.today()
    wrong = [*wrong_topics(workspace), *_unready(workspace), *_taken(workspace)]
    if wrong:
        raise Failure(wrong)
    pages, failed, findings = _made(workspace, listener, day, workers)
    workspace, new = _with_editions(workspace, pages, day)
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder):
        before = read_manifest(folder)
        with speaking(workspace.data.language or LANGUAGE):
            files, listed = _files(workspace, pages, before, failed, day)
        if new:
            editions.record(workspace.root, new)
        done = _placed(folder, files, listed, before, failed)
    found = apply_answers(join_findings(findings), workspace.data, day, whole=False)
    return Published(*done, findings=tuple(found))


def _with_editions(
    workspace: Workspace, pages: Sequence[PiecePage], day: date
) -> tuple[Workspace, dict[str, Edition]]:
    """The workspace with the editions of papers that are published now, and those that are new."""
    papers = (
        compose(workspace, page.name, format=one.format)
        for page in pages
        for one in page.downloads
        if one.file.endswith(".pdf")
    )
    data = workspace.data
    short = any(link.short for link in data.content.links.values())
    new = editions.unrecorded(data, papers, day) if data.content.site.url and short else {}
    content = replace(data.content, editions={**data.content.editions, **new})
    return workspace.with_data(replace(data, content=content)) if new else workspace, new


def _unready(workspace: Workspace) -> Iterator[Diagnostic]:
    """A mailbox that receives without a whole privacy notice."""
    site = workspace.data.content.site
    if site.mailbox.receives:
        for name in site.privacy.blanks:
            message = _('the privacy notice has no "{name}", and the mailbox receives')
            hint = _("write it, or let the mailbox receive nothing")
            span = span_at(workspace.data, f"site.privacy.{name}")
            yield error("blank-notice", message.format(name=name), span, hint)


def _taken(workspace: Workspace) -> Iterator[Diagnostic]:
    """Pieces that are named like a folder of the site."""
    shorts = {f"{link.short}/" for link in workspace.data.content.links.values()}
    for name in published(workspace):
        if f"{name}/" in FOLDERS | shorts:
            message = _('the site has a folder "{name}" of its own').format(name=name)
            span = workspace.pieces[name].spec.span
            yield error("taken-name", message, span, _("give the piece another name"))


def _made(
    workspace: Workspace, listener: Listener, day: date, workers: "int | Executor"
) -> tuple[list[PiecePage], set[str], list[Diagnostic]]:
    """The pages of the pieces that are right, the names of those that are not, and the findings."""
    pages: list[PiecePage] = []
    failed: set[str] = set()
    findings: list[Diagnostic] = []
    work = jobs(workspace, published(workspace))
    with closing(make_all(workspace, work, listener, day, workers=workers)) as results:
        for name, group in groupby(work, lambda job: job.piece):
            made = [next(results) for _job in group]
            findings += (finding for one in made for finding in one.findings)
            files = [file for one in made for file in one.files]
            if any(one.has_errors for one in made):
                failed.add(name)
            elif files:
                shown = shown_format(workspace.pieces[name].formats)
                scene = compose(workspace, name, format=shown)
                pages.append(piece_page(workspace, scene, files))
    return pages, failed, findings


def _files(
    workspace: Workspace,
    pages: Sequence[PiecePage],
    before: Manifest,
    failed: set[str],
    day: date,
) -> tuple[dict[str, bytes], Manifest]:
    """All files of the site but those of pieces that failed, and what its manifest says."""
    shared = look.look(workspace)
    root = workspace.data.content.site.url
    frame = Frame(workspace, root, look.folder(shared), menu(), foot())
    box = mailbox(workspace.data)
    files = {look.folder(shared) + name: data for name, data in shared.items()}
    shown: dict[str, Shown] = {}
    for page in pages:
        pictures = carousel(page)
        shown[page.name] = pictures[0]
        files.update(piece_files(frame, page, pictures, box))
        files.update(embedding.embedded(frame, page, pictures[0]))
    files.update(content_pages(frame, topics(workspace, pages), shown))
    known = dict(workspace.data.content.editions)
    stand = list(editions.standings(workspace.data, known))
    files.update(short_pages(frame, list(pages), stand))
    listed = _listed(files, pages, before, failed, day)
    for name, gone in listed.withdrawn.items():
        told = format_value(date.fromisoformat(gone.changed_on))
        files[f"{name}index.html"] = frame.page("gone.html", name, title=gone.title, day=told)
    files["404.html"] = frame.page("missing.html", "", stands=True)
    files["robots.txt"] = feeds.robots(root)
    if root is not None:
        files.update(_for_programs(workspace, root, listed))
    return files, listed


def _listed(
    files: dict[str, bytes],
    pages: Sequence[PiecePage],
    before: Manifest,
    failed: set[str],
    day: date,
) -> Manifest:
    """The pages with the day on which each last changed, and those that are gone."""
    found = Manifest()
    titles = {f"{page.name}/": page.headline for page in pages}
    for path, data in files.items():
        name, _slash, file = path.rpartition("/")
        if file == "index.html":
            at = f"{name}/" if name else ""
            code, earlier = digest(data), before.pages.get(at)
            same = earlier is not None and earlier.digest == code
            since = earlier.changed_on if earlier and same else day.isoformat()
            found.pages[at] = SitePage(titles.get(at, at), since, code)
    for name in failed:
        if (kept := before.pages.get(f"{name}/")) is not None:
            found.pages[f"{name}/"] = kept
    found.withdrawn = {
        name: SitePage(gone.title, day.isoformat(), gone.digest)
        for name, gone in before.pages.items()
        if name not in found.pages
    }
    found.withdrawn |= {
        name: gone for name, gone in before.withdrawn.items() if name not in found.pages
    }
    return found


def _for_programs(workspace: Workspace, root: str, listed: Manifest) -> dict[str, bytes]:
    """The feed and the map of the site."""
    content = workspace.data.content
    entries = [
        feeds.Entry(
            page.title or content.series.name, root + name, date.fromisoformat(page.changed_on)
        )
        for name, page in sorted(listed.pages.items())
        if name == "" or name in FOLDERS or name.removesuffix("/") in workspace.pieces
    ]
    return {
        "feed.xml": feeds.feed(content.series.name, content.sujeto_obligado.name, root, entries),
        "sitemap.xml": feeds.site_map(entries),
    }


def _placed(
    folder: Path,
    files: dict[str, bytes],
    listed: Manifest,
    before: Manifest,
    failed: set[str],
) -> tuple[tuple[str, ...], int, tuple[str, ...], tuple[str, ...]]:
    """Write what changed, then the manifest, and then remove what no page has any more."""
    codes = {path: digest(data) for path, data in files.items()}
    kept = {
        path: code
        for path, code in before.files.items()
        if path.partition("/")[0] in failed and path not in codes
    }
    new = {
        path: data
        for path, data in files.items()
        if not unchanged(folder, path, codes[path], before)
    }
    write_all({folder / path: data for path, data in new.items()}, folder)
    listed.files = codes | kept
    gone = sorted(path for path in before.files if path not in listed.files)
    write(folder / NAME, write_manifest(listed), folder)
    for path in gone:
        if inside(folder, path) is not None:
            remove(folder / path, folder)
    withdrawn = tuple(name for name in listed.withdrawn if name in before.pages)
    return tuple(sorted(new)), len(codes) - len(new), tuple(gone), withdrawn
