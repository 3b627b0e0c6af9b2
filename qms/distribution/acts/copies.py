"""Numbered paper copies: issued, handed over, called back, returned, lost, destroyed."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qms import audit
from qms.distribution import rules
from qms.distribution.acts.lists import keeper_of
from qms.distribution.model import CopyStep, PaperCopy
from qms.distribution.rules import NEEDS_EDITION_IN_FORCE, CopyAct, CopyState
from qms.distribution.schemas import (
    CopyDestroyed,
    CopyHandedOver,
    CopyHolder,
    CopyLost,
    CopyReturned,
    NewCopies,
)
from qms.documents.model import Document, Revision
from qms.documents.queries.facts import period_of
from qms.documents.queries.in_force import in_force_at
from qms.errors import Conflict, Invalid, NotFound
from qms.people.model import Person, Unit
from qms.people.rules import Actor, today
from qms.service import Service


@dataclass
class CopyCase:
    """One act under way on one copy, inside its transaction."""

    session: Session
    now: datetime
    actor: Actor
    document: Document
    revision: Revision
    copy: PaperCopy

    @property
    def number(self) -> str:
        return rules.copy_number(self.copy.number, self.copy.total)


@dataclass(frozen=True, slots=True)
class Told:
    """What is written down about one step of a copy."""

    on: date
    who: str = ""
    witness: str = ""
    reason: str = ""


def issue_copies(
    service: Service, actor_id: uuid.UUID, document_id: uuid.UUID, new: NewCopies
) -> list[uuid.UUID]:
    """Number copies of the edition in force, one for each holder; the numbers run on for ever."""
    with service.db.write() as session:
        now = service.now()
        actor, document = keeper_of(session, actor_id, document_id, now)
        revision = _in_force(session, document, now)
        _known(session, new.holders)
        query = select(func.max(PaperCopy.number)).where(PaperCopy.document_id == document_id)
        last = session.scalar(query) or 0
        total = last + len(new.holders)
        if total > rules.MOST_NUMBER:
            raise Conflict("COPY-NUMBERS-USED-UP", code=document.code)
        act_id = audit.new_act()
        return [
            _issue(CopyCase(session, now, actor, document, revision, copy), act_id)
            for copy in _numbered(revision, new.holders, last, actor, now)
        ]


def _numbered(
    revision: Revision, holders: Sequence[CopyHolder], last: int, actor: Actor, now: datetime
) -> list[PaperCopy]:
    return [
        PaperCopy(
            document_id=revision.document_id,
            revision_id=revision.id,
            number=number,
            total=last + len(holders),
            unit_id=holder.unit_id,
            person_id=holder.person_id,
            state=CopyState.ISSUED,
            issued_at=now,
            issued_by=actor.id,
        )
        for number, holder in enumerate(holders, start=last + 1)
    ]


def _issue(case: CopyCase, act_id: uuid.UUID) -> uuid.UUID:
    case.session.add(case.copy)
    case.session.flush()
    write_down(case, CopyAct.ISSUE, Told(today(case.now)), act_id)
    return case.copy.id


def hand_over_copy(
    service: Service, actor_id: uuid.UUID, copy_id: uuid.UUID, told: CopyHandedOver
) -> None:
    """Somebody took the copy; only of an edition that is in force."""
    _go_on(service, actor_id, copy_id, CopyAct.HAND_OVER, Told(told.on, told.who))


def return_copy(
    service: Service, actor_id: uuid.UUID, copy_id: uuid.UUID, told: CopyReturned
) -> None:
    """The copy came back, also one that was lost; once."""
    said = Told(told.on, told.who, reason=told.reason)
    _go_on(service, actor_id, copy_id, CopyAct.RETURN, said)


def lose_copy(service: Service, actor_id: uuid.UUID, copy_id: uuid.UUID, told: CopyLost) -> None:
    """The copy cannot be found: a reason is kept."""
    _go_on(service, actor_id, copy_id, CopyAct.LOSE, Told(told.on, reason=told.reason))


def destroy_copy(
    service: Service, actor_id: uuid.UUID, copy_id: uuid.UUID, told: CopyDestroyed
) -> None:
    """The copy was destroyed before a witness, for a reason."""
    said = Told(told.on, witness=told.witness, reason=told.reason)
    _go_on(service, actor_id, copy_id, CopyAct.DESTROY, said)


def _go_on(
    service: Service, actor_id: uuid.UUID, copy_id: uuid.UUID, act: CopyAct, told: Told
) -> None:
    with service.db.write() as session:
        case = load_copy(session, service, actor_id, copy_id)
        case.copy.state = allowed(case, act)
        rules.check_day(told.on, case.copy.issued_at, case.now)
        write_down(case, act, told, audit.new_act())


def load_copy(
    session: Session, service: Service, actor_id: uuid.UUID, copy_id: uuid.UUID
) -> CopyCase:
    """Lock the person, the document and the copy, in this order."""
    now = service.now()
    document_id = session.scalar(select(PaperCopy.document_id).where(PaperCopy.id == copy_id))
    if document_id is None:
        raise NotFound("COPY-NOT-FOUND")
    actor, document = keeper_of(session, actor_id, document_id, now)
    query = select(PaperCopy).where(PaperCopy.id == copy_id).with_for_update(key_share=True)
    copy = session.scalars(query.execution_options(populate_existing=True)).one()
    revision = session.get_one(Revision, copy.revision_id)
    return CopyCase(session, now, actor, document, revision, copy)


def allowed(case: CopyCase, act: CopyAct) -> CopyState:
    """The state after this act; an ended edition is neither printed nor handed over."""
    state = rules.next_state(case.copy.state, act, case.number)
    if act in NEEDS_EDITION_IN_FORCE and not period_of(case.revision).holds(case.now):
        raise Conflict("COPY-OUTDATED", number=case.number, code=case.document.code)
    return state


def write_down(case: CopyCase, act: CopyAct, told: Told, act_id: uuid.UUID) -> None:
    """The step in the words that were given, and its event without them."""
    copy = case.copy
    query = select(func.max(CopyStep.number)).where(CopyStep.copy_id == copy.id)
    step = CopyStep(
        copy_id=copy.id,
        number=(case.session.scalar(query) or 0) + 1,
        act=act,
        state=copy.state,
        at=case.now,
        done_by=case.actor.id,
        done_on=told.on,
        who=told.who,
        witness=told.witness,
        reason=told.reason,
    )
    case.session.add(step)
    audit.record(
        case.session,
        act_id=act_id,
        at=case.now,
        actor_id=case.actor.id,
        action=f"distribution.copy.{act.value}",
        object_kind="paper_copy",
        object_id=copy.id,
        data={
            "document_id": str(copy.document_id),
            "revision_id": str(copy.revision_id),
            "number": copy.number,
            "state": copy.state.value,
            "on": told.on.isoformat(),
        },
    )


def _in_force(session: Session, document: Document, now: datetime) -> Revision:
    query = select(Revision).where(Revision.document_id == document.id, in_force_at(now))
    found = session.scalars(query).one_or_none()
    if found is None:
        raise Conflict("COPY-NOTHING-IN-FORCE", code=document.code)
    return found


def _known(session: Session, holders: Sequence[CopyHolder]) -> None:
    for holder in holders:
        if session.get(Unit, holder.unit_id) is None:
            raise Invalid("UNIT-UNKNOWN", fields={"holders": "UNIT-UNKNOWN"})
        if holder.person_id is not None and session.get(Person, holder.person_id) is None:
            raise Invalid("PERSON-UNKNOWN", fields={"holders": "PERSON-UNKNOWN"})
