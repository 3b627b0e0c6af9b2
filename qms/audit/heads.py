"""What signed heads prove about the chain.

The chain alone shows a careless change. Who can write the whole database can also make the chain
anew behind his change; what he cannot make anew is a head inside a signed statement. A checkpoint
promises the same for the tree, and copies of it lie where he cannot write.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.audit.epochs import Epoch
from qms.audit.log import Head
from qms.audit.model import LogLeaf
from qms.audit.walk import MOST_FAULTS, Fault


@dataclass(frozen=True, slots=True)
class Names:
    """What a promise that the log does not keep is called."""

    lost: str
    cut: str
    other: str


HEADS = Names("HEAD-LOST", "LEAF-CUT", "LEAF-RECHAINED")
CHECKPOINTS = Names("CHECKPOINT-LOST", "CHECKPOINT-CUT", "CHECKPOINT-OTHER")


def check_heads(
    session: Session,
    size: int,
    hash_at: Mapping[int, str],
    heads: Sequence[Head],
    epochs: Sequence[Epoch],
    names: Names = HEADS,
) -> tuple[int, list[Fault]]:
    """Up to which size the log is vouched for, and the heads it does not live up to."""
    vouched: int = 0
    faults: list[Fault] = []
    for one in sorted(heads, key=lambda head: head.size):
        what = _disagreement(one, size, hash_at, epochs, names)
        if what is None:
            vouched = max(vouched, one.size)
        elif len(faults) < MOST_FAULTS:
            faults.append(_fault(session, one, what, vouched, size, names))
    return vouched, faults


def _disagreement(
    one: Head, size: int, hash_at: Mapping[int, str], epochs: Sequence[Epoch], names: Names
) -> str | None:
    later = [epoch.from_size for epoch in epochs if epoch.number > one.epoch]
    known = one.epoch == 0 or one.epoch in {epoch.number for epoch in epochs}
    if later and (not known or one.size > min(later)):
        return names.lost
    if not known:
        return "EPOCH-REMOVED"
    if one.size > size:
        return names.cut
    return None if hash_at.get(one.size) == one.hash else names.other


def _fault(session: Session, one: Head, what: str, vouched: int, size: int, names: Names) -> Fault:
    """Where: behind the last head that still fits, up to the one that does not."""
    last = one.size - 1
    if what in {names.lost, "EPOCH-REMOVED"}:
        return Fault(None, None, what, last)
    start = size if what == names.cut else min(vouched, max(last, 0))
    event_id = session.scalar(select(LogLeaf.event_id).where(LogLeaf.idx == start))
    return Fault(start, event_id, what, last)
