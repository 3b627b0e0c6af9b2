"""Who keeps a distribution list, what a numbered copy may become, when reading is overdue.

ISO 9001:2015, 7.5.3.2 a: who received which edition, who confirmed reading, what was called back.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from qms.documents.rules import permissions
from qms.documents.rules.permissions import DocumentFacts
from qms.errors import Conflict, Invalid
from qms.people.rules import Actor, Role, day_start, today

DAYS_TO_READ = 5
ESCALATE_AFTER = 3  # days after the last day for reading
WEEK = 7
MOST_NUMBER = 9999  # copies of one document, over all editions


class RecipientKind(StrEnum):
    """What a line of a distribution list names."""

    UNIT = "unit"
    ROLE = "role"
    PERSON = "person"


class CopyState(StrEnum):
    """Where a numbered paper copy is."""

    ISSUED = "issued"
    HELD = "held"
    RETURNED = "returned"
    LOST = "lost"
    DESTROYED = "destroyed"


class CopyAct(StrEnum):
    """What is done with a numbered paper copy."""

    ISSUE = "issue"
    PRINT = "print"
    HAND_OVER = "hand_over"
    RETURN = "return"
    LOSE = "lose"
    DESTROY = "destroy"


OUT = frozenset({CopyState.ISSUED, CopyState.HELD})  # to be called back when the edition ends

# A copy that was lost may still come back; what came back may be destroyed with a witness.
TRANSITIONS: dict[tuple[CopyState, CopyAct], CopyState] = {
    (CopyState.ISSUED, CopyAct.PRINT): CopyState.ISSUED,
    (CopyState.ISSUED, CopyAct.HAND_OVER): CopyState.HELD,
    (CopyState.ISSUED, CopyAct.LOSE): CopyState.LOST,
    (CopyState.ISSUED, CopyAct.DESTROY): CopyState.DESTROYED,
    (CopyState.HELD, CopyAct.RETURN): CopyState.RETURNED,
    (CopyState.HELD, CopyAct.LOSE): CopyState.LOST,
    (CopyState.HELD, CopyAct.DESTROY): CopyState.DESTROYED,
    (CopyState.LOST, CopyAct.RETURN): CopyState.RETURNED,
    (CopyState.RETURNED, CopyAct.DESTROY): CopyState.DESTROYED,
}
NEEDS_EDITION_IN_FORCE = frozenset({CopyAct.PRINT, CopyAct.HAND_OVER})

_REFUSED = {
    (CopyState.RETURNED, CopyAct.RETURN): "COPY-RETURNED-ALREADY",
    (CopyState.ISSUED, CopyAct.RETURN): "COPY-NOT-HANDED-OVER",
    (CopyState.HELD, CopyAct.HAND_OVER): "COPY-HANDED-OVER-ALREADY",
    (CopyState.HELD, CopyAct.PRINT): "COPY-PRINT-TOO-LATE",
}


def steps() -> frozenset[tuple[CopyState, CopyState]]:
    """Every change of state there is."""
    return frozenset((start, end) for (start, _), end in TRANSITIONS.items() if start is not end)


def next_state(state: CopyState, act: CopyAct, number: str) -> CopyState:
    """The state after this act; raises Conflict with a code that says why it cannot be done."""
    found = TRANSITIONS.get((state, act))
    if found is None:
        raise Conflict(_REFUSED.get((state, act), "COPY-WRONG-STATE"), number=number)
    return found


def copy_acts(state: CopyState) -> frozenset[CopyAct]:
    """What may be done with a copy in this state."""
    return frozenset(act for start, act in TRANSITIONS if start is state)


def copy_number(number: int, total: int) -> str:
    """`07/12`: the number of the copy and how many had been numbered with it."""
    return f"{number:02d}/{total:02d}"


def check_day(on: date, issued_at: datetime, now: datetime) -> None:
    """Nothing happens to a copy before it was issued, nor tomorrow."""
    if not today(issued_at) <= on <= today(now):
        raise Invalid("COPY-DAY", fields={"on": "COPY-DAY"}, issued=today(issued_at))


def may_distribute(actor: Actor, document: DocumentFacts) -> bool:
    """The quality manager and the authors of the owning unit keep its list and its copies."""
    return permissions.may_draft(actor, document)


def may_see_distribution(actor: Actor, document: DocumentFacts) -> bool:
    """Who keeps the list, and who may see the history of the document."""
    return may_distribute(actor, document) or permissions.may_see_history(actor, document)


def may_see_room(actor: Actor) -> bool:
    """Who may open the overview of distribution: whoever may see it of some document."""
    return actor.has_any(
        (Role.QUALITY_MANAGER, Role.AUTHOR, Role.AUDITOR, Role.APPROVER, Role.UNIT_HEAD)
    )


def heads(actor: Actor) -> frozenset[uuid.UUID] | None:
    """The units whose readers a unit head answers for; None means all."""
    return actor.units_with(Role.UNIT_HEAD)


def check_recipient(
    kind: RecipientKind,
    unit_id: uuid.UUID | None,
    role: Role | None,
    person_id: uuid.UUID | None,
) -> None:
    """A unit, a role (of the agency or of one unit), or a person: exactly what the kind says."""
    needed = {
        RecipientKind.UNIT: ("unit_id", unit_id is not None),
        RecipientKind.ROLE: ("role", role is not None),
        RecipientKind.PERSON: ("person_id", person_id is not None),
    }
    name, given = needed[kind]
    if not given:
        raise Invalid("RECIPIENT-INCOMPLETE", fields={name: "FIELD-MISSING"})
    foreign = {
        "unit_id": unit_id is not None and kind is RecipientKind.PERSON,
        "role": role is not None and kind is not RecipientKind.ROLE,
        "person_id": person_id is not None and kind is not RecipientKind.PERSON,
    }
    wrong = {one: "FIELD-UNKNOWN" for one, is_wrong in foreign.items() if is_wrong}
    if wrong:
        raise Invalid("RECIPIENT-INCOMPLETE", fields=wrong)


@dataclass(frozen=True, slots=True)
class ReadingTerm:
    """How many days people have to read, and after how many more the unit head is told."""

    days_to_read: int = DAYS_TO_READ
    escalate_after: int = ESCALATE_AFTER

    def due_on(self, since: datetime) -> date:
        """The last day for reading."""
        return today(since) + timedelta(days=self.days_to_read)

    def overdue_before(self, now: datetime) -> datetime:
        """Whoever was asked before this instant and has not read is overdue."""
        return day_start(today(now) - timedelta(days=self.days_to_read))


def stage(due_on: date, now: datetime) -> str:
    """How far reading is along: "" not pressing, "soon", then the number of weeks overdue.

    A stage lasts days, so no reminder hangs on one exact day and a long downtime says it once.
    """
    late = (today(now) - due_on).days
    if late > 0:
        return str((late - 1) // WEEK)
    return "soon" if late >= -1 else ""
