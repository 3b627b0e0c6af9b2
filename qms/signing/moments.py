"""Which moment a signature is judged at: that of a valid time-stamp, else the claimed one."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from qms.signing.status import KnownCertificate, Trusted

REQUEST_LIFE = timedelta(minutes=10)
SECOND = timedelta(seconds=1)  # times in statements and signatures are whole seconds
WRONG = "TIMESTAMP-WRONG"
ENDED = "TIMESTAMP-ENDED"
LATE = "TIMESTAMP-LATE"
STRANGE = "TIMESTAMP-NOT-TRUSTED"


@dataclass(frozen=True, slots=True)
class Stamps:
    """What the time-stamps of a signature say together."""

    time: Trusted | None = None
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    renewed: bool = False


def read_stamps(
    value: bytes,
    whole: bytes,
    tokens: Sequence[bytes],
    *,
    anchors: Sequence[bytes],
    others: Sequence[bytes],
    at: datetime,
) -> Stamps:
    """The time told by the tokens over the signature `value`, each later one over all before.

    `whole` is the signature with its first token inside, where a renewal begins. A token that does
    not hold is a fault: an authority that could not be reached leaves none. One of an authority
    nobody here trusts tells no time, and that is all.
    """
    first: Trusted | None = None
    last: Trusted | None = None
    covered = value
    for index, token in enumerate(tokens):
        digest = hashlib.sha256(covered).digest()
        told, strange = check_stamp(token, digest, anchors=anchors, others=others, at=at)
        if strange:
            return Stamps(first, notes=(STRANGE,))
        if told is None or (last is not None and not last.moment <= told.moment <= last.ends_at):
            return Stamps(first, (WRONG,))
        first, last = first or told, told
        covered = whole if index == 0 else covered + token
    if first is None or last is None:
        return Stamps()
    time = Trusted(first.moment, first.internal, first.authority, last.ends_at)
    return Stamps(time, renewed=len(tokens) > 1)


def check_stamp(
    token: bytes, digest: bytes, *, anchors: Sequence[bytes], others: Sequence[bytes], at: datetime
) -> tuple[Trusted | None, bool]:
    """What one token says of this SHA-256 digest; whether only its authority is unknown."""
    from qms.signing.timestamps import check_token

    verdict = check_token(token, digest, anchors=anchors, others=others)
    if verdict.gen_time is None or verdict.ends_at is None or verdict.gen_time > at + SECOND:
        return None, False
    if not verdict.ok:
        return None, verdict.reasons == ("TOKEN-NOT-TRUSTED",)
    return Trusted(verdict.gen_time, verdict.internal, verdict.authority, verdict.ends_at), False


def came_late(time: Trusted | None, known: KnownCertificate | None, not_after: datetime) -> bool:
    """Whether the time-stamp came after a certificate of ours had ended in order.

    While the authority of time could not be reached a signature waits for its token, and its signer
    may leave meanwhile. The token then proves nothing, and takes nothing either: the service's own
    clock is what it was without one. After a compromise there is no such grace.
    """
    if time is None or known is None or not known.ended_in_order:
        return False
    ends = [not_after, *([known.ends_at] if known.ends_at is not None else [])]
    return min(ends) <= time.moment
