"""The one judge of a signed statement, for our own output, pages, the command and uploads alike.

Numbered checks, all without network; bad input gives a result with reasons, never an exception.

 1. the statement is canonical and has exactly the known fields           (statements)
 2. the envelope is DER, of bounded size, signed data                     (envelope)
 3. detached only, one SignerInfo, unsigned beside it only a time-stamp    (envelope)
 4. digest SHA-256/384/512, the same everywhere; ECDSA or RSA             (envelope)
 5. every signed attribute once, signing-certificate-v2 demanded          (envelope)
 6. the signer's certificate is the one that attribute names              (envelope)
 7. the digest of these bytes is the signed one, and the signature fits   (integrity)
 8. the statement names this very certificate, and its holder             (binding)
 9. the signature was made within ten minutes of the claimed time         (binding)
10. the time-stamps hold, each over what it has to cover                  (moments)
11. the certificate led to a configured root then, for nonRepudiation     (chain)
12. revocation by register or CRLs, before or after that moment           (revocation)
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from qms.errors import Invalid
from qms.signing.judging import Against, Judged, holder_fault, judge
from qms.signing.moments import REQUEST_LIFE, SECOND, Stamps, read_stamps
from qms.signing.statements import Content, parse
from qms.signing.status import KnownCertificate, SignatureResult, broken
from qms.signing.trust import Anchor

if TYPE_CHECKING:
    from qms.signing.envelope import Envelope

DEMO = "DEMO-INSTALLATION"


def verify_statement(
    data: bytes,
    der: bytes,
    *,
    roots: Sequence[bytes],
    certificates: Mapping[str, KnownCertificate] | None,
    at: datetime,
    token: bytes | None = None,
    renewals: Sequence[bytes] = (),
    stamp_anchors: Sequence[bytes] = (),
    outside: Sequence[Anchor] = (),
    crls: Sequence[bytes] = (),
) -> SignatureResult:
    """Judge a detached signature over a statement's bytes.

    `roots` are our own anchors (DER), `outside` the configured others, `certificates` what is known
    of people's certificates by sha256 (None: no register here, `crls` tell), `at` the present
    moment. `token` is the time-stamp kept beside the signature where none is inside it, `renewals`
    the later ones.
    """
    against = Against(roots, at, certificates, outside, stamp_anchors, crls)
    return verify_against(data, der, against, token=token, renewals=renewals)


def verify_against(
    data: bytes,
    der: bytes,
    against: Against,
    *,
    token: bytes | None = None,
    renewals: Sequence[bytes] = (),
) -> SignatureResult:
    """The same with everything it is judged against in one value."""
    from qms.signing.envelope import BadEnvelope, open_envelope

    try:
        content = parse(data)
    except Invalid as error:
        return broken([error.code], parameters=_texts(error.parameters))
    try:
        envelope = open_envelope(der)
        stamps = _stamps(der, envelope, token, renewals, against)
    except BadEnvelope as error:
        return broken([str(error)], content)
    faults = _binding(content, envelope, against)
    digest = hashlib.new(envelope.digest, data).digest()
    judged = judge(envelope, digest, against, stamps=stamps, mismatches=faults)
    return _result(content, envelope, judged, faults)


def _result(
    content: Content, envelope: "Envelope", judged: Judged, faults: Sequence[str]
) -> SignatureResult:
    return SignatureResult(
        intact=judged.intact,
        valid=judged.intact and judged.fits and not faults,
        trusted=judged.fits and not judged.chain.faults,
        revoked=judged.revoked,
        reasons=judged.reasons,
        notes=(*judged.notes, *([DEMO] if content.is_demo else [])),
        signer_sha256=judged.signer_sha256,
        claimed_time=content.claimed_time,
        signed_at=envelope.signed_at,
        content=content,
        time=judged.time,
        level=judged.level,
        parameters=judged.parameters,
    )


def _stamps(
    der: bytes,
    envelope: "Envelope",
    token: bytes | None,
    renewals: Sequence[bytes],
    against: Against,
) -> Stamps:
    from qms.signing.cades import with_token
    from qms.signing.envelope import BadEnvelope

    if envelope.token is not None and token not in {None, envelope.token}:
        raise BadEnvelope("CMS-UNEXPECTED-PART")
    first = envelope.token or token
    if first is None:
        return Stamps(reasons=("TIMESTAMP-WRONG",)) if renewals else Stamps()
    whole = der if envelope.token or not renewals else with_token(der, first)
    return read_stamps(
        envelope.signer_info["signature"].native,
        whole,
        [first, *renewals],
        anchors=against.time_roots,
        others=envelope.others,
        at=against.at,
    )


def _binding(content: Content, envelope: "Envelope", against: Against) -> list[str]:
    """Whether the statement speaks of this certificate, its holder, and this time."""
    sha256 = hashlib.sha256(envelope.signer_der).hexdigest()
    faults = []
    if content.cert_sha256 != sha256:
        faults.append("SIGNER-OTHER-CERTIFICATE")
    known = (against.certificates or {}).get(sha256)
    faults += holder_fault(known, content.spec.signer.user_id)
    if not -SECOND <= envelope.signed_at - content.claimed_time <= REQUEST_LIFE:
        faults.append("SIGNING-TIME-APART")
    return faults


def _texts(parameters: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in parameters.items()}
