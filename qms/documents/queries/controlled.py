"""The controlled form of a draft: what it is made from, and whether it was made already.

The same upload under the same facts gives the same bytes, so what was prepared once is found again;
any change of the facts asks for a new form.
"""

import hashlib
import json
import uuid
from dataclasses import asdict, dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qms import word
from qms.documents import wording
from qms.documents.model import (
    Document,
    DocumentType,
    DraftPdf,
    PdfOrigin,
    PlannedReviewer,
    PreparedFile,
    Revision,
    SignablePdf,
)
from qms.documents.queries.facts import latest_file
from qms.documents.queries.layouts import active_layout
from qms.documents.rules.states import State
from qms.errors import Invalid
from qms.installation import installation
from qms.people.queries import names
from qms.people.rules import today

FORM = "2026-1"  # changes whenever the same facts would give other bytes


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the controlled form of a draft is made from."""

    source_sha256: str
    facts: word.ControlFacts
    layout_sha256: str | None
    requires_pdf: bool

    @property
    def fingerprint(self) -> str:
        """Names this form: another upload, fact, layout or PDF gives another one."""
        told = json.dumps(asdict(self), default=str, sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(f"{FORM}\n{told}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Form:
    """What a round freezes: the controlled Word file and, where there is one, its PDF."""

    docx_sha256: str
    docx_size: int
    pdf_sha256: str | None = None
    pdf_size: int | None = None
    pdf_origin: PdfOrigin | None = None
    signed_sha256: str | None = None  # the same PDF with what was appended to it so far
    signed_size: int | None = None


def find_prepared(session: Session, revision_id: uuid.UUID, wanted: Wanted) -> PreparedFile | None:
    """The form that was made before from exactly this."""
    return session.scalars(
        select(PreparedFile).where(
            PreparedFile.revision_id == revision_id,
            PreparedFile.fingerprint == wanted.fingerprint,
        )
    ).one_or_none()


def wanted_form(session: Session, document: Document, revision: Revision) -> Wanted:
    """What the controlled form of the present draft is made from; raises Invalid without a file."""
    present = latest_file(session, revision.id)
    if present is None:
        raise Invalid("SUBMIT-WITHOUT-FILE")
    kind = session.get_one(DocumentType, document.type_code)
    return Wanted(
        source_sha256=present.sha256,
        facts=control_facts(session, document, revision, kind),
        layout_sha256=active_layout(session),
        requires_pdf=kind.requires_pdf,
    )


def control_facts(
    session: Session, document: Document, revision: Revision, kind: DocumentType
) -> word.ControlFacts:
    """What cover, running header and amendment log say; nothing that a signature still decides."""
    here = installation(session)
    return word.ControlFacts(
        agency=here.agency,
        parent_agency=here.parent_agency,
        place=here.place,
        kind=kind.name,
        code=document.code,
        title=revision.title,
        edition=revision.edition,
        revision=revision.revision,
        issued_on=_issued_on(revision),
        decision=wording.decision(revision.decision_number, revision.decision_on),
        log=(*_past_lines(session, revision), _line(revision, _issued_on(revision))),
    )


def _issued_on(revision: Revision) -> date | None:
    """The day of the decision, else the promised day; an approval's own day is not known yet."""
    return revision.decision_on or revision.effective_on


def _past_lines(session: Session, revision: Revision) -> list[word.LogLine]:
    """What was approved here before; what was adopted has its line in the file already."""
    query = select(Revision).where(
        Revision.document_id == revision.document_id,
        Revision.sequence < revision.sequence,
        Revision.state.in_([State.APPROVED, State.WITHDRAWN]),
        Revision.adoption_id.is_(None),
    )
    past = list(session.scalars(query.order_by(Revision.sequence)))
    people = names(session, {one.approved_by for one in past if one.approved_by})
    return [
        replace(
            _line(one, _issued_on(one) or (today(one.effective_at) if one.effective_at else None)),
            approver=people[one.approved_by].full_name if one.approved_by else "",
        )
        for one in past
    ]


def _line(revision: Revision, issued_on: date | None) -> word.LogLine:
    return word.LogLine(
        request=revision.change_requests,
        place=revision.change_place,
        summary=revision.change_summary,
        edition=revision.edition,
        revision=revision.revision,
        issued_on=issued_on,
    )


def author_pdf(session: Session, revision_id: uuid.UUID, docx_sha256: str) -> DraftPdf | None:
    """The latest PDF an author made of this very prepared file."""
    query = (
        select(DraftPdf)
        .where(DraftPdf.revision_id == revision_id, DraftPdf.docx_sha256 == docx_sha256)
        .order_by(DraftPdf.uploaded_at.desc(), DraftPdf.id)
        .limit(1)
    )
    return session.scalars(query).one_or_none()


def bare_pdf(
    session: Session, revision_id: uuid.UUID, wanted: Wanted
) -> tuple[str, PdfOrigin] | None:
    """The PDF made of the prepared file, or brought by an author, still without places to sign."""
    found = find_prepared(session, revision_id, wanted)
    if found is None:
        return None
    if found.pdf_sha256 is not None:
        return found.pdf_sha256, PdfOrigin.CONVERTED
    own = author_pdf(session, revision_id, found.docx_sha256)
    return (own.sha256, PdfOrigin.UPLOADED) if own is not None else None


@dataclass(frozen=True, slots=True)
class Hands:
    """Who will sign the PDF between author and approver, and whether it will be sealed."""

    reviewers: int
    seal: bool


def hands(session: Session, revision_id: uuid.UUID) -> Hands:
    """As many reviewers as are planned, one at least; the seal as the type asks for it."""
    planned = select(func.count()).where(PlannedReviewer.revision_id == revision_id)
    seal = (
        select(DocumentType.requires_seal)
        .join(Document, Document.type_code == DocumentType.code)
        .join(Revision, Revision.document_id == Document.id)
        .where(Revision.id == revision_id)
    )
    return Hands(max(1, session.scalar(planned) or 0), bool(session.scalar(seal)))


def signable_pdf(session: Session, bare_sha256: str, wanted: Hands) -> SignablePdf | None:
    """This PDF with a place for everybody who will sign it, if it was made already."""
    return session.get(SignablePdf, (bare_sha256, wanted.reviewers, wanted.seal))


def prepared_form(session: Session, revision_id: uuid.UUID, wanted: Wanted) -> Form | None:
    """What was prepared from this: the Word file, and its PDF with the places for signatures."""
    found = find_prepared(session, revision_id, wanted)
    if found is None:
        return None
    docx = (found.docx_sha256, found.docx_size)
    bare = bare_pdf(session, revision_id, wanted)
    ready = signable_pdf(session, bare[0], hands(session, revision_id)) if bare else None
    if bare is None or ready is None:
        return Form(*docx)
    return Form(*docx, ready.sha256, ready.size, bare[1])
