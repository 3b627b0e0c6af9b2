"""The form behind a record: its version in force, its fields, the bytes it is filled into."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.documents.model import Document, DocumentType, Revision
from qms.documents.queries.facts import document_facts
from qms.documents.queries.in_force import in_force_at
from qms.documents.rules import permissions
from qms.documents.rules.numbering import number_text
from qms.errors import Conflict, Invalid, NotFound
from qms.people.rules import Actor
from qms.store import Store, read_bytes
from qms.word.fill import Field, fields

KEPT = 64
_READ: dict[str, tuple[Field, ...]] = {}


@dataclass(frozen=True, slots=True)
class FormInForce:
    """The version of a form that is filled in now."""

    document_id: uuid.UUID
    code: str
    revision_id: uuid.UUID
    number: str  # "02/00"
    title: str
    sha256: str
    effective_at: datetime


def form_in_force(session: Session, document: Document, now: datetime) -> FormInForce | None:
    """The form's version in force at this instant; None where nothing is."""
    query = select(Revision).where(Revision.document_id == document.id, in_force_at(now))
    found = session.scalars(query).one_or_none()
    if found is None or found.docx_sha256 is None or found.effective_at is None:
        return None
    return FormInForce(
        document.id,
        document.code,
        found.id,
        number_text(found.edition, found.revision),
        found.title,
        found.docx_sha256,
        found.effective_at,
    )


def readable_form(session: Session, actor: Actor, document_id: uuid.UUID) -> Document:
    """A form that this person may read and fill in; raises NotFound or Invalid."""
    document = session.get(Document, document_id)
    if document is None or not permissions.may_read_in_force(
        actor, document_facts(session, document)
    ):
        raise NotFound("DOCUMENT-NOT-FOUND")
    if not session.get_one(DocumentType, document.type_code).is_form:
        raise Invalid("RECORD-NOT-A-FORM", document=document.code)
    return document


def demand_in_force(session: Session, document: Document, now: datetime) -> FormInForce:
    """The version to be filled in; raises Conflict("RECORD-FORM-NOT-IN-FORCE")."""
    found = form_in_force(session, document, now)
    if found is None:
        raise Conflict("RECORD-FORM-NOT-IN-FORCE", form=document.code)
    return found


def form_fields(store: Store, sha256: str) -> tuple[Field, ...]:
    """What these bytes ask for; bytes under a hash never change, so it is read once."""
    found = _READ.get(sha256)
    if found is None:
        found = fields(read_bytes(store, sha256))
        if len(_READ) >= KEPT:
            _READ.clear()
        _READ[sha256] = found
    return found
