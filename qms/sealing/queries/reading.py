"""What the clerk, auditors and the quality manager read about the seal and sealed papers."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from qms import signing
from qms.documents.model import Document, Revision
from qms.errors import Conflict, NotFound
from qms.installation import installation
from qms.people.rules import Actor, may_administer
from qms.people.work import Task
from qms.sealing import rules
from qms.sealing.model import SealKey
from qms.sealing.queries.clerks import is_clerk
from qms.sealing.queries.keys import UseLine, seal_certificate, uses
from qms.sealing.queries.papers import Paper, paper
from qms.sealing.queries.waiting import waiting_for
from qms.sealing.rules import KeyKind


@dataclass(frozen=True, slots=True)
class SealDesk:
    """What waits for the clerk, whether the seal is ready, and the register of its uses."""

    keeps: bool
    waiting: tuple[Task, ...]
    ready: bool
    uses: tuple[UseLine, ...]
    administers: bool


@dataclass(frozen=True, slots=True)
class OnePaper:
    """One paper on the page where it is sealed; `paper` is None where it cannot be."""

    revision_id: uuid.UUID
    code: str
    title: str
    paper: Paper | None
    in_device: bool


def seal_desk(session: Session, actor: Actor, now: datetime) -> SealDesk:
    """For who keeps the seal or may see its register; an administrator sees neither."""
    keeps = is_clerk(session, actor.id, now)
    sees = keeps or rules.may_see_uses(actor)
    if not may_administer(actor):
        rules.require_clerk(sees)
    return SealDesk(
        keeps,
        tuple(waiting_for(session, actor, now)),
        seal_certificate(session, now) is not None,
        tuple(uses(session)) if sees else (),
        may_administer(actor),
    )


def paper_for(session: Session, actor: Actor, revision_id: uuid.UUID, now: datetime) -> Paper:
    """A paper whose PDF the clerk, or who may see the register, is to read."""
    rules.require_clerk(is_clerk(session, actor.id, now) or rules.may_see_uses(actor))
    return paper(session, revision_id)


def one_paper(session: Session, actor: Actor, revision_id: uuid.UUID, now: datetime) -> OnePaper:
    """The same for the page on which it is sealed."""
    rules.require_clerk(is_clerk(session, actor.id, now))
    revision = session.get(Revision, revision_id)
    if revision is None:
        raise NotFound("DOCUMENT-NOT-FOUND")
    document = session.get_one(Document, revision.document_id)
    try:
        found = paper(session, revision_id)
    except Conflict:
        found = None
    return OnePaper(revision_id, document.code, revision.title, found, _in_device(session, now))


def _in_device(session: Session, now: datetime) -> bool:
    certificate = seal_certificate(session, now)
    key = session.get(SealKey, certificate.id) if certificate is not None else None
    return key is not None and key.kind is KeyKind.DEVICE


def open_request(
    session: Session, actor: Actor, challenge: str, now: datetime
) -> signing.SignRequest:
    """A statement of the organisation that can still be signed, for the clerk."""
    rules.require_clerk(is_clerk(session, actor.id, now))
    return signing.open_request(session, challenge, installation(session).system_id, now)
