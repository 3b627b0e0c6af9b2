"""The certificate of approval as data."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from qms.documents.queries.files import readable
from qms.documents.reading import public_address
from qms.people.current import actor, service
from qms.proofs.api.blueprint import api
from qms.proofs.approval import Step, judged
from qms.proofs.queries.approval import approval
from qms.web.guards import signed_in
from qms.web.rest import operation


@dataclass(frozen=True, slots=True)
class SignedStep:
    """One signature and how it stands; `trusted_at` is the time a time-stamp vouches for."""

    action: str
    full_name: str
    role: str
    signed_at: datetime
    trusted_at: datetime | None
    time_is_internal: bool | None
    level: str
    ok: bool
    reasons: list[str]
    statement_sha256: str
    certificate_sha256: str


@dataclass(frozen=True, slots=True)
class ApprovalCertificate:
    """Who approved a revision; `pdf_sha256` is the signed PDF as it stands now."""

    revision_id: UUID
    code: str
    title: str
    number: str
    standing: str
    approved_at: datetime
    effective_at: datetime
    demo: bool
    docx_sha256: str
    pdf_sha256: str | None
    public_address: str
    checkpoint: str
    signatures: list[SignedStep]


@api.get("/revisions/<uuid:revision_id>/approval")
@signed_in
@operation(ApprovalCertificate)
def get_approval(revision_id: UUID) -> ApprovalCertificate:
    """The certificate of approval of a revision.

    Every signature is judged now.
    """
    now = service().now()
    with service().db.read() as session:
        readable(session, actor(), revision_id, now)
        found = approval(session, revision_id, now)
    return ApprovalCertificate(
        revision_id=found.revision_id,
        code=found.code,
        title=found.title,
        number=found.number,
        standing=found.standing.value,
        approved_at=found.approved_at,
        effective_at=found.effective_at,
        demo=found.demo,
        docx_sha256=found.docx_sha256,
        pdf_sha256=found.pdf[-1].sha256 if found.pdf else None,
        public_address=public_address(service(), found.public_token),
        checkpoint=found.checkpoint,
        signatures=[_step(one) for one in judged(service(), found.signed)],
    )


def _step(one: Step) -> SignedStep:
    time = one.result.time
    return SignedStep(
        action=one.action,
        full_name=one.full_name,
        role=one.role,
        signed_at=one.signed_at,
        trusted_at=time.moment if time else None,
        time_is_internal=time.internal if time else None,
        level=one.result.level.value,
        ok=one.result.ok,
        reasons=list(one.result.reasons),
        statement_sha256=one.statement_sha256,
        certificate_sha256=one.certificate_sha256,
    )
