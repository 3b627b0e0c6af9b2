"""The life of an import: read, mapped, tried without writing, carried out row by row."""

from enum import StrEnum

from qms.errors import Conflict


class JobState(StrEnum):
    """Where an import stands; the two middle ones are worked on in the background."""

    READ = "read"  # the table was read; columns are being assigned
    CHECKING = "checking"  # files are being guarded and read, nothing is written
    CHECKED = "checked"
    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class RowState(StrEnum):
    """What is known about a row."""

    WAITING = "waiting"
    SKIPPED = "skipped"  # a heading inside the table, a closing line: no document
    FAULTY = "faulty"  # its values cannot be taken; the trial says why
    FORESEEN = "foreseen"  # tried without writing: it would come in
    DONE = "done"
    FAILED = "failed"  # refused when it was carried out; nothing of it is left behind


class Way(StrEnum):
    """How documents come in."""

    DRAFTS = "drafts"
    ADOPTED = "adopted"  # as a prepared list that an approver signs once


AT_WORK = frozenset({JobState.CHECKING, JobState.RUNNING})
OVER = frozenset({JobState.FINISHED, JobState.CANCELLED})

STEPS: dict[str, frozenset[JobState]] = {
    "map": frozenset({JobState.READ, JobState.CHECKED}),
    "add_files": frozenset({JobState.READ, JobState.CHECKED}),
    "check": frozenset({JobState.READ, JobState.CHECKED}),
    "run": frozenset({JobState.CHECKED}),
    "cancel": frozenset(set(JobState) - OVER),
    "again": frozenset({JobState.FINISHED}),
}


def require_step(state: JobState, act: str) -> None:
    """Raises Conflict("IMPORT-WRONG-STATE") where this act does not fit the state."""
    if state not in STEPS[act]:
        raise Conflict("IMPORT-WRONG-STATE", state=state.value)
