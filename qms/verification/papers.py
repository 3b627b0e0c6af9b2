"""Signed PDFs: every state begins with the one before, and the newest says what the rows say."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import signing
from qms.documents.model import Document, Revision, Round
from qms.documents.queries.signed_pdf import APPROVER, AUTHOR
from qms.documents.rules.numbering import number_text
from qms.documents.rules.states import Outcome
from qms.errors import Broken, NotFound
from qms.service import Service
from qms.signing.judging import Against
from qms.signing.model import (
    Certificate,
    PdfStep,
    Signature,
    SignatureFormat,
    SignedPdf,
    Source,
    Statement,
)
from qms.signing.pdf import Expected, PdfResult
from qms.store import read_bytes
from qms.verification.progress import Progress, silent
from qms.verification.report import Found

AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class State:
    """One state of a signed PDF, as its row says, with the statement it belongs to."""

    number: int
    step: PdfStep
    base_sha256: str
    sha256: str
    size: int
    field: str
    statement_sha256: str | None
    certificate_id: uuid.UUID | None
    signed_by: uuid.UUID | None  # the certificate of the statement's own signature


@dataclass(frozen=True, slots=True)
class Paper:
    """A round with its PDF as it was frozen, and the states that followed."""

    code: str
    edition: int
    revision: int
    frozen: Expected
    signed_here: frozenset[str]  # fields of who must have signed the PDF itself
    states: tuple[State, ...]

    @property
    def facts(self) -> dict[str, object]:
        """How a problem names it."""
        return {"document": self.code, "number": number_text(self.edition, self.revision)}


def check_papers(
    service: Service, progress: Progress = silent, document_id: uuid.UUID | None = None
) -> list[Found]:
    """Every signed PDF, or those of one document; each newest state is judged whole."""
    with service.db.read() as session:
        against = signing.against_all(session, service.authority, service.now())
        chains = _chains(session, document_id)
    problems: list[Found] = []
    for start in range(0, len(chains), AT_ONCE):
        with service.db.read() as session:
            papers = _papers(session, chains[start : start + AT_ONCE])
        for paper in papers:
            problems += [*_rows(paper), *_bytes(service, paper, against)]
        progress("papers", min(start + AT_ONCE, len(chains)), len(chains))
    return problems


def _chains(session: Session, document_id: uuid.UUID | None) -> list[uuid.UUID]:
    query = (
        select(Round.statement_id)
        .join(Revision, Revision.id == Round.revision_id)
        .where(Round.statement_id.in_(select(SignedPdf.chain_id)))
    )
    if document_id is not None:
        query = query.where(Revision.document_id == document_id)
    return sorted(session.scalars(query))


def _papers(session: Session, chain_ids: Collection[uuid.UUID]) -> list[Paper]:
    states = _states(session, chain_ids)
    elsewhere = _signed_elsewhere(session)
    query = (
        select(Round, Revision, Document.code)
        .join(Revision, Revision.id == Round.revision_id)
        .join(Document, Document.id == Revision.document_id)
        .where(Round.statement_id.in_(chain_ids))
    )
    return [
        Paper(
            code=code,
            edition=revision.edition,
            revision=revision.revision,
            frozen=Expected(circulated.pdf_sha256 or "", circulated.pdf_size or 0),
            signed_here=_expected(circulated, revision, elsewhere),
            states=tuple(states[circulated.statement_id]),
        )
        for circulated, revision, code in session.execute(query)
    ]


def _expected(
    circulated: Round, revision: Revision, elsewhere: Collection[uuid.UUID]
) -> frozenset[str]:
    """Author and, once approved, approver, unless they signed the statement alone."""
    approval = revision.approval_statement_id if circulated.outcome is Outcome.APPROVED else None
    wanted = {AUTHOR: circulated.statement_id, APPROVER: approval}
    return frozenset(field for field, one in wanted.items() if one and one not in elsewhere)


def _signed_elsewhere(session: Session) -> set[uuid.UUID]:
    """Statements that were signed alone, with a token of the signer's own."""
    query = (
        select(Signature.statement_id)
        .join(Certificate, Certificate.id == Signature.certificate_id)
        .where(Certificate.source == Source.OUTSIDE, Signature.format == SignatureFormat.CADES)
    )
    return set(session.scalars(query))


def _states(
    session: Session, chain_ids: Collection[uuid.UUID]
) -> Mapping[uuid.UUID, Sequence[State]]:
    query = (
        select(SignedPdf, Statement.sha256, Signature.certificate_id)
        .outerjoin(Statement, Statement.id == SignedPdf.statement_id)
        .outerjoin(Signature, Signature.statement_id == SignedPdf.statement_id)
        .where(SignedPdf.chain_id.in_(chain_ids))
        .order_by(SignedPdf.number)
    )
    found: dict[uuid.UUID, list[State]] = defaultdict(list)
    for row, statement_sha256, signed_by in session.execute(query):
        state = State(
            number=row.number,
            step=row.step,
            base_sha256=row.base_sha256,
            sha256=row.sha256,
            size=row.size,
            field=row.field,
            statement_sha256=statement_sha256,
            certificate_id=row.certificate_id,
            signed_by=signed_by,
        )
        found[row.chain_id].append(state)
    return found


def _rows(paper: Paper) -> Iterator[Found]:
    """The rows follow each other, and an approved paper has its author and its approver."""
    before = paper.frozen
    for number, one in enumerate(paper.states, start=1):
        if (one.number, one.base_sha256) != (number, before.sha256) or one.size <= before.size:
            yield Found("VERIFY-PAPER-CHAIN", {**paper.facts, "state": number})
            return
        if one.certificate_id != one.signed_by:
            yield Found("VERIFY-PAPER-OTHER-KEY", {**paper.facts, "field": one.field})
        before = Expected(one.sha256, one.size)
    fields = {one.field for one in paper.states}
    if not paper.signed_here <= fields:
        yield Found("VERIFY-PAPER-UNSIGNED", paper.facts)


def _bytes(service: Service, paper: Paper, against: Against) -> Iterator[Found]:
    """The newest state judged as anybody would who has only the file."""
    last = paper.states[-1]
    try:
        data = read_bytes(service.store, last.sha256)
    except (Broken, NotFound):  # named where the store is read
        return
    states = [paper.frozen, *(Expected(one.sha256, one.size) for one in paper.states)]
    result = signing.pdf.check_against(data, against, expected=states)
    if not result.ok:
        told = {**result.parameters, "reasons": list(result.every_reason)}
        yield Found("VERIFY-PAPER", {**paper.facts, **told})
    elif _told(paper) != _found(result):
        yield Found("VERIFY-PAPER-OTHER", paper.facts)


def _told(paper: Paper) -> list[tuple[str, str]]:
    """(field, statement) of every signature the rows tell of."""
    return [
        (one.field, one.statement_sha256 or "")
        for one in paper.states
        if one.step is not PdfStep.ARCHIVE
    ]


def _found(result: PdfResult) -> list[tuple[str, str]]:
    return [(one.slot, one.statement_sha256) for one in result.signatures]
