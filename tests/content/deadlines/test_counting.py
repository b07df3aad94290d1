"""Counting terms: real files, and what must hold of every count."""

from datetime import date, timedelta

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from infogen.content import Calendar, load_data
from infogen.content.deadlines.calendar import WorkingDays, mandatory_rest
from infogen.content.deadlines.counting import Doubt, date_in_words, last_day
from kit.places import ROOT

REAL = yaml.safe_load((ROOT / "tests/fixtures/deadlines.yaml").read_text("utf-8"))
STOCK = load_data([(ROOT / "data", "data")]).content.calendars

D = date.fromisoformat


def calendar(year, *days, complete=True, scope="garante", inferred=()):
    return Calendar(
        scope=scope,
        year=year,
        days=tuple(D(day) for day in days),
        inferred=tuple(D(day) for day in inferred),
        complete=complete,
        source="S-LT",
        confidence="baja",
        checked_on=D("2026-11-23"),
    )


def working(*calendars):
    return WorkingDays({f"c{n}": one for n, one in enumerate(calendars)})


def ends(start, days, *calendars, unit="habiles"):
    return last_day(D(start), days, unit, working(*calendars))


@pytest.mark.parametrize("case", REAL)
def test_the_real_files_end_when_they_ended(case):
    real = REAL[case]
    due = last_day(real["start_notice"], real["days"], "habiles", WorkingDays(STOCK))
    assert due.day == real["last_day"]
    # None of those years has its official calendar: the file confirms an earliest day.
    assert due.doubts == (Doubt("calendar", date(real["last_day"].year, 1, 1)),)
    if first := real.get("first_day"):
        assert last_day(real["start_notice"], 1, "habiles", WorkingDays(STOCK)).day == first


def test_the_file_of_2020_needs_the_day_that_nobody_read():
    without = {name: one for name, one in STOCK.items() if name != "infoem-2020"}
    real = REAL["vvo-2020-dictamen"]
    due = last_day(real["start_notice"], real["days"], "habiles", WorkingDays(without))
    assert due.day == real["last_day"] - timedelta(days=3)
    assert WorkingDays(STOCK).year(2020).inferred == {D("2020-11-02"), D("2020-11-16")}


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        pytest.param("2027-03-01", 1, "2027-03-02", id="from the day after"),
        pytest.param("2027-03-04", 2, "2027-03-08", id="over a weekend"),
        pytest.param("2027-02-28", 1, "2027-03-01", id="from a Sunday"),
        pytest.param(
            "2027-01-29", 1, "2027-02-02", id="rest moved to the first Monday of February"
        ),
        pytest.param("2027-03-12", 1, "2027-03-16", id="rest moved to the third Monday of March"),
        pytest.param("2027-09-15", 1, "2027-09-17", id="rest that does not move"),
        pytest.param("2027-12-23", 2, "2027-12-27", id="rest on a Saturday costs no day"),
        pytest.param("2028-02-28", 1, "2028-02-29", id="29 February"),
        pytest.param("2028-02-28", 2, "2028-03-01", id="after 29 February"),
        pytest.param("2027-02-26", 1, "2027-03-01", id="no 29 February"),
        pytest.param("2027-12-30", 3, "2028-01-04", id="year end"),
        pytest.param("2030-09-30", 1, "2030-10-02", id="change of the federal executive"),
    ],
)
def test_a_working_day_is_no_weekend_and_no_rest(start, days, expected):
    due = ends(start, days, *(calendar(year) for year in (2027, 2028, 2030)))
    assert due.day == D(expected)
    assert due.exact or due.doubts == (Doubt("start", D(start)),)


def test_holy_week_is_non_working_where_the_official_calendar_says_so():
    holy = calendar(2027, *(f"2027-03-{day}" for day in range(22, 27)))
    assert ends("2027-03-19", 1, holy).day == D("2027-03-29")
    assert ends("2027-03-19", 1, calendar(2027)).day == D("2027-03-22")
    assert ends("2027-03-19", 1, calendar(2027, complete=False)).exact is False


def test_a_vacation_across_the_year_end_needs_both_calendars():
    december = calendar(2027, *(f"2027-12-{day}" for day in range(20, 32)))
    january = calendar(2028, *(f"2028-01-0{day}" for day in range(1, 8)))
    assert date_in_words(ends("2027-12-17", 2, december, january)) == "11 de enero de 2028"
    due = ends("2027-12-17", 2, december)
    assert date_in_words(due) == "no antes del 4 de enero de 2028"
    assert due.doubts == (Doubt("calendar", D("2028-01-01")),)
    assert [(year.year, year.status) for year in due.years] == [
        (2027, "complete"),
        (2028, "missing"),
    ]


def test_a_count_within_a_complete_year_is_exact():
    assert date_in_words(ends("2027-03-01", 5, calendar(2027))) == "8 de marzo de 2027"


def test_a_start_on_a_non_working_day_is_a_doubt():
    due = ends("2027-03-06", 1, calendar(2027))
    assert date_in_words(due) == "no antes del 8 de marzo de 2027"
    assert due.doubts == (Doubt("start", D("2027-03-06")),)


def test_natural_days_all_count():
    due = ends("2027-02-26", 10, calendar(2027), unit="naturales")
    assert date_in_words(due) == "8 de marzo de 2027"


def test_natural_days_that_end_on_a_non_working_day_may_end_later():
    due = ends("2027-02-26", 8, calendar(2027), unit="naturales")
    assert due.day == D("2027-03-06")
    assert due.doubts == (Doubt("end", D("2027-03-06")),)
    assert ends("2027-02-26", 10, unit="naturales").doubts == (Doubt("calendar", D("2027-01-01")),)


def test_the_calendar_is_that_of_the_body_that_the_law_names():
    other = calendar(2027, "2027-03-02", scope="otro_sujeto_obligado")
    own = calendar(2027, "2027-03-02", scope="sujeto_obligado")
    here = WorkingDays({"other": other, "own": own})
    assert D("2027-03-02") in here
    assert here.year(2027).status == "missing"
    assert D("2027-03-02") not in WorkingDays({"other": other, "own": own}, "sujeto_obligado")


def test_days_of_rest_that_were_read_are_those_that_are_computed():
    read = [one for one in STOCK.values() if one.scope == "federal"]
    assert {one.year for one in read} == {2025, 2026}
    for one in read:
        assert frozenset(one.days) == mandatory_rest(one.year)


DAYS = st.dates(D("2027-01-01"), D("2029-06-30"))
COUNTS = st.integers(1, 60)
CLOSED = st.sets(st.dates(D("2027-01-01"), D("2030-12-31")), max_size=80)


def _whole(days, complete=True):
    """Calendars of four years with these non-working days."""
    return working(
        *(
            calendar(
                year,
                *sorted(day.isoformat() for day in days if day.year == year),
                complete=complete,
            )
            for year in range(2027, 2031)
        )
    )


@given(DAYS, COUNTS, CLOSED)
def test_a_term_ends_on_a_working_day_that_is_the_nth(start, count, closed):
    here = _whole(closed)
    end = last_day(start, count, "habiles", here).day
    assert end in here
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(day in here for day in between) == count


@given(DAYS, COUNTS, COUNTS, CLOSED)
def test_terms_add_up(start, one, other, closed):
    here = _whole(closed)
    first = last_day(start, one, "habiles", here)
    assert (
        first.and_then(other, "habiles", here).day
        == last_day(start, one + other, "habiles", here).day
        > first.day
    )


@given(DAYS, COUNTS, CLOSED, CLOSED)
def test_an_earliest_day_is_never_after_what_any_completion_gives(start, count, known, more):
    earliest = last_day(start, count, "habiles", _whole(known, complete=False))
    later = last_day(start, count, "habiles", _whole(known | more))
    assert not earliest.exact
    assert earliest.day <= later.day
