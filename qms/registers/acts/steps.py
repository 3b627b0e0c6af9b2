"""The steps a person takes with an import: assign columns, try, carry out, again, give up."""

import uuid
from datetime import date

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from qms.documents import acts as documents
from qms.errors import Conflict, Invalid
from qms.registers.acts.intake import back_to_start
from qms.registers.acts.job import begin, same_version
from qms.registers.model import ImportJob, ImportRow
from qms.registers.rules.columns import NEEDED, OR_DEFAULT
from qms.registers.rules.states import JobState, RowState, Way
from qms.registers.schemas import Mapping, RunWish
from qms.service import Service


def map_columns(service: Service, actor_id: uuid.UUID, job_id: uuid.UUID, mapping: Mapping) -> None:
    """Say which column is what and how days are written; earlier findings no longer hold."""
    with service.db.write() as session:
        work = begin(session, service, actor_id, job_id, "map")
        same_version(work.job, mapping.row_version)
        _check_mapping(work.job, mapping)
        work.job.mapping = {name: one.value for name, one in mapping.columns.items()}
        work.job.defaults = _defaults(mapping)
        work.job.locale, work.job.way = mapping.locale, mapping.way
        back_to_start(session, work.job)
        work.event("mapped", columns=len(mapping.columns))


def _defaults(mapping: Mapping) -> dict[str, str]:
    return {
        "type": mapping.default_type,
        "owner": mapping.default_owner,
        "field": mapping.default_field,
    }


def _check_mapping(job: ImportJob, mapping: Mapping) -> None:
    """Code and name come from columns; type, unit and field from columns or from one value."""
    if any(not 1 <= int(name) <= 100 for name in mapping.columns):
        raise Invalid("FIELDS-INVALID", fields={"columns": "IMPORT-COLUMN-UNKNOWN"})
    said = set(mapping.columns.values())
    defaults = _defaults(mapping)
    lacking = [one.value for one in NEEDED if one not in said]
    lacking += [one.value for one in OR_DEFAULT if one not in said and not defaults[one.value]]
    if lacking:
        names = {one: one if one in ("code", "title") else f"default_{one}" for one in lacking}
        fields = {names[one]: "IMPORT-FIELD-NEEDED" for one in lacking}
        raise Invalid("FIELDS-INVALID", fields=fields)


def start_check(service: Service, actor_id: uuid.UUID, job_id: uuid.UUID, seen: int) -> None:
    """Ask for a trial: every row and file is read, nothing is written into the register."""
    with service.db.write() as session:
        work = begin(session, service, actor_id, job_id, "check")
        same_version(work.job, seen)
        back_to_start(session, work.job)
        work.job.state = JobState.CHECKING
        work.event("check_asked")


def start_run(service: Service, actor_id: uuid.UUID, job_id: uuid.UUID, wish: RunWish) -> None:
    """Ask for the rows to be brought in, as drafts or as a list to be adopted."""
    with service.db.read() as session:
        work = begin(session, service, actor_id, job_id, "run")
        same_version(work.job, wish.row_version)
        _enough(_counts(session, job_id), wish)
        way = work.job.way
    adoption_id = None
    if way is Way.ADOPTED:
        adoption_id = documents.prepare_adoption(service, actor_id, *_decision(wish))
    with service.db.write() as session:
        work = begin(session, service, actor_id, job_id, "run")
        same_version(work.job, wish.row_version)
        job = work.job
        if adoption_id is not None:
            job.adoption_id = adoption_id
            job.decision_number, job.decision_on, job.approver_id = _decision(wish)
        job.state = JobState.RUNNING
        work.event("run_asked", way=way.value, adoption_id=str(adoption_id or ""))


def _decision(wish: RunWish) -> tuple[str, date, uuid.UUID]:
    """Number, day and signer; the same unsigned list is found again when the step is repeated."""
    if not wish.decision_number or wish.decision_on is None or wish.approver_id is None:
        given = {
            "decision_number": wish.decision_number,
            "decision_on": wish.decision_on,
            "approver_id": wish.approver_id,
        }
        lacking = {name: "IMPORT-DECISION-NEEDED" for name, one in given.items() if not one}
        raise Invalid("FIELDS-INVALID", fields=lacking)
    return wish.decision_number, wish.decision_on, wish.approver_id


def _counts(session: Session, job_id: uuid.UUID) -> dict[RowState, int]:
    query = select(ImportRow.state, func.count()).where(ImportRow.job_id == job_id)
    rows = session.execute(query.group_by(ImportRow.state))
    return {row[0]: row[1] for row in rows}


def _enough(counts: dict[RowState, int], wish: RunWish) -> None:
    if not counts.get(RowState.FORESEEN):
        raise Conflict("IMPORT-NOTHING-RIGHT")
    faulty = counts.get(RowState.FAULTY, 0)
    if faulty and not wish.leave_faulty:
        raise Conflict("IMPORT-SOME-WRONG", count=faulty)


def run_again(service: Service, actor_id: uuid.UUID, job_id: uuid.UUID, seen: int) -> None:
    """Try the rows once more that were refused while they were carried out."""
    with service.db.write() as session:
        work = begin(session, service, actor_id, job_id, "again")
        same_version(work.job, seen)
        failed = (ImportRow.job_id == job_id, ImportRow.state == RowState.FAILED)
        if session.scalar(select(func.count()).where(*failed)) == 0:
            raise Conflict("IMPORT-NOTHING-RIGHT")
        session.execute(update(ImportRow).where(*failed).values(state=RowState.FORESEEN, faults=[]))
        work.job.state, work.job.finished_at = JobState.RUNNING, None
        work.event("run_again")


def cancel_import(service: Service, actor_id: uuid.UUID, job_id: uuid.UUID, seen: int) -> None:
    """Stop here; what has come in stays in, the rest does not come."""
    with service.db.write() as session:
        work = begin(session, service, actor_id, job_id, "cancel")
        same_version(work.job, seen)
        work.job.state = JobState.CANCELLED
        work.event("cancelled")
