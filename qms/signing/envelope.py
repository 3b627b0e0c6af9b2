"""The CMS envelope read strictly: the one form we accept, or the code of what is wrong.

Imports asn1crypto at once, so it is itself imported only where a signature is checked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from asn1crypto import cms, core, tsp, x509  # noqa: F401 - tsp makes certificate names v2 known

from qms.signing.der import is_der

MOST_BYTES = 256 * 1024
DIGESTS = frozenset({"sha256", "sha384", "sha512"})
NEEDED = ("content_type", "message_digest", "signing_certificate_v2")
TOKEN = "signature_time_stamp_token"  # noqa: S105 - the name of an attribute
NULL = b"\x05\x00"
# asn1crypto parses on access and reports bad input by any of these.
BAD_INPUT = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)


class BadEnvelope(ValueError):
    """The envelope is not in the accepted form; the argument is the code."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """A signature in the accepted form, with nothing yet said about its truth."""

    signer_info: Any
    signer: Any
    signer_der: bytes
    others: tuple[bytes, ...]
    digest: str
    signed_at: datetime
    token: bytes | None = None  # the one unsigned attribute there may be: a time-stamp


def open_envelope(der: bytes, *, said_at: datetime | None = None) -> Envelope:
    """Checks 2 to 6 of `verification`; raises BadEnvelope with the code.

    `said_at` is the time the PDF around a signature names, where PAdES allows none inside.
    """
    if len(der) > MOST_BYTES:
        raise BadEnvelope("CMS-TOO-LARGE")
    if not is_der(der):
        raise BadEnvelope("CMS-NOT-DER")
    try:
        return _open(der, said_at)
    except BadEnvelope:
        raise
    except BAD_INPUT as error:
        raise BadEnvelope("CMS-UNREADABLE") from error


def _open(der: bytes, said_at: datetime | None) -> Envelope:
    outer = cms.ContentInfo.load(der, strict=True)
    if outer["content_type"].native != "signed_data":
        raise BadEnvelope("CMS-NOT-SIGNED-DATA")
    signed = outer["content"]
    _check_frame(signed)
    info = signed["signer_infos"][0]
    digest = _digest(signed, info)
    attributes = _attributes(info)
    certificates = [_certificate(one) for one in signed["certificates"]]
    signer = signer_of(info, certificates)
    if signer is None:
        raise BadEnvelope("CMS-SIGNER-CERTIFICATE")
    _check_attribute_names_signer(attributes["signing_certificate_v2"], signer)
    signer_der = signer.dump()
    others = tuple(one.dump() for one in certificates if one.dump() != signer_der)
    if len(others) != len(certificates) - 1:
        raise BadEnvelope("CMS-CERTIFICATES")
    signed_at = _signed_at(attributes, said_at)
    return Envelope(info, signer, signer_der, others, digest, signed_at, _token(info))


def _signed_at(attributes: dict[str, Any], said_at: datetime | None) -> datetime:
    moment = attributes["signing_time"].native if "signing_time" in attributes else said_at
    if moment is None:
        raise BadEnvelope("CMS-NO-ATTRIBUTE")
    found: datetime = moment.astimezone(UTC)
    return found


def _token(info: Any) -> bytes | None:
    """The time-stamp beside the signature; anything else unsigned is refused."""
    beside = info["unsigned_attrs"]
    if isinstance(beside, core.Void):
        return None
    if len(beside) != 1 or beside[0]["type"].native != TOKEN or len(beside[0]["values"]) != 1:
        raise BadEnvelope("CMS-UNEXPECTED-PART")
    return bytes(beside[0]["values"][0].dump())


def _check_frame(signed: Any) -> None:
    inner = signed["encap_content_info"]
    if inner["content"].native is not None or inner["content_type"].native != "data":
        raise BadEnvelope("CMS-NOT-DETACHED")
    if len(signed["signer_infos"]) != 1:
        raise BadEnvelope("CMS-SIGNER-COUNT")
    info = signed["signer_infos"][0]
    if signed["version"].native != "v1" or info["version"].native != "v1":
        raise BadEnvelope("CMS-VERSION")
    if not isinstance(signed["crls"], core.Void):
        raise BadEnvelope("CMS-UNEXPECTED-PART")


def _digest(signed: Any, info: Any) -> str:
    named = str(info["digest_algorithm"]["algorithm"].native)
    listed = [one["algorithm"].native for one in signed["digest_algorithms"]]
    if named not in DIGESTS or listed != [named]:
        raise BadEnvelope("CMS-DIGEST")
    if not all(map(_is_plain, [info["digest_algorithm"], *signed["digest_algorithms"]])):
        raise BadEnvelope("CMS-DIGEST")
    signature = info["signature_algorithm"]
    if signature.signature_algo not in {"ecdsa", "rsassa_pkcs1v15", "rsassa_pss"}:
        raise BadEnvelope("CMS-ALGORITHM")
    if signature["algorithm"].native != "rsassa_pkcs1v15" and signature.hash_algo != named:
        raise BadEnvelope("CMS-DIGEST")
    return named


def _is_plain(algorithm: Any) -> bool:
    """A digest takes no parameters: absent or NULL."""
    return algorithm["parameters"].dump() in {b"", NULL}


def _attributes(info: Any) -> dict[str, Any]:
    if isinstance(info["signed_attrs"], core.Void):
        raise BadEnvelope("CMS-NO-SIGNED-ATTRIBUTES")
    found: dict[str, Any] = {}
    for attribute in info["signed_attrs"]:
        name = attribute["type"].native
        if name in found or len(attribute["values"]) != 1:
            raise BadEnvelope("CMS-ATTRIBUTE-TWICE")
        found[name] = attribute["values"][0]
    for name in NEEDED:
        if name not in found:
            missing = name == "signing_certificate_v2"
            raise BadEnvelope("CMS-NO-SIGNING-CERTIFICATE" if missing else "CMS-NO-ATTRIBUTE")
    return found


def _certificate(choice: Any) -> Any:
    if choice.name != "certificate":
        raise BadEnvelope("CMS-CERTIFICATES")
    return choice.chosen


def signer_of(info: Any, certificates: Sequence[Any]) -> Any | None:
    """The one certificate that a SignerInfo names, byte for byte; None for none or for two."""
    if info["sid"].name != "issuer_and_serial_number":
        return None
    wanted = info["sid"].chosen
    matching = [
        one
        for one in certificates
        if one.serial_number == wanted["serial_number"].native
        and one.issuer.dump() == wanted["issuer"].dump()  # asn1crypto would fold the case
    ]
    return matching[0] if len(matching) == 1 else None


def _check_attribute_names_signer(attribute: Any, signer: Any) -> None:
    """The first ESSCertIDv2 must be the signer, else another certificate for the key would do."""
    first = attribute["certs"][0]
    algorithm = first["hash_algorithm"]["algorithm"].native
    digests = {"sha256": signer.sha256}
    if digests.get(algorithm) != first["cert_hash"].native:
        raise BadEnvelope("CMS-OTHER-CERTIFICATE")


def load_certificate(der: bytes) -> Any:
    """A certificate for path building."""
    return x509.Certificate.load(der, strict=True)
