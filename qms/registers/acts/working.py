"""The background part: a few rows at a time, each remembered at once, so that a kill loses nothing.

A row that came in but was not yet remembered is met again as "already there": same code, same
number, same bytes.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import outbox
from qms.documents import manifest
from qms.documents.acts import Imported
from qms.documents.manifest import Entry, Foreseen, RowResult, Uploaded
from qms.documents.manifest.checking import Row
from qms.documents.model import Document
from qms.documents.rules.numbering import canonical_code
from qms.errors import QmsError, Unavailable
from qms.people.queries import unit_by_code
from qms.registers.acts.job import record
from qms.registers.acts.preparing import prepare, source_of
from qms.registers.model import ImportJob, ImportRow
from qms.registers.rules.states import AT_WORK, JobState, RowState, Way
from qms.schemas import take
from qms.service import Service

TURN = 10  # rows between two looks at everything else that the background process does


@dataclass(frozen=True, slots=True)
class _Turn:
    """What one turn works on, read in one short transaction."""

    job_id: uuid.UUID
    actor_id: uuid.UUID
    state: JobState
    adoption_id: uuid.UUID | None
    adopting: bool
    rows: tuple[tuple[int, Entry], ...]


def work(service: Service) -> int:
    """One turn of the oldest import that waits; returns how many rows were worked on."""
    with service.db.read() as session:
        job = _next(session)
    if job is None:
        return 0
    if job.state is JobState.CHECKING and _prepared(service, job):
        return 1
    with service.db.read() as session:
        turn = _turn(session, service, job)
    for number, entry in turn.rows:
        if not _step(service, turn, number, entry):
            return 1  # somebody stopped it meanwhile
    if len(turn.rows) < TURN:
        _finish(service, turn)
    return len(turn.rows) or 1


def _next(session: Session) -> ImportJob | None:
    query = select(ImportJob).where(ImportJob.state.in_(AT_WORK))
    return session.scalars(query.order_by(ImportJob.changed_at, ImportJob.id).limit(1)).first()


def _prepared(service: Service, seen: ImportJob) -> bool:
    """Read and check all rows first, once; whether that was done now."""
    with service.db.write() as session:
        job = _locked(session, seen.id, JobState.CHECKING)
        if job is None or job.prepared_at is not None:
            return False
        prepare(session, service, job)
        job.prepared_at = service.now()
        return True


def _locked(session: Session, job_id: uuid.UUID, state: JobState) -> ImportJob | None:
    query = select(ImportJob).where(ImportJob.id == job_id, ImportJob.state == state)
    return session.scalars(query.with_for_update()).one_or_none()


def _turn(session: Session, service: Service, job: ImportJob) -> _Turn:
    wanted = RowState.WAITING if job.state is JobState.CHECKING else RowState.FORESEEN
    query = select(ImportRow).where(ImportRow.job_id == job.id, ImportRow.state == wanted)
    rows = list(session.scalars(query.order_by(ImportRow.place).limit(TURN)))
    source = source_of(session, service, job)
    return _Turn(
        job.id,
        job.created_by,
        job.state,
        job.adoption_id,
        job.way is Way.ADOPTED,
        tuple((row.number, _entry(session, source, row)) for row in rows),
    )


def _entry(session: Session, source: Uploaded, row: ImportRow) -> Entry:
    shaped = take(Row, row.data or {})
    return Entry(row.number, source, shaped, unit_by_code(session, shaped.owner))


def _step(service: Service, turn: _Turn, number: int, entry: Entry) -> bool:
    """One row; what the service itself could not do now is not held against the row."""
    if turn.state is JobState.CHECKING:
        result = next(iter(manifest.foresee(service, [entry], adopting=turn.adopting)))
    else:
        running = manifest.bring_in(service, turn.actor_id, [entry], turn.adoption_id)
        result = next(iter(running))
    if isinstance(result.error, Unavailable):
        raise result.error
    with service.db.write() as session:
        if _locked(session, turn.job_id, turn.state) is None:
            return False
        query = select(ImportRow).where(ImportRow.job_id == turn.job_id, ImportRow.number == number)
        _remember(session, session.scalars(query).one(), result, turn.state, service.now())
    return True


def _remember(
    session: Session, row: ImportRow, result: RowResult, state: JobState, now: datetime
) -> None:
    if result.error is not None:
        row.state = RowState.FAULTY if state is JobState.CHECKING else RowState.FAILED
        row.faults = _faults(result.error)
        return
    done: Imported | Foreseen | None = result.done
    row.result, row.faults = (done.value if done else ""), []
    if state is JobState.CHECKING:
        row.state = RowState.FORESEEN
        return
    row.state, row.done_at = RowState.DONE, now
    query = select(Document.id).where(
        Document.canonical_code == canonical_code(result.entry.row.code)
    )
    row.document_id = session.scalar(query)


def _faults(error: QmsError) -> list[dict[str, object]]:
    """The reason, or each of several reasons; at the column of the file where no field is named."""
    problems = getattr(error, "problems", ())
    if problems:
        return [_fault("file", *_problem(one)) for one in problems]
    fields = getattr(error, "fields", {})
    if fields:
        return [_fault(name, code, {}) for name, code in fields.items()]
    return [_fault("file", error.code, error.parameters)]


def _problem(one: object) -> tuple[str, dict[str, object]]:
    if isinstance(one, dict):
        return str(one["code"]), {name: value for name, value in one.items() if name != "code"}
    return str(getattr(one, "code", "")), dict(getattr(one, "parameters", {}))


def _fault(field: str, code: str, parameters: object) -> dict[str, object]:
    known = parameters if isinstance(parameters, dict) else {}
    shown = {name: value if isinstance(value, int) else str(value) for name, value in known.items()}
    return {"field": field, "code": code, "parameters": shown}


def _finish(service: Service, turn: _Turn) -> None:
    """Nothing is left to do: tried, or wholly carried out and said to whoever asked for it."""
    with service.db.write() as session:
        job = _locked(session, turn.job_id, turn.state)
        if job is None:
            return
        now = service.now()
        if turn.state is JobState.CHECKING:
            job.state = JobState.CHECKED
            return
        job.state, job.finished_at, job.changed_at = JobState.FINISHED, now, now
        record(session, job, job.created_by, "finished", now)
        outbox.say(
            session,
            person_id=job.created_by,
            subject_kind="import_job",
            subject_id=job.id,
            kind="import_finished",
            step=now.isoformat()[:50],
            now=now,
            mail={"code": "", "title": job.name},
        )
