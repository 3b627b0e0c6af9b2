"""Keys inside a device in the shape of `cryptography`'s private keys: they sign and nothing else.

Imports `cryptography` and `pkcs11` at once, so it is itself imported only where a device is used.
"""

from typing import Any, NoReturn

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key
from pkcs11 import Mechanism
from pkcs11.util.ec import encode_ec_public_key, encode_ecdsa_signature
from pkcs11.util.rsa import encode_rsa_public_key

from qms.errors import Broken

# DigestInfo (RFC 8017, 9.2, note 1): what PKCS#1 v1.5 puts before the digest.
SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")


class Kept(Broken):
    """Somebody asked a device for a secret it never gives."""

    code = "DEVICE-KEEPS-KEY"


def _kept() -> NoReturn:
    raise Kept


def _sha256(data: bytes) -> bytes:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize()


class EcKey(ec.EllipticCurvePrivateKey):
    """An elliptic curve key; ECDSA with SHA-256."""

    def __init__(self, private: Any, public: Any) -> None:
        self._private = private
        known = load_der_public_key(encode_ec_public_key(public))
        if not isinstance(known, ec.EllipticCurvePublicKey):
            raise Broken("DEVICE-FAILED", reason="PublicKey")
        self._public = known

    def sign(self, data: Any, signature_algorithm: ec.EllipticCurveSignatureAlgorithm) -> bytes:
        """The DER of r and s; other digests than SHA-256 are refused."""
        if not isinstance(signature_algorithm.algorithm, hashes.SHA256):
            raise Broken("DEVICE-FAILED", reason="Digest")
        made = self._private.sign(_sha256(data), mechanism=Mechanism.ECDSA)
        return bytes(encode_ecdsa_signature(made))

    def public_key(self) -> ec.EllipticCurvePublicKey:
        """The public half."""
        return self._public

    @property
    def curve(self) -> ec.EllipticCurve:
        """Its curve."""
        return self._public.curve

    @property
    def key_size(self) -> int:
        """Bits of the curve."""
        return self._public.key_size

    def exchange(self, algorithm: ec.ECDH, peer_public_key: ec.EllipticCurvePublicKey) -> bytes:
        """Never: it is a signing key."""
        _kept()

    def private_numbers(self) -> ec.EllipticCurvePrivateNumbers:
        """Never."""
        _kept()

    def private_bytes(self, *how: Any, **more: Any) -> bytes:
        """Never."""
        _kept()

    def __copy__(self) -> "EcKey":
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> "EcKey":
        return self


class RsaKey(rsa.RSAPrivateKey):
    """An RSA key; PKCS#1 v1.5 with SHA-256."""

    def __init__(self, private: Any, public: Any) -> None:
        self._private = private
        known = load_der_public_key(_as_info(encode_rsa_public_key(public)))
        if not isinstance(known, rsa.RSAPublicKey):
            raise Broken("DEVICE-FAILED", reason="PublicKey")
        self._public = known

    def sign(self, data: Any, padding: Any, algorithm: Any) -> bytes:
        """The signature; other paddings and digests are refused."""
        if not (_is_v15(padding) and isinstance(algorithm, hashes.SHA256)):
            raise Broken("DEVICE-FAILED", reason="Digest")
        info = SHA256_INFO + _sha256(data)
        return bytes(self._private.sign(info, mechanism=Mechanism.RSA_PKCS))

    def public_key(self) -> rsa.RSAPublicKey:
        """The public half."""
        return self._public

    @property
    def key_size(self) -> int:
        """Bits of the modulus."""
        return self._public.key_size

    def decrypt(self, ciphertext: bytes, padding: Any) -> bytes:
        """Never: it is a signing key."""
        _kept()

    def private_numbers(self) -> rsa.RSAPrivateNumbers:
        """Never."""
        _kept()

    def private_bytes(self, *how: Any, **more: Any) -> bytes:
        """Never."""
        _kept()

    def __copy__(self) -> "RsaKey":
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> "RsaKey":
        return self


def _is_v15(one: Any) -> bool:
    return isinstance(one, padding.PKCS1v15)


def _as_info(pkcs1: bytes) -> bytes:
    """SubjectPublicKeyInfo around a PKCS#1 key."""
    from asn1crypto.keys import PublicKeyInfo, RSAPublicKey

    return bytes(PublicKeyInfo.wrap(RSAPublicKey.load(pkcs1), "rsa").dump())
