"""The distribution list of a document: who is on it, how long they have to read."""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import audit
from qms.distribution import rules
from qms.distribution.model import DistributionList, Recipient
from qms.distribution.schemas import NewRecipient, ReadingTerms
from qms.documents.acts.case import lock_document
from qms.documents.model import Document
from qms.documents.queries.facts import document_facts
from qms.documents.rules import permissions
from qms.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from qms.people.model import Person, Unit
from qms.people.queries import lock_actor
from qms.people.rules import Actor
from qms.service import Service


def add_recipient(
    service: Service, actor_id: uuid.UUID, document_id: uuid.UUID, new: NewRecipient
) -> uuid.UUID:
    """Put a unit, a role or a person on the list of a document, once."""
    rules.check_recipient(new.kind, new.unit_id, new.role, new.person_id)
    with service.db.write() as session:
        now = service.now()
        actor, document = keeper_of(session, actor_id, document_id, now)
        _known(session, new)
        kept = list_of(session, document, now)
        if _present(session, document_id, new):
            raise Conflict("RECIPIENT-TWICE")
        row = Recipient(
            document_id=kept.document_id,
            kind=new.kind,
            unit_id=new.unit_id,
            role=new.role,
            person_id=new.person_id,
            added_at=now,
            added_by=actor.id,
        )
        session.add(row)
        session.flush()
        said = new.model_dump(mode="json", exclude_none=True)
        _event(session, actor, document, now, "recipient_added", recipient=str(row.id), **said)
        return row.id


def remove_recipient(service: Service, actor_id: uuid.UUID, recipient_id: uuid.UUID) -> uuid.UUID:
    """Take a line off a list; who read because of it has read. Returns the document."""
    with service.db.write() as session:
        now = service.now()
        document_id = session.scalar(
            select(Recipient.document_id).where(Recipient.id == recipient_id)
        )
        if document_id is None:
            raise NotFound("RECIPIENT-NOT-FOUND")
        actor, document = keeper_of(session, actor_id, document_id, now)
        row = session.get_one(Recipient, recipient_id, populate_existing=True)
        if row.removed_at is not None:
            raise Conflict("RECIPIENT-REMOVED-ALREADY")
        row.removed_at, row.removed_by = now, actor.id
        _event(session, actor, document, now, "recipient_removed", recipient=str(row.id))
        return document_id


def change_terms(
    service: Service, actor_id: uuid.UUID, document_id: uuid.UUID, terms: ReadingTerms
) -> None:
    """How many days people have to read, and when the unit head is told."""
    with service.db.write() as session:
        now = service.now()
        actor, document = keeper_of(session, actor_id, document_id, now)
        present = session.get(DistributionList, document_id, populate_existing=True)
        if terms.row_version != (present.row_version if present else 0):
            raise Stale("DISTRIBUTION-CHANGED-MEANWHILE")
        kept = present or list_of(session, document, now)
        kept.days_to_read, kept.escalate_after = terms.days_to_read, terms.escalate_after
        said = {"days_to_read": terms.days_to_read, "escalate_after": terms.escalate_after}
        _event(session, actor, document, now, "terms_changed", **said)


def keeper_of(
    session: Session, actor_id: uuid.UUID, document_id: uuid.UUID, now: datetime
) -> tuple[Actor, Document]:
    """The person and the document, both locked; raises NotAllowed for whoever keeps no list.

    To who may not even read it the document is unknown, as everywhere.
    """
    actor = lock_actor(session, actor_id, now)
    document = lock_document(session, document_id)
    facts = document_facts(session, document)
    if not rules.may_distribute(actor, facts):
        if not permissions.may_read_in_force(actor, facts):
            raise NotFound("DOCUMENT-NOT-FOUND")
        raise NotAllowed("DISTRIBUTION-NOT-ALLOWED")
    return actor, document


def list_of(session: Session, document: Document, now: datetime) -> DistributionList:
    """The list of a document, begun with the first thing that is said about it."""
    found = session.get(DistributionList, document.id)
    if found is None:
        found = DistributionList(document_id=document.id, created_at=now)
        session.add(found)
        session.flush()
    return found


def _known(session: Session, new: NewRecipient) -> None:
    if new.unit_id is not None and session.get(Unit, new.unit_id) is None:
        raise Invalid("UNIT-UNKNOWN", fields={"unit_id": "UNIT-UNKNOWN"}, code=str(new.unit_id))
    if new.person_id is not None and session.get(Person, new.person_id) is None:
        raise Invalid(
            "PERSON-UNKNOWN", fields={"person_id": "PERSON-UNKNOWN"}, login=str(new.person_id)
        )


def _present(session: Session, document_id: uuid.UUID, new: NewRecipient) -> bool:
    rows = session.scalars(
        select(Recipient).where(
            Recipient.document_id == document_id,
            Recipient.kind == new.kind,
            Recipient.removed_at.is_(None),
        )
    )
    wanted = (new.unit_id, new.role, new.person_id)
    return any((one.unit_id, one.role, one.person_id) == wanted for one in rows)


def _event(
    session: Session, actor: Actor, document: Document, now: datetime, what: str, **data: object
) -> None:
    audit.record(
        session,
        act_id=audit.new_act(),
        at=now,
        actor_id=actor.id,
        action=f"distribution.list.{what}",
        object_kind="distribution_list",
        object_id=document.id,
        data={"document_id": str(document.id), **data},
    )
