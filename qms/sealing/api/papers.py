"""Papers that wait for the seal, sealing one, and the register of the seal."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from uuid import UUID

from flask import Response

from qms import signing
from qms.documents.model.access import AccessKind
from qms.documents.views.noting import note
from qms.documents.views.sending import send
from qms.people.current import actor, service
from qms.people.work import Task
from qms.sealing import acts
from qms.sealing.api.blueprint import api
from qms.sealing.queries import reading
from qms.sealing.queries.keys import UseLine
from qms.sealing.queries.papers import Paper
from qms.sealing.schemas import SealProof
from qms.store import read_bytes
from qms.web.guards import signed_in
from qms.web.rest import Items, operation
from qms.word import PDF

ONE = "/revisions/<uuid:revision_id>/seal"


@dataclass(frozen=True, slots=True)
class SealRequest:
    """What the organisation will sign; `statement` is its exact text."""

    challenge: str
    statement: str
    statement_sha256: str
    expires_at: datetime

    @classmethod
    def of(cls, asked: signing.SignRequest) -> "SealRequest":
        """The request as it is shown."""
        text = asked.statement.decode("utf-8")
        return cls(asked.challenge, text, asked.statement_sha256, asked.expires_at)


@api.get("/seal/waiting")
@signed_in
@operation(Items[Task])
def list_waiting() -> Items[Task]:
    """Signed papers that wait for the caller's seal; for the clerk."""
    with service().db.read() as session:
        return Items(reading.seal_desk(session, actor(), service().now()).waiting)


@api.get("/seal/uses")
@signed_in
@operation(Items[UseLine])
def list_uses() -> Items[UseLine]:
    """The register of the seal, the latest use first; for the clerk, auditors, quality manager."""
    with service().db.read() as session:
        return Items(reading.seal_desk(session, actor(), service().now()).uses)


@api.get(ONE)
@signed_in
@operation(Paper)
def get_paper_to_seal(revision_id: UUID) -> Paper:
    """One signed paper: who signed it, its newest PDF, whether it is sealed."""
    return _paper(revision_id)


@api.get(f"{ONE}/paper.pdf")
@signed_in
@operation(media=PDF, headers={"Content-Disposition": "Carries the file's name"})
def get_paper_to_seal_pdf(revision_id: UUID) -> Response:
    """The PDF as it stands now, with every signature so far."""
    found = _paper(revision_id)
    note(AccessKind.DOWNLOAD, found.document_id, revision_id)
    return send(BytesIO(read_bytes(service().store, found.head_sha256)), PDF, f"{found.code}.pdf")


@api.post(f"{ONE}/requests")
@signed_in
@operation(SealRequest, status=201)
def post_seal_request(revision_id: UUID) -> SealRequest:
    """The statement of the organisation with its challenge; nothing is sealed yet."""
    return SealRequest.of(acts.ask_to_seal(service(), actor().id, revision_id))


@api.post(ONE)
@signed_in
@operation(Paper, body=SealProof, status=201)
def post_seal(revision_id: UUID, body: SealProof) -> Paper:
    """Seal the paper with the seal's passphrase or the PIN of its device."""
    acts.seal(service(), actor().id, revision_id, body)
    return _paper(revision_id)


def _paper(revision_id: UUID) -> Paper:
    with service().db.read() as session:
        return reading.paper_for(session, actor(), revision_id, service().now())
