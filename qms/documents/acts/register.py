"""Taking documents into the register and keeping its facts (ISO 9001:2015, 7.5.3.2)."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from qms import audit
from qms.documents.acts.case import lock_document, queue_index
from qms.documents.model import Document, DocumentField, DocumentReader, DocumentType
from qms.documents.queries.facts import document_facts
from qms.documents.rules import numbering, permissions
from qms.documents.rules.permissions import Visibility
from qms.documents.schemas import DocumentChange, NewDocument
from qms.errors import Conflict, Invalid, NotAllowed, Stale
from qms.people.model import Unit
from qms.people.queries import lock_actor
from qms.people.rules import Actor, fold
from qms.service import Service


def register_document(service: Service, actor_id: uuid.UUID, new: NewDocument) -> uuid.UUID:
    """Take a document into the register under a code that was never used before."""
    with service.db.write() as session:
        now = service.now()
        actor = lock_actor(session, actor_id, now)
        document = add_document(session, actor, new, now)
        record_registered(session, actor, document, audit.new_act())
        return document.id


def record_registered(
    session: Session, actor: Actor, document: Document, act_id: uuid.UUID
) -> None:
    """The audit event of a new line of the register."""
    audit.record(
        session,
        act_id=act_id,
        at=document.created_at,
        actor_id=actor.id,
        action="documents.document.registered",
        object_kind="document",
        object_id=document.id,
        data={"code": document.code, "type": document.type_code},
    )


def add_document(session: Session, actor: Actor, new: NewDocument, now: datetime) -> Document:
    """The register's new line, checked against types, fields, units and used codes."""
    if not permissions.may_register(actor, new.owner_unit_id):
        raise NotAllowed("DOCUMENT-REGISTER-NOT-ALLOWED")
    code = numbering.check_code(new.code)
    canonical = numbering.canonical_code(code)
    _code_is_free(session, canonical)
    kind = _known(session, new)
    document = Document(
        code=code,
        canonical_code=canonical,
        sort_code=numbering.sort_code(code),
        title=new.title,
        title_en=new.title_en,
        search_key=search_key(code, new.title),
        type_code=new.type_code,
        field_code=new.field_code,
        owner_unit_id=new.owner_unit_id,
        clauses=", ".join(new.clauses),
        parent_id=new.parent_id,
        visibility=new.visibility,
        review_months=new.review_months or kind.review_months,
        created_at=now,
        created_by=actor.id,
    )
    session.add(document)
    session.flush()
    _name_readers(session, document, new.readers)
    return document


def change_document(
    service: Service, actor_id: uuid.UUID, document_id: uuid.UUID, change: DocumentChange
) -> None:
    """Change the register's facts about a document (title of the line, owner, readers, review)."""
    with service.db.write() as session:
        now = service.now()
        actor = lock_actor(session, actor_id, now)
        document = lock_document(session, document_id)
        facts = document_facts(session, document)
        if not permissions.manages(actor, facts):
            raise NotAllowed("DOCUMENT-CHANGE-NOT-ALLOWED")
        if change.row_version != document.row_version:
            raise Stale("DOCUMENT-CHANGED-MEANWHILE")
        changed = _apply(session, document, change)
        audit.record(
            session,
            act_id=audit.new_act(),
            at=now,
            actor_id=actor.id,
            action="documents.document.changed",
            object_kind="document",
            object_id=document.id,
            data={"fields": changed},
        )
        queue_index(session, document.id, now)


def _apply(session: Session, document: Document, change: DocumentChange) -> list[str]:
    values: dict[str, object] = {
        "title": change.title,
        "title_en": change.title_en,
        "field_code": change.field_code,
        "owner_unit_id": change.owner_unit_id,
        "clauses": ", ".join(change.clauses),
        "visibility": change.visibility,
        "review_months": change.review_months,
    }
    _known(session, change, type_code=document.type_code)
    changed = [name for name, value in values.items() if getattr(document, name) != value]
    for name in changed:
        setattr(document, name, values[name])
    document.search_key = search_key(document.code, document.title)
    session.execute(delete(DocumentReader).where(DocumentReader.document_id == document.id))
    _name_readers(session, document, change.readers)
    return [*changed, "readers"] if change.visibility is Visibility.NAMED else changed


def search_key(code: str, title: str) -> str:
    """Folded code and title: what the register filters by, and the fallback of search."""
    return fold(f"{code} {title}")


def _code_is_free(session: Session, canonical: str) -> None:
    taken = session.scalar(select(Document.code).where(Document.canonical_code == canonical))
    if taken is not None:
        raise Conflict("DOCUMENT-CODE-TAKEN", taken=taken)


def _known(
    session: Session, new: NewDocument | DocumentChange, type_code: str | None = None
) -> DocumentType:
    kind = session.get(DocumentType, type_code or getattr(new, "type_code", ""))
    if kind is None:
        raise Invalid("DOCUMENT-TYPE-UNKNOWN", fields={"type_code": "DOCUMENT-TYPE-UNKNOWN"})
    if session.get(DocumentField, new.field_code) is None:
        raise Invalid("DOCUMENT-FIELD-UNKNOWN", fields={"field_code": "DOCUMENT-FIELD-UNKNOWN"})
    if session.get(Unit, new.owner_unit_id) is None:
        raise Invalid("UNIT-UNKNOWN", fields={"owner_unit_id": "UNIT-UNKNOWN"})
    parent_id = getattr(new, "parent_id", None)
    if parent_id is not None and session.get(Document, parent_id) is None:
        raise Invalid("DOCUMENT-PARENT-UNKNOWN", fields={"parent_id": "DOCUMENT-PARENT-UNKNOWN"})
    return kind


def _name_readers(session: Session, document: Document, readers: Iterable[uuid.UUID]) -> None:
    for person_id in sorted(set(readers), key=str):
        session.add(DocumentReader(document_id=document.id, person_id=person_id))
