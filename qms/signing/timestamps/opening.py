"""A token read strictly, and the questions asked of what was read.

Imports asn1crypto and the path validator at once, so it is itself imported only where needed.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import cms, core, tsp, x509
from pyhanko.sign.general import CMSStructuralError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    InvalidCertificateError,
    NotYetValidError,
    PathBuildingError,
    PathValidationError,
)

from qms.signing.cades import run
from qms.signing.envelope import signer_of

DIGESTS = frozenset({"sha256", "sha384", "sha512"})
SIGNATURES = frozenset({"ecdsa", "rsassa_pkcs1v15", "rsassa_pss"})
MOST_CERTIFICATES = 10
# asn1crypto parses on access and reports bad input by any of these.
BAD_INPUT = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)


class BadToken(ValueError):
    """The token is not in the accepted form; the argument is the code."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A token in the accepted form, with nothing yet said about its truth."""

    info: Any  # TSTInfo
    content: bytes  # its exact bytes
    signer_info: Any
    signer: Any
    others: tuple[bytes, ...]
    digest: str


def open_token(der: bytes) -> Opened:
    """Checks 1, 2 and 4 of `checking`; raises BadToken with the code."""
    outer = cms.ContentInfo.load(der, strict=True)
    if outer["content_type"].native != "signed_data":
        raise BadToken("TOKEN-UNREADABLE")
    signed = outer["content"]
    _check_frame(signed)
    signer_info = signed["signer_infos"][0]
    digest = _digest(signed, signer_info)
    certificates = [one.chosen for one in signed["certificates"] if one.name == "certificate"]
    if len(certificates) > MOST_CERTIFICATES:
        raise BadToken("TOKEN-TOO-LARGE")
    signer = signer_of(signer_info, certificates)
    if signer is None:
        raise BadToken("TOKEN-CERTIFICATE")
    _check_attributes(signer_info, signer)
    content = bytes(signed["encap_content_info"]["content"])
    info = tsp.TSTInfo.load(content, strict=True)
    extensions = info["extensions"]
    if not isinstance(extensions, core.Void) and any(one["critical"].native for one in extensions):
        raise BadToken("TOKEN-EXTENSION")
    others = tuple(one.dump() for one in certificates if one is not signer)
    return Opened(info, content, signer_info, signer, others, digest)


def fits(token: Opened) -> bool:
    """Whether the signature is over this content, by this certificate."""
    digest = hashlib.new(token.digest, token.content).digest()
    try:
        intact, right = validate_sig_integrity(token.signer_info, token.signer, "tst_info", digest)
    except (SignatureValidationError, CMSStructuralError, *BAD_INPUT):
        return False
    return bool(intact and right)


def usage_faults(signer: Any) -> list[str]:
    """RFC 3161 2.3: the one extended usage is timeStamping, and it is critical."""
    extended = signer.extended_key_usage_value
    critical = {str(one) for one in signer.critical_extensions}
    alone = extended is not None and extended.native == ["time_stamping"]
    if not alone or "extended_key_usage" not in critical or signer.ca:
        return ["TOKEN-USAGE"]
    return []


def chain_faults(
    signer: Any, others: Sequence[bytes], anchors: Sequence[bytes], at: datetime
) -> list[str]:
    """Whether the authority's certificate led to an anchor at the time of the token."""
    if not anchors:  # an empty list would mean the anchors of the operating system
        return ["TOKEN-NOT-TRUSTED"]
    try:
        context = ValidationContext(
            trust_roots=[x509.Certificate.load(one, strict=True) for one in anchors],
            other_certs=[x509.Certificate.load(one, strict=True) for one in others],
            moment=at,
            allow_fetching=False,
            time_tolerance=timedelta(0),
            revocation_mode="soft-fail",
        )
        path = run(CertificateValidator(signer, validation_context=context).async_validate_path())
    except (ExpiredError, NotYetValidError):
        return ["TOKEN-OUT-OF-TIME"]
    except (PathBuildingError, PathValidationError, InvalidCertificateError, *BAD_INPUT):
        return ["TOKEN-NOT-TRUSTED"]
    return [] if path.pkix_len >= 1 else ["TOKEN-NOT-TRUSTED"]


def _check_frame(signed: Any) -> None:
    inner = signed["encap_content_info"]
    if signed["version"].native != "v3" or inner["content_type"].native != "tst_info":
        raise BadToken("TOKEN-UNREADABLE")
    if len(signed["signer_infos"]) != 1:
        raise BadToken("TOKEN-SIGNER-COUNT")
    info = signed["signer_infos"][0]
    if not isinstance(info["unsigned_attrs"], core.Void) or not isinstance(
        signed["crls"], core.Void
    ):
        raise BadToken("TOKEN-UNEXPECTED-PART")


def _digest(signed: Any, info: Any) -> str:
    named = str(info["digest_algorithm"]["algorithm"].native)
    listed = [one["algorithm"].native for one in signed["digest_algorithms"]]
    algorithm = info["signature_algorithm"]
    if named not in DIGESTS or listed != [named] or algorithm.signature_algo not in SIGNATURES:
        raise BadToken("TOKEN-ALGORITHM")
    # Many authorities write plain `rsaEncryption`, which names no digest of its own.
    if algorithm["algorithm"].native != "rsassa_pkcs1v15" and algorithm.hash_algo != named:
        raise BadToken("TOKEN-ALGORITHM")
    return named


def _check_attributes(info: Any, signer: Any) -> None:
    """Each attribute once; every form of signing-certificate that is there names the signer."""
    if isinstance(info["signed_attrs"], core.Void):
        raise BadToken("TOKEN-CERTIFICATE")
    found: dict[str, Any] = {}
    for attribute in info["signed_attrs"]:
        name = attribute["type"].native
        if name in found or len(attribute["values"]) != 1:
            raise BadToken("TOKEN-UNREADABLE")
        found[name] = attribute["values"][0]
    named = []
    if "signing_certificate" in found:  # RFC 3161's own form, by SHA-1; still common
        named.append(found["signing_certificate"]["certs"][0]["cert_hash"].native == signer.sha1)
    if "signing_certificate_v2" in found:
        named.append(_names(found["signing_certificate_v2"]["certs"][0], signer))
    if not named or not all(named):
        raise BadToken("TOKEN-CERTIFICATE")


def _names(one: Any, signer: Any) -> bool:
    algorithm = one["hash_algorithm"]["algorithm"].native
    if algorithm not in DIGESTS:
        return False
    return bool(hashlib.new(algorithm, signer.dump()).digest() == one["cert_hash"].native)
