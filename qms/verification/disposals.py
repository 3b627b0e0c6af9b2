"""Destroyed records against the statement that decided about them: none without one."""

import uuid
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.documents.model import Document
from qms.errors import Invalid
from qms.records.model import Record
from qms.retention import wording
from qms.retention.acts.approving import ACTION
from qms.retention.model import Disposal, named
from qms.retention.queries.disposals import items_of
from qms.retention.queries.due import number_of
from qms.service import Service
from qms.signing import StatementSpec, parse
from qms.signing.model import Statement
from qms.verification.report import Found


def check_disposals(service: Service) -> list[Found]:
    """Every stub is named, with its hash, by a disposal somebody else signed than proposed."""
    with service.db.read() as session:
        query = select(Disposal).where(Disposal.signed_at.is_not(None))
        decided = list(session.scalars(query.order_by(Disposal.signed_at, Disposal.number)))
        found = [one for disposal in decided for one in _decision(session, disposal)]
        return found + list(_stubs(session))


def _decision(session: Session, disposal: Disposal) -> Iterator[Found]:
    """The statement says the same words about the same records, by another than the proposer."""
    spec = _spec(session, disposal)
    items = items_of(session, disposal.id)
    facts: dict[str, object] = {"disposal": named(disposal)}
    listed = {(one.record_id, one.docx_sha256) for one in items}
    if spec is None or _listed(spec) != listed or not _says_so(spec, disposal, len(items)):
        yield Found("VERIFY-DISPOSAL", facts)
    elif spec.signer.user_id == disposal.proposed_by:
        yield Found("VERIFY-DISPOSAL-APART", {**facts, "who": spec.signer.full_name})


def _stubs(session: Session) -> Iterator[Found]:
    """A record that is gone without a signed list naming it."""
    query = (
        select(Record, Document.code)
        .join(Document, Document.id == Record.document_id)
        .where(Record.disposed_at.is_not(None))
        .order_by(Record.disposed_at, Record.id)
    )
    specs: dict[uuid.UUID | None, StatementSpec | None] = {}
    for record, code in session.execute(query):
        if record.disposal_id not in specs:
            disposal = session.get(Disposal, record.disposal_id)
            specs[record.disposal_id] = _spec(session, disposal) if disposal is not None else None
        spec = specs[record.disposal_id]
        if spec is None or (record.id, record.docx_sha256) not in _listed(spec):
            yield Found("VERIFY-RECORD-GONE", {"record": number_of(code, record)})


def _spec(session: Session, disposal: Disposal) -> StatementSpec | None:
    statement = session.get(Statement, disposal.statement_id) if disposal.statement_id else None
    try:
        return parse(statement.bytes).spec if statement is not None else None
    except Invalid:  # named where its signature is judged
        return None


def _listed(spec: StatementSpec) -> set[tuple[object, str]]:
    return {(one.document.id, one.sha256) for one in spec.files if one.document is not None}


def _says_so(spec: StatementSpec, disposal: Disposal, count: int) -> bool:
    meaning = wording.meaning(named(disposal), count, disposal.reason, disposal.council)
    return (
        spec.action == ACTION
        and spec.document.id == disposal.id
        and spec.signer.user_id == disposal.signed_by
        and spec.meaning == meaning
    )
