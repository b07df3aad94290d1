"""Boxes as a camera saw them to what was marked: whatever is in doubt is left to a person."""

from collections.abc import Callable, Mapping, Sequence

from infogen.focus.ballots import DOUBT
from infogen.focus.reading import UNSAID, format_ranking
from infogen.focus.session import BANDS, CRITERIA, UNKNOWN, Session

EMPTY, MARKED, DENSE, BLACK = 0.03, 0.08, 0.7, 0.95
"""Dark shares of a box: below the first it is empty, above the second marked, and between them in
doubt; above the third it may be filled, above the last it was blackened, which is how people take
a mark back.
"""

Shares = Sequence[float]


def find_mark(shares: Shares, *, fills: bool = False) -> int | None:
    """Which box of a row is marked; None where that is in doubt: not exactly one mark, a faint one,
    or a blackened box, unless this person `fills` boxes to mark them.
    """
    if any(EMPTY <= share <= MARKED for share in shares):
        return None
    if not fills and any(share > BLACK for share in shares):
        return None
    found = [place for place, share in enumerate(shares) if share > MARKED]
    return found[0] if len(found) == 1 else None


def filling(rows: Mapping[str, Shares]) -> bool:
    """True if a person marks by filling: in more than half of the rows there is one dense box, and
    nothing else. To take a mark back leaves two in its row.
    """
    lone = [
        sum(share >= EMPTY for share in shares) == 1 and max(shares) > DENSE
        for shares in rows.values()
    ]
    return sum(lone) > len(lone) / 2


def read_rows(session: Session, folio: str, rows: Mapping[str, Shares]) -> dict[str, str]:
    """The parts of a sheet of `rows` of dark shares, with `DOUBT` for what a person has to see."""
    found: dict[str, str] = {}
    fills = filling(rows)

    def mark(row: str) -> int | None:
        return find_mark(rows[row], fills=fills)

    for criterion in CRITERIA:
        if f"{criterion}.0" in rows:
            found[criterion] = _ranking(session, folio, criterion, mark)
    if "household" in rows:
        found["household"] = _named(mark("household"), (*session.households, UNSAID))
    if "band" in rows:
        found["band"] = _named(mark("band"), (*BANDS, UNSAID))
    for n, question in enumerate(session.questions):
        if f"question.{n}" in rows:
            names = (*map(str, range(len(question.answers))), UNKNOWN)
            found[f"question.{n}"] = _named(mark(f"question.{n}"), names)
    return found


def _ranking(
    session: Session, folio: str, criterion: str, mark: Callable[[str], int | None]
) -> str:
    """A permutation, or "I do not know" in every row; all else is in doubt."""
    order = session.order(session.place(folio))
    places = [mark(f"{criterion}.{n}") for n in range(len(order))]
    if places == [len(order)] * len(order):
        return UNKNOWN
    if sorted(place for place in places if place is not None) != list(range(len(order))):
        return DOUBT
    by_place = dict(zip(places, order, strict=True))
    return format_ranking([by_place[n] for n in range(len(order))])


def _named(place: int | None, names: Sequence[str]) -> str:
    return DOUBT if place is None else names[place]
