"""A layout tried on a document in force, as its round would be prepared."""

import uuid

from sqlalchemy import select

from qms import word
from qms.documents.model import Document, DocumentType, Revision
from qms.documents.queries.controlled import control_facts
from qms.documents.queries.in_force import in_force_at, readable_by
from qms.documents.queries.layouts import layout_line
from qms.documents.rules.numbering import canonical_code
from qms.errors import Invalid
from qms.people.rules import Actor
from qms.service import Service
from qms.store import read_bytes


def sample(service: Service, actor: Actor, layout_id: uuid.UUID, code: str) -> tuple[bytes, str]:
    """The Word file and its name; Invalid("LAYOUT-SAMPLE-UNKNOWN") unless it is in force to read.

    Nothing is stored: what was approved stays as it was signed.
    """
    query = (
        select(Document, Revision)
        .join(Revision, Revision.document_id == Document.id)
        .where(Document.canonical_code == canonical_code(code), readable_by(actor))
        .where(in_force_at(service.now()), Revision.docx_sha256.is_not(None))
    )
    with service.db.read() as session:
        layout = layout_line(session, layout_id)
        found = session.execute(query).first()
        if found is None:
            raise Invalid("LAYOUT-SAMPLE-UNKNOWN", code=code)
        document, revision = found
        kind = session.get_one(DocumentType, document.type_code)
        facts = control_facts(session, document, revision, kind)
        docx_sha256, name = str(revision.docx_sha256), f"ban-thu_{word.slug(document.code)}.docx"
    source = read_bytes(service.store, docx_sha256)
    return word.controlled(source, facts, read_bytes(service.store, layout.sha256)), name
