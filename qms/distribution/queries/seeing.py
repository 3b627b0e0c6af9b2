"""Whose reading a person may look at."""

import uuid

from sqlalchemy.orm import Session

from qms.distribution import rules
from qms.distribution.queries.lists import seen_document
from qms.documents.model import Document
from qms.documents.queries.facts import document_facts
from qms.documents.rules import permissions
from qms.errors import NotAllowed
from qms.people.rules import Actor


def readers_within(
    session: Session, actor: Actor, document_id: uuid.UUID
) -> tuple[Document, frozenset[uuid.UUID] | None]:
    """The document and whose readers are shown: all (None), or those of a unit head's units."""
    try:
        return seen_document(session, actor, document_id), None
    except NotAllowed:
        document = session.get_one(Document, document_id)
        units = rules.heads(actor)
        may_read = permissions.may_read_in_force(actor, document_facts(session, document))
        if not may_read or units == frozenset():
            raise
        return document, units
