"""What makes a signed PDF checkable for years: validation data inside it, a time-stamp over it.

Done once an approved paper is complete, and again before its last time-stamp ends (PAdES B-LTA).
A time-stamp that cannot be had now is asked for again at the next turn.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select

from qms import audit, signing
from qms.documents.model import Document, DocumentType, Revision, Round
from qms.documents.rules.states import Outcome
from qms.errors import QmsError
from qms.service import Service
from qms.signing.model import PdfStep, SignedPdf
from qms.store import read_bytes

RENEW_BEFORE = timedelta(days=365)
NOT_AGAIN_WITHIN = timedelta(days=30)  # an authority near its own end gives no longer time-stamps
AT_ONCE = 20
STOPS_ALL = frozenset({"TSA-UNAVAILABLE", "DISK-FULL"})
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Due:
    """A signed PDF that lacks the time-stamp over its present state, and what goes into it."""

    chain_id: UUID
    revision_id: UUID
    sha256: str
    certificates: tuple[bytes, ...]
    crls: tuple[bytes, ...]


def archive_papers(service: Service, at_once: int = AT_ONCE) -> int:
    """Archive what is complete and renew what would soon lapse; returns how many were done.

    A paper that cannot be archived (its file is damaged, say) is logged and holds up no other.
    Raises Unavailable where nothing can be archived now: TSA-UNAVAILABLE, DISK-FULL.
    """
    now, done = service.now(), 0
    with service.db.write() as session:  # the lists that go in are those of today
        signing.refresh_crls(session, service.authority, now)
    with service.db.read() as session:
        waiting = [(head, revision_id) for head, revision_id in session.execute(_waiting(now))]
    for head, revision_id in waiting:
        if done == at_once:
            break
        try:
            done += _archive(service, _due(service, head, revision_id, now), now)
        except QmsError as error:
            if error.code in STOPS_ALL:
                raise
            log.warning("the paper of revision %s is not archived: %s", revision_id, error)
    return done


def _waiting(now: datetime) -> Select[*tuple[Any, ...]]:
    """Heads of approved papers: signed and, where the type asks for it, sealed; or lapsing."""
    last = (
        select(SignedPdf.chain_id, func.max(SignedPdf.number).label("number"))
        .group_by(SignedPdf.chain_id)
        .subquery()
    )
    complete = or_(
        SignedPdf.step == PdfStep.SEAL,
        and_(SignedPdf.step == PdfStep.SIGNATURE, DocumentType.requires_seal.is_(False)),
    )
    lapsing = and_(
        SignedPdf.step == PdfStep.ARCHIVE,
        SignedPdf.ends_at < now + RENEW_BEFORE,
        SignedPdf.made_at < now - NOT_AGAIN_WITHIN,
    )
    return (
        select(SignedPdf, Round.revision_id)
        .join(
            last,
            and_(last.c.chain_id == SignedPdf.chain_id, last.c.number == SignedPdf.number),
        )
        .join(Round, Round.statement_id == SignedPdf.chain_id)
        .join(Revision, Revision.id == Round.revision_id)
        .join(Document, Document.id == Revision.document_id)
        .join(DocumentType, DocumentType.code == Document.type_code)
        .where(Round.outcome == Outcome.APPROVED, or_(complete, lapsing))
        .order_by(SignedPdf.made_at)
    )


def _due(service: Service, head: SignedPdf, revision_id: UUID, now: datetime) -> Due:
    with service.db.read() as session:
        certificates, crls = signing.validation_data(session, service.authority, head.chain_id, now)
    return Due(head.chain_id, revision_id, head.sha256, certificates, crls)


def _archive(service: Service, due: Due, now: datetime) -> int:
    made = signing.pdf.archive_pdf(
        read_bytes(service.store, due.sha256),
        certificates=due.certificates,
        crls=due.crls,
        token=service.stamper.pyhanko(now),
    )
    stored = service.store.put(made.data)
    appended = signing.AppendedPdf(
        base_sha256=due.sha256,
        sha256=stored.sha256,
        size=stored.size,
        field=made.field,
        step=PdfStep.ARCHIVE,
        level=made.level,
        ends_at=made.ends_at,
    )
    try:
        with service.db.write() as session:
            signing.append_pdf(session, due.chain_id, appended, now=now)
            audit.record(
                session,
                act_id=audit.new_act(),
                at=now,
                actor_id=None,
                action="documents.revision.paper_archived",
                object_kind="revision",
                object_id=due.revision_id,
                data={"pdf_sha256": stored.sha256, "base_sha256": due.sha256},
            )
    except signing.PdfMoved:  # sealed meanwhile: at the next turn
        return 0
    return 1
