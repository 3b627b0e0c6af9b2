"""When a record is due: 31 December of the year it ended plus its years, the longer applies."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.retention.rules import (
    Kind,
    Policy,
    Term,
    applied,
    due_on,
    last_full_year,
    plan_term,
    year_end,
)

years = st.integers(1, 100)
days = st.dates(date(1990, 1, 1), date(2099, 12, 31))
terms = st.one_of(
    st.just(Term(Kind.PERMANENT)),
    st.just(Term(Kind.EVENT)),
    years.map(lambda one: Term(Kind.YEARS, one)),
)


@pytest.mark.parametrize(
    ("plan", "law", "policy", "expected"),
    [
        (2, 20, Policy.LONGER, date(2046, 12, 31)),
        (30, 20, Policy.LONGER, date(2056, 12, 31)),
        (2, 20, Policy.PLAN, date(2028, 12, 31)),
        (30, 20, Policy.LAW, date(2046, 12, 31)),
        (2, None, Policy.LAW, date(2028, 12, 31)),
    ],
)
def test_where_plan_and_law_disagree_the_policy_says_which_applies(plan, law, policy, expected):
    rule = Term(Kind.YEARS, law) if law else None
    both = applied(plan_term(plan, permanent=False), rule, policy)
    assert due_on(2026, both, None) == expected


def test_what_is_kept_for_good_by_either_is_never_due():
    for both in (
        (Term(Kind.PERMANENT), Term(Kind.YEARS, 2)),
        (Term(Kind.YEARS, 2), Term(Kind.PERMANENT)),
    ):
        assert due_on(2026, applied(*both, Policy.LONGER), date(2026, 1, 1)) is None


def test_until_an_event_is_due_when_it_has_happened_and_the_work_ended():
    terms_ = applied(plan_term(None, permanent=False), None, Policy.LONGER)
    assert due_on(2026, terms_, None) is None
    assert due_on(2026, terms_, date(2030, 5, 4)) == date(2030, 5, 4)
    assert due_on(2026, terms_, date(2025, 5, 4)) == date(2026, 12, 31)


@given(st.integers(1990, 2090), years, days)
def test_a_file_is_due_from_the_last_day_of_its_last_year(ended: int, kept: int, day: date):
    due = due_on(ended, [Term(Kind.YEARS, kept)], None)
    assert due == year_end(ended + kept)
    assert (due <= day) == (ended + kept <= last_full_year(day))
    assert last_full_year(due) == ended + kept
    assert last_full_year(due - timedelta(days=1)) == ended + kept - 1


@given(st.integers(1990, 2090), terms, terms, st.none() | days)
def test_the_longer_is_never_before_either(ended: int, plan: Term, law: Term, happened):
    both = due_on(ended, applied(plan, law, Policy.LONGER), happened)
    each = [due_on(ended, [one], happened) for one in (plan, law)]
    if None in each:
        assert both is None
    else:
        assert both == max(each)
