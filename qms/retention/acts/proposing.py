"""Proposing what is to be destroyed, and rejecting (or taking back) a proposal."""

import uuid
from collections.abc import Collection

from sqlalchemy import func, select

from qms.documents.model import Document, Revision
from qms.errors import Conflict, NotAllowed, NotFound
from qms.people.queries import people_with
from qms.people.rules import Role, today
from qms.records.model import Record
from qms.retention import rules
from qms.retention.acts.case import Case, enter, lock_disposal
from qms.retention.model import Disposal, DisposalItem, standing_of
from qms.retention.queries.disposals import units_of
from qms.retention.queries.due import DueRow, due_records
from qms.retention.queries.holds import in_the_way
from qms.retention.queries.terms import policy_now
from qms.retention.schemas import Proposal
from qms.service import Service


def propose_disposal(service: Service, actor_id: uuid.UUID, wish: Proposal) -> uuid.UUID:
    """Name due records, the reason and the council; somebody else signs. Nothing is destroyed."""
    with service.db.write() as session:
        case = enter(session, service, actor_id)
        rows = still_due(case, set(wish.record_ids))
        if not all(rules.may_manage(case.actor, one.unit_id) for one in rows):
            raise NotAllowed("DISPOSAL-PROPOSE-NOT-ALLOWED")
        taken = next((one for one in rows if one.is_proposed), None)
        if taken is not None:
            raise Conflict("DISPOSAL-ALREADY-PROPOSED", record=taken.number)
        disposal = Disposal(
            year=today(case.now).year,
            number=_next_number(case),
            reason=wish.reason,
            council=wish.council,
            proposed_at=case.now,
            proposed_by=case.actor.id,
        )
        session.add(disposal)
        session.flush()
        for position, row in enumerate(rows, start=1):
            session.add(_item(case, disposal, position, row))
        session.flush()
        case.event("disposal.proposed", "disposal", disposal.id, records=len(rows))
        case.tell(disposal, _signers(case, {one.unit_id for one in rows}), "disposal_proposed")
        return disposal.id


def reject_disposal(
    service: Service, actor_id: uuid.UUID, disposal_id: uuid.UUID, reason: str
) -> None:
    """An approver does not sign, or the proposer takes it back; the records stay as they are."""
    with service.db.write() as session:
        case = enter(session, service, actor_id)
        disposal = lock_disposal(case, disposal_id)
        if not may_reject(case, disposal):
            raise NotAllowed("DISPOSAL-SIGN-NOT-ALLOWED")
        rules.require_waiting(standing_of(disposal))
        disposal.rejected_at, disposal.rejected_by = case.now, case.actor.id
        disposal.reject_reason = reason
        session.flush()
        case.event("disposal.rejected", "disposal", disposal.id)
        case.tell(disposal, [disposal.proposed_by], "disposal_rejected")


def may_reject(case: Case, disposal: Disposal) -> bool:
    """The proposer, or whoever could sign."""
    units = units_of(case.session, disposal.id)
    return case.actor.id == disposal.proposed_by or rules.may_sign(
        case.actor, units, disposal.proposed_by
    )


def still_due(case: Case, record_ids: Collection[uuid.UUID]) -> list[DueRow]:
    """These records, locked; every one closed, due and not held, else a code that names the one."""
    lock = select(Record.id).where(Record.id.in_(record_ids)).order_by(Record.id)
    case.session.execute(lock.with_for_update(key_share=True))
    held = in_the_way(case.session, record_ids)
    if held is not None:
        raise Conflict(
            "DISPOSAL-UNDER-HOLD", record=held.record, hold=held.hold, subject=held.subject
        )
    case.session.expire_all()
    rows = due_records(case.session, case.actor, record_ids, case.now)
    if len(rows) < len(record_ids):
        raise NotFound("DISPOSAL-RECORD-NOT-FOUND")
    early = next((one for one in rows if not one.is_due), None)
    if early is not None:
        raise Conflict("DISPOSAL-NOT-DUE", record=early.number, due=early.due_on or "–")
    return rows


def _next_number(case: Case) -> int:
    query = select(func.max(Disposal.number)).where(Disposal.year == today(case.now).year)
    return (case.session.scalar(query) or 0) + 1


def _item(case: Case, disposal: Disposal, position: int, row: DueRow) -> DisposalItem:
    record = case.session.get_one(Record, row.record_id)
    revision = case.session.get_one(Revision, record.revision_id)
    return DisposalItem(
        disposal_id=disposal.id,
        position=position,
        record_id=record.id,
        code=case.session.get_one(Document, record.document_id).code,
        edition=revision.edition,
        revision=revision.revision,
        number=row.number,
        title=record.title,
        unit_id=record.unit_id,
        file=row.file,
        started_at=record.started_at,
        closed_at=record.closed_at,
        ended_year=record.ended_year,
        docx_sha256=record.docx_sha256,
        docx_size=record.docx_size,
        content_sha256=record.content_sha256,
        plan_kind=row.plan_kind,
        plan_years=row.plan_years,
        rule_id=row.rule_id,
        policy=policy_now(case.session),
        due_on=row.due_on,
    )


def _signers(case: Case, units: set[uuid.UUID]) -> set[uuid.UUID]:
    """Who may approve for every unit concerned."""
    found = [
        {one.id for one in people_with(case.session, Role.APPROVER, unit, case.now)}
        for unit in units
    ]
    return set.intersection(*found)
