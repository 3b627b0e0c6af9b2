"""Making a CAdES-B signature: detached, SHA-256, with the signing-certificate-v2 attribute.

Imports pyHanko at once (about a second), so it is itself imported only where something is signed.
`cryptography` alone makes no signing-certificate attribute.
"""

import asyncio
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any, TypeVar

from asn1crypto import cms, core, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

DIGEST = "sha256"
PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
TOKEN_ATTRIBUTE = "signature_time_stamp_token"  # noqa: S105 - a name of RFC 5126
T = TypeVar("T")


class KeySigner(Signer):
    """Signs with a key that was parsed once (pyHanko's own parses an RSA key at every use)."""

    def __init__(self, key: PrivateKey, certificate: bytes, chain: Sequence[bytes]) -> None:
        registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        registry.register_multiple([x509.Certificate.load(one) for one in chain])
        super().__init__(
            signing_cert=x509.Certificate.load(certificate),
            cert_registry=registry,
            embed_roots=False,
        )
        self._key = key

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """ECDSA, or RSA with PKCS#1 v1.5 padding, over the signed attributes."""
        if isinstance(self._key, ec.EllipticCurvePrivateKey):
            return self._key.sign(data, ec.ECDSA(hashes.SHA256()))
        return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())


def sign_detached(
    content: bytes,
    *,
    key: PrivateKey,
    certificate: bytes,
    chain: Sequence[bytes],
    at: datetime,
) -> bytes:
    """The DER of a CAdES-B signature over `content`; `chain` (issuing CA) is embedded."""
    moment = at.astimezone(UTC).replace(microsecond=0)
    signer = KeySigner(key, certificate, chain)
    made = run(
        signer.async_sign_general_data(
            content,
            DIGEST,
            detached=True,
            use_cades=True,
            signed_attr_settings=PdfCMSSignedAttributes(signing_time=moment),
        )
    )
    return bytes(made.dump())


def with_token(der: bytes, token: bytes) -> bytes:
    """The signature with its time-stamp as the one unsigned attribute, as openssl expects it."""
    outer = cms.ContentInfo.load(der, strict=True)
    attribute = cms.CMSAttribute(
        {"type": TOKEN_ATTRIBUTE, "values": [cms.ContentInfo.load(token, strict=True)]}
    )
    outer["content"]["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([attribute])
    return bytes(outer.dump())


def without_token(der: bytes) -> tuple[bytes, bytes | None]:
    """The signature as it left the signer, and the time-stamp taken off it.

    What carries no unsigned attribute, or another than one time-stamp, or cannot be read, is given
    back as it is: the judge of envelopes refuses it.
    """
    try:
        outer = cms.ContentInfo.load(der, strict=True)
        info = outer["content"]["signer_infos"][0]
        attributes = [] if isinstance(info["unsigned_attrs"], core.Void) else info["unsigned_attrs"]
        if [one["type"].native for one in attributes] != [TOKEN_ATTRIBUTE]:
            return der, None
        tokens = attributes[0]["values"]
        if len(tokens) != 1:
            return der, None
        token = bytes(tokens[0].dump())
        del info["unsigned_attrs"]
        bare = bytes(outer.dump())
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
        return der, None
    return (bare, token) if with_token(bare, token) == der else (der, None)


def signature_value(der: bytes) -> bytes:
    """The signature's own bytes: what its first time-stamp is over (RFC 5126 6.1.1)."""
    outer = cms.ContentInfo.load(der, strict=True)
    return bytes(outer["content"]["signer_infos"][0]["signature"].native)


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine, also where the caller's thread already runs an event loop."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return _complete(coroutine)
    with ThreadPoolExecutor(max_workers=1) as worker:
        return worker.submit(_complete, coroutine).result()


def _complete(coroutine: Coroutine[Any, Any, T]) -> T:
    """Not `asyncio.run`: it sets a signal handler whose text holds the whole signature, twice."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(coroutine)
    finally:
        loop.close()
