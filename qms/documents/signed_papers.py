"""The signed PDFs of a document, each judged whole as anybody would who has only the file."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import signing
from qms.documents.model import Revision, Round
from qms.errors import Broken, NotFound
from qms.service import Service
from qms.signing.judging import Against
from qms.signing.model import SignedPdf
from qms.signing.pdf import Expected, PdfResult
from qms.signing.verdicts import check_remembered
from qms.store import read_bytes


@dataclass(frozen=True, slots=True)
class JudgedPaper:
    """The newest state of a signed PDF, of which number, and what it is worth."""

    edition: int
    revision: int
    sha256: str
    size: int
    result: PdfResult


@dataclass(frozen=True, slots=True)
class _Chain:
    edition: int
    revision: int
    states: tuple[Expected, ...]  # as it was frozen, then after every step


def judge_papers(service: Service, document_id: uuid.UUID) -> list[JudgedPaper]:
    """Every signed PDF of the document, oldest first; slow the first time each day."""
    with service.db.read() as session:
        chains = _chains(session, document_id)
        against = signing.against_all(session, service.authority, service.now())
    return [_judged(service, one, against) for one in chains]


def _chains(session: Session, document_id: uuid.UUID) -> list[_Chain]:
    query = (
        select(Round, Revision)
        .join(Revision, Revision.id == Round.revision_id)
        .where(
            Revision.document_id == document_id,
            Round.statement_id.in_(select(SignedPdf.chain_id)),
        )
        .order_by(Revision.sequence, Round.number)
    )
    found = []
    for circulated, revision in session.execute(query):
        frozen = Expected(circulated.pdf_sha256 or "", circulated.pdf_size or 0)
        later = signing.chain_states(session, circulated.statement_id)
        states = (frozen, *(Expected(one.sha256, one.size) for one in later))
        found.append(_Chain(revision.edition, revision.revision, states))
    return found


def _judged(service: Service, chain: _Chain, against: Against) -> JudgedPaper:
    newest = chain.states[-1]
    try:
        data = read_bytes(service.store, newest.sha256)
    except (Broken, NotFound):
        result = PdfResult(reasons=("SIGNED-PDF-MISSING",))
    else:
        result = check_remembered(service.db, data, against, expected=chain.states)
    return JudgedPaper(chain.edition, chain.revision, newest.sha256, newest.size, result)
