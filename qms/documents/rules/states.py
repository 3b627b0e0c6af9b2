"""The lifecycle of a revision and of a round (ISO 9001:2015, 7.5.2 c and 7.5.3.2 c)."""

from enum import StrEnum

from qms.errors import Conflict


class State(StrEnum):
    """What is stored; scheduled, in force and superseded are computed (`period.standing`)."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    IN_APPROVAL = "in_approval"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    ABANDONED = "abandoned"


class Act(StrEnum):
    """What a person does to a revision."""

    EDIT = "edit"
    SUBMIT = "submit"
    AGREE = "agree"
    REQUEST_CHANGES = "request_changes"
    CANCEL_REVIEW = "cancel_review"
    REASSIGN = "reassign"
    RETURN = "return"
    ABANDON = "abandon"
    APPROVE = "approve"
    ADOPT = "adopt"
    CANCEL = "cancel"
    WITHDRAW = "withdraw"


class Outcome(StrEnum):
    """How a round ended; a round whose outcome is not set is running."""

    CHANGES_REQUESTED = "changes_requested"
    CANCELLED = "cancelled"
    RETURNED = "returned"
    APPROVED = "approved"


class Verdict(StrEnum):
    """What a reviewer said about a round."""

    AGREE = "agree"
    REQUEST_CHANGES = "request_changes"


OPEN = frozenset({State.DRAFT, State.IN_REVIEW, State.IN_APPROVAL})

# AGREE keeps the state until the last reviewer agrees; `after_agreement` decides.
TRANSITIONS: dict[tuple[State, Act], State] = {
    (State.DRAFT, Act.EDIT): State.DRAFT,
    (State.DRAFT, Act.SUBMIT): State.IN_REVIEW,
    (State.DRAFT, Act.ABANDON): State.ABANDONED,
    (State.DRAFT, Act.ADOPT): State.APPROVED,
    (State.IN_REVIEW, Act.AGREE): State.IN_REVIEW,
    (State.IN_REVIEW, Act.REQUEST_CHANGES): State.DRAFT,
    (State.IN_REVIEW, Act.CANCEL_REVIEW): State.DRAFT,
    (State.IN_REVIEW, Act.REASSIGN): State.IN_REVIEW,
    (State.IN_APPROVAL, Act.CANCEL_REVIEW): State.DRAFT,
    (State.IN_APPROVAL, Act.REASSIGN): State.IN_APPROVAL,
    (State.IN_APPROVAL, Act.RETURN): State.DRAFT,
    (State.IN_APPROVAL, Act.APPROVE): State.APPROVED,
    (State.APPROVED, Act.CANCEL): State.CANCELLED,
    (State.APPROVED, Act.WITHDRAW): State.WITHDRAWN,
}

SIGNED = frozenset(
    {Act.SUBMIT, Act.AGREE, Act.REQUEST_CHANGES, Act.APPROVE, Act.ADOPT, Act.WITHDRAW}
)

ENDS_ROUND: dict[Act, Outcome] = {
    Act.REQUEST_CHANGES: Outcome.CHANGES_REQUESTED,
    Act.CANCEL_REVIEW: Outcome.CANCELLED,
    Act.RETURN: Outcome.RETURNED,
    Act.APPROVE: Outcome.APPROVED,
}


class WrongState(Conflict):
    """The act does not fit the present state of the revision."""

    code = "REVISION-WRONG-STATE"


def next_state(state: State, act: Act) -> State:
    """The state after this act; raises WrongState where the table has no such step."""
    try:
        return TRANSITIONS[state, act]
    except KeyError:
        raise WrongState(state=state.value, act=act.value) from None


def after_agreement(verdicts: list[Verdict | None]) -> State:
    """All named reviewers must agree before the approver is asked."""
    agreed = verdicts and all(verdict is Verdict.AGREE for verdict in verdicts)
    return State.IN_APPROVAL if agreed else State.IN_REVIEW


def steps() -> frozenset[tuple[State, State]]:
    """Every change of state there is; the last agreement sends a revision on to its approver."""
    by_table = {(start, end) for (start, _), end in TRANSITIONS.items() if start is not end}
    return frozenset(by_table | {(State.IN_REVIEW, State.IN_APPROVAL)})


def acts_from(state: State) -> frozenset[Act]:
    """What the table allows from this state, whoever asks."""
    return frozenset(act for (start, act) in TRANSITIONS if start is state)
