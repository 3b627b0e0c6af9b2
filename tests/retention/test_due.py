"""The list of what is due is computed: closed, run out, not held; nothing is deleted by itself."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from qms.errors import Conflict, Invalid, NotAllowed
from qms.outbox import notices_for
from qms.people.rules import today
from qms.retention import acts
from qms.retention.acts.clock import remind
from qms.retention.model import RetentionPolicy
from qms.retention.queries import terms
from qms.retention.queries.due import Show
from qms.retention.queries.waiting import waiting_count, waiting_for
from qms.retention.rules import Kind, Policy, Scope
from qms.retention.schemas import Happened, NewRule, PolicyChoice, RuleWords
from tests.retention.shelf import LATER, Shelf

LAW = {"legal_basis": "Thông tư 10/2022/TT-BNV", "valid_from": date(2027, 1, 1)}


def test_a_record_is_due_on_the_last_day_of_its_last_year_and_not_before(shelf: Shelf):
    record_id = shelf.kept()
    shelf.office.completed()
    assert shelf.due() == []
    shelf.later(datetime(2028, 12, 30, 16, 59, tzinfo=UTC))  # 30/12, one minute to midnight
    assert shelf.due() == []
    assert [one.record_id for one in shelf.due(Show.AHEAD)] == [record_id]
    shelf.later(datetime(2028, 12, 30, 17, 0, tzinfo=UTC))
    (row,) = shelf.due()
    assert (row.due_on, row.is_due, row.may_propose) == (date(2028, 12, 31), True, True)
    assert shelf.due(Show.AHEAD) == []


def test_the_longer_term_applies_unless_the_policy_says_otherwise(shelf: Shelf):
    record_id = shelf.kept("law")
    assert shelf.row(record_id).due_on == date(2031, 12, 31)
    wish = PolicyChoice(policy=Policy.PLAN, reason="Theo kết luận của người đứng đầu.")
    with pytest.raises(NotAllowed):
        acts.choose_policy(shelf.service, shelf.cast["chau"], wish)
    acts.choose_policy(shelf.service, shelf.cast["giang"], wish)
    assert shelf.row(record_id).due_on == date(2028, 12, 31)
    with pytest.raises(Conflict, match="RETENTION-POLICY-SAME"):
        acts.choose_policy(shelf.service, shelf.cast["giang"], wish)
    shelf.later()
    assert [one.record_id for one in shelf.due()] == [record_id]


def test_a_change_makes_a_new_version_and_closed_records_keep_theirs(shelf: Shelf):
    old = shelf.kept("law")
    wish = RuleWords(title="Báo cáo quý", kind=Kind.YEARS, years=20, **LAW)
    acts.change_rule(shelf.service, shelf.cast["giang"], "BC-DV-QUY", wish)
    with pytest.raises(Conflict, match="RETENTION-VERSION-TOO-EARLY"):
        acts.change_rule(shelf.service, shelf.cast["giang"], "BC-DV-QUY", wish)
    shelf.service.clock.set(datetime(2027, 1, 4, tzinfo=UTC))
    new = shelf.kept("law")
    assert (shelf.row(old).rule_version, shelf.row(old).due_on) == (1, date(2031, 12, 31))
    assert (shelf.row(new).rule_version, shelf.row(new).due_on) == (2, date(2047, 12, 31))


def test_a_rule_that_came_later_holds_for_what_was_closed_before(shelf: Shelf):
    shelf.line("later", retention_years=2, retention_code="MỚI")
    record_id = shelf.kept("later")
    assert shelf.row(record_id).rule_id is None
    wish = NewRule(code="MỚI", title="Quy tắc mới", kind=Kind.YEARS, years=9, **LAW)
    acts.add_rule(shelf.service, shelf.cast["giang"], wish)
    assert shelf.row(record_id).due_on == date(2035, 12, 31)
    with pytest.raises(Conflict, match="RETENTION-CODE-TAKEN"):
        acts.add_rule(shelf.service, shelf.cast["giang"], wish)


def test_until_an_event_waits_for_the_event(shelf: Shelf):
    record_id = shelf.kept("open")
    shelf.later()
    assert shelf.row(record_id).due_on is None
    later = Happened(
        scope=Scope.FILE,
        scope_id=shelf.files["open"],
        happened_on=date(2029, 2, 1),
        what="Nghị định hết hiệu lực.",
    )
    with pytest.raises(Invalid, match="RETENTION-EVENT-LATER"):
        acts.say_happened(shelf.service, shelf.cast["giang"], later)
    now = later.model_copy(update={"happened_on": date(2029, 1, 2)})
    acts.say_happened(shelf.service, shelf.cast["giang"], now)
    assert [one.record_id for one in shelf.due()] == [record_id]


def test_held_records_are_not_offered_whatever_the_hold_is_about(shelf: Shelf):
    record_id = shelf.kept()
    shelf.later()
    subjects = (
        (Scope.RECORD, record_id),
        (Scope.FILE, shelf.files["two"]),
        (Scope.FORM, shelf.office.document_id),
    )
    for scope, subject_id in subjects:
        hold_id = shelf.hold(scope, subject_id)
        assert shelf.due() == []
        assert [one.record_id for one in shelf.due(Show.HELD)] == [record_id]
        with pytest.raises(Conflict, match="DISPOSAL-UNDER-HOLD"):
            shelf.propose(record_id)
        acts.release_hold(shelf.service, shelf.cast["giang"], hold_id, "Xong.")
        with pytest.raises(Conflict, match="RETENTION-HOLD-RELEASED"):
            acts.release_hold(shelf.service, shelf.cast["giang"], hold_id, "Lại.")
    assert len(shelf.due()) == 1


def test_a_unit_manager_holds_records_of_the_unit_and_nothing_else(shelf: Shelf):
    record_id = shelf.kept()
    shelf.hold(Scope.RECORD, record_id, "yen")
    for scope, subject_id in (
        (Scope.FILE, shelf.files["two"]),
        (Scope.FORM, shelf.office.document_id),
    ):
        with pytest.raises(NotAllowed):
            shelf.hold(scope, subject_id, "yen")
    with pytest.raises(NotAllowed):
        shelf.hold(Scope.RECORD, record_id, "dung")


def test_what_is_due_waits_for_the_manager_and_what_is_proposed_for_the_approver(shelf: Shelf):
    first, _second = shelf.kept(), shelf.kept(so_phieu="2")
    shelf.kept("law")
    shelf.later()
    assert tasks(shelf, "giang") == ["retention.consider"]
    assert tasks(shelf, "yen") == ["retention.consider"]
    assert tasks(shelf, "chau") == tasks(shelf, "dung") == []
    disposal_id = shelf.propose(*[one.record_id for one in shelf.due()])
    assert tasks(shelf, "giang") == []
    assert tasks(shelf, "chau") == ["retention.sign"]
    shelf.sign(disposal_id)
    assert tasks(shelf, "chau") == []
    assert shelf.record(first).disposed_at


def tasks(shelf: Shelf, login: str) -> list[str]:
    """What waits for this person here; the count says the same."""
    actor, now = shelf.cast.actor(login), shelf.service.now()
    with shelf.service.db.read() as session:
        found = waiting_for(session, actor, now)
        count = waiting_count(actor, now)
        assert (session.scalar(select(count)) if count is not None else 0) == len(found)
    return [one.kind for one in found]


def test_the_clock_reminds_once_a_month_and_deletes_nothing(shelf: Shelf):
    record_id = shelf.kept()
    shelf.later(datetime(2028, 12, 10, 2, 0, tzinfo=UTC))
    assert remind(shelf.service) == 2  # Giang and Yên
    assert remind(shelf.service) == 0
    with shelf.service.db.read() as session:
        said = notices_for(session, shelf.cast["giang"])
    assert [(one.code, one.title) for one in said if one.kind == "retention_due"] == [("0", "1")]
    shelf.later(datetime(2040, 1, 10, 2, 0, tzinfo=UTC))
    remind(shelf.service)
    assert shelf.record(record_id).content


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    plan=st.one_of(st.none(), st.just("good"), st.integers(1, 12)),
    law=st.one_of(st.none(), st.just("good"), st.just("event"), st.integers(1, 12)),
    policy=st.sampled_from(Policy),
    happened=st.none() | st.dates(date(2025, 1, 1), date(2040, 12, 31)),
    day=st.integers(0, 5800),
)
def test_the_database_and_the_rules_find_the_same_records_due(
    shelf: Shelf, plan, law, policy, happened, day
):
    """Rows are put in place directly and taken back: every combination on a real database."""
    if not hasattr(shelf, "mixed"):
        shelf.mixed = shelf.kept()
    record_id, service = shelf.mixed, shelf.service
    at = datetime(2026, 3, 3, 2, tzinfo=UTC) + timedelta(days=day)
    service.clock.set(at)
    with service.db.write() as session:
        arrange(session, shelf, plan, law, policy, happened)
        query = terms.closed().where(terms.conditions(today(at)).has_run_out)
        found = {row.Record.id for row in session.execute(query)}
        row = next(one for one in rows(session, shelf) if one.record_id == record_id)
        session.rollback()
    assert (record_id in found) == row.is_due


def rows(session, shelf: Shelf):
    """The whole list inside this transaction."""
    from qms.retention.queries.due import DueFilter, due_page

    asked = DueFilter(show=Show.ALL)
    return due_page(session, shelf.cast.actor("giang"), asked, shelf.service.now()).rows


def arrange(session, shelf: Shelf, plan, law, policy, happened) -> None:
    """A file, a rule, a policy and an event as drawn; nothing of it is committed."""
    line = text(
        "UPDATE file_plan_line SET permanent = :permanent, retention_years = :years,"
        " retention_code = :code"
    )
    permanent = plan == "good"
    years = plan if isinstance(plan, int) else None
    session.execute(line, {"permanent": permanent, "years": years, "code": "R" if law else ""})
    now, giang = shelf.service.now(), shelf.cast["giang"]
    if law:
        kind = {"good": Kind.PERMANENT, "event": Kind.EVENT}.get(law, Kind.YEARS)
        session.add(
            terms.RetentionRule(
                code="R",
                version=1,
                title="Quy tắc",
                kind=kind,
                years=law if kind is Kind.YEARS else None,
                event="hết hiệu lực" if kind is Kind.EVENT else "",
                valid_from=now,
                made_at=now,
                made_by=giang,
            )
        )
    session.add(RetentionPolicy(number=1, policy=policy, reason="Thử", made_at=now, made_by=giang))
    if happened:
        session.add(
            terms.RetentionEvent(
                scope=Scope.FORM,
                scope_id=shelf.office.document_id,
                happened_on=happened,
                what="Xong",
                made_at=now,
                made_by=giang,
            )
        )
    session.flush()


def test_the_seed_is_marked_to_be_compared(shelf: Shelf):
    assert acts.bring_seed(shelf.service, shelf.cast["giang"]) == 0
    with shelf.service.db.read() as session:
        found = list(session.scalars(select(terms.RetentionRule)))
    assert len(found) == 23
    assert all("cần đối chiếu TT 10/2022" in one.note.replace("C", "c", 1) for one in found)
    assert LATER.year == 2029
