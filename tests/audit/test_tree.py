"""The Merkle tree: the vectors of RFC 6962's own logs, every proof of small trees, and the rows."""

from functools import cache
from hashlib import sha256

import pytest
from sqlalchemy import select, text

from qms import audit, merkle
from qms.audit import ranges
from qms.audit.model import LogNode
from qms.db import Database
from qms.errors import Broken, Conflict, NotFound, Unavailable
from tests.audit.tampering import chained, cut_tree, tamper, write_events

# The leaves and roots by which certificate-transparency logs test themselves.
LEAVES = [
    bytes.fromhex(one)
    for one in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
MOST = 40
ENTRIES = [b"entry %d" % number for number in range(MOST)]


@cache
def by_definition(start: int, end: int) -> bytes:
    """MTH of RFC 9162 2.1.1, word for word."""
    if start == end:
        return sha256().digest()
    if end - start == 1:
        return sha256(b"\x00" + ENTRIES[start]).digest()
    k = 1
    while 2 * k < end - start:
        k *= 2
    both = by_definition(start, start + k) + by_definition(start + k, end)
    return sha256(b"\x01" + both).digest()


class Subtrees(dict[ranges.Node, bytes]):
    def __missing__(self, node: ranges.Node) -> bytes:
        level, pos = node
        return by_definition(pos << level, (pos + 1) << level)


def proof(spans: list[ranges.Range]) -> list[bytes]:
    return [ranges.hash_of(span, Subtrees()) for span in spans]


def test_the_known_roots_come_out() -> None:
    hashes = [ranges.leaf(one) for one in LEAVES]
    for size, root in enumerate(ROOTS, start=1):
        nodes = {(0, pos): one for pos, one in enumerate(hashes[:size])}
        for level, pos in sorted(node for node in _nodes(size) if node[0]):
            nodes[level, pos] = ranges.parent(
                nodes[level - 1, 2 * pos], nodes[level - 1, 2 * pos + 1]
            )
        assert ranges.hash_of((0, size), nodes).hex() == root
        assert len(nodes) == ranges.node_count(size)


def _nodes(size: int) -> list[ranges.Node]:
    return [(level, pos) for level in range(8) for pos in range(size >> level)]


def test_every_inclusion_proof_of_small_trees_holds_for_its_leaf_and_place_alone() -> None:
    for size in range(1, MOST + 1):
        root = by_definition(0, size)
        for idx in range(size):
            found = proof(ranges.inclusion(idx, size))
            assert merkle.includes(ENTRIES[idx], idx, size, found, root)
            assert not merkle.includes(b"other", idx, size, found, root)
            assert not merkle.includes(ENTRIES[idx], idx, size, [*found, root], root)
            if size > 1:
                assert not merkle.includes(ENTRIES[idx], (idx + 1) % size, size, found, root)
                assert not merkle.includes(ENTRIES[idx], idx, size, found[:-1], root)
                assert not merkle.includes(ENTRIES[idx], idx, size, found[::-1], b"r" * 32)


def test_every_consistency_proof_of_small_trees_holds_for_its_two_trees_alone() -> None:
    for new in range(MOST + 1):
        for old in range(new + 1):
            found, before, after = proof(ranges.consistency(old, new)), *_roots(old, new)
            assert merkle.extends(old, before, new, after, found)
            assert not merkle.extends(old, before, new, after, [*found, after])
            assert not merkle.extends(old, b"x" * 32, new, after, found)
            if 0 < old < new:
                assert not merkle.extends(old, before, new, b"x" * 32, found)
                assert not merkle.extends(old, before, new, after, found[:-1])
                assert not merkle.extends(old - 1, before, new, after, found)


def _roots(old: int, new: int) -> tuple[bytes, bytes]:
    return by_definition(0, old), by_definition(0, new)


@pytest.mark.parametrize(
    ("idx", "size", "root"),
    [(-1, 1, b"r" * 32), (1, 1, b"r" * 32), (0, 0, b"r" * 32), (0, 2**70, b"r" * 32), (0, 1, b"r")],
)
def test_nonsense_is_no_proof_and_no_crash(idx: int, size: int, root: bytes) -> None:
    assert not merkle.includes(b"", idx, size, [], root)
    assert not merkle.extends(idx, root, size, root, [b"short"])
    assert not merkle.extends(2, root, 1, root, [])


def test_a_leaf_cannot_be_taken_for_a_node() -> None:
    left, right = merkle.leaf_hash(b"a"), merkle.leaf_hash(b"b")
    assert merkle.leaf_hash(b"\x01" + left + right) != ranges.parent(left, right)


def entries(db: Database) -> list[bytes]:
    with db.read() as session:
        size = audit.tree_size(session)
        return [audit.inclusion_of(session, idx).entry for idx in range(size)]


def test_the_sequencer_grows_the_tree_whatever_its_batches(db: Database) -> None:
    for limit in (1, 2, 3, 5, 500):
        write_events(db, 7)
        with db.write() as session:
            audit.sequence(session, limit)
    leaves = entries(db)
    assert len(leaves) == 35
    with db.read() as session:
        for size in (0, 1, 8, 20, 35):
            nodes = {(0, pos): ranges.leaf(one) for pos, one in enumerate(leaves[:size])}
            for level, pos in sorted(node for node in _nodes(size) if node[0]):
                two = nodes[level - 1, 2 * pos], nodes[level - 1, 2 * pos + 1]
                nodes[level, pos] = ranges.parent(*two)
            assert audit.root(session, size) == ranges.hash_of((0, size), nodes)
        assert session.query(LogNode).count() == ranges.node_count(35)


def test_a_receipt_convinces_a_verifier_that_has_no_database(db: Database) -> None:
    chained(db, 11)
    with db.read() as session:
        event = session.scalars(select(audit.AuditEvent).order_by(audit.AuditEvent.id)).all()[4]
        found = audit.inclusion_of(session, event.event_uuid)
        earlier = audit.inclusion_of(session, found.idx, 6)
        link = audit.consistency(session, 6, 11)
    assert (found.event_uuid, found.idx, found.size) == (event.event_uuid, 4, 11)
    assert event.event_uuid.hex.encode() in found.entry
    for one in (found, earlier):
        assert merkle.includes(one.entry, one.idx, one.size, one.proof, one.root)
    assert merkle.extends(6, earlier.root, 11, found.root, link)
    assert found.as_json()["root"] == found.root.hex()


def test_a_waiting_or_unknown_event_has_no_receipt(db: Database) -> None:
    chained(db, 2)
    write_events(db, 1)
    with db.read() as session:
        last = session.scalars(select(audit.AuditEvent).order_by(audit.AuditEvent.id)).all()[-1]
        with pytest.raises(Unavailable, match="LOG-PENDING"):
            audit.inclusion_of(session, last.event_uuid)
        with pytest.raises(Unavailable, match="LOG-PENDING"):
            audit.inclusion_of(session, 0, 3)
        with pytest.raises(NotFound, match="LOG-NO-EVENT"):
            audit.inclusion_of(session, 2)


@pytest.mark.parametrize("inline", [0, 3, 100])
def test_a_log_older_than_the_tree_is_caught_up(
    db: Database, inline: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qms.audit.tree.INLINE", inline)
    chained(db, 9)
    with db.read() as session:
        wanted = audit.root(session, 9)
    tamper(db, "DELETE FROM log_node")
    chained(db, 2)
    with db.read() as session:
        assert audit.tree_size(session) == (11 if inline >= 9 else 0)
        assert audit.verify_log(session, []).ok  # shorter than the chain is no fault
    for missing in (7, 3, 0, 0) if inline < 9 else (0,):
        with db.write() as session:
            assert audit.grow_tree(session, 4) == missing
    with db.read() as session:
        assert audit.root(session, 9) == wanted
        assert audit.verify_log(session, []).tree_size == 11


def test_a_log_of_one_event_is_caught_up(db: Database) -> None:
    chained(db, 1)
    tamper(db, "DELETE FROM log_node")
    with db.write() as session:
        assert audit.grow_tree(session, 10) == 0
        assert audit.tree_size(session) == 1


def test_nothing_is_chained_behind_a_tail_that_was_cut(db: Database) -> None:
    chained(db, 5)
    tamper(db, "DELETE FROM log_leaf WHERE idx = 4", "DELETE FROM audit_event WHERE id = 5")
    write_events(db, 1)
    with pytest.raises(Broken, match="LOG-TREE-AHEAD"), db.write() as session:
        audit.sequence(session)


def test_a_damaged_tree_gives_no_proof(db: Database) -> None:
    chained(db, 5)
    tamper(db, "DELETE FROM log_node WHERE level = 2")
    with db.read() as session, pytest.raises(Broken, match="LOG-TREE-DAMAGED"):
        audit.root(session, 5)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE log_node SET hash = '0'", "DELETE FROM log_node", "UPDATE log_node SET pos = pos + 9"],
)
def test_the_database_itself_refuses_to_change_the_tree(db: Database, statement: str) -> None:
    chained(db, 2)
    with pytest.raises(Conflict), db.write() as session:
        session.execute(text(statement))


def test_cutting_the_tree_by_sql_leaves_exactly_a_smaller_one(db: Database) -> None:
    chained(db, 13)
    for size in (12, 8, 7, 1, 0):
        tamper(db, cut_tree(size))
        with db.read() as session:
            assert session.query(LogNode).count() == ranges.node_count(size)
