"""How a record lives and who may do what with it (ISO 9001:2015, 7.5.3: kept unaltered)."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from qms.errors import Conflict, NotAllowed, NotFound
from qms.people.rules import Actor, Role

READERS = (Role.QUALITY_MANAGER, Role.AUDITOR, Role.UNIT_HEAD)
ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"))
ROMAN_SMALL = ((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class State(StrEnum):
    """What is stored: open while filled in or complete; closed for ever; given up."""

    FILLING = "filling"
    COMPLETE = "complete"
    CLOSED = "closed"
    ABANDONED = "abandoned"


class Act(StrEnum):
    """What a person does to a record."""

    SAVE = "save"
    COMPLETE = "complete"
    UPLOAD = "upload"
    CARRY = "carry"
    KEEP_OLD = "keep_old"
    ABANDON = "abandon"
    CLOSE = "close"
    NOTE = "note"
    FILE = "file"


class Origin(StrEnum):
    """Where the bytes of a record come from."""

    FILLED = "filled"
    UPLOADED = "uploaded"


class LineKind(StrEnum):
    """What a line of the file plan is."""

    HEADING = "heading"
    SUBHEADING = "subheading"
    FILE = "file"


OPEN = frozenset({State.FILLING, State.COMPLETE})
# Saving a complete record takes its file back: what is closed is what was last completed.
TRANSITIONS: dict[tuple[State, Act], State] = {
    **{(state, act): State.FILLING for state in OPEN for act in (Act.SAVE, Act.CARRY)},
    **{(state, Act.UPLOAD): State.COMPLETE for state in OPEN},
    **{(state, Act.ABANDON): State.ABANDONED for state in OPEN},
    **{(state, Act.FILE): state for state in (*OPEN, State.CLOSED)},
    (State.FILLING, Act.KEEP_OLD): State.FILLING,
    (State.FILLING, Act.COMPLETE): State.COMPLETE,
    (State.COMPLETE, Act.CLOSE): State.CLOSED,
    (State.COMPLETE, Act.NOTE): State.COMPLETE,
    (State.CLOSED, Act.NOTE): State.CLOSED,
}


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """What permission asks of a record."""

    unit_id: uuid.UUID
    started_by: uuid.UUID
    state: State
    disposed: bool = False


def next_state(state: State, act: Act) -> State:
    """The state after this act; raises Conflict("RECORD-CLOSED") or ("RECORD-STATE")."""
    found = TRANSITIONS.get((state, act))
    if found is not None:
        return found
    if state is State.CLOSED:
        raise Conflict("RECORD-CLOSED")
    raise Conflict("RECORD-NOT-COMPLETE" if act is Act.CLOSE else "RECORD-STATE")


def may_read(actor: Actor, record: RecordFacts) -> bool:
    """Members of the unit, who started it, quality managers, auditors and heads above the unit."""
    return (
        actor.id == record.started_by
        or record.unit_id in actor.unit_ids
        or actor.has_any(READERS, record.unit_id)
    )


def may_fill(actor: Actor, record: RecordFacts) -> bool:
    """Who started it, members of its unit, and the quality manager; an auditor only reads."""
    return (
        actor.id == record.started_by
        or record.unit_id in actor.unit_ids
        or manages(actor, record.unit_id)
    )


def manages(actor: Actor, unit_id: uuid.UUID) -> bool:
    """The quality manager of the unit, or its head."""
    return actor.has_any((Role.QUALITY_MANAGER, Role.UNIT_HEAD), unit_id)


def may_start(actor: Actor, unit_id: uuid.UUID) -> bool:
    """A record is made for one's own unit; a quality manager makes it for any unit managed."""
    return unit_id in actor.unit_ids or manages(actor, unit_id)


def require_start(actor: Actor, unit_id: uuid.UUID) -> None:
    """Raises NotAllowed("RECORD-UNIT-NOT-ALLOWED")."""
    if not may_start(actor, unit_id):
        raise NotAllowed("RECORD-UNIT-NOT-ALLOWED")


def may_plan(actor: Actor) -> bool:
    """The yearly file plan is kept by the quality manager of the whole agency (its clerk)."""
    return actor.has_everywhere(Role.QUALITY_MANAGER)


def may_read_plan(actor: Actor) -> bool:
    """Everybody who works here files by the plan."""
    return bool(actor.grants or actor.unit_ids)


def require(actor: Actor, act: Act, record: RecordFacts) -> State:
    """The state after this act if it is this person's; a stranger is told that there is nothing."""
    if not may_read(actor, record):
        raise NotFound("RECORD-NOT-FOUND")
    if not may_fill(actor, record):
        raise NotAllowed("RECORD-NOT-ALLOWED")
    if record.disposed:
        raise Conflict("RECORD-DISPOSED")
    return next_state(record.state, act)


def permitted_acts(actor: Actor, record: RecordFacts) -> frozenset[Act]:
    """What this person may do next, for the page."""
    if record.disposed or not may_fill(actor, record):
        return frozenset()
    return frozenset(act for state, act in TRANSITIONS if state is record.state)


def roman(number: int) -> str:
    """A heading's number as Decree 30/2020 wants it: 4 is IV."""
    text = ""
    for value, sign in (*ROMAN, *ROMAN_SMALL):
        count, number = divmod(number, value)
        text += sign * count
    return text


def file_mark(number: int, symbol: str) -> str:
    """The number and symbol of a file: `01.TCCB`."""
    return f"{number:02}.{symbol}" if symbol else f"{number:02}"


def marks(kinds: Collection[tuple[LineKind, str]]) -> list[str]:
    """Numbers of the lines in their order: headings Roman, sub-headings Arabic, files running."""
    headings = subheadings = files = 0
    found = []
    for kind, symbol in kinds:
        if kind is LineKind.HEADING:
            headings, subheadings = headings + 1, 0
            found.append(roman(headings))
        elif kind is LineKind.SUBHEADING:
            subheadings += 1
            found.append(str(subheadings))
        else:
            files += 1
            found.append(file_mark(files, symbol))
    return found
