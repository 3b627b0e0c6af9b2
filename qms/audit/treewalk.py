"""The walk along the tree: every stored node against its children, every leaf against its event.

A node is compared with the hash of its *stored* children, so that one edit is named once and in its
place; the roots that come out are those of the stored tree. Whatever differs from the events was
named on the way.
"""

from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256

from sqlalchemy import text
from sqlalchemy.orm import Session

from qms.audit.entry import as_text, raw_sql
from qms.audit.ranges import EMPTY_ROOT, fold, node_count
from qms.audit.walk import MOST_FAULTS, Fault
from qms.db import dialect_of

WIDEST_GAP = 10_000  # leaves; behind a wider one the tree is not followed any further

# The stored hashes by level and position.
Nodes = Mapping[int, Mapping[int, str]]
Hash = bytes | None  # None: nothing is known of it


Below = tuple[Sequence[Hash], Sequence[Hash]]  # the children: as stored, as they should be


class TreeWalk:
    """Takes the hashes of leaves in order; `root_at[n]` is the root over the first n of them."""

    def __init__(self, marks: Collection[int], tree_size: int) -> None:
        self.size = 0
        self.root_at: dict[int, str] = {0: EMPTY_ROOT.hex()}
        self.faults: list[Fault] = []
        self.lost = False  # a gap too wide to go on
        self._marks = sorted(one for one in set(marks) if one > 0)
        self._tree_size = tree_size
        # Per level the node that waits for its right neighbour: as stored, and as it should be.
        self._left: list[tuple[Hash, Hash]] = []
        self._waiting: list[Hash] = []
        self._blamed: set[int] = set()

    def take(self, idx: int, leaf: Hash, *, blamed: bool) -> None:
        """A leaf after its event; None where that is gone, `blamed` where a fault was named."""
        missing = idx - self.end
        self.lost = self.lost or not 0 <= missing <= WIDEST_GAP
        if self.lost:
            return
        self._blamed.update(range(self.end, idx + blamed))
        self._waiting += [None] * missing
        self._waiting.append(leaf)

    @property
    def end(self) -> int:
        """Up to where leaves were handed in."""
        return self.size + len(self._waiting)

    def span(self, end: int) -> tuple[int, int]:
        """Of which leaves the nodes are needed to come to `end`; none behind too wide a gap."""
        return (self.size, end) if 0 <= end - self.size <= 2 * WIDEST_GAP else (0, 0)

    def flush(self, stored: Nodes) -> None:
        """Compare what was taken since with the nodes that the database holds for it."""
        leaves, self._waiting = self._waiting, []
        while leaves:
            mark = next((one for one in self._marks if one > self.size), None)
            count = len(leaves) if mark is None else min(len(leaves), mark - self.size)
            self._extend(leaves[:count], stored)
            leaves = leaves[count:]
            self.size += count
            if self.size == mark:
                self.root_at[self.size] = self._root()
        self._blamed.clear()

    def _extend(self, leaves: Sequence[Hash], stored: Nodes) -> None:
        below: Below = ([], [])
        local, pos, level = list(leaves), self.size, 0
        while local:
            taken = self._compare(level, pos, local, below, stored.get(level, {}))
            if pos & 1:
                left = self._left[level]
                taken, local, pos = [left[0], *taken], [left[1], *local], pos - 1
            if len(taken) & 1:
                self._wait(level, taken[-1], local[-1])
            below = (taken, local)
            local, pos, level = _parents(taken), pos >> 1, level + 1

    def _wait(self, level: int, taken: Hash, local: Hash) -> None:
        while len(self._left) <= level:
            self._left.append((None, None))
        self._left[level] = (taken, local)

    def _compare(
        self, level: int, pos: int, local: list[Hash], below: Below, stored: Mapping[int, str]
    ) -> list[Hash]:
        """What is stored, in place of what was computed; differences are named."""
        ours = [one.hex() if one else None for one in local]
        theirs = [stored.get(place) for place in range(pos, pos + len(local))]
        if ours == theirs:
            return local
        taken = []
        for at, (one, own, other) in enumerate(zip(local, ours, theirs, strict=True)):
            differs = own != other
            excuses = _excuses(below, at) if differs and level else set()
            taken.append(self._differs(level, pos + at, one, other, excuses) if differs else one)
        return taken

    def _differs(
        self, level: int, pos: int, local: Hash, other: str | None, excuses: set[Hash]
    ) -> Hash:
        first, last = pos << level, ((pos + 1) << level) - 1
        if other is None:
            if last < self._tree_size:
                self._name(Fault(first, None, "LOG-NODE-REMOVED", last))
            return local
        taken = _bytes(other)
        if level == 0:
            if pos not in self._blamed:
                self._name(Fault(first, None, "LOG-EVENT-OTHER", last))
        elif taken is None or (taken not in excuses and local is not None):
            self._name(Fault(first, None, "LOG-NODE-EDITED", last))
        return taken or local

    def _name(self, fault: Fault) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)

    def _root(self) -> str:
        edge = [self._left[level][0] for level in range(len(self._left)) if self.size >> level & 1]
        known = [one for one in reversed(edge) if one is not None]
        return fold(known).hex() if len(known) == len(edge) else ""


def read_nodes(session: Session, start: int, end: int) -> Nodes:
    """Every stored node that the leaves from `start` to before `end` complete."""
    hashed = raw_sql(dialect_of(session), "text", "hash")
    parts, level = [], 0
    while start >> level < end >> level:
        parts.append(
            f"SELECT level, pos, {hashed} FROM log_node WHERE level = {level} "  # noqa: S608 numbers
            f"AND pos >= {start >> level} AND pos < {end >> level}"
        )
        level += 1
    found: dict[int, dict[int, str]] = {one: {} for one in range(level)}
    if parts:
        for number, pos, value in session.execute(text(" UNION ALL ".join(parts))):
            found[number][pos] = as_text(value) or ""
    return found


def measure(session: Session) -> tuple[int, int]:
    """How many leaves the tree has, and how many nodes too many or (below zero) too few."""
    query = "SELECT count(*), max(CASE WHEN level = 0 THEN pos END) FROM log_node"
    count, last = session.execute(text(query)).one()
    size = 0 if last is None else last + 1
    return size, count - node_count(max(size, 0))


def _parents(hashes: Sequence[Hash]) -> list[Hash]:
    return [
        None if left is None or right is None else sha256(b"\x01" + left + right).digest()
        for left, right in zip(hashes[::2], hashes[1::2], strict=False)
    ]


def _excuses(below: Below, at: int) -> set[Hash]:
    """What this node may be where a child was changed instead of it: that was named already."""
    taken, local = below
    lefts = {taken[2 * at], local[2 * at]}
    rights = {taken[2 * at + 1], local[2 * at + 1]}
    return {_parents([left, right])[0] for left in lefts for right in rights}


def _bytes(stored: str) -> Hash:
    try:
        return bytes.fromhex(stored)
    except ValueError:
        return None
