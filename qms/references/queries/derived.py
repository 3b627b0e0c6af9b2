"""Citations as they were read from approved files, and as a draft's present file has them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from qms.documents.model import Document, DocumentText, DocumentType, Revision
from qms.documents.rules.states import State
from qms.references.model import Citation, CitationReading
from qms.references.rules.citations import Cited, citations, rules_in_use

BATCH = 50


@dataclass(frozen=True, slots=True)
class Unread:
    """An approved revision whose text was not read for citations by the present rules."""

    revision_id: uuid.UUID
    code: str
    text: str
    headings: tuple[str, ...]

    def citations(self, prefixes: Sequence[str]) -> list[Cited]:
        """What its text cites."""
        return citations(self.text, self.headings, prefixes, self.code)


def prefixes(session: Session) -> tuple[str, ...]:
    """How codes of this agency begin: the codes of its types of document."""
    return tuple(sorted(session.scalars(select(DocumentType.code))))


def unread(session: Session, rules: str, limit: int = BATCH) -> list[Unread]:
    """Approved revisions whose text is known and was not read by these rules, the oldest first."""
    query = (
        _unread(rules)
        .with_only_columns(Revision.id, Document.code, DocumentText.text, DocumentText.headings)
        .order_by(Revision.approved_at, Revision.id)
        .limit(limit)
    )
    return [Unread(row[0], row[1], row[2], heading_names(row[3])) for row in session.execute(query)]


def unread_count(session: Session) -> int:
    """How many approved revisions were not read yet."""
    rules = rules_in_use(prefixes(session))
    return session.scalar(_unread(rules).with_only_columns(func.count())) or 0


def heading_names(headings: Any) -> tuple[str, ...]:
    """The headings of a text as they are kept, without their levels."""
    return tuple(str(name) for _, name in headings or [])


def citations_of(
    session: Session, revision_id: uuid.UUID, sha256: str, own_code: str
) -> list[Cited]:
    """What an approved revision cites: as it was read, or read now where that is still to come."""
    query = (
        select(CitationReading.revision_id, Citation)
        .outerjoin(Citation, Citation.revision_id == CitationReading.revision_id)
        .where(CitationReading.revision_id == revision_id)
        .order_by(Citation.number)
    )
    rows = session.execute(query).all()
    if not rows:
        return citations_in(session, sha256, own_code)
    found: list[Citation | None] = [row[1] for row in rows]  # one None where nothing is cited
    return [cited(one) for one in found if one is not None]


def citations_in(session: Session, sha256: str, own_code: str) -> list[Cited]:
    """What a file cites whose text is known: read now, for a draft that changes any minute."""
    text = session.get(DocumentText, sha256)
    if text is None:
        return []
    return citations(text.text, heading_names(text.headings), prefixes(session), own_code)


def cited(row: Citation) -> Cited:
    """A stored place as the rules know it."""
    return Cited(
        row.kind,
        row.key,
        row.base,
        row.written,
        row.position,
        row.heading,
        row.snippet,
        row.sure,
        row.dated,
    )


def _unread(rules: str) -> Select[Any]:
    return (
        select(Revision.id)
        .join(Document, Document.id == Revision.document_id)
        .join(DocumentText, DocumentText.sha256 == Revision.docx_sha256)
        .outerjoin(CitationReading, and_(CitationReading.revision_id == Revision.id))
        .where(
            Revision.state.in_([State.APPROVED, State.WITHDRAWN]),
            or_(CitationReading.rules.is_(None), CitationReading.rules != rules),
        )
    )
