"""Signing with one's own token: what came back from the signer's tool is judged, then recorded.

The statement names the registered certificate, so nothing else can sign it. A `.p7s` signs the
statement's bytes; a signed PDF continues the very PDF handed out, and its reason names the
statement. Whatever is refused leaves the request open: it can be signed and sent again.
"""

import hashlib
import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from qms import signing
from qms.documents.acts.approval import bring_into_force, end
from qms.documents.acts.case import load_case
from qms.documents.acts.ceremony import Effect, Intent, next_paper, record_signed
from qms.documents.acts.paper import Spot, reason_of
from qms.documents.acts.review import freeze_round, verdict
from qms.documents.rules.states import Act
from qms.errors import Conflict, Invalid, NotFound
from qms.service import Service
from qms.signing.judging import Against
from qms.signing.model import PdfStep, SignatureFormat, Source
from qms.signing.returned import detached, pdf_signature, signed_time_fault
from qms.store import read_bytes

PDF = b"%PDF-"


@dataclass(frozen=True, slots=True)
class OnToken:
    """The signer's registered certificate; its key is not here."""

    certificate_id: uuid.UUID
    holder_id: uuid.UUID
    certificate: bytes


@dataclass(frozen=True, slots=True)
class Handed:
    """What is handed out to be signed outside; without a PDF there is only the statement."""

    asked: signing.SignRequest
    content: signing.Content
    token: OnToken
    against: Against
    spot: Spot | None

    @property
    def reason(self) -> str:
        """What the signature in the PDF must give as its reason, word for word."""
        return reason_of(self.content.spec.meaning, self.asked.statement_sha256)


def hand_out(service: Service, actor_id: uuid.UUID, intent: Intent, challenge: str) -> Handed:
    """What this open request is about now: the statement, the PDF as it stands, the field."""
    with service.db.read() as session:
        return _handed(session, service, actor_id, intent, challenge)


def statement_to_sign(service: Service, actor_id: uuid.UUID, challenge: str) -> bytes:
    """The exact bytes of one's own open request."""
    with service.db.read() as session:
        return signing.open_request(session, challenge, actor_id, service.now()).statement


def pdf_to_sign(service: Service, handed: Handed) -> bytes:
    """The PDF as it stands now, with the empty field; raises Invalid where there is none."""
    if handed.spot is None:
        raise Invalid("OWN-TOKEN-NO-PDF", fields={"file": "OWN-TOKEN-NO-PDF"})
    base = read_bytes(service.store, handed.spot.base_sha256)
    return bytes(signing.pdf.for_outside(base, field=handed.spot.field))


def accept(
    service: Service, actor_id: uuid.UUID, intent: Intent, challenge: str, data: bytes
) -> None:
    """Judge what came back and do the act; raises Invalid by the reason, Conflict where stale."""
    handed = hand_out(service, actor_id, intent, challenge)
    if data.startswith(PDF):
        signed, appended = _signed_pdf(service, handed, data)
    else:
        signed, appended = _signed_statement(service, handed, data), None
    try:
        record_signed(service, actor_id, intent, signed, appended, _effect(intent))
    except signing.PdfMoved as error:
        raise Conflict("OWN-TOKEN-STALE") from error


def _handed(
    session: Session, service: Service, actor_id: uuid.UUID, intent: Intent, challenge: str
) -> Handed:
    asked = signing.open_request(session, challenge, actor_id, service.now())
    row = session.get_one(signing.Certificate, asked.certificate_id)
    if row.source is not Source.OUTSIDE or asked.action != intent.act.value:
        raise NotFound("SIGN-REQUEST-NOT-FOUND")
    token = OnToken(row.id, row.holder_id, row.der)
    case = load_case(session, service, actor_id, intent.revision_id)
    if asked.subject_id != case.document.id:
        raise NotFound("SIGN-REQUEST-NOT-FOUND")
    paper = next_paper(case, intent, token)
    spot = paper.spot if paper is not None else None
    against = (
        spot.against
        if spot is not None
        else signing.against_chain(session, service.authority, token, None, case.now)
    )
    session.expunge(asked)
    return Handed(asked, signing.parse(asked.statement), token, against, spot)


def _signed_statement(service: Service, handed: Handed, data: bytes) -> signing.Signed:
    der, token = detached(handed.asked.statement, data, handed.against, service.stamper)
    return signing.Signed(
        challenge=handed.asked.challenge,
        holder_id=handed.token.holder_id,
        certificate_id=handed.token.certificate_id,
        data=handed.asked.statement,
        content=handed.content,
        der=der,
        signed_at=handed.against.at,
        token=token,
    )


def _signed_pdf(
    service: Service, handed: Handed, data: bytes
) -> tuple[signing.Signed, signing.AppendedPdf]:
    spot, base = handed.spot, pdf_to_sign(service, handed)
    if spot is None or not data.startswith(base) or len(data) == len(base):
        raise _not_the_base(data, spot)
    found = pdf_signature(data, spot.frozen, len(base), handed.against)
    _require_this_act(handed, spot, found)
    stored = service.store.put(data)
    signed = signing.Signed(
        challenge=handed.asked.challenge,
        holder_id=handed.token.holder_id,
        certificate_id=handed.token.certificate_id,
        data=handed.asked.statement,
        content=handed.content,
        der=found.cms,
        signed_at=handed.against.at,
        format=SignatureFormat.PADES,
        level=found.level,
    )
    appended = signing.AppendedPdf(
        base_sha256=spot.base_sha256,
        sha256=stored.sha256,
        size=stored.size,
        field=found.field,
        step=PdfStep.SIGNATURE,
        level=found.level,
        ends_at=found.time.ends_at if found.time is not None else None,
        certificate_id=handed.token.certificate_id,
    )
    return signed, appended


def _not_the_base(data: bytes, spot: Spot | None) -> Invalid | Conflict:
    """An earlier state of the same PDF is out of date; anything else was never handed out."""
    if spot is not None:
        sha256, size = spot.frozen
        if hashlib.sha256(data[:size]).hexdigest() == sha256:
            return Conflict("OWN-TOKEN-STALE")
    return Invalid("OWN-TOKEN-OTHER-PDF", fields={"file": "OWN-TOKEN-OTHER-PDF"})


def _require_this_act(handed: Handed, spot: Spot, found: signing.pdf.PdfSignature) -> None:
    """The signature names this statement, by the registered certificate, in its own place."""
    own = hashlib.sha256(handed.token.certificate).hexdigest()
    code = ""
    if found.signer_sha256 != own:
        code = "SIGNER-OTHER-CERTIFICATE"
    elif found.statement_sha256 != handed.asked.statement_sha256:
        code = "OWN-TOKEN-NO-REASON"
    elif found.slot != spot.field:
        code = "OWN-TOKEN-OTHER-FIELD"
    else:
        code = signed_time_fault(found.signed_at, handed.content.claimed_time)
    if code:
        raise Invalid(code, fields={"file": code}, field=found.slot, wanted=spot.field)


def _effect(intent: Intent) -> Effect:
    match intent.act:
        case Act.SUBMIT:
            return freeze_round
        case Act.APPROVE:
            return bring_into_force
        case Act.WITHDRAW:
            return end(intent.words)
        case _:
            return verdict(intent.words)
