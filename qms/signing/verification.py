"""The one judge of a signed statement, for our own output, pages, the command and uploads alike.

Numbered checks, all without network; bad input gives a result with reasons, never an exception.

 1. the statement is canonical and has exactly the known fields           (statements)
 2. the envelope is DER, of bounded size, signed data                     (envelope)
 3. detached only, exactly one SignerInfo, nothing unsigned beside it     (envelope)
 4. digest SHA-256/384/512, the same everywhere; ECDSA or RSA             (envelope)
 5. every signed attribute once, signing-certificate-v2 demanded          (envelope)
 6. the signer's certificate is the one that attribute names              (envelope)
 7. the digest of these bytes is the signed one, and the signature fits   (integrity)
 8. the statement names this very certificate, and its holder             (binding)
 9. the signature was made within ten minutes of the claimed time         (binding)
10. the certificate led to a configured root then, for nonRepudiation     (chain)
11. revocation on our own register, before or after signing               (revocation)
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from qms.errors import Invalid
from qms.signing.statements import Content, parse
from qms.signing.status import KnownCertificate, Revoked, SignatureResult, broken

if TYPE_CHECKING:
    from qms.signing.envelope import Envelope

REQUEST_LIFE = timedelta(minutes=10)
SECOND = timedelta(seconds=1)  # times in statements and signatures are whole seconds
NO_TIMESTAMP = "TIME-CLAIMED-ONLY"
EXPIRED_SINCE = "CERTIFICATE-EXPIRED-SINCE"
DEMO = "DEMO-INSTALLATION"


def verify_statement(
    data: bytes,
    der: bytes,
    *,
    roots: Sequence[bytes],
    certificates: Mapping[str, KnownCertificate],
    at: datetime,
) -> SignatureResult:
    """Judge a detached signature over a statement's bytes.

    `roots` are the trusted anchors (DER), `certificates` what is known of people's certificates by
    sha256, `at` the present moment.
    """
    from qms.signing.envelope import BadEnvelope, open_envelope

    try:
        content = parse(data)
    except Invalid as error:
        return broken([error.code])
    try:
        envelope = open_envelope(der)
    except BadEnvelope as error:
        return broken([str(error)], content)
    return _judge(data, content, envelope, roots, certificates, at)


def _judge(
    data: bytes,
    content: Content,
    envelope: "Envelope",
    roots: Sequence[bytes],
    certificates: Mapping[str, KnownCertificate],
    at: datetime,
) -> SignatureResult:
    from qms.signing.chain import check_chain

    intact, fits = _integrity(data, envelope)
    sha256 = hashlib.sha256(envelope.signer_der).hexdigest()
    known = certificates.get(sha256)
    mismatches = _binding(content, envelope, sha256, known, at)
    faults = check_chain(envelope.signer, envelope.others, roots=roots, at=envelope.signed_at)
    revoked = _revocation(known, envelope.signed_at)
    reasons = [
        *([] if intact else ["CONTENT-CHANGED"]),
        *([] if fits else ["SIGNATURE-WRONG"]),
        *mismatches,
        *faults,
        *_revocation_reasons(revoked),
    ]
    return SignatureResult(
        intact=intact,
        valid=intact and fits and not mismatches,
        trusted=fits and not faults,
        revoked=revoked,
        reasons=tuple(reasons),
        notes=tuple(_notes(content, envelope, revoked, at)),
        signer_sha256=sha256,
        claimed_time=content.claimed_time,
        signed_at=envelope.signed_at,
        content=content,
    )


def _integrity(data: bytes, envelope: "Envelope") -> tuple[bool, bool]:
    """Whether the bytes are the signed ones, and whether the signature fits the certificate."""
    from pyhanko.sign.general import CMSStructuralError
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    from qms.signing.envelope import BAD_INPUT

    digest = hashlib.new(envelope.digest, data).digest()
    try:
        intact, fits = validate_sig_integrity(envelope.signer_info, envelope.signer, "data", digest)
    except (SignatureValidationError, CMSStructuralError, *BAD_INPUT):
        return False, False
    return bool(intact), bool(fits)


def _binding(
    content: Content,
    envelope: "Envelope",
    sha256: str,
    known: KnownCertificate | None,
    at: datetime,
) -> list[str]:
    faults = []
    if content.cert_sha256 != sha256:
        faults.append("SIGNER-OTHER-CERTIFICATE")
    if known is not None and known.holder_id != content.spec.signer.user_id:
        faults.append("SIGNER-OTHER-PERSON")
    if not -SECOND <= envelope.signed_at - content.claimed_time <= REQUEST_LIFE:
        faults.append("SIGNING-TIME-APART")
    if envelope.signed_at > at + SECOND:
        faults.append("SIGNING-TIME-FUTURE")
    return faults


def _revocation(known: KnownCertificate | None, signed_at: datetime) -> Revoked:
    if known is None:
        return Revoked.UNKNOWN
    if known.ends_at is None:
        return Revoked.NO
    return Revoked.BEFORE_SIGNING if known.ends_at <= signed_at else Revoked.AFTER_SIGNING


def _revocation_reasons(revoked: Revoked) -> list[str]:
    if revoked is Revoked.BEFORE_SIGNING:
        return ["CERTIFICATE-REVOKED-BEFORE"]
    return ["CERTIFICATE-NOT-REGISTERED"] if revoked is Revoked.UNKNOWN else []


def _notes(content: Content, envelope: "Envelope", revoked: Revoked, at: datetime) -> list[str]:
    notes = [NO_TIMESTAMP]
    if revoked is Revoked.AFTER_SIGNING:
        notes.append("CERTIFICATE-REVOKED-AFTER")
    if envelope.signer.not_valid_after < at:
        notes.append(EXPIRED_SINCE)
    if content.is_demo:
        notes.append(DEMO)
    return notes
