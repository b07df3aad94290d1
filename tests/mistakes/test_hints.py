"""Hints are tested by obeying them: of each diagnostic with a hint there is a small mistake, the
hint that it brings in both languages, and the change that obeys it, after which nothing is wrong.

What is wrong in files stands in `tests/cases/hints/`, by code; what is wrong around them, such as a
port that is taken, in `kit.hint_situations`. A code without a case fails here.
"""

from collections.abc import Callable, Iterator, Sequence

import pytest

import kit.hint_forms  # noqa: F401
from infogen.diagnostics import Diagnostic
from infogen.messages import speaking
from kit.codes import hinted
from kit.hint_files import Mistake, mistakes, stock_read_once
from kit.hint_situations import SITUATIONS, Situation

MISTAKES = mistakes()


@pytest.fixture(autouse=True, scope="module")
def _stock() -> Iterator[None]:
    with stock_read_once():
        yield


def test_each_diagnostic_with_a_hint_has_a_case() -> None:
    assert (
        sorted(hinted() - {one.code for one in MISTAKES} - {one.code for one in SITUATIONS}) == []
    )


def test_each_case_is_one_of_a_diagnostic() -> None:
    assert sorted({one.code for one in (*MISTAKES, *SITUATIONS)} - hinted()) == []


def obeyed(
    code: str, hint: str, look: Callable[[bool], Sequence[Diagnostic]], *, names: str = ""
) -> None:
    """What is wrong brings the hint, in two languages; once it is obeyed, it is gone, and nothing
    else is wrong.

    `look(mended)` gives what is found before and after; of the kind those are meant whose
    message has `names` in it.
    """
    found = look(False)
    english = [one for one in found if _is_meant(one, code, names) and hint in (one.hint or "")]
    assert english, [(one.code, one.message, one.hint) for one in found]
    with speaking("es"):
        spanish = [one.hint for one in look(False) if one.code == code and one.hint]
    assert spanish
    assert english[0].hint not in spanish
    left = [
        (one.code, one.message)
        for one in look(True)
        if one.severity == "error" or _is_meant(one, code, names)
    ]
    assert left == []


def _is_meant(found: Diagnostic, code: str, names: str) -> bool:
    return found.code == code and names in found.message


@pytest.mark.parametrize("mistake", MISTAKES, ids=str)
def test_a_hint_on_files_works_when_it_is_obeyed(mistake: Mistake, tmp_path_factory) -> None:
    obeyed(
        mistake.code,
        mistake.hint,
        lambda mended: mistake.found(tmp_path_factory.mktemp("hint"), mended=mended),
        names=mistake.names,
    )


@pytest.mark.parametrize("one", SITUATIONS, ids=lambda one: f"{one.code}: {one.hint[:30]}")
def test_a_hint_on_a_situation_works_when_it_is_obeyed(
    one: Situation, tmp_path_factory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(mended: bool) -> Sequence[Diagnostic]:
        with monkeypatch.context() as patch:
            return one.found(tmp_path_factory.mktemp("hint"), patch, mended)

    obeyed(one.code, one.hint, look)
