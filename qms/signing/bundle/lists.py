"""Revocation lists in the form openssl reads them, and which of them was current at a moment."""

from collections.abc import Sequence
from datetime import datetime


def covering(crls: Sequence[bytes], certificate: bytes, at: datetime) -> bytes | None:
    """The list (DER) that speaks of this certificate's issuer and was current then."""
    from cryptography import x509

    issuer = x509.load_der_x509_certificate(certificate).issuer
    for data in crls:
        crl = x509.load_der_x509_crl(data)
        end = crl.next_update_utc
        current = crl.last_update_utc <= at and (end is None or at < end)
        if crl.issuer == issuer and current:
            return data
    return None


def crl_pem(data: bytes) -> bytes:
    """A list as PEM, which openssl reads beside certificates."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    return x509.load_der_x509_crl(data).public_bytes(Encoding.PEM)
