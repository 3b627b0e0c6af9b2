"""Making a CAdES-B signature: detached, SHA-256, with the signing-certificate-v2 attribute.

Imports pyHanko at once (about a second), so it is itself imported only where something is signed.
`cryptography` alone makes no signing-certificate attribute.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any, TypeVar

from asn1crypto import cms, x509
from asn1crypto.parser import emit, parse, peek
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

DIGEST = "sha256"
PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
TOKEN_ATTRIBUTE = "signature_time_stamp_token"  # noqa: S105 - a name of RFC 5126
SIGNER_INFO = (1, 0, -1, 0)  # of a ContentInfo: content, SignedData, signerInfos, the first
UNSIGNED = b"\xa1"  # the tag of its unsigned attributes, the last part
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
    cms.ContentInfo.load(token, strict=True)  # raises ValueError: not one value

    def add(parts: list[bytes]) -> None:
        if parts[-1][0] == UNSIGNED[0]:
            del parts[-1]
        values = emit(0, 1, 17, token)
        kind = cms.CMSAttributeType(TOKEN_ATTRIBUTE).dump()
        parts.append(emit(2, 1, 1, emit(0, 1, 16, kind + values)))

    return _edited(der, SIGNER_INFO, add)


def without_token(der: bytes) -> tuple[bytes, bytes | None]:
    """The signature as it left the signer, and the time-stamp taken off it.

    What carries no unsigned attribute, or another than one time-stamp, or cannot be read, is given
    back as it is: the judge of envelopes refuses it.
    """
    taken: list[bytes] = []

    def remove(parts: list[bytes]) -> None:
        if parts[-1][0] == UNSIGNED[0]:
            taken.append(parts.pop())

    try:
        bare = _edited(der, SIGNER_INFO, remove)
        if not taken:
            return der, None
        ((_kind, values),) = (_values(one) for one in _values(taken[0]))
        (token,) = _values(values)
        same = with_token(bare, token) == der
    except (ValueError, IndexError):
        return der, None
    return (bare, token) if same else (der, None)


def _edited(der: bytes, path: Sequence[int], change: Callable[[list[bytes]], None]) -> bytes:
    """The same bytes with the values at this path changed, every length around them made anew.

    asn1crypto's own re-encoding takes a length of which the last octet is 80 for an indefinite one
    and then writes everything again at every level: one signature in fifty would take ten seconds.
    """
    class_, method, tag, _header, _contents, _trailer = parse(der, strict=True)
    parts = _values(der)
    if path:
        parts[path[0]] = _edited(parts[path[0]], path[1:], change)
    else:
        change(parts)
    return bytes(emit(class_, method, tag, b"".join(parts)))


def _values(der: bytes) -> list[bytes]:
    """What a constructed value holds, each value with its header."""
    contents = parse(der, strict=True)[4]
    found = []
    while contents:
        size = peek(contents)
        found.append(contents[:size])
        contents = contents[size:]
    return found


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
