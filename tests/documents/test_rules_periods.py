"""Periods: when something is in force, and how it is said."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.documents.rules.period import (
    LONGEST_PROMISE,
    Period,
    Standing,
    check_follows,
    check_promise,
    effective_instant,
    last_instant,
    standing,
)
from qms.documents.rules.states import State
from qms.errors import Conflict, Invalid
from qms.people.rules import today

pytestmark = pytest.mark.unit
START = datetime(2026, 3, 2, 2, tzinfo=UTC)
INSTANTS = st.integers(0, 1000).map(lambda hours: START + timedelta(hours=hours))


@given(st.lists(INSTANTS, min_size=1, unique=True), INSTANTS)
def test_successive_periods_never_share_an_instant_and_leave_no_gap(begins, at) -> None:
    begins = sorted(begins)
    periods = [Period(begin, end) for begin, end in zip(begins, [*begins[1:], None], strict=True)]
    holding = [one for one in periods if one.holds(at)]
    assert len(holding) == (at >= begins[0])


@given(INSTANTS, INSTANTS, INSTANTS)
def test_a_period_holds_its_first_instant_and_not_its_last(begin, end, at) -> None:
    period = Period(begin, end)
    assert period.holds(at) is (begin <= at < end)
    assert not period.holds(end)


@given(INSTANTS, st.none() | INSTANTS, st.none() | INSTANTS)
def test_the_earlier_end_counts(begin, superseded, withdrawn) -> None:
    ends = [one for one in (superseded, withdrawn) if one]
    assert Period(begin, superseded, withdrawn).ends_at == (min(ends) if ends else None)


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), INSTANTS)
def test_in_force_from_the_later_of_the_promised_day_and_the_approval(day, approved_at) -> None:
    begins = effective_instant(day, approved_at)
    assert begins >= approved_at
    assert today(begins) == max(day, today(approved_at))
    assert effective_instant(None, approved_at) == approved_at


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_that_day_means_its_last_instant_in_viet_nam(day) -> None:
    assert today(last_instant(day)) == day
    assert today(last_instant(day) + timedelta(microseconds=1)) == day + timedelta(days=1)


def test_a_promise_lies_between_today_and_a_year_ahead() -> None:
    day = date(2026, 3, 2)
    for fits in (None, day, day + LONGEST_PROMISE):
        check_promise(fits, day)
    with pytest.raises(Invalid, match="EFFECTIVE-DAY-PAST"):
        check_promise(day - timedelta(days=1), day)
    with pytest.raises(Invalid, match="EFFECTIVE-DAY-FAR"):
        check_promise(day + LONGEST_PROMISE + timedelta(days=1), day)


def test_a_successor_begins_after_its_predecessor() -> None:
    check_follows(START, None)
    check_follows(START, Period())
    check_follows(START + timedelta(microseconds=1), Period(START))
    for early in (START, START - timedelta(days=1)):
        with pytest.raises(Conflict, match="EFFECTIVE-BEFORE-PREDECESSOR"):
            check_follows(early, Period(START))


@given(INSTANTS)
def test_an_approved_revision_is_scheduled_then_in_force_then_superseded(now) -> None:
    begin, end = START + timedelta(days=10), START + timedelta(days=20)
    stands = standing(State.APPROVED, Period(begin, end), now)
    expected = Standing.SCHEDULED if now < begin else Standing.SUPERSEDED
    assert stands is (Standing.IN_FORCE if begin <= now < end else expected)


@given(INSTANTS)
def test_before_its_withdrawal_a_withdrawn_revision_was_in_force(now) -> None:
    """Asked for a past instant, the answer is what held then."""
    begin, end = START + timedelta(days=10), START + timedelta(days=20)
    stands = standing(State.WITHDRAWN, Period(begin, None, end), now)
    if now >= end:
        assert stands is Standing.WITHDRAWN
    else:
        assert stands is (Standing.IN_FORCE if now >= begin else Standing.SCHEDULED)


def test_what_was_never_approved_stands_as_it_is_stored() -> None:
    for state in set(State) - {State.APPROVED, State.WITHDRAWN}:
        assert standing(state, Period(), START).value == state.value
    cancelled = Period(START - timedelta(days=1), None)
    assert standing(State.CANCELLED, cancelled, START) is Standing.CANCELLED
