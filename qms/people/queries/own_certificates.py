"""The certificates a person signs with, and those they signed with before."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from qms.people.rules.ending import Ending, ending
from qms.signing import certificates_of
from qms.signing.model import Certificate, RevocationReason, Source


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """One certificate; `status` is valid, expired or revoked, `days` what is left of it."""

    id: uuid.UUID
    source: Source
    sha256: str
    serial: str
    issuer: str
    not_before: datetime
    not_after: datetime
    status: str
    ending: Ending
    days: int
    revoked_at: datetime | None
    reason: RevocationReason | None

    @property
    def warns(self) -> bool:
        """Whether it is in use and ends soon."""
        return self.status == "valid" and self.ending is not Ending.FAR


def certificate_lines(
    session: Session, person_id: uuid.UUID, now: datetime
) -> list[CertificateLine]:
    """Every certificate of a person, those in use first."""
    lines = [_line(one, now) for one in certificates_of(session, person_id)]
    return sorted(lines, key=lambda one: one.status != "valid")


def _line(row: Certificate, now: datetime) -> CertificateLine:
    over = row.not_after <= now
    return CertificateLine(
        id=row.id,
        source=row.source,
        sha256=row.sha256,
        serial=row.serial,
        issuer=row.issuer,
        not_before=row.not_before,
        not_after=row.not_after,
        status="revoked" if row.revoked_at else "expired" if over else "valid",
        ending=ending(row.not_after, now),
        days=max((row.not_after - now).days, 0),
        revoked_at=row.revoked_at,
        reason=row.reason,
    )
