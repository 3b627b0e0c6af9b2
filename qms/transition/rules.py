"""A change of the standard: its steps, verdicts on documents, how far each one has come.

Quyết định 19/2014/QĐ-TTg, Điều 4: when the standard is revised, agencies follow with their systems.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from qms.documents.rules.states import State
from qms.errors import Conflict
from qms.people.rules import Actor, Role

AHEAD = timedelta(days=14)  # a step waits on somebody's desk from two weeks before its day


class Outcome(StrEnum):
    """How a project ended."""

    FINISHED = "finished"
    CANCELLED = "cancelled"


class StepState(StrEnum):
    """How far a step of the project is."""

    PLANNED = "planned"
    UNDERWAY = "underway"
    DONE = "done"
    NOT_NEEDED = "not_needed"


class Verdict(StrEnum):
    """What becomes of a document under the new edition of the standard."""

    EDITION = "edition"
    AMEND = "amend"
    WITHDRAW = "withdraw"
    KEEP = "keep"


class Progress(StrEnum):
    """How far a chosen document is, computed from its revisions since the project began."""

    WAITING = "waiting"
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    IN_APPROVAL = "in_approval"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
    KEPT = "kept"


OPEN_STEPS = frozenset({StepState.PLANNED, StepState.UNDERWAY})
COMPLETE = frozenset({Progress.APPROVED, Progress.WITHDRAWN, Progress.KEPT})
REWRITTEN = frozenset({Verdict.EDITION, Verdict.AMEND})
REASONED = frozenset({Verdict.WITHDRAW, Verdict.KEEP})
_BY_STATE = {
    State.DRAFT: Progress.DRAFT,
    State.IN_REVIEW: Progress.IN_REVIEW,
    State.IN_APPROVAL: Progress.IN_APPROVAL,
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the revisions of one document say since the project began.

    `open_number` and `approved` are (edition, revision); a new edition has revision 00.
    """

    open_state: State | None = None
    open_number: tuple[int, int] = (0, 0)
    approved: tuple[tuple[int, int], ...] = ()
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; the percent is rounded down, so that 100 means all."""

    done: int
    total: int
    percent: int


def manages(actor: Actor) -> bool:
    """A change of the standard concerns the whole agency, and so does its quality manager."""
    return actor.has_everywhere(Role.QUALITY_MANAGER)


def progress(verdict: Verdict, facts: Facts) -> Progress:
    """How far a document is; an amendment does not fulfil a verdict that asks for an edition."""
    if verdict is Verdict.KEEP:
        return Progress.KEPT
    if verdict is Verdict.WITHDRAW:
        return Progress.WITHDRAWN if facts.withdrawn else Progress.WAITING
    if any(_fulfils(verdict, number) for number in facts.approved):
        return Progress.APPROVED
    if facts.open_state is not None and _fulfils(verdict, facts.open_number):
        return _BY_STATE[facts.open_state]
    return Progress.WAITING


def _fulfils(verdict: Verdict, number: tuple[int, int]) -> bool:
    return verdict is Verdict.AMEND or number[1] == 0


def share(progresses: Iterable[Progress]) -> Share:
    """How many of these are complete."""
    known = list(progresses)
    return part(sum(one in COMPLETE for one in known), len(known))


def part(done: int, total: int) -> Share:
    """So many of so many; nothing to do is nothing done."""
    return Share(done, total, 100 * done // total if total else 0)


def check_step(present: StepState, wanted: StepState, *, managing: bool) -> None:
    """The responsible person moves a step on; leaving out and opening again is the manager's."""
    if present is wanted:
        raise Conflict("TRANSITION-STEP-STANDS", state=wanted.value)
    special = wanted is StepState.NOT_NEEDED or present not in OPEN_STEPS
    if special and not managing:
        raise Conflict("TRANSITION-STEP-CLOSED", state=present.value)


def is_late(state: StepState, due_on: date | None, day: date) -> bool:
    """An open step past its day."""
    return state in OPEN_STEPS and due_on is not None and due_on < day


def clauses_of(text: str) -> tuple[str, ...]:
    """The clauses of a document as the register keeps them: "7.5.3, 10.2"."""
    return tuple(one.strip() for one in text.split(",") if one.strip())


def renamed(clauses: Iterable[str], lines: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The new clauses of these old ones; a clause without a line goes by its parent clause."""
    found: dict[str, None] = {}
    for clause in clauses:
        found.update(dict.fromkeys(_new(clause, lines)))
    return tuple(found)


def _new(clause: str, lines: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    while clause:
        if clause in lines:
            return lines[clause]
        clause = clause.rpartition(".")[0]
    return ()


def is_touched(clauses: Iterable[str], lines: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the map says that one of the clauses is now another one, split, or gone."""
    return any(_new(clause, lines) not in {(), (clause,)} for clause in clauses)
