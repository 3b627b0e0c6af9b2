"""Which revisions of the register these very bytes belong to."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from qms.documents.model import Document, Revision, Round
from qms.documents.queries.revision import revision_page
from qms.errors import NotFound
from qms.people.rules import Actor
from qms.signing.model import SignedPdf

MOST = 20


@dataclass(frozen=True, slots=True)
class Known:
    """A revision that was signed with this file, or whose signed PDF it is."""

    document_id: uuid.UUID
    revision_id: uuid.UUID
    code: str
    title: str
    edition: int
    revision: int
    state: str


def known_file(session: Session, actor: Actor | None, sha256: str, now: datetime) -> list[Known]:
    """The revisions, the latest first, that this person may see; `actor` None is the console."""
    of_round = select(Round.revision_id).where(
        or_(Round.docx_sha256 == sha256, Round.pdf_sha256 == sha256)
    )
    of_chain = (
        select(Round.revision_id)
        .join(SignedPdf, SignedPdf.chain_id == Round.statement_id)
        .where(SignedPdf.sha256 == sha256)
    )
    query = (
        select(Revision, Document)
        .join(Document, Document.id == Revision.document_id)
        .where(
            or_(
                Revision.docx_sha256 == sha256,
                Revision.pdf_sha256 == sha256,
                Revision.id.in_(of_round),
                Revision.id.in_(of_chain),
            )
        )
        .order_by(Revision.sequence.desc())
        .limit(MOST)
    )
    return [
        Known(
            document.id,
            revision.id,
            document.code,
            document.title,
            revision.edition,
            revision.revision,
            revision.state.value,
        )
        for revision, document in session.execute(query)
        if actor is None or _sees(session, actor, revision.id, now)
    ]


def _sees(session: Session, actor: Actor, revision_id: uuid.UUID, now: datetime) -> bool:
    try:
        revision_page(session, actor, revision_id, now)
    except NotFound:
        return False
    return True
