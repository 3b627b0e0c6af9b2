"""What a CMS signature is worth, whatever it signs: the part statements and PDFs have in common.

Judged at the moment a time-stamp tells, so that a certificate that expired or was revoked later
does no harm, and one that had ended before does. Without a time-stamp the claimed time is all there
is, and the verdict says so.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from qms.signing import moments, revocation
from qms.signing.model import SignatureLevel
from qms.signing.status import KnownCertificate, Revoked, Trusted
from qms.signing.trust import Anchor

if TYPE_CHECKING:
    from qms.signing.chain import Chain
    from qms.signing.envelope import Envelope

NO_TIMESTAMP = "TIME-CLAIMED-ONLY"
EXPIRED_SINCE = "CERTIFICATE-EXPIRED-SINCE"
REVOKED_SINCE = "CERTIFICATE-REVOKED-AFTER"


@dataclass(frozen=True, slots=True)
class Against:
    """What signatures are judged against; certificates as DER.

    `certificates` is the register of people's certificates by sha256. None says that there is no
    register here, as for somebody who holds a bundle only: then CRLs alone tell of revocation.
    """

    roots: Sequence[bytes]
    at: datetime
    certificates: Mapping[str, KnownCertificate] | None
    outside: Sequence[Anchor] = ()
    stamp_anchors: Sequence[bytes] = ()
    crls: Sequence[bytes] = ()

    @property
    def time_roots(self) -> list[bytes]:
        """Where time-stamps may lead: our own roots, and those of outside authorities."""
        return [*self.roots, *self.stamp_anchors]


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict about an envelope; what it says of the content is for the caller to add."""

    intact: bool
    fits: bool
    chain: "Chain"
    revoked: Revoked
    known: KnownCertificate | None
    signer_sha256: str
    time: Trusted | None
    level: SignatureLevel
    reasons: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def parameters(self) -> dict[str, str]:
        """What the sentences of the reasons are to name."""
        return {"issuer": self.chain.issuer} if self.chain.issuer else {}


def judge(
    envelope: "Envelope",
    digest: bytes,
    against: Against,
    *,
    stamps: moments.Stamps,
    mismatches: Sequence[str] = (),
) -> Judged:
    """Judge an opened envelope over content with this digest, made with the envelope's algorithm.

    `stamps` are the time-stamps over it, `mismatches` what the caller found wrong with the content.
    """
    from qms.signing.chain import judge_chain

    intact, fits = _integrity(digest, envelope)
    sha256 = hashlib.sha256(envelope.signer_der).hexdigest()
    known = against.certificates.get(sha256) if against.certificates is not None else None
    late = moments.came_late(stamps.time, known, envelope.signer.not_valid_after)
    time = None if late else stamps.time
    moment = time.moment if time is not None else envelope.signed_at
    chain = judge_chain(
        envelope.signer,
        envelope.others,
        roots=against.roots,
        outside=against.outside,
        at=moment,
    )
    standing = _standing(chain, known, against, moment)
    return Judged(
        intact=intact,
        fits=fits,
        chain=chain,
        revoked=standing.revoked,
        known=known,
        signer_sha256=sha256,
        time=time,
        level=_level(time, stamps),
        reasons=(
            *([] if intact else ["CONTENT-CHANGED"]),
            *([] if fits else ["SIGNATURE-WRONG"]),
            *mismatches,
            *_time_reasons(envelope, stamps, against.at),
            *chain.faults,
            *standing.reasons,
        ),
        notes=(
            *_notes(envelope, time, standing.revoked, against.at, late=late),
            *stamps.notes,
        ),
    )


def holder_fault(known: KnownCertificate | None, holder: object) -> list[str]:
    """A certificate of the register belongs to whom the content names."""
    return ["SIGNER-OTHER-PERSON"] if known is not None and known.holder_id != holder else []


def _standing(
    chain: "Chain", known: KnownCertificate | None, against: Against, moment: datetime
) -> revocation.Standing:
    no_register = against.certificates is None
    if not chain.path or not (no_register or chain.anchor):
        return revocation.unknown() if no_register else revocation.by_register(known, moment)
    by_lists = revocation.by_lists(chain, against.crls, moment, against.at)
    if no_register:
        return by_lists
    return revocation.worse(revocation.by_register(known, moment), by_lists)


def _integrity(digest: bytes, envelope: "Envelope") -> tuple[bool, bool]:
    """Whether the bytes are the signed ones, and whether the signature fits the certificate."""
    from pyhanko.sign.general import CMSStructuralError
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    from qms.signing.envelope import BAD_INPUT

    try:
        intact, fits = validate_sig_integrity(envelope.signer_info, envelope.signer, "data", digest)
    except (SignatureValidationError, CMSStructuralError, *BAD_INPUT):
        return False, False
    return bool(intact), bool(fits)


def _time_reasons(envelope: "Envelope", stamps: moments.Stamps, at: datetime) -> list[str]:
    faults = list(stamps.reasons)
    if envelope.signed_at > at + moments.SECOND:
        faults.append("SIGNING-TIME-FUTURE")
    if stamps.time and stamps.time.moment < envelope.signed_at - moments.REQUEST_LIFE:
        faults.append("SIGNING-TIME-APART")
    return faults


def _level(time: Trusted | None, stamps: moments.Stamps) -> SignatureLevel:
    if time is None:
        return SignatureLevel.B
    return SignatureLevel.LTA if stamps.renewed else SignatureLevel.T


def _notes(
    envelope: "Envelope", time: Trusted | None, revoked: Revoked, at: datetime, *, late: bool
) -> list[str]:
    told = {
        NO_TIMESTAMP: time is None,
        moments.LATE: late,
        moments.ENDED: time is not None and time.ends_at < at,
        REVOKED_SINCE: revoked is Revoked.AFTER_SIGNING,
        EXPIRED_SINCE: envelope.signer.not_valid_after < at,
    }
    return [code for code, holds in told.items() if holds]
