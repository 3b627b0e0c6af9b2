"""The walk along the leaves: recomputes every hash from the events and names what does not fit."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from qms.audit.entry import GENESIS, entry_bytes, link
from qms.audit.ranges import leaf

if TYPE_CHECKING:
    from qms.audit.treewalk import TreeWalk

MOST_FAULTS = 100


class Fault(NamedTuple):
    """What was found: the code, and the leaves `idx`..`upto` between which it lies."""

    idx: int | None
    event_id: int | None
    what: str
    upto: int | None = None


class Walk:
    """Takes leaves in the order of `idx`; `hash_at[n]` is the stored hash of the log of size n."""

    def __init__(self, marks: Collection[int], tree: "TreeWalk") -> None:
        self.tree = tree
        self.marks = frozenset(marks)
        self.hash_at: dict[int, str] = {0: GENESIS.hex()}
        self.faults: list[Fault] = []
        self.count = 0
        self.checked = 0
        self._next = 0
        self._previous: bytes | None = GENESIS  # None: the leaf before is not there
        self._instead: bytes | None = None  # what the faulty leaf before should have been

    @property
    def size(self) -> int:
        """One more than the last idx seen."""
        return self._next

    def take(self, row: Sequence[Any]) -> None:
        """One leaf: idx, event_id, stored hash, then the columns of its event (None: no event)."""
        idx, event_id, stored, has_event = row[0], row[1], row[2], row[3] is not None
        if idx != self._next:
            self._missing(idx)
        before = self.count
        if has_event:
            entry = entry_bytes(row[4:])
            self._compare(idx, event_id, stored, entry)
            self.tree.take(idx, leaf(entry), blamed=self.count != before)
        else:
            self.fault(Fault(idx, event_id, "EVENT-REMOVED", idx))
            self._follow(stored, None)
            self.tree.take(idx, None, blamed=True)
        self.checked += 1
        self._next = idx + 1
        if self._next in self.marks:
            self.hash_at[self._next] = stored

    def fault(self, fault: Fault) -> None:
        """Keep the first hundred; count all."""
        self.count += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)

    def _missing(self, idx: int) -> None:
        self.fault(Fault(self._next, None, "LEAF-REMOVED", idx - 1))
        self._previous = None
        self._instead = None

    def _compare(self, idx: int, event_id: int, stored: object, entry: bytes) -> None:
        if self._previous is None:
            self._follow(stored, None)
            return
        computed = link(self._previous, entry)
        if computed.hex() == stored:
            self._previous, self._instead = computed, None
        elif self._instead is not None and link(self._instead, entry).hex() == stored:
            self._blame_leaf()
            self._follow(stored, None)
        else:
            self.fault(Fault(idx, event_id, "EVENT-EDITED", idx))
            self._follow(stored, computed)

    def _blame_leaf(self) -> None:
        """The leaf before was changed, not its event: the log goes on as if it had not been."""
        if self.count == len(self.faults):
            self.faults[-1] = self.faults[-1]._replace(what="LEAF-EDITED")

    def _follow(self, stored: object, instead: bytes | None) -> None:
        """Go on from the stored hash, so that one fault is named once."""
        try:
            self._previous = bytes.fromhex(str(stored))
        except ValueError:
            self._previous = None
        self._instead = instead
