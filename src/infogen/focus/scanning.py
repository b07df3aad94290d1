"""Files of photographs and scans to readings of a session."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from infogen.files.write import write_all
from infogen.focus import photo
from infogen.focus.ballots import DOUBT, MACHINE, Ballots
from infogen.focus.marks import read_rows
from infogen.focus.paper import SheetMap
from infogen.focus.session import Session


class Page(Struct, frozen=True):
    """A page that was looked at: its file and number, the folio, the parts that were read, and a
    problem in place of them: `unreadable`, `no-folio`, `foreign`.
    """

    file: str
    number: int
    folio: str = ""
    parts: Mapping[str, str] = {}
    crops: Mapping[str, bytes] = {}
    problem: str = ""

    @property
    def doubts(self) -> list[str]:
        """The parts that a person has to look at."""
        return [part for part, value in self.parts.items() if value == DOUBT]


def pages(session: Session, printed: SheetMap, files: Iterable[tuple[str, bytes]]) -> list[Page]:
    """The ballots and codes on the pages of files."""
    found = []
    for name, data in files:
        try:
            for number, image in enumerate(photo.pictures(data), 1):
                found.append(_page(session, printed, name, number, image))
        except photo.UnreadableSheet:
            found.append(Page(name, 1, problem="unreadable"))
    return found


def _page(session: Session, printed: SheetMap, name: str, number: int, image: photo.Image) -> Page:
    try:
        sheet = photo.read_sheet(image, printed)
    except photo.UnreadableSheet:
        return Page(name, number, problem="unreadable")
    if not sheet.folio:
        return Page(name, number, problem="no-folio")
    if sheet.folio not in session.folios:
        return Page(name, number, sheet.folio, problem="foreign")
    parts = read_rows(session, sheet.folio, sheet.rows)
    return Page(name, number, sheet.folio, parts, _crops(parts, sheet.crops))


def _crops(parts: Mapping[str, str], crops: Mapping[str, bytes]) -> dict[str, bytes]:
    """The pictures of the rows of each part that is in doubt."""
    return {
        row: data
        for row, data in crops.items()
        for part, value in parts.items()
        if value == DOUBT and (row == part or row.rpartition(".")[0] == part)
    }


def row_picture_path(folder: Path, folio: str, row: str) -> Path:
    """Where the picture of a row is kept for a person."""
    return folder / "readings" / f"{folio}-{row}.png"


def keep_pictures(folder: Path, pages: Iterable[Page]) -> None:
    """Keep the pictures of what is in doubt."""
    write_all(
        {
            row_picture_path(folder, page.folio, row): data
            for page in pages
            for row, data in page.crops.items()
        }
    )


def keep_votes(ballots: Ballots, found: Iterable[Page]) -> None:
    """Keep what was read, and the pictures of what is in doubt."""
    found = [page for page in found if page.parts]
    keep_pictures(ballots.folder, found)
    rows = [
        (page.folio, part, MACHINE, value) for page in found for part, value in page.parts.items()
    ]
    statement = "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?)"
    ballots.database.write_now(lambda c: c.executemany(statement, rows).rowcount)
