"""What the register says about one document, as its quality manager corrects it."""

import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from qms.documents.model import Document
from qms.documents.queries.facts import document_facts
from qms.documents.rules import permissions
from qms.documents.rules.permissions import Visibility
from qms.errors import NotAllowed, NotFound
from qms.people.rules import Actor


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """The facts that can be changed, under the code that cannot."""

    id: uuid.UUID
    code: str
    title: str
    title_en: str
    type_code: str
    field_code: str
    owner_unit_id: uuid.UUID
    clauses: str
    visibility: Visibility
    readers: tuple[uuid.UUID, ...]
    review_months: int
    row_version: int


def register_line(session: Session, actor: Actor, document_id: uuid.UUID) -> RegisterLine:
    """The line, for the quality manager of its unit; others may not change it."""
    document = session.get(Document, document_id)
    if document is None:
        raise NotFound("DOCUMENT-NOT-FOUND")
    facts = document_facts(session, document)
    if not permissions.manages(actor, facts):
        raise NotAllowed("DOCUMENT-CHANGE-NOT-ALLOWED")
    return RegisterLine(
        id=document.id,
        code=document.code,
        title=document.title,
        title_en=document.title_en,
        type_code=document.type_code,
        field_code=document.field_code,
        owner_unit_id=document.owner_unit_id,
        clauses=document.clauses,
        visibility=document.visibility,
        readers=tuple(facts.named),
        review_months=document.review_months,
        row_version=document.row_version,
    )
