"""Negative vectors of the tree: what is done to it is named in its place, once."""

# ruff: noqa: S608 (the statements are the attack)

import pytest

from qms import audit
from qms.db import Database
from tests.audit.tampering import (
    chained,
    cut_tree,
    event_at,
    rechain,
    regrow,
    tamper,
    verdict,
    write_events,
)

OTHER = "a" * 64


def tree_head(db: Database) -> audit.Head:
    with db.read() as session:
        size = audit.tree_size(session)
        return audit.Head(audit.epoch_of(session), size, audit.root(session, size).hex())


def against(db: Database, *checkpoints: audit.Head) -> audit.LogVerdict:
    with db.read() as session:
        return audit.verify_log(session, [], checkpoints)


@pytest.mark.parametrize(
    ("level", "pos", "found"),
    [
        (0, 3, (3, None, "LOG-EVENT-OTHER", 3)),
        (0, 12, (12, None, "LOG-EVENT-OTHER", 12)),
        (1, 2, (4, None, "LOG-NODE-EDITED", 5)),
        (2, 1, (4, None, "LOG-NODE-EDITED", 7)),
        (3, 0, (0, None, "LOG-NODE-EDITED", 7)),
    ],
)
@pytest.mark.parametrize("value", [OTHER, "z" * 64])
def test_an_edited_node_is_named_once(
    db: Database, level: int, pos: int, found: tuple[object, ...], value: str
) -> None:
    chained(db, 13)
    tamper(db, f"UPDATE log_node SET hash = '{value}' WHERE level = {level} AND pos = {pos}")
    assert verdict(db).problems == (found,)


@pytest.mark.parametrize(("level", "pos", "first", "last"), [(0, 3, 3, 3), (2, 1, 4, 7)])
def test_a_removed_node_is_named_once(
    db: Database, level: int, pos: int, first: int, last: int
) -> None:
    chained(db, 13)
    tamper(db, f"DELETE FROM log_node WHERE level = {level} AND pos = {pos}")
    assert verdict(db).problems == ((first, None, "LOG-NODE-REMOVED", last),)


def test_two_swapped_nodes_are_both_named(db: Database) -> None:
    chained(db, 8)
    tamper(
        db,
        "UPDATE log_node SET pos = 900 WHERE level = 0 AND pos = 1",
        "UPDATE log_node SET pos = 1 WHERE level = 0 AND pos = 6",
        "UPDATE log_node SET pos = 6 WHERE level = 0 AND pos = 900",
    )
    assert [one[:3:2] for one in verdict(db).problems] == [
        (1, "LOG-EVENT-OTHER"),
        (6, "LOG-EVENT-OTHER"),
    ]


@pytest.mark.parametrize(("level", "pos"), [(9, 0), (2, 3), (1, 700)])
def test_a_node_put_in_is_named(db: Database, level: int, pos: int) -> None:
    chained(db, 5)
    tamper(db, f"INSERT INTO log_node (level, pos, hash) VALUES ({level}, {pos}, '{OTHER}')")
    assert verdict(db).problems == ((None, None, "LOG-NODE-INSERTED", None),)


def test_an_edited_event_is_named_once_though_the_tree_sees_it_too(db: Database) -> None:
    chained(db, 6)
    bad = event_at(db, 2)
    tamper(db, f"UPDATE audit_event SET action = 'x' WHERE id = {bad}")
    assert verdict(db).problems == ((2, bad, "EVENT-EDITED", 2),)


def test_a_chain_made_anew_is_found_by_the_tree_where_it_begins(db: Database) -> None:
    chained(db, 9)
    tamper(db, f"UPDATE audit_event SET action = 'x' WHERE id = {event_at(db, 5)}")
    rechain(db, 5)
    assert verdict(db).problems == ((5, None, "LOG-EVENT-OTHER", 5),)


def test_a_tail_cut_off_the_chain_alone_is_found_by_the_tree(db: Database) -> None:
    chained(db, 8)
    tamper(
        db,
        "DELETE FROM log_leaf WHERE idx >= 6",
        "DELETE FROM audit_event WHERE id NOT IN (SELECT event_id FROM log_leaf)",
    )
    assert verdict(db).problems == ((6, None, "LOG-TREE-LONGER", 7),)


def test_a_log_that_grew_lives_up_to_every_checkpoint(db: Database) -> None:
    heads = []
    for count in (1, 3, 4, 9):
        chained(db, count)
        heads.append(tree_head(db))
    found = against(db, *heads)
    assert found.ok
    assert (found.after_last_checkpoint, found.root) == (0, heads[-1].hash)
    assert against(db, *heads[:2]).after_last_checkpoint == 13
    assert against(db).after_last_checkpoint == 17


def test_a_tail_cut_with_its_nodes_is_found_by_a_checkpoint(db: Database) -> None:
    chained(db, 4)
    early = tree_head(db)
    chained(db, 4)
    late = tree_head(db)
    tamper(
        db,
        "DELETE FROM log_leaf WHERE idx >= 6",
        "DELETE FROM audit_event WHERE id NOT IN (SELECT event_id FROM log_leaf)",
        cut_tree(6),
    )
    assert against(db, early).ok
    assert against(db, early, late).problems == ((6, None, "CHECKPOINT-CUT", 7),)


REWRITES = {
    "edited": ["UPDATE audit_event SET action = 'x' WHERE id = {bad}"],
    "actor removed": ["UPDATE audit_event SET actor_id = NULL WHERE id = {bad}"],
    "swapped": [
        "UPDATE log_leaf SET event_id = -1 WHERE event_id = {bad}",
        "UPDATE log_leaf SET event_id = {bad} WHERE event_id = {next}",
        "UPDATE log_leaf SET event_id = {next} WHERE event_id = -1",
    ],
    "removed": [
        "DELETE FROM log_leaf WHERE idx = 5",
        "DELETE FROM audit_event WHERE id = {bad}",
        "UPDATE log_leaf SET idx = idx + 1000 WHERE idx > 5",
        "UPDATE log_leaf SET idx = idx - 1001 WHERE idx > 5",
    ],
    "inserted": [
        "INSERT INTO audit_event (id, event_uuid, act_id, at, action, object_kind, object_id,"
        " data) SELECT 700, '" + "f" * 32 + "', act_id, at, action, object_kind, object_id, data"
        " FROM audit_event WHERE id = {bad}",
        "UPDATE log_leaf SET idx = idx + 1000 WHERE idx >= 5",
        "UPDATE log_leaf SET idx = idx - 999 WHERE idx >= 5",
        "INSERT INTO log_leaf (idx, event_id, hash) VALUES (5, 700, '" + OTHER + "')",
    ],
}


@pytest.mark.parametrize("rewrite", REWRITES)
def test_whoever_makes_chain_and_tree_anew_still_meets_the_checkpoint(
    db: Database, rewrite: str
) -> None:
    chained(db, 4)
    early = tree_head(db)
    chained(db, 6)
    late = tree_head(db)
    ids = {"bad": event_at(db, 5), "next": event_at(db, 6)}
    tamper(db, *(one.format(**ids) for one in REWRITES[rewrite]))
    rechain(db, 5)
    regrow(db, 4)
    assert verdict(db).ok  # nothing inside the database tells
    assert against(db, early).ok
    write_events(db, 3)
    with db.write() as session:
        audit.sequence(session)
    found = against(db, early, late)
    assert found.problems == ((4, event_at(db, 4), "CHECKPOINT-OTHER", 9),)
    assert found.after_last_checkpoint == found.head.size - 4


def test_a_checkpoint_of_a_lost_span_reads_as_lost(db: Database) -> None:
    from tests.audit.test_epochs import cut_to, restored

    chained(db, 3)
    kept = tree_head(db)
    chained(db, 3)
    lost = tree_head(db)
    cut_to(db, 3)
    restored(db)
    later = tree_head(db)
    assert against(db, kept, later).ok
    assert against(db, kept, lost, later).problems == ((None, None, "CHECKPOINT-LOST", 5),)


def test_a_gap_however_wide_does_not_stop_the_walk(db: Database) -> None:
    chained(db, 6)
    tamper(db, "UPDATE log_leaf SET idx = 4000000000000000000 WHERE idx = 4")
    assert "LEAF-REMOVED" in {one.what for one in verdict(db).problems}
