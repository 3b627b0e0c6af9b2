"""The log: what is written stays, gets its place once, and reads back as history."""

import threading
import time
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from qms import audit
from qms.audit.model import AuditPending, LogLeaf
from qms.db import Database
from qms.errors import Conflict
from tests.audit.tampering import START, chained, verdict, write_events


def leaves(db: Database) -> list[tuple[int, int, str]]:
    with db.read() as session:
        query = select(LogLeaf.idx, LogLeaf.event_id, LogLeaf.hash).order_by(LogLeaf.idx)
        return [tuple(row) for row in session.execute(query)]


def waiting(db: Database) -> int:
    with db.read() as session:
        return audit.pending(session)


def sequenced(db: Database, limit: int = 500) -> audit.Head:
    with db.write() as session:
        return audit.sequence(session, limit)


def test_an_empty_log_has_a_head_and_verifies(db: Database) -> None:
    head = sequenced(db)
    assert (head.epoch, head.size) == (0, 0)
    found = verdict(db, head)
    assert found.ok
    assert (found.checked, found.pending, found.after_last_signed_head) == (0, 0, 0)


def test_every_event_gets_its_place_in_batches(db: Database) -> None:
    write_events(db, 23)
    head = sequenced(db, limit=5)
    assert [idx for idx, _, _ in leaves(db)] == list(range(23))
    assert head == audit.Head(0, 23, leaves(db)[-1][2])
    assert waiting(db) == 0


def test_sequencing_again_changes_nothing(db: Database) -> None:
    head = chained(db, 3)
    assert sequenced(db) == head
    with db.read() as session:
        assert audit.head(session) == head


def test_an_event_of_this_very_transaction_is_sequenced_with_it(db: Database) -> None:
    with db.write() as session:
        audit.record(
            session,
            act_id=audit.new_act(),
            at=START,
            actor_id=None,
            action="people.user.created",
            object_kind="person",
            object_id=uuid.uuid4(),
        )
        assert audit.sequence(session).size == 1


def test_the_verdict_counts_what_no_signed_head_covers(db: Database) -> None:
    head = chained(db, 4)
    chained(db, 3)
    write_events(db, 2)
    found = verdict(db, head)
    assert found.ok
    assert (found.checked, found.after_last_signed_head, found.pending) == (7, 3, 2)


def test_a_log_at_work_verifies_in_short_reads(db: Database) -> None:
    head = chained(db, 5)
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            chained(db, 2)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        verdicts = [audit.verify_running_log(db, [head]) for _ in range(10)]
    finally:
        stop.set()
        worker.join()
    assert [found.problems for found in verdicts] == [()] * 10


def test_a_failed_act_leaves_no_event_and_nothing_queued(db: Database) -> None:
    with db.write() as session:
        audit.record(
            session,
            act_id=audit.new_act(),
            at=START,
            actor_id=None,
            action="documents.revision.approved",
            object_kind="revision",
            object_id=uuid.uuid4(),
        )
        session.flush()
        session.rollback()
    assert waiting(db) == 0
    assert sequenced(db).size == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET action = 'x'",
        "DELETE FROM audit_event",
        "UPDATE log_leaf SET idx = idx + 100",
        "DELETE FROM log_leaf",
        "UPDATE log_epoch SET reason = 'x'",
        "DELETE FROM log_epoch",
    ],
)
def test_the_database_itself_refuses_to_change_the_log(db: Database, statement: str) -> None:
    chained(db, 2)
    with db.write() as session:
        audit.start_epoch(session, now=START, reason="restore", lost_after=START)
        audit.sequence(session)
    with pytest.raises(Conflict), db.write() as session:
        session.execute(text(statement))
    assert verdict(db).ok


def test_an_insert_that_replaces_is_no_way_around_the_guards(db: Database) -> None:
    chained(db, 2)
    statement = "INSERT INTO log_leaf SELECT idx, event_id, hash FROM log_leaf WHERE true "
    if db.is_sqlite:
        statement = statement.replace("INSERT", "REPLACE")
    else:
        statement += "ON CONFLICT (idx) DO UPDATE SET hash = excluded.hash"
    with pytest.raises(Conflict), db.write() as session:
        session.execute(text(statement))


def test_an_event_has_one_place_and_a_place_one_event(db: Database) -> None:
    chained(db, 2)
    (_, first, _), (_, second, _) = leaves(db)
    for idx, event in ((2, first), (0, second)):
        with pytest.raises(Conflict), db.write() as session:
            session.add(LogLeaf(idx=idx, event_id=event, hash="0" * 64))


def test_an_act_that_commits_late_with_a_small_id_is_not_passed_over(db: Database) -> None:
    if db.is_sqlite:
        write_events(db, 1)
        assert sequenced(db).size == 1  # one writer at a time: there is no late commit
        return
    with db.write() as slow:
        audit.record(
            slow,
            act_id=audit.new_act(),
            at=START,
            actor_id=None,
            action="documents.revision.approved",
            object_kind="revision",
            object_id=uuid.uuid4(),
        )
        slow.flush()  # has its id, is not committed
        write_events(db, 2)
        assert sequenced(db).size == 2
    assert sequenced(db).size == 3
    ids = [event for _, event, _ in leaves(db)]
    assert ids[2] < ids[0] < ids[1]
    assert verdict(db).ok


def test_many_writers_and_sequencers_make_one_chain_without_gap_or_fork(db: Database) -> None:
    start, faults = threading.Barrier(4), []

    def work() -> None:
        start.wait()
        for _ in range(6):
            try:
                write_events(db, 2)
                sequenced(db, limit=3)
            except BaseException as error:  # noqa: BLE001 (told to the test below)
                faults.append(error)
                raise

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert faults == []
    head = sequenced(db)
    assert head.size == 48
    assert [idx for idx, _, _ in leaves(db)] == list(range(48))
    assert verdict(db, head).ok


def test_the_oldest_waiting_event_can_be_told(db: Database) -> None:
    chained(db, 1)
    with db.read() as session:
        assert audit.pending_since(session) is None
    write_events(db, 2)
    with db.read() as session:
        assert audit.pending_since(session) == START


def test_history_is_told_per_object_with_its_place(db: Database) -> None:
    document, other, act = uuid.uuid4(), uuid.uuid4(), audit.new_act()
    with db.write() as session:
        for number, object_id in enumerate([document, other, document]):
            audit.record(
                session,
                act_id=act,
                at=START + timedelta(days=number),
                actor_id=other,
                action=f"documents.document.step_{number}",
                object_kind="document",
                object_id=object_id,
                data={"step": number},
            )
            session.flush()
            if number == 1:
                audit.sequence(session)
    with db.read() as session:
        rows = audit.history(session, "document", [document, document])
        assert audit.history(session, "revision", [document]) == []
        assert audit.history(session, "document", []) == []
        assert [row.object_id for row in audit.act_events(session, act)] == [
            document,
            other,
            document,
        ]
    assert [(row.action[-1], row.data["step"], row.idx) for row in rows] == [
        ("0", 0, 0),
        ("2", 2, None),
    ]
    assert rows[0].at == START
    assert rows[0].act_id == act


def test_a_queue_row_left_behind_does_not_stop_the_sequencer(db: Database) -> None:
    chained(db, 1)
    with db.write() as session:
        event = session.scalars(select(audit.AuditEvent)).one()
        session.add(AuditPending(event_uuid=event.event_uuid))
    write_events(db, 1)
    assert sequenced(db).size == 2
    assert waiting(db) == 0


def test_verification_takes_less_than_fifty_microseconds_an_event(db: Database) -> None:
    rows = 2_000
    chained(db, rows)
    start = time.process_time()  # not the clock on the wall: other tests run beside this one
    assert verdict(db).checked == rows
    assert (time.process_time() - start) / rows < 50e-6
