"""Signatures of one revision judged: slow, so outside of any transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from qms import signing
from qms.service import Service
from qms.store import read_bytes


@dataclass(frozen=True, slots=True)
class Step:
    """One signature: who, as what, when by the server's clock, and what it is worth now."""

    action: str
    full_name: str
    role: str
    signed_at: datetime
    statement_sha256: str
    certificate_sha256: str
    result: signing.SignatureResult

    @property
    def short(self) -> str:
        """As it is printed with the signature on paper."""
        return self.statement_sha256[:16]


def judged(service: Service, found: Sequence[signing.Evidence]) -> list[Step]:
    """Each signature by itself; that no statement is lacking is asked of the whole document.

    Held against the same anchors and lists as on the page of evidence: two pages never disagree.
    """
    with service.db.read() as session:
        against = signing.against_all(session, service.authority, service.now())
    read_pdf = partial(read_bytes, service.store)
    return [_step(one, signing.verify(one, against, read_pdf)) for one in found]


def _step(one: signing.Evidence, result: signing.SignatureResult) -> Step:
    signer = result.content.spec.signer if result.content else None
    return Step(
        action=one.action,
        full_name=signer.full_name if signer else "",
        role=signer.role.replace("\n", " ") if signer else "",
        signed_at=one.signed_at,
        statement_sha256=one.sha256,
        certificate_sha256=one.known.sha256,
        result=result,
    )
