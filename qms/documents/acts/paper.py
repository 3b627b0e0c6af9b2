"""The signature on the PDF itself, appended to those of author and reviewers before it.

Slow, so it is made before the transaction; where somebody else signed the same PDF meanwhile it is
made again on what is there now, with the same open key.
"""

from __future__ import annotations

from dataclasses import dataclass

from qms import signing, word
from qms.documents.acts.case import Case
from qms.documents.acts.prepare import present_form
from qms.documents.queries.signed_pdf import (
    APPROVER,
    AUTHOR,
    places_of,
    reviewer_field,
)
from qms.documents.rules.states import Act
from qms.errors import Conflict
from qms.installation import installation
from qms.service import Service
from qms.signing.judging import Against
from qms.signing.model import PdfStep, Picture, Statement
from qms.signing.own import Holder
from qms.store import read_bytes

ON_PAPER = frozenset({Act.SUBMIT, Act.AGREE, Act.APPROVE})
MOST_REASON = 200  # characters of the meaning within the PDF's own signature


@dataclass(frozen=True, slots=True)
class Spot:
    """The field of the next signature on a PDF, and what it is appended to."""

    base_sha256: str
    frozen: tuple[str, int]
    first: bool  # nobody has signed this PDF yet
    field: str
    step: PdfStep
    against: Against


@dataclass(frozen=True, slots=True)
class Paper:
    """The spot of a person's signature, and what it looks like there."""

    spot: Spot
    place: dict[str, object]
    picture_sha256: str | None
    demo: bool


def paper_of(case: Case, act: Act, opened: Holder) -> Paper | None:
    """The next signature on the PDF of this round; None where it has no fields or no PDF."""
    if act not in ON_PAPER:
        return None
    kept = present_form(case) if act is Act.SUBMIT else case.running_round()
    if kept.pdf_sha256 is None or kept.pdf_size is None:
        return None
    places = places_of(case.session, kept.pdf_sha256)
    if not places:
        return None
    chain_id = None if act is Act.SUBMIT else case.running_round().statement_id
    signed = signing.chain_states(case.session, chain_id) if chain_id is not None else []
    field = _field(act, [one.field for one in signed])
    picture = case.session.get(Picture, case.actor.id)
    spot = Spot(
        base_sha256=signed[-1].sha256 if signed else kept.pdf_sha256,
        frozen=(kept.pdf_sha256, kept.pdf_size),
        first=not signed,
        field=field,
        step=PdfStep.SIGNATURE,
        against=signing.against_chain(
            case.session, case.service.authority, opened, chain_id, case.now
        ),
    )
    return Paper(
        spot=spot,
        place=places[field],
        picture_sha256=picture.sha256 if picture is not None else None,
        demo=installation(case.session).demo,
    )


def _field(act: Act, taken: list[str]) -> str:
    """Author, then the reviewers in the order in which they agree, then the approver.

    Who signed the statement alone, with a token of his own, leaves his place empty.
    """
    if act is Act.SUBMIT:
        return AUTHOR
    if act is Act.APPROVE:
        return APPROVER
    return reviewer_field(1 + sum(one not in {AUTHOR, APPROVER} for one in taken))


def reason_of(meaning: str, statement_sha256: str) -> str:
    """What a signature in the PDF gives as its reason: the meaning, and the statement it is of."""
    return f"{meaning[:MOST_REASON]} [{statement_sha256}]"


def sign_paper(
    service: Service,
    opened: signing.OpenKey,
    signed: signing.Signed,
    paper: Paper,
) -> signing.AppendedPdf:
    """A person's signature appended, as it looks with name, position and picture."""
    look = word.signature_look(paper.place, _facts(service, signed, paper))
    return append_signature(service, opened, signed, paper.spot, look)


def append_signature(
    service: Service,
    opened: signing.OpenKey,
    signed: signing.Signed,
    spot: Spot,
    look: bytes,
) -> signing.AppendedPdf:
    """Append the signature, verify the whole PDF as anybody else would, keep it in the store."""
    made = signing.pdf.sign_pdf(
        read_bytes(service.store, spot.base_sha256),
        key=opened.key,
        certificate=opened.certificate,
        chain=opened.chain,
        field=spot.field,
        reason=reason_of(signed.content.spec.meaning, signed.statement_sha256),
        name=signed.content.spec.signer.full_name,
        at=signed.signed_at,
        look=look,
        certify=spot.first,
        token=service.stamper.pyhanko(signed.signed_at),
    )
    signing.require_own_pdf(made.data, spot.frozen, spot.against)
    stored = service.store.put(made.data)
    return signing.AppendedPdf(
        base_sha256=spot.base_sha256,
        sha256=stored.sha256,
        size=stored.size,
        field=spot.field,
        step=spot.step,
        level=made.level,
        ends_at=made.ends_at,
        certificate_id=opened.certificate_id,
    )


def _facts(service: Service, signed: signing.Signed, paper: Paper) -> word.SignatureFacts:
    signer, picture = signed.content.spec.signer, paper.picture_sha256
    return word.SignatureFacts(
        name=signer.full_name,
        title_lines=tuple(signer.role.split("\n")),
        signed_at=signed.signed_at,
        picture=read_bytes(service.store, picture) if picture is not None else None,
        demo=paper.demo,
        statement_sha256=signed.statement_sha256,
    )


def record_paper(case: Case, act: Act, statement: Statement, appended: signing.AppendedPdf) -> None:
    """Keep the signed PDF: the author's is the first of its chain, named by his statement."""
    if act is Act.SUBMIT:
        chain_id, frozen = statement.id, present_form(case).pdf_sha256
    else:
        running = case.running_round()
        chain_id, frozen = running.statement_id, running.pdf_sha256
    head = signing.head_of_chain(case.session, chain_id)
    if head is None and appended.base_sha256 != frozen:
        raise Conflict("SIGNED-STATE-CHANGED")
    signing.append_pdf(case.session, chain_id, appended, now=case.now, statement_id=statement.id)
