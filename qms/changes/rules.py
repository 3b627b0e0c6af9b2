"""The life of a change request (ISO 9001:2015, 7.5.3.2 c): stored states, what is computed, who.

What was accepted and taken into a draft is answered when that draft is approved; when the draft is
given up it is an accepted request again. Both follow from the revision, nothing is switched.
"""

from datetime import date, timedelta
from enum import StrEnum

from qms.documents.rules.permissions import DocumentFacts, may_draft, may_read_in_force
from qms.documents.rules.permissions import may_see_history as sees_history
from qms.documents.rules.states import OPEN, State
from qms.errors import Conflict, Invalid
from qms.people.rules import CONTENT_ROLES, Actor, Role

DECIDE_WITHIN = timedelta(days=10)
MOST_TOGETHER = 20
PROPOSERS = CONTENT_ROLES | {Role.STAFF}


class RequestState(StrEnum):
    """What is stored."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Standing(StrEnum):
    """How a request stands, as people say it."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    IN_WORK = "in_work"
    ANSWERED = "answered"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class RequestAct(StrEnum):
    """What a person does to a request."""

    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    LINK = "link"
    UNLINK = "unlink"


TRANSITIONS: dict[tuple[Standing, RequestAct], Standing] = {
    (Standing.PROPOSED, RequestAct.ACCEPT): Standing.ACCEPTED,
    (Standing.PROPOSED, RequestAct.DECLINE): Standing.DECLINED,
    (Standing.PROPOSED, RequestAct.WITHDRAW): Standing.WITHDRAWN,
    (Standing.ACCEPTED, RequestAct.DECLINE): Standing.DECLINED,
    (Standing.ACCEPTED, RequestAct.LINK): Standing.IN_WORK,
    (Standing.IN_WORK, RequestAct.UNLINK): Standing.ACCEPTED,
}
ENDED = frozenset({Standing.ANSWERED, Standing.DECLINED, Standing.WITHDRAWN})
OWNERS = frozenset({RequestAct.ACCEPT, RequestAct.DECLINE, RequestAct.LINK, RequestAct.UNLINK})


class WrongStanding(Conflict):
    """The act does not fit the present state of the request."""

    code = "CHANGE-WRONG-STATE"


def standing(state: RequestState, revision: State | None) -> Standing:
    """How a request stands; `revision` is the state of the revision it was taken into."""
    if state is RequestState.ACCEPTED and revision in OPEN:
        return Standing.IN_WORK
    if state is RequestState.ACCEPTED and revision in {State.APPROVED, State.WITHDRAWN}:
        return Standing.ANSWERED
    return Standing(state.value)


def next_standing(present: Standing, act: RequestAct) -> Standing:
    """The standing after this act; raises WrongStanding where the table has no such step."""
    try:
        return TRANSITIONS[present, act]
    except KeyError:
        raise WrongStanding(state=present.value, act=act.value) from None


def stored(after: Standing) -> RequestState:
    """What is stored for a standing: being taken into a draft is a link, not a state."""
    if after in {Standing.IN_WORK, Standing.ANSWERED}:
        return RequestState.ACCEPTED
    return RequestState(after.value)


def steps() -> frozenset[tuple[RequestState, RequestState]]:
    """Every change of the stored state there is, for the database's own guard."""
    pairs = {(stored(start), stored(end)) for (start, _), end in TRANSITIONS.items()}
    return frozenset((start, end) for start, end in pairs if start is not end)


def may_propose(actor: Actor, document: DocumentFacts) -> bool:
    """Everybody in staff who may read what is in force; whoever only audits reports otherwise."""
    return actor.has_any(PROPOSERS) and may_read_in_force(actor, document)


def owns(actor: Actor, document: DocumentFacts) -> bool:
    """The quality manager of the owning unit, or an author of it."""
    return may_draft(actor, document)


def may_see(actor: Actor, document: DocumentFacts, *, is_proposer: bool) -> bool:
    """Who proposed it, who answers for the document, and auditors."""
    return is_proposer or sees_history(actor, document)


def permitted(
    actor: Actor, document: DocumentFacts, *, is_proposer: bool, present: Standing
) -> frozenset[RequestAct]:
    """What this person may do to the request now."""
    allowed = OWNERS if owns(actor, document) else frozenset()
    if is_proposer:
        allowed |= {RequestAct.WITHDRAW}
    return frozenset(act for start, act in TRANSITIONS if start is present and act in allowed)


def decide_by(proposed_on: date) -> date:
    """The day by which the owner decides: ten days after it was proposed."""
    return proposed_on + DECIDE_WITHIN


def check_together(count: int) -> None:
    """One revision answers between one and twenty requests at a time."""
    if not 1 <= count <= MOST_TOGETHER:
        raise Invalid("CHANGE-MERGE-COUNT", most=MOST_TOGETHER)
