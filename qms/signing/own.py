"""What this installation judges by: its roots and anchors, its register, its lists; and its own
output before it is kept, by the same judge.
"""

import hashlib
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.errors import Broken, Conflict
from qms.signing import pdf
from qms.signing.authority import Authority
from qms.signing.chains import known_signers
from qms.signing.crl import current_crls
from qms.signing.judging import Against
from qms.signing.model import Certificate
from qms.signing.pdf.verdict import Expected
from qms.signing.status import KnownCertificate
from qms.signing.trust import anchors


class Holder(Protocol):
    """Whose certificate the next signature is made with, wherever its key is."""

    @property
    def holder_id(self) -> UUID:
        """The person, or the organisation."""

    @property
    def certificate(self) -> bytes:
        """DER."""


def against_chain(
    session: Session, authority: Authority, opened: Holder, chain_id: UUID | None, at: datetime
) -> Against:
    """What a PDF is judged against that this key signs after those of the chain."""
    own = hashlib.sha256(opened.certificate).hexdigest()
    before = {} if chain_id is None else known_signers(session, chain_id)
    known = {**before, own: KnownCertificate(own, opened.holder_id)}
    return _against(session, authority, known, at)


def against_all(session: Session, authority: Authority, at: datetime) -> Against:
    """What anything stored here is judged against: every certificate ever registered."""
    rows = session.scalars(select(Certificate))
    return _against(session, authority, {one.sha256: KnownCertificate.of(one) for one in rows}, at)


def _against(
    session: Session, authority: Authority, known: dict[str, KnownCertificate], at: datetime
) -> Against:
    return Against(
        roots=authority.roots(),
        at=at,
        certificates=known,
        outside=anchors(session),
        stamp_anchors=authority.stamp_anchors(),
        crls=[one.der for one in current_crls(session, at)],
    )


def require_own_pdf(data: bytes, frozen: tuple[str, int], against: Against) -> None:
    """The PDF just signed holds as a whole and begins as frozen.

    Raises Conflict("SIGNED-PDF-EARLIER-ENDED") where a signature before this one no longer does (a
    key found compromised since), and Broken("SIGNING-SELF-CHECK") for everything else.
    """
    result = pdf.check_against(data, against, expected=[Expected(*frozen)])
    if result.ok:
        return
    ended = [one for one in result.signatures[:-1] if not one.ok]
    if ended and not result.reasons and result.signatures[-1].ok:
        named = ", ".join(dict.fromkeys(one.name for one in ended))
        raise Conflict("SIGNED-PDF-EARLIER-ENDED", names=named)
    raise Broken("SIGNING-SELF-CHECK", reasons=", ".join(result.every_reason))
