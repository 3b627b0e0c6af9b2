"""Signing for somebody else: TM., Q., KT., TL., TUQ. (Nghị định 30/2020/NĐ-CP, Điều 13, Phụ lục I).

An authorisation (TUQ.) is written, limited in time and never passed on. A unit head who signs by
order (TL.) may pass it on to the unit's own deputy (KT.); nothing else can be passed on.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from qms.errors import Invalid
from qms.people.rules.periods import Period, check_period

LONGEST = timedelta(days=5 * 366)  # a term of office


class DelegationKind(StrEnum):
    """The prefix printed before the position, as the decree writes it."""

    TM = "TM"
    Q = "Q"
    KT = "KT"
    TL = "TL"
    TUQ = "TUQ"


@dataclass(frozen=True, slots=True)
class Delegated:
    """A delegation as the rules see it."""

    kind: DelegationKind
    delegator_id: UUID
    delegate_id: UUID
    period: Period
    basis: str


def check_delegation(
    wanted: Delegated,
    delegator_held: list[Period],
    passed_on: Delegated | None = None,
) -> None:
    """Raises Invalid unless the delegation may be given.

    `delegator_held`: when the delegator holds the position; `passed_on`: the delegation under which
    the delegator acts, where it is not the delegator's own power.
    """
    check_period(wanted.period)
    if wanted.delegate_id == wanted.delegator_id:
        raise Invalid("DELEGATE-IS-DELEGATOR", fields={"delegate_id": "DELEGATE-IS-DELEGATOR"})
    if not wanted.basis.strip():
        raise Invalid("DELEGATION-WITHOUT-BASIS", fields={"basis": "DELEGATION-WITHOUT-BASIS"})
    if wanted.period.valid_to is None:
        raise Invalid("DELEGATION-WITHOUT-END", fields={"valid_to": "DELEGATION-WITHOUT-END"})
    if wanted.period.valid_to - wanted.period.valid_from > LONGEST:
        raise Invalid("DELEGATION-TOO-LONG", fields={"valid_to": "DELEGATION-TOO-LONG"})
    if not any(held.covers(wanted.period) for held in delegator_held):
        raise Invalid(
            "DELEGATOR-WITHOUT-POSITION", fields={"holding_id": "DELEGATOR-WITHOUT-POSITION"}
        )
    if passed_on is not None:
        _check_passing_on(wanted, passed_on)


def _check_passing_on(wanted: Delegated, source: Delegated) -> None:
    if source.kind is not DelegationKind.TL or wanted.kind is not DelegationKind.KT:
        raise Invalid("DELEGATION-NOT-PASSED-ON", kind=source.kind.value)
    if source.delegate_id != wanted.delegator_id or wanted.delegate_id == source.delegator_id:
        raise Invalid("DELEGATION-NOT-OWN")
    if not source.period.covers(wanted.period):
        raise Invalid(
            "DELEGATION-OUTLIVES-SOURCE", fields={"valid_to": "DELEGATION-OUTLIVES-SOURCE"}
        )


def check_posts(
    kind: DelegationKind, over: str, posts: list[tuple[UUID, str | None, bool]]
) -> UUID | None:
    """The delegate's post that goes with the prefix; raises Invalid where none does.

    `posts`, the highest first: id, the position it is deputy of, whether in the same unit. KT. is
    for the deputy of that very position there; TL. for the head of a unit, who is nobody's deputy;
    TM. for a member of the collective.
    """
    fitting = posts
    if kind is DelegationKind.KT:
        fitting = [post for post in posts if post[1] == over and post[2]]
    elif kind is DelegationKind.TL:
        fitting = [post for post in posts if post[1] is None]
    elif kind is DelegationKind.TM:
        fitting = [post for post in posts if post[2]]
    if fitting:
        return fitting[0][0]
    if kind in {DelegationKind.KT, DelegationKind.TL, DelegationKind.TM}:
        code = f"DELEGATE-NOT-FIT-{kind.value}"
        raise Invalid(code, fields={"delegate_id": code})
    return None


def signing_role(
    position: str, kind: DelegationKind | None = None, over: str = "", source: str = ""
) -> str:
    """The signer's role as printed above the signature, its lines separated by a line feed.

    `over`: the delegator's position (TM.: the collective's name); `source`: the position for which
    the delegator signs by order, where that is passed on.
    """
    own = position.upper()
    if kind is None:
        return own
    first = f"{kind.value}. {over.upper()}"
    lines = [first] if kind is DelegationKind.Q or not own else [first, own]
    return "\n".join([f"TL. {source.upper()}", *lines] if source else lines)
