"""The votes of a session, what they show, and the verdict."""

from msgspec import Struct

from infogen.focus.ballots import Ballots
from infogen.focus.reading import Vote, votes
from infogen.focus.results import Results, results
from infogen.focus.verdict import Verdict, verdict
from infogen.workspace import Workspace


class SessionOutcome(Struct, frozen=True):
    """Votes, results and verdict."""

    votes: tuple[Vote, ...]
    results: Results
    verdict: Verdict


def outcome(workspace: Workspace, ballots: Ballots) -> SessionOutcome:
    """The outcome of all that was voted so far."""
    counted = tuple(votes(ballots.session, ballots.readings()))
    found = results(ballots.session, counted)
    copy = workspace.data.content.copy["grupo"]
    return SessionOutcome(counted, found, verdict(copy, ballots.session, found))
