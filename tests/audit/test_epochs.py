"""A restore: what is lost reads as lost, what is forged as forged."""

from datetime import timedelta

import pytest

from qms import audit
from qms.db import Database
from tests.audit.tampering import START, chained, cut_tree, event_at, tamper, verdict, write_events

NOW = START + timedelta(days=30)


def restored(db: Database, reason: str = "restore", days: int = 0) -> audit.Head:
    with db.write() as session:
        moment = NOW + timedelta(days=days)
        audit.start_epoch(session, now=moment, reason=reason, lost_after=moment)
        return audit.sequence(session)


def cut_to(db: Database, size: int) -> None:
    """What a restore of an older copy does to the log."""
    tamper(
        db,
        f"DELETE FROM log_leaf WHERE idx >= {size}",  # noqa: S608
        "DELETE FROM audit_event WHERE id NOT IN (SELECT event_id FROM log_leaf)",
        "DELETE FROM audit_pending",
        cut_tree(size),
    )


def test_a_head_from_the_lost_span_reads_as_lost_not_as_forged(db: Database) -> None:
    kept, lost = chained(db, 3), chained(db, 3)
    cut_to(db, 3)
    restored(db)
    later = chained(db, 4)
    assert later.epoch == int(NOW.timestamp())
    assert verdict(db, kept, later).ok
    assert verdict(db, kept, later).after_last_signed_head == 0
    found = verdict(db, kept, lost, later)
    assert not found.ok
    assert found.problems == ((None, None, "HEAD-LOST", 5),)


def test_events_that_waited_in_the_copy_are_chained_in_the_new_epoch(db: Database) -> None:
    kept = chained(db, 2)
    write_events(db, 2)
    with db.write() as session:
        begun = audit.start_epoch(session, now=NOW, reason="restore", lost_after=NOW)
    assert (begun.size, begun.hash) == (kept.size, kept.hash)
    with db.write() as session:
        head = audit.sequence(session)
    assert head.size == 5  # two, the two that waited, and the event of the restore
    assert verdict(db, kept, head).ok


def test_an_epoch_does_not_excuse_a_forged_head_before_it(db: Database) -> None:
    head = chained(db, 4)
    forged = audit.Head(0, 4, "c" * 64)
    restored(db)
    assert verdict(db, head).ok
    assert verdict(db, forged).first_bad == (0, event_at(db, 0), "LEAF-RECHAINED", 3)


def test_an_epoch_lost_with_a_second_restore_is_lost_whole(db: Database) -> None:
    chained(db, 5)
    cut_to(db, 3)
    restored(db)
    lost = chained(db, 4)
    tamper(db, "DELETE FROM log_epoch")
    cut_to(db, 3)
    restored(db, days=1)
    present = chained(db, 9)
    assert present.epoch != lost.epoch
    assert [one.what for one in verdict(db, lost, present).problems] == ["HEAD-LOST"]


def test_two_restores_in_one_second_are_two_epochs(db: Database) -> None:
    first, second = restored(db), restored(db)
    assert second.epoch == first.epoch + 1
    assert verdict(db, first, second).ok


@pytest.mark.parametrize(
    "edit",
    [
        "from_size = from_size - 1",
        "from_hash = 'x'",
        "reason = 'because'",
        "started_at = '2020-01-01 00:00:00.000000'",
        "lost_after = '2020-01-01 00:00:00.000000'",
    ],
)
def test_an_edited_epoch_is_named(db: Database, edit: str) -> None:
    chained(db, 3)
    restored(db)
    tamper(db, f"UPDATE log_epoch SET {edit}")  # noqa: S608
    assert "EPOCH-EDITED" in {one.what for one in verdict(db).problems}


def test_an_epoch_put_in_to_hide_a_cut_is_named(db: Database) -> None:
    chained(db, 3)
    tamper(
        db,
        "INSERT INTO log_epoch (number, started_at, lost_after, from_size, from_hash, reason) "
        "SELECT 7, '2026-01-05 01:02:03.000000', '2026-01-05 01:02:03.000000', 1, hash, 'r' "
        "FROM log_leaf WHERE idx = 0",
    )
    assert verdict(db).first_bad == (1, None, "EPOCH-EDITED", 1)


def test_a_removed_epoch_is_named(db: Database) -> None:
    chained(db, 2)
    head = restored(db)
    tamper(db, "DELETE FROM log_epoch")
    assert {one.what for one in verdict(db, head).problems} == {"EPOCH-REMOVED"}
