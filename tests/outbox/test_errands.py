"""Errands: at least once, never lost, never given up."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from qms import outbox
from qms.db import Database
from qms.outbox.errands import LONGEST_WAIT, wait_after
from qms.outbox.model import OutboxRow

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def put(db: Database, *payloads: int, key: str | None = None, now: datetime = NOW) -> None:
    with db.write() as session:
        for payload in payloads:
            outbox.put(session, "index", {"n": payload}, now=now, key=key)
            session.flush()


def take(db: Database, now: datetime = NOW, limit: int = 10) -> list[outbox.Item]:
    with db.write() as session:
        return outbox.take(session, "index", limit, now)


def test_errands_come_in_order_and_stay_until_they_are_done(db: Database) -> None:
    put(db, 1, 2, 3)
    assert [item.payload for item in take(db, limit=2)] == [{"n": 1}, {"n": 2}]
    assert len(take(db)) == 3
    with db.write() as session:
        outbox.done(session, [item.id for item in take_in(session)[:2]])
    assert [item.payload["n"] for item in take(db)] == [3]


def take_in(session) -> list[outbox.Item]:
    return outbox.take(session, "index", 10, NOW)


def test_an_errand_of_a_failed_act_never_was(db: Database) -> None:
    with db.write() as session:
        outbox.put(session, "index", {"n": 1}, now=NOW)
        session.flush()
        session.rollback()
    assert take(db) == []


def test_an_errand_waits_for_its_time_and_for_its_kind(db: Database) -> None:
    with db.write() as session:
        outbox.put(session, "index", {"n": 1}, now=NOW, available_at=NOW + timedelta(hours=1))
        outbox.put(session, "mail", {}, now=NOW)
    assert take(db) == []
    assert len(take(db, NOW + timedelta(hours=1))) == 1


def test_a_newer_errand_under_the_same_key_takes_the_place_of_the_older(db: Database) -> None:
    put(db, 1, key="document-7")
    put(db, 2, key="document-7")
    put(db, 3, key="document-8")
    assert [item.payload["n"] for item in take(db)] == [2, 3]


def test_done_on_the_older_does_not_lose_the_newer(db: Database) -> None:
    put(db, 1, key="document-7")
    (taken,) = take(db)
    put(db, 2, key="document-7")  # the document changed while the older errand was being done
    with db.write() as session:
        outbox.done(session, [taken.id])
        outbox.fail(session, taken.id, "late", NOW)
    (left,) = take(db)
    assert (left.payload["n"], left.attempts) == (2, 0)


def test_a_number_is_never_given_twice(db: Database) -> None:
    put(db, 1)
    (first,) = take(db)
    with db.write() as session:
        outbox.done(session, [first.id])
    put(db, 2)
    assert take(db)[0].id > first.id


def test_waiting_doubles_from_half_a_minute_to_six_hours_and_never_ends(db: Database) -> None:
    put(db, 1)
    (item,) = take(db)
    now, waits = NOW, []
    for _ in range(14):
        with db.write() as session:
            outbox.fail(session, item.id, "no answer", now)
        assert take(db, now) == []
        waits.append(wait_after(len(waits) + 1))
        now += waits[-1]
        assert take(db, now)[0].attempts == len(waits)
    assert [int(wait.total_seconds()) for wait in waits[:4]] == [30, 60, 120, 240]
    assert waits[-1] == LONGEST_WAIT
    assert wait_after(10_000) == LONGEST_WAIT


def test_an_error_text_of_any_kind_can_be_kept(db: Database) -> None:
    put(db, 1)
    with db.write() as session:
        outbox.fail(session, take_in(session)[0].id, "đứt kết nối\x00" * 100, NOW)
    with db.read() as session:
        kept = session.scalars(select(OutboxRow.last_error)).one()
    assert kept is not None
    assert len(kept) == 500


def test_counts_tell_what_waits_what_fails_and_what_is_stuck(db: Database) -> None:
    put(db, 1, 2, 3)
    with db.write() as session:
        outbox.fail(session, take_in(session)[0].id, "x", NOW)
        outbox.put(session, "mail", {}, now=NOW + timedelta(hours=2))
        day = outbox.counts(session, NOW + timedelta(hours=23))["index"]
        later = outbox.counts(session, NOW + timedelta(hours=25))
        soon = outbox.counts(session, NOW)["index"]
    assert (soon.waiting, soon.due, soon.failing, soon.stuck) == (3, 2, 1, 0)
    assert (day.due, day.stuck) == (3, 0)
    assert (later["index"].stuck, later["mail"].stuck) == (1, 0)
    assert later["index"].oldest == NOW
    assert soon.oldest == NOW


def test_holding_a_kind_postpones_what_is_due_and_nothing_else(db: Database) -> None:
    put(db, 1)
    with db.write() as session:
        outbox.put(session, "index", {"n": 2}, now=NOW, available_at=NOW + timedelta(hours=1))
        outbox.hold(session, "index", NOW + timedelta(minutes=1))
    assert take(db) == []
    assert [item.payload["n"] for item in take(db, NOW + timedelta(minutes=1))] == [1]


def test_two_takers_never_take_the_same_errand_on_postgresql(db: Database) -> None:
    if db.is_sqlite:  # one writer at a time
        return
    put(db, 1, 2)
    with db.write() as one:
        assert [item.payload["n"] for item in outbox.take(one, "index", 1, NOW)] == [1]
        assert [item.payload["n"] for item in take(db)] == [2]


SAYING = {"subject_kind": "revision", "subject_id": uuid.uuid4(), "kind": "review"}


def say(db: Database, person: uuid.UUID, step: str, **more: object) -> bool:
    with db.write() as session:
        facts = {"person_id": person, "step": step, "now": NOW, **SAYING, **more}
        return outbox.say(session, **facts)


def mails(db: Database) -> list[outbox.Item]:
    with db.write() as session:
        return outbox.take(session, "mail", 100, NOW)


def test_the_same_step_is_said_once(db: Database) -> None:
    person = uuid.uuid4()
    assert say(db, person, "asked", mail={"code": "QT-05"})
    assert not say(db, person, "asked", mail={"code": "QT-05"})
    assert say(db, uuid.uuid4(), "asked")
    assert say(db, person, "asked", kind="approval")
    assert say(db, person, "asked", subject_id=uuid.uuid4())
    (mail,) = mails(db)
    assert mail.payload == {
        "person_id": str(person),
        "subject_kind": "revision",
        "subject_id": str(SAYING["subject_id"]),
        "kind": "review",
        "step": "asked",
        "facts": {"code": "QT-05"},
    }


def test_after_an_outage_only_the_latest_step_is_sent(db: Database) -> None:
    person, other = uuid.uuid4(), uuid.uuid4()
    for step in ("asked", "due-in-2", "overdue-1"):
        assert say(db, person, step, mail={})
        assert say(db, other, step, mail={})
    assert [(item.payload["person_id"], item.payload["step"]) for item in mails(db)] == [
        (str(person), "overdue-1"),
        (str(other), "overdue-1"),
    ]
    with db.read() as session:
        assert len(outbox.notices_for(session, person)) == 3


def test_notices_are_read_by_their_owner_only(db: Database) -> None:
    person, other = uuid.uuid4(), uuid.uuid4()
    say(db, person, "asked")
    say(db, person, "due-in-2", now=NOW + timedelta(days=1))
    with db.read() as session:
        rows = outbox.notices_for(session, person)
        assert outbox.notices_for(session, other) == []
        assert outbox.count_new(session, person) == 2
    assert [row.step for row in rows] == ["due-in-2", "asked"]
    with db.write() as session:
        outbox.mark_read(session, other, [rows[0].id], NOW)
        assert outbox.count_new(session, person) == 2
        outbox.mark_read(session, person, [rows[0].id], NOW)
        (left,) = outbox.notices_for(session, person, new_only=True)
    assert left.step == "asked"


@pytest.mark.parametrize("commit", [True, False])
def test_a_notice_and_its_mail_are_one_with_the_act(db: Database, commit: bool) -> None:
    person = uuid.uuid4()
    with db.write() as session:
        outbox.say(session, person_id=person, step="asked", now=NOW, mail={}, **SAYING)
        if not commit:
            session.rollback()
    with db.read() as session:
        assert len(outbox.notices_for(session, person)) == commit
    assert len(mails(db)) == commit
