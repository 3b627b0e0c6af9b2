"""The built-in time-stamping authority: ECDSA P-256, ESSCertIDv2, strict DER, our own policy.

It proves order and what existed, not absolute time, against whoever administers this service.
Imports asn1crypto at once, so it is itself imported only where a token is made.
"""

import hashlib
import secrets
from datetime import UTC, datetime

from asn1crypto import algos, cms, core, tsp, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from qms.signing.service_keys import ServiceKey
from qms.signing.timestamps.policy import ACCURACY_SECONDS, POLICY

DIGEST = "sha256"
SERIAL_BITS = 120


def make_token(
    digest: bytes, signer: ServiceKey, now: datetime, *, nonce: int | None = None
) -> bytes:
    """A token (DER) over a SHA-256 digest, at `now` cut to the second."""
    certificate = x509.Certificate.load(signer.certificate)
    content = _info(digest, now, nonce).dump()
    attributes = _attributes(content, certificate)
    signature = signer.key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256()))
    info = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                {"issuer": certificate.issuer, "serial_number": certificate.serial_number},
            ),
            "digest_algorithm": {"algorithm": DIGEST},
            "signed_attrs": attributes,
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": signature,
        }
    )
    return _wrapped(content, info, [certificate, *map(x509.Certificate.load, signer.chain)])


def _info(digest: bytes, now: datetime, nonce: int | None) -> tsp.TSTInfo:
    return tsp.TSTInfo(
        {
            **({} if nonce is None else {"nonce": nonce}),
            "version": "v1",
            "policy": POLICY,
            "message_imprint": {
                "hash_algorithm": {"algorithm": DIGEST},
                "hashed_message": digest,
            },
            "serial_number": secrets.randbits(SERIAL_BITS) | 1 << SERIAL_BITS,
            "gen_time": now.astimezone(UTC).replace(microsecond=0),
            "accuracy": {"seconds": ACCURACY_SECONDS},
        }
    )


def _attributes(content: bytes, certificate: x509.Certificate) -> cms.CMSAttributes:
    # SHA-256 is the default of an ESSCertIDv2, and DER leaves defaults out.
    named = tsp.ESSCertIDv2(
        {
            "cert_hash": hashlib.sha256(certificate.dump()).digest(),
            "issuer_serial": {
                "issuer": [x509.GeneralName("directory_name", certificate.issuer)],
                "serial_number": certificate.serial_number,
            },
        }
    )
    values = {
        "content_type": cms.ContentType("tst_info"),
        "message_digest": core.OctetString(hashlib.sha256(content).digest()),
        "signing_certificate_v2": tsp.SigningCertificateV2({"certs": [named]}),
    }
    return cms.CMSAttributes(
        [cms.CMSAttribute({"type": name, "values": [one]}) for name, one in values.items()]
    )


def _wrapped(content: bytes, info: cms.SignerInfo, certificates: list[x509.Certificate]) -> bytes:
    signed = cms.SignedData(
        {
            "version": "v3",
            "digest_algorithms": [algos.DigestAlgorithm({"algorithm": DIGEST})],
            "encap_content_info": {
                "content_type": "tst_info",
                "content": cms.ParsableOctetString(content),
            },
            "certificates": [cms.CertificateChoices("certificate", one) for one in certificates],
            "signer_infos": [info],
        }
    )
    token = cms.ContentInfo({"content_type": "signed_data", "content": signed})
    return bytes(token.dump())
