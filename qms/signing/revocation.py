"""Whether a certificate had ended by a moment: our own register for ours, CRLs for the others.

CRLs come from the caller, never from an address inside a certificate. One that its CA did not sign,
that speaks of a part only, or of changes only, says nothing here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from qms.signing.model import Asks
from qms.signing.status import KnownCertificate, Revoked

if TYPE_CHECKING:
    from cryptography import x509

    from qms.signing.chain import Chain

REVOKED = "CERTIFICATE-REVOKED-BEFORE"
NOT_REGISTERED = "CERTIFICATE-NOT-REGISTERED"
NOT_KNOWN = "REVOCATION-UNKNOWN"


@dataclass(frozen=True, slots=True)
class Standing:
    """On which side of the moment a certificate ended, and what that means for the signature."""

    revoked: Revoked
    reasons: tuple[str, ...] = ()


def by_register(known: KnownCertificate | None, moment: datetime) -> Standing:
    """What our own register says of a certificate."""
    if known is None:
        return Standing(Revoked.UNKNOWN, (NOT_REGISTERED,))
    return _side(known.ends_at, moment)


def by_lists(chain: "Chain", crls: Sequence[bytes], moment: datetime, at: datetime) -> Standing:
    """What revocation lists of the CAs on the way say of each certificate below them."""
    lists = [one for one in map(_read, crls) if one is not None and one.last_update_utc <= at]
    asked = chain.anchor is None or chain.anchor.revocation is Asks.REQUIRED
    verdict = Standing(Revoked.NO)
    for child, parent in _pairs(chain.path):
        own = [one for one in lists if _speaks_for(one, parent, child)]
        ended = _side(_ends_at(own, child), moment)
        if ended.revoked is Revoked.BEFORE_SIGNING:
            return ended
        if ended.revoked is Revoked.AFTER_SIGNING:
            verdict = ended
        elif asked and not any(_covers(one, child, moment) for one in own):
            return unknown()
    return verdict


def unknown() -> Standing:
    """Where no register and no list can speak, as of a certificate whose CA is not trusted."""
    return Standing(Revoked.UNKNOWN, (NOT_KNOWN,))


def worse(one: Standing, other: Standing) -> Standing:
    """The standing that counts when two sources speak of the same certificate."""
    order = (Revoked.BEFORE_SIGNING, Revoked.UNKNOWN, Revoked.AFTER_SIGNING, Revoked.NO)
    return min(one, other, key=lambda standing: order.index(standing.revoked))


def _side(ends_at: datetime | None, moment: datetime) -> Standing:
    if ends_at is None:
        return Standing(Revoked.NO)
    if ends_at <= moment:
        return Standing(Revoked.BEFORE_SIGNING, (REVOKED,))
    return Standing(Revoked.AFTER_SIGNING)


def _pairs(
    path: Sequence[bytes],
) -> Iterator[tuple["x509.Certificate", "x509.Certificate"]]:
    from cryptography import x509

    read = [x509.load_der_x509_certificate(one) for one in path]
    return zip(read, read[1:], strict=False)


def _read(der: bytes) -> "x509.CertificateRevocationList | None":
    from cryptography import x509

    try:
        return x509.load_der_x509_crl(der)
    except ValueError:
        return None


def _speaks_for(
    crl: "x509.CertificateRevocationList", parent: "x509.Certificate", child: "x509.Certificate"
) -> bool:
    """Whether the child's own CA signed this list, about all of its certificates."""
    from cryptography.exceptions import UnsupportedAlgorithm

    if crl.issuer != parent.subject or child.issuer != parent.subject:
        return False
    try:
        signed = crl.is_signature_valid(parent.public_key())  # type: ignore[arg-type]
        return signed and not any(one.critical for one in crl.extensions)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return False


def _ends_at(
    lists: Sequence["x509.CertificateRevocationList"], child: "x509.Certificate"
) -> datetime | None:
    """The earliest end any list names; CAs drop expired certificates from later lists."""
    newest = max((one.last_update_utc for one in lists), default=None)
    ends = []
    for one in lists:
        entry = one.get_revoked_certificate_by_serial_number(child.serial_number)
        if entry is not None and (one.last_update_utc == newest or not _is_hold(entry)):
            ends.append(_entry_end(entry))
    return min(ends, default=None)


def _is_hold(entry: "x509.RevokedCertificate") -> bool:
    """A hold may be lifted, so that only the newest list counts."""
    from cryptography import x509

    return any(
        isinstance(one.value, x509.CRLReason)
        and one.value.reason is x509.ReasonFlags.certificate_hold
        for one in entry.extensions
    )


def _entry_end(entry: "x509.RevokedCertificate") -> datetime:
    from cryptography import x509

    found = [
        one.value.invalidity_date_utc
        for one in entry.extensions
        if isinstance(one.value, x509.InvalidityDate)
    ]
    return min([entry.revocation_date_utc, *found]).astimezone(UTC)


def _covers(
    crl: "x509.CertificateRevocationList", child: "x509.Certificate", moment: datetime
) -> bool:
    """Whether this list would have told of an end before the moment."""
    if crl.next_update_utc is None or crl.last_update_utc > child.not_valid_after_utc:
        return False
    return crl.next_update_utc >= moment
