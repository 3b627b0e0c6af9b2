"""What an auditor asks for: history, who looked, what every signature is worth."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime
from pydantic_core import PydanticCustomError

from qms.documents.api.blueprint import api
from qms.documents.api.pages import require_known
from qms.documents.evidence import Checked, FileCheck, verify_document
from qms.documents.queries import evidence
from qms.documents.queries.evidence import AccessLine, HistoryLine
from qms.documents.signed_papers import judge_papers
from qms.people.current import actor, service
from qms.schemas import FIRST_DAY, LAST_DAY, Schema
from qms.signing import SignatureResult
from qms.web.guards import signed_in
from qms.web.rest import Items, operation


def _near(at: datetime) -> datetime:
    if not FIRST_DAY.year < at.year < LAST_DAY.year:
        raise PydanticCustomError("FIELD-DATE", "an instant nobody means")
    return at


class Before(Schema):
    """Only what happened before this instant: the cursor of the list."""

    before: Annotated[AwareDatetime, AfterValidator(_near)] | None = None


@dataclass(frozen=True, slots=True)
class CheckedStatement:
    """One statement, the four answers about its signature, and the files it names."""

    statement_id: UUID
    action: str
    signer: str
    role: str
    meaning: str
    signed_at: datetime
    sha256: str
    ok: bool
    intact: bool
    valid: bool
    trusted: bool
    revoked: str
    reasons: list[str]
    notes: list[str]
    files: list[FileCheck]


@dataclass(frozen=True, slots=True)
class SignedPdfAnswer:
    """The newest state of a signed PDF, and what it is worth as a whole."""

    edition: int
    revision: int
    sha256: str
    size: int
    ok: bool
    signatures: int
    archived: bool
    checkable_until: datetime | None
    reasons: list[str]


@api.get("/documents/<uuid:document_id>/history")
@signed_in
@operation(Items[HistoryLine])
def get_history(document_id: UUID) -> Items[HistoryLine]:
    """Everything that happened to a document and its revisions, the latest first."""
    require_known(document_id)
    with service().db.read() as session:
        return Items(evidence.document_history(session, actor(), document_id))


@api.get("/documents/<uuid:document_id>/access")
@signed_in
@operation(Items[AccessLine], query=Before)
def get_access(document_id: UUID, query: Before) -> Items[AccessLine]:
    """Who looked at, took or printed a document, the latest first; `next` goes into `before`."""
    require_known(document_id)
    with service().db.read() as session:
        lines = evidence.access_page(session, actor(), document_id, query.before)
    full = len(lines) == evidence.ACCESS_PAGE
    return Items(lines, f"{lines[-1].at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}" if full else None)


@api.get("/documents/<uuid:document_id>/evidence")
@signed_in
@operation(Items[CheckedStatement])
def get_evidence(document_id: UUID) -> Items[CheckedStatement]:
    """Every signed statement about a document: intact, valid, trusted, revoked, one by one."""
    _require_history(document_id)
    with service().db.read() as session:
        checked = verify_document(service(), session, document_id)
    return Items([_line(one) for one in checked])


@api.get("/documents/<uuid:document_id>/signed-pdfs")
@signed_in
@operation(Items[SignedPdfAnswer])
def get_signed_pdfs(document_id: UUID) -> Items[SignedPdfAnswer]:
    """Every signed PDF of a document, its newest state judged whole: file, then each signature."""
    _require_history(document_id)
    found = judge_papers(service(), document_id)
    return Items(
        [
            SignedPdfAnswer(
                edition=one.edition,
                revision=one.revision,
                sha256=one.sha256,
                size=one.size,
                ok=one.result.ok,
                signatures=len(one.result.signatures),
                archived=one.result.archive,
                checkable_until=one.result.ends_at,
                reasons=list(one.result.every_reason),
            )
            for one in found
        ]
    )


def _require_history(document_id: UUID) -> None:
    require_known(document_id)
    with service().db.read() as session:
        evidence.require_history(session, actor(), document_id)


def _line(one: Checked) -> CheckedStatement:
    result: SignatureResult = one.result
    spec = result.content.spec if result.content is not None else None
    return CheckedStatement(
        statement_id=one.statement.statement_id,
        action=one.statement.action,
        signer=spec.signer.full_name if spec else "",
        role=spec.signer.role if spec else "",
        meaning=spec.meaning if spec else "",
        signed_at=one.statement.signed_at,
        sha256=one.statement.sha256,
        ok=one.ok,
        intact=result.intact,
        valid=result.valid,
        trusted=result.trusted,
        revoked=result.revoked.value,
        reasons=list(result.reasons),
        notes=list(result.notes),
        files=list(one.files),
    )
