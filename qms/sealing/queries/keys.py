"""The seal itself: its certificate and key, its picture, its register."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, aliased

from qms.documents.model import Document, Revision
from qms.installation import installation
from qms.people.model import Person
from qms.people.queries import names
from qms.sealing.model import SealKey, SealUse
from qms.sealing.rules import KeyKind
from qms.signing.model import Certificate, KeyBlob, Picture, RevocationReason

USES = 100


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One key the seal has or had."""

    certificate_id: uuid.UUID
    kind: KeyKind
    token: str
    sha256: str
    subject: str
    not_before: datetime
    not_after: datetime
    revoked_at: datetime | None
    reason: RevocationReason | None
    made_at: datetime
    made_by: str
    witness: str
    status: str


@dataclass(frozen=True, slots=True)
class SealPage:
    """The seal as an administrator sees it."""

    agency: str
    holder_id: uuid.UUID
    keys: tuple[KeyLine, ...]
    live: KeyLine | None
    picture_mm: int | None


@dataclass(frozen=True, slots=True)
class UseLine:
    """One line of the register of the seal."""

    revision_id: uuid.UUID
    code: str
    title: str
    edition: int
    revision: int
    sealed_at: datetime
    clerk: str
    cert_sha256: str


def seal_certificate(session: Session, now: datetime) -> Certificate | None:
    """The certificate the seal is used with now: unrevoked, in its period, its key known here."""
    blob = exists().where(KeyBlob.certificate_id == Certificate.id)
    query = (
        select(Certificate)
        .join(SealKey, SealKey.certificate_id == Certificate.id)
        .where(
            Certificate.holder_id == installation(session).system_id,
            Certificate.revoked_at.is_(None),
            Certificate.not_before <= now,
            Certificate.not_after >= now,
            or_(SealKey.kind == KeyKind.DEVICE, blob),
        )
        .order_by(SealKey.made_at.desc(), Certificate.id)
    )
    return session.scalars(query).first()


def seal_page(session: Session, now: datetime) -> SealPage:
    """Keys, the newest first, and the size of the picture."""
    here = installation(session)
    maker, witness = aliased(Person), aliased(Person)
    rows = session.execute(
        select(SealKey, Certificate, maker.full_name, witness.full_name)
        .join(Certificate, Certificate.id == SealKey.certificate_id)
        .join(maker, maker.id == SealKey.made_by)
        .join(witness, witness.id == SealKey.witness_id)
        .order_by(SealKey.made_at.desc(), Certificate.id)
    )
    keys = tuple(_line(key, held, by, beside, now) for key, held, by, beside in rows)
    live = seal_certificate(session, now)
    picture = session.get(Picture, here.system_id)
    return SealPage(
        here.agency,
        here.system_id,
        keys,
        next((one for one in keys if live is not None and one.certificate_id == live.id), None),
        picture.width_mm if picture is not None else None,
    )


def _line(key: SealKey, held: Certificate, by: str, beside: str, now: datetime) -> KeyLine:
    status = "revoked" if held.revoked_at else "expired" if held.not_after < now else "valid"
    return KeyLine(
        held.id,
        key.kind,
        key.token,
        held.sha256,
        held.subject,
        held.not_before,
        held.not_after,
        held.revoked_at,
        held.reason,
        key.made_at,
        by,
        beside,
        status,
    )


def uses(session: Session, limit: int = USES) -> list[UseLine]:
    """The register of the seal, the latest use first."""
    query = (
        select(SealUse, Revision, Document.code, Certificate.sha256)
        .join(Revision, Revision.id == SealUse.revision_id)
        .join(Document, Document.id == Revision.document_id)
        .join(Certificate, Certificate.id == SealUse.certificate_id)
        .order_by(SealUse.sealed_at.desc(), SealUse.statement_id)
        .limit(limit)
    )
    rows = session.execute(query).all()
    people = names(session, {use.clerk_id for use, *_ in rows})
    return [
        UseLine(
            one.id,
            code,
            one.title,
            one.edition,
            one.revision,
            use.sealed_at,
            people[use.clerk_id].full_name,
            sha256,
        )
        for use, one, code, sha256 in rows
    ]
