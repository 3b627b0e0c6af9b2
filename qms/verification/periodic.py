"""Signed verdicts of periodic reviews against the statements they rest on."""

import uuid
from collections.abc import Iterator

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from qms.documents.model import Document, Revision
from qms.documents.queries.facts import authors_of
from qms.documents.rules.numbering import number_text
from qms.errors import Invalid
from qms.periodic import wording
from qms.periodic.model import PeriodicReview
from qms.periodic.rules import action
from qms.service import Service
from qms.signing import StatementSpec, parse
from qms.signing.model import Statement
from qms.verification.report import Found


def check_periodic(service: Service, document_id: uuid.UUID | None = None) -> list[Found]:
    """Every signed verdict (of one document): its statement says the same, by the same person."""
    with service.db.read() as session:
        rows = session.execute(_signed(document_id)).all()
        return [
            found
            for review, document, revision, statement in rows
            for found in _check(session, review, document, revision, statement)
        ]


def _signed(
    document_id: uuid.UUID | None,
) -> Select[PeriodicReview, Document, Revision, Statement | None]:
    query = (
        select(PeriodicReview, Document, Revision, Statement)
        .join(Document, Document.id == PeriodicReview.document_id)
        .join(Revision, Revision.id == PeriodicReview.revision_id)
        .outerjoin(Statement, Statement.id == PeriodicReview.statement_id)
        .where(PeriodicReview.signed_at.is_not(None))
        .order_by(PeriodicReview.signed_at, PeriodicReview.id)
    )
    return query if document_id is None else query.where(Document.id == document_id)


def _check(
    session: Session,
    review: PeriodicReview,
    document: Document,
    revision: Revision,
    statement: Statement | None,
) -> Iterator[Found]:
    facts: dict[str, object] = {
        "document": document.code,
        "number": number_text(revision.edition, revision.revision),
    }
    spec = _spec(statement)
    if spec is None or not _says_so(spec, review, document, revision):
        yield Found("VERIFY-PERIODIC", facts)
        return
    if spec.signer.user_id in authors_of(session, revision.id) | {review.proposed_by}:
        yield Found("VERIFY-PERIODIC-APART", {**facts, "who": spec.signer.full_name})


def _spec(statement: Statement | None) -> StatementSpec | None:
    try:
        return parse(statement.bytes).spec if statement is not None else None
    except Invalid:  # named where its signature is judged
        return None


def _says_so(
    spec: StatementSpec, review: PeriodicReview, document: Document, revision: Revision
) -> bool:
    """Verdict, person, revision, bytes and next day as they were signed."""
    files = {one.sha256 for one in spec.files}
    named = {review.docx_sha256, *([review.pdf_sha256] if review.pdf_sha256 else [])}
    approved = {revision.docx_sha256, *([revision.pdf_sha256] if revision.pdf_sha256 else [])}
    about = (spec.document.id, spec.document.edition, spec.document.revision)
    meaning = wording.meaning(
        review.verdict,
        code=document.code,
        number=(revision.edition, revision.revision),
        reason=review.reason,
        following=review.next_due_on,
    )
    return (
        spec.action == action(review.verdict)
        and spec.signer.user_id == review.signed_by
        and about == (document.id, revision.edition, revision.revision)
        and files == named == approved
        and spec.meaning == meaning
    )
