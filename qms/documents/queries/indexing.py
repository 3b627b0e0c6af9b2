"""What the search index is told: every approved revision with its period, from the database."""

import uuid
from collections.abc import Iterator

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from qms.db import Database
from qms.documents.model import Document, DocumentText, Revision
from qms.documents.queries.facts import period_of
from qms.documents.rules.states import State
from qms.search import SearchDoc

BATCH = 200
_INDEXED = (State.APPROVED, State.WITHDRAWN)


def index_entries(session: Session, document_ids: set[uuid.UUID]) -> list[SearchDoc]:
    """Everything the index should hold of these documents."""
    query = _entries().where(Document.id.in_(document_ids))
    return [_entry(*row) for row in session.execute(query)]


def all_entries(db: Database) -> Iterator[SearchDoc]:
    """The whole index from zero, in keyset pages.

    Each page is a read of its own: one read as long as a rebuild would hold up every commit where
    SQLite keeps a rollback journal. What changes meanwhile is in the outbox and applied after.
    """
    last: uuid.UUID | None = None
    while True:
        query = _entries().order_by(Revision.id).limit(BATCH)
        if last is not None:
            query = query.where(Revision.id > last)
        with db.read() as session:
            rows = [(row[1].id, _entry(*row)) for row in session.execute(query)]
        for _, entry in rows:
            yield entry
        if len(rows) < BATCH:
            return
        last = rows[-1][0]


def _entries() -> Select[Document, Revision, str | None]:
    return (
        select(Document, Revision, DocumentText.text)
        .join(Revision, Revision.document_id == Document.id)
        .outerjoin(DocumentText, DocumentText.sha256 == Revision.docx_sha256)
        .where(Revision.state.in_(_INDEXED))
    )


def _entry(document: Document, revision: Revision, text: str | None) -> SearchDoc:
    if revision.effective_at is None:
        raise AssertionError("an approved revision has a period: the database holds it")
    return SearchDoc(
        id=revision.id,
        document_id=document.id,
        code=document.code,
        title=revision.title,
        body=text or "",
        unit=document.owner_unit_id.hex,
        type=document.type_code,
        field=document.field_code,
        effective_at=revision.effective_at,
        ends_at=period_of(revision).ends_at,
    )
