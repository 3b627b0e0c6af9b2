"""Setting the agency's seal on a signed paper: the second signature of an electronic original.

The clerk sees exactly what the organisation will say, gives the seal's secret, and the signature of
the organisation is appended to the PDF that the competent person has signed (domain §6.1, §5.4).
"""

import uuid

from sqlalchemy.orm import Session

from qms import audit, signing, word
from qms.documents.acts.case import Case, load_case, record_event
from qms.documents.acts.ceremony import approved_files, same_as_signed
from qms.documents.acts.paper import Spot, append_signature
from qms.documents.model import DocumentType
from qms.documents.rules.states import State
from qms.errors import Conflict
from qms.installation import installation
from qms.people.queries import lock_actor
from qms.sealing import rules, wording
from qms.sealing.acts.unlocking import opened_seal
from qms.sealing.model import SealUse
from qms.sealing.queries.clerks import is_clerk
from qms.sealing.queries.keys import seal_certificate
from qms.sealing.queries.papers import Paper, paper
from qms.sealing.schemas import SealProof
from qms.service import Service
from qms.signing.model import Certificate, PdfStep, Picture
from qms.store import read_bytes

MOST_TRIES = 5  # as often may the PDF be renewed while one seal is being set


def ask_to_seal(
    service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID
) -> signing.SignRequest:
    """The exact statement of the organisation, with a challenge that is good once."""
    now = service.now()
    with service.db.write() as session:
        case, found = _load(session, service, actor_id, revision_id)
        here = installation(session)
        certificate = _certificate(session, service)
        signing.refresh_crls(session, service.authority, now)
        head = audit.sequence(session)
        return signing.request(
            session,
            service.authority,
            _spec(case, found),
            subject_id=case.document.id,
            system=str(here.system_id),
            demo=here.demo,
            now=now,
            head=signing.LogHead(head.epoch, head.size, head.hash),
            certificate=certificate,
        )


def seal(service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID, proof: SealProof) -> None:
    """Sign the shown statement and the PDF with the seal's key, then record in one transaction.

    Where the PDF was renewed meanwhile, the seal is set anew on what is there now.
    """
    asked, certificate = _shown(service, actor_id, revision_id, proof.challenge)
    with opened_seal(service, actor_id, certificate, proof.passphrase) as opened:
        now = service.now()
        signed = signing.sign_opened(service.authority, service.stamper, opened, asked, now)
        for _ in range(MOST_TRIES):
            appended = _on_paper(service, actor_id, revision_id, opened, signed)
            try:
                _record(service, actor_id, revision_id, signed, appended)
            except signing.PdfMoved:
                continue
            return
    raise Conflict("SIGNED-STATE-CHANGED")


def _shown(
    service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID, challenge: str
) -> tuple[signing.SignRequest, Certificate]:
    """The request, for a clerk who may seal this paper: nobody else gets as far as the key."""
    with service.db.read() as session:
        _load(session, service, actor_id, revision_id)
        holder = installation(session).system_id
        asked = signing.open_request(session, challenge, holder, service.now())
        certificate = _certificate(session, service)
        if certificate.id != asked.certificate_id:
            raise Conflict("SIGNED-STATE-CHANGED")
        return asked, certificate


def _load(
    session: Session, service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID
) -> tuple[Case, Paper]:
    """Lock person, document and revision; refuse whoever or whatever must not be sealed."""
    actor = lock_actor(session, actor_id, service.now())
    rules.require_clerk(is_clerk(session, actor.id, service.now()))
    case = load_case(session, service, actor_id, revision_id)
    found = paper(session, revision_id)
    if found.sealed_at is not None:
        raise Conflict("SEAL-ALREADY", at=found.sealed_at)
    if case.revision.state is not State.APPROVED or _is_past(case):
        raise Conflict("SEAL-PAPER-DEAD")
    if not session.get_one(DocumentType, case.document.type_code).requires_seal:
        raise Conflict("SEAL-NOT-REQUIRED")
    rules.require_apart(actor.id, found.approver_id)
    return case, found


def _is_past(case: Case) -> bool:
    ended = case.revision.superseded_at
    return ended is not None and ended <= case.now


def _certificate(session: Session, service: Service) -> Certificate:
    found = seal_certificate(session, service.now())
    if found is None:
        raise Conflict("SEAL-NO-KEY")
    return found


def _spec(case: Case, found: Paper) -> signing.StatementSpec:
    here = installation(case.session)
    return signing.StatementSpec(
        action=rules.ACTION,
        meaning=wording.meaning(
            agency=here.agency,
            code=found.code,
            number=(found.edition, found.revision),
            approver=(found.approver, found.role),
            clerk=case.actor.full_name,
        ),
        document=signing.DocumentRef(
            id=case.document.id,
            code=found.code,
            title=found.title,
            edition=found.edition,
            revision=found.revision,
            sequence=case.revision.sequence,
            organisation=here.symbol,
        ),
        files=approved_files(case.revision),
        signer=signing.SignerRef(here.system_id, here.agency, wording.role()),
        basis=(found.approval_sha256,),
    )


def _on_paper(
    service: Service,
    actor_id: uuid.UUID,
    revision_id: uuid.UUID,
    opened: signing.OpenKey,
    signed: signing.Signed,
) -> signing.AppendedPdf:
    """The seal appended to the newest state of the PDF, verified as anybody else would."""
    with service.db.read() as session:
        case, found = _load(session, service, actor_id, revision_id)
        frozen = (case.revision.pdf_sha256 or "", case.revision.pdf_size or 0)
        picture = session.get(Picture, opened.holder_id)
        if picture is None:
            raise Conflict("SEAL-NO-PICTURE")
        spot = Spot(
            base_sha256=found.head_sha256,
            frozen=frozen,
            first=False,
            field=rules.FIELD,
            step=PdfStep.SEAL,
            against=signing.against_chain(
                session, service.authority, opened, found.chain_id, signed.signed_at
            ),
        )
    look = word.seal_look(
        found.place,
        read_bytes(service.store, picture.sha256),
        picture.width_mm,
        demo=signed.content.is_demo,
    )
    return append_signature(service, opened, signed, spot, look)


def _record(
    service: Service,
    actor_id: uuid.UUID,
    revision_id: uuid.UUID,
    signed: signing.Signed,
    appended: signing.AppendedPdf,
) -> None:
    with service.db.write() as session:
        case, found = _load(session, service, actor_id, revision_id)
        same_as_signed(signed, _spec(case, found))
        statement = signing.record(session, signed, now=case.now)
        signing.append_pdf(
            session, found.chain_id, appended, now=case.now, statement_id=statement.id
        )
        session.add(
            SealUse(
                statement_id=statement.id,
                revision_id=revision_id,
                certificate_id=signed.certificate_id,
                clerk_id=actor_id,
                sealed_at=case.now,
            )
        )
        record_event(
            case,
            "sealing.revision.sealed",
            "revision",
            revision_id,
            statement_sha256=statement.sha256,
            pdf_sha256=appended.sha256,
        )
        record_event(
            case,
            "sealing.use.entered",
            "seal_use",
            statement.id,
            revision_id=str(revision_id),
            certificate_id=str(signed.certificate_id),
        )
        case.tell(case.revision.responsible_id, "sealed", "once")
