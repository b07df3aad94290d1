"""A session is what people froze: edited until the first vote, another one ever after."""

import asyncio
from itertools import pairwise

import pytest
from click.testing import CliRunner

from infogen.cli import infogen
from infogen.diagnostics import Failure
from infogen.focus.ballots import Ballots, refuse_votes
from infogen.focus.freezing import SessionPlan, freeze
from infogen.focus.paper import load_sheet_map
from infogen.focus.session import FILE, Attendance, load_session, session_digest
from infogen.focus.session_file import session_bytes
from kit.focus import DAY, LINES, frozen
from kit.places import ROOT

EXPECTED = Attendance(households=8, phones=4, paper=2)


def changed(folder, old, new):
    path = folder / FILE
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_what_is_written_is_read_again(session, frozen_folder):
    assert session_digest(load_session(frozen_folder)) == session_digest(session)
    assert (frozen_folder / FILE).read_bytes() == session_bytes(session)


def test_orders_are_balanced_and_crossed_with_what_is_asked(session):
    people = [(session.order(n), session.assigned_shape(n)) for n in range(36)]
    for shape in session.shapes:
        for place in range(3):
            assert sum(order[place] == shape for order, _asked in people) == 12
        assert sum(asked == shape for _order, asked in people) == 12
    after = [two for order, _asked in people for two in pairwise(order)]
    assert {after.count(two) for two in after} == {12}
    assert len(set(people)) == 18


def test_phones_and_paper_are_one_group(session):
    places = [session.place(session.phone(n + 1)) for n in range(16)]
    places += [session.place(folio) for folio in session.folios]
    assert places == list(range(20))


def test_a_picture_that_changed_is_refused(folder):
    path = folder / "variants" / "circulo.png"
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(Failure, match="not the one that was frozen"):
        load_session(folder)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("key: right", "key: wrong", "needs a right answer"),
        ("triangulo:", "estrella:", "the variants must be named"),
        ("households: 8", "households: 1", "households"),
        ("households: 8", "households: 40", "households"),
        ("p: 0.05", "p: 0.9", "p"),
        ("code: ", "kode: ", "kode"),
        ("entry: room", "entry: door", "entry"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(folder, old, new, said):
    changed(folder, old, new)
    with pytest.raises(Failure, match=said) as failure:
        load_session(folder)
    assert failure.value.diagnostics[0].span.line > 0


def test_variants_that_cannot_be_compared_are_refused(stock):
    for variants in ((None,), (None, None), (None, "a", "b", "c", "d")):
        with pytest.raises(Failure, match="different variants can be compared"):
            freeze(stock, SessionPlan("verificacion", variants, "portrait", None, EXPECTED), DAY)


def test_sheets_that_are_older_than_the_session_are_not_read(folder):
    changed(folder, "Solo INFOEM", "Nadie")
    with pytest.raises(Failure, match="edited after its sheets"):
        load_sheet_map(folder, load_session(folder))


def test_a_session_is_not_changed_after_the_first_vote(folder, ballots):
    refuse_votes(folder)
    asyncio.run(ballots.put(ballots.session.phone(1), {"clarity": "unknown"}, "phone"))
    with pytest.raises(Failure, match="people have voted"):
        refuse_votes(folder)
    ballots.close()
    changed(folder, "first: 0.6", "first: 0.7")
    with pytest.raises(Failure, match="changed after the first vote"):
        Ballots(folder, load_session(folder))


def test_two_sessions_never_share_a_folio(stock, tmp_path, session):
    other = frozen(stock, tmp_path / "other", variants=LINES[:2], expected=EXPECTED)
    assert other.code != session.code
    assert not set(other.folios) & set(session.folios)


@pytest.fixture
def ran(tmp_path):
    def run(*arguments: str):
        return CliRunner().invoke(infogen, ["focus", *arguments], standalone_mode=False)

    return run


def test_new_says_what_the_group_can_show_and_keeps_what_was_edited(ran, tmp_path):
    folder = tmp_path / "g"
    asked = [
        "new",
        "verificacion",
        "--variants",
        "base,lineas",
        "--households",
        "3",
        "--paper",
        "1",
    ]
    asked += ["--phones", "2", "-o", str(folder), "-w", str(ROOT)]
    done = ran(*asked)
    assert "hacen falta 6, o 4 si comparas tres" in done.output
    changed(folder, "¿Cuál se entiende mejor?", "¿Cuál se entiende?")
    assert ran(*asked).return_value == 0
    assert load_session(folder).criteria.clarity == "¿Cuál se entiende?"
    assert load_sheet_map(folder, load_session(folder)).kinds.keys() >= {"ballots", "comprehension"}


def test_a_command_says_what_is_missing(ran, monkeypatch, frozen_folder):
    monkeypatch.setattr("infogen.cli.focus.group.FocusCommand.needed", ("no_such_module",))
    done = ran("results", str(frozen_folder))
    assert "pip install 'infogen[focus]'" in str(done.exception)


def test_results_of_a_session_without_votes_are_refused(ran, folder):
    done = ran("results", str(folder), "-w", str(ROOT))
    assert (done.return_value, "nobody has voted" in done.output) == (1, True)
