"""Negative vectors: every way of touching the log is found and the first bad place named."""

# ruff: noqa: S608 (the statements are the attack)

import pytest

from qms import audit
from qms.db import Database
from tests.audit.tampering import (
    OTHER,
    chained,
    cut_tree,
    event_at,
    rechain,
    regrow,
    tamper,
    verdict,
    write_events,
)

COLUMN_EDITS = {
    "event_uuid": f"'{OTHER}'",
    "act_id": f"'{OTHER}'",
    "at": "'2026-01-05 01:02:03.456788'",
    "actor_id": f"'{OTHER}'",
    "actor_id to nobody": "NULL",
    "on_behalf_of": f"'{OTHER}'",
    "on_behalf_of to nobody": "NULL",
    "action": "'documents.revision.returned'",
    "object_kind": "'document'",
    "object_id": f"'{OTHER}'",
    "data": """'{"adopted":false,"code":"QT-05","edition":3,"files":["a","b"]}'""",
    "data by a space": """'{"adopted":false, "code":"QT-05","edition":2,"files":["a","b"]}'""",
    "data emptied": "''",
}


@pytest.mark.parametrize("edit", COLUMN_EDITS)
def test_an_edit_of_any_column_is_named_with_its_event(db: Database, edit: str) -> None:
    head = chained(db, 6)
    bad, column = event_at(db, 3), edit.split(maxsplit=1)[0]
    tamper(db, f"UPDATE audit_event SET {column} = {COLUMN_EDITS[edit]} WHERE id = {bad}")
    found = verdict(db, head)
    assert not found.ok
    assert found.first_bad == audit.Fault(3, bad, "EVENT-EDITED", 3)
    assert found.problems == (found.first_bad,)


def test_a_changed_id_is_a_removed_event(db: Database) -> None:
    head = chained(db, 4)
    bad = event_at(db, 2)
    tamper(db, f"UPDATE audit_event SET id = 900 WHERE id = {bad}")
    assert [one[:3] for one in verdict(db, head).problems] == [
        (2, bad, "EVENT-REMOVED"),
        (None, 900, "EVENT-INSERTED"),
    ]


def test_an_actor_moved_to_another_column_is_an_edit(db: Database) -> None:
    head = chained(db, 3)
    tamper(
        db,
        "UPDATE audit_event SET actor_id = on_behalf_of, on_behalf_of = actor_id "
        f"WHERE id = {event_at(db, 1)}",
    )
    assert verdict(db, head).first_bad == (1, event_at(db, 1), "EVENT-EDITED", 1)


def test_a_removed_event_is_named(db: Database) -> None:
    head = chained(db, 5)
    bad = event_at(db, 4)
    tamper(db, f"DELETE FROM audit_event WHERE id = {bad}")
    found = verdict(db, head)
    assert found.first_bad == (4, bad, "EVENT-REMOVED", 4)
    assert found.checked == 5


def test_an_event_removed_with_its_leaf_is_named(db: Database) -> None:
    head = chained(db, 6)
    bad = event_at(db, 2)
    tamper(
        db,
        f"DELETE FROM log_leaf WHERE event_id = {bad}",
        f"DELETE FROM audit_event WHERE id = {bad}",
    )
    assert verdict(db, head).problems == ((2, None, "LEAF-REMOVED", 2),)


def test_a_span_cut_out_of_the_middle_is_named_whole(db: Database) -> None:
    head = chained(db, 9)
    tamper(db, "DELETE FROM log_leaf WHERE idx BETWEEN 3 AND 6")
    found = verdict(db, head)
    assert found.first_bad == (3, None, "LEAF-REMOVED", 6)
    assert {one.what for one in found.problems} == {"LEAF-REMOVED", "EVENT-INSERTED"}


def test_two_swapped_events_are_both_named(db: Database) -> None:
    head = chained(db, 5)
    first, second = event_at(db, 1), event_at(db, 3)
    tamper(
        db,
        f"UPDATE log_leaf SET event_id = -1 WHERE event_id = {first}",
        f"UPDATE log_leaf SET event_id = {first} WHERE event_id = {second}",
        f"UPDATE log_leaf SET event_id = {second} WHERE event_id = -1",
    )
    assert verdict(db, head).problems == (
        (1, second, "EVENT-EDITED", 1),
        (3, first, "EVENT-EDITED", 3),
    )


def test_an_edited_leaf_is_told_from_an_edited_event(db: Database) -> None:
    chained(db, 5)
    tamper(db, f"UPDATE log_leaf SET hash = '{'a' * 64}' WHERE idx = 2")
    assert verdict(db).problems == ((2, event_at(db, 2), "LEAF-EDITED", 2),)


def test_a_hash_that_is_no_hash_is_named_and_the_walk_goes_on(db: Database) -> None:
    chained(db, 5)
    tamper(
        db,
        f"UPDATE log_leaf SET hash = '{'z' * 64}' WHERE idx = 1",
        f"UPDATE audit_event SET action = 'x' WHERE id = {event_at(db, 4)}",
    )
    assert [one[:3] for one in verdict(db).problems] == [
        (1, event_at(db, 1), "EVENT-EDITED"),
        (4, event_at(db, 4), "EVENT-EDITED"),
    ]


def test_an_event_put_in_by_hand_is_not_taken_for_a_waiting_one(db: Database) -> None:
    head = chained(db, 3)
    copy = (
        "INSERT INTO audit_event (id, event_uuid, act_id, at, action, object_kind, object_id, data)"
        f" SELECT 700, '{OTHER}', act_id, at, action, object_kind, object_id, data"
        f" FROM audit_event WHERE id = {event_at(db, 0)}"
    )
    tamper(db, copy)
    found = verdict(db, head)
    assert found.problems == ((None, 700, "EVENT-INSERTED", None),)
    assert found.pending == 0


def test_an_event_put_in_with_a_leaf_of_its_own_breaks_the_chain(db: Database) -> None:
    chained(db, 3)
    tamper(
        db,
        "INSERT INTO audit_event (id, event_uuid, act_id, at, action, object_kind, object_id, data)"
        f" SELECT 700, '{OTHER}', act_id, at, action, object_kind, object_id, data"
        f" FROM audit_event WHERE id = {event_at(db, 0)}",
        f"INSERT INTO log_leaf (idx, event_id, hash) VALUES (3, 700, '{'b' * 64}')",
    )
    assert verdict(db).first_bad == (3, 700, "EVENT-EDITED", 3)


def test_a_waiting_event_cannot_vanish_unseen(db: Database) -> None:
    chained(db, 2)
    write_events(db, 1)
    tamper(db, "DELETE FROM audit_event WHERE id = (SELECT max(id) FROM audit_event)")
    assert verdict(db).problems == ((None, None, "PENDING-REMOVED", None),)


def test_a_tail_cut_is_found_by_a_signed_head(db: Database) -> None:
    early, late = chained(db, 4), chained(db, 4)
    tamper(
        db,
        "DELETE FROM log_leaf WHERE idx >= 6",
        "DELETE FROM audit_event WHERE id NOT IN (SELECT event_id FROM log_leaf)",
        cut_tree(6),
    )
    assert verdict(db, early).ok  # what no head vouches for can go unseen: the verdict counts it
    assert verdict(db, early).after_last_signed_head == 2
    assert verdict(db, early, late).first_bad == (6, None, "LEAF-CUT", 7)


def test_a_suffix_made_anew_is_found_by_a_signed_head_and_hedged_in(db: Database) -> None:
    early, late = chained(db, 4), chained(db, 6)
    bad = event_at(db, 5)
    tamper(db, f"UPDATE audit_event SET action = 'documents.revision.returned' WHERE id = {bad}")
    rechain(db, 5)
    regrow(db, 5)
    assert verdict(db).ok
    assert verdict(db, early).ok
    found = verdict(db, early, late)
    assert found.first_bad == (4, event_at(db, 4), "LEAF-RECHAINED", 9)
    assert found.after_last_signed_head == 6


def test_a_damaged_value_is_an_edit_and_no_crash(db: Database) -> None:
    head = chained(db, 3)
    damage = "at = 'infinity', data = ''"
    if db.is_sqlite:  # PostgreSQL keeps only text that is text
        damage = "at = 'gestern', data = CAST(X'FFFE' AS TEXT)"
    bad = event_at(db, 1)
    tamper(db, f"UPDATE audit_event SET {damage} WHERE id = {bad}")
    assert verdict(db, head).problems == ((1, bad, "EVENT-EDITED", 1),)


def test_only_the_first_hundred_faults_are_kept(db: Database) -> None:
    chained(db, 120)
    tamper(db, "UPDATE audit_event SET action = 'x'")
    found = verdict(db)
    assert len(found.problems) == 100
    assert found.first_bad == (0, event_at(db, 0), "EVENT-EDITED", 0)
    assert found.checked == 120
