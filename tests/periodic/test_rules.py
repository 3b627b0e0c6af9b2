"""When a document is due, and who says and signs what, as rules alone tell it."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import DateTime, Integer, bindparam, select

from qms.documents.rules.permissions import DocumentFacts
from qms.people.rules import Actor, Grant, Role
from qms.periodic.queries.due import MonthsLater
from qms.periodic.rules import Due, due_on, may_sign, months_later, stands

UNIT = uuid.uuid4()
DAYS = st.dates(date(1990, 1, 1), date(2200, 1, 1))


def a_person(*roles: Role) -> Actor:
    grants = frozenset(Grant(role, UNIT) for role in roles)
    return Actor(uuid.uuid4(), "an", "An", grants, frozenset(), {}, "vi")


@given(DAYS, st.integers(1, 120))
def test_so_many_months_later_is_in_that_month_and_never_past_its_day(day, months):
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_a_shorter_month_ends_on_its_last_day(day, months, later):
    assert months_later(day, months) == later


def test_the_day_counts_from_viet_nam_and_from_the_last_keep():
    in_force = datetime(2025, 12, 31, 17, 0, tzinfo=UTC)  # 00:00 on New Year's Day
    assert due_on(in_force, None, 12) == date(2027, 1, 1)
    assert due_on(in_force, in_force + timedelta(days=200), 12) == date(2027, 7, 20)
    assert due_on(in_force, in_force - timedelta(days=5), 12) == date(2027, 1, 1)


def test_both_databases_count_the_day_as_the_rule_does(db):
    days = [date(2024, 1, 28) + timedelta(days=step) for step in range(0, 70, 1)]
    cases = [(day, months) for day in days for months in (1, 11, 12, 13, 37)]
    with db.read() as session:
        query = select(
            MonthsLater(
                bindparam("at", type_=DateTime(timezone=True)), bindparam("months", type_=Integer())
            )
        )
        for day, months in cases:
            at = datetime(day.year, day.month, day.day, 17, 0, tzinfo=UTC)  # midnight in Viet Nam
            local = day + timedelta(days=1)
            given = at.replace(tzinfo=None) if db.is_sqlite else at
            found = session.scalar(query, {"at": given, "months": months})
            assert found == months_later(local, months), (day, months)


@pytest.mark.parametrize(
    ("ahead", "proposed", "revising", "expected"),
    [
        (31, False, False, Due.LATER),
        (30, False, False, Due.AHEAD),
        (0, False, False, Due.AHEAD),
        (-1, False, False, Due.OVERDUE),
        (-1, True, False, Due.PROPOSED),
        (-1, False, True, Due.REVISING),
    ],
)
def test_a_document_is_announced_thirty_days_ahead_and_overdue_the_day_after(
    ahead, proposed, revising, expected
):
    day = date(2026, 3, 2)
    due = day + timedelta(days=ahead)
    assert stands(due, day, proposed=proposed, revising=revising) is expected


def test_an_approver_signs_unless_author_or_proposer_also_by_delegation():
    document, other = DocumentFacts(UNIT), uuid.uuid4()
    approver = a_person(Role.APPROVER)
    assert may_sign(approver, document, frozenset(), other)
    assert not may_sign(approver, document, frozenset({approver.id}), other)
    assert not may_sign(approver, document, frozenset(), approver.id)
    assert not may_sign(approver, document, frozenset({other}), uuid.uuid4(), (other,))
    assert not may_sign(a_person(Role.QUALITY_MANAGER), document, frozenset(), other)
