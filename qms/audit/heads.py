"""What signed heads prove about the chain.

The chain alone shows a careless change. Who can write the whole database can also make the chain
anew behind his change; what he cannot make anew is a head inside a signed statement.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.audit.epochs import Epoch
from qms.audit.log import Head
from qms.audit.model import LogLeaf
from qms.audit.walk import MOST_FAULTS, Fault, Walk


def check_heads(
    session: Session, walk: Walk, heads: Sequence[Head], epochs: Sequence[Epoch]
) -> tuple[int, list[Fault]]:
    """Up to which size the log is vouched for, and the heads it does not live up to."""
    vouched: int = 0
    faults: list[Fault] = []
    for one in sorted(heads, key=lambda head: head.size):
        what = _disagreement(one, walk, epochs)
        if what is None:
            vouched = max(vouched, one.size)
        elif len(faults) < MOST_FAULTS:
            faults.append(_fault(session, walk, one, what, vouched))
    return vouched, faults


def _disagreement(one: Head, walk: Walk, epochs: Sequence[Epoch]) -> str | None:
    later = [epoch.from_size for epoch in epochs if epoch.number > one.epoch]
    known = one.epoch == 0 or one.epoch in {epoch.number for epoch in epochs}
    if later and (not known or one.size > min(later)):
        return "HEAD-LOST"
    if not known:
        return "EPOCH-REMOVED"
    if one.size > walk.size:
        return "LEAF-CUT"
    return None if walk.hash_at.get(one.size) == one.hash else "LEAF-RECHAINED"


def _fault(session: Session, walk: Walk, one: Head, what: str, vouched: int) -> Fault:
    """Where: behind the last head that still fits, up to the one that does not."""
    last = one.size - 1
    if what in {"HEAD-LOST", "EPOCH-REMOVED"}:
        return Fault(None, None, what, last)
    start = walk.size if what == "LEAF-CUT" else min(vouched, max(last, 0))
    event_id = session.scalar(select(LogLeaf.event_id).where(LogLeaf.idx == start))
    return Fault(start, event_id, what, last)
