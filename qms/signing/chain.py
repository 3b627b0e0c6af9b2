"""Whether a signer's certificate led to a root we trust at a moment, and was for signing.

Our own roots first, then the configured outside anchors, each with what it asks of a certificate.
Imports the path validator at once, so it is itself imported only where a signature is checked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    DisallowedAlgorithmError,
    ExpiredError,
    InvalidCertificateError,
    NotYetValidError,
    PathBuildingError,
    PathValidationError,
)

from qms.signing.cades import run
from qms.signing.envelope import BAD_INPUT, load_certificate
from qms.signing.trust import NON_REPUDIATION, Anchor

# Their presence on a certificate says what else the key is for; one that may also sign
# certificates or CRLs is no person's.
FORBIDDEN = frozenset({"key_cert_sign", "crl_sign"})
CURVES = frozenset({"secp256r1", "secp384r1", "secp521r1"})
LEAST_RSA_BITS = 2048
HASHES = frozenset({"sha256", "sha384", "sha512"})
NOT_TRUSTED = "CHAIN-NOT-TRUSTED"


@dataclass(frozen=True, slots=True)
class Chain:
    """Where a certificate led; `path` from the signer to the root, empty where nowhere."""

    faults: tuple[str, ...]
    path: tuple[bytes, ...] = ()
    anchor: Anchor | None = None  # None: one of our own roots
    issuer: str = ""  # the name of the CA where the way ended, when it is not trusted


class _NoPathError(ValueError):
    """No way to this root; the argument is the code."""


def judge_chain(
    signer: Any,
    others: Sequence[bytes],
    *,
    roots: Sequence[bytes],
    outside: Sequence[Anchor] = (),
    at: datetime,
) -> Chain:
    """The way from this certificate to a trusted root at `at`, with every fault of it."""
    faults: list[str] = []
    try:
        return _own(signer, others, roots, at)
    except _NoPathError as error:
        faults.append(str(error))
    for anchor in outside:
        if anchor.trusted_at(at):
            try:
                return _outside(signer, others, anchor, at)
            except _NoPathError as error:
                faults.append(str(error))
    named = [code for code in faults if code != NOT_TRUSTED] or [NOT_TRUSTED]
    usage = [] if outside else _usage_faults(signer, frozenset({NON_REPUDIATION}))
    return Chain((*usage, named[0]), issuer=_last_issuer(signer, others))


def _own(signer: Any, others: Sequence[bytes], roots: Sequence[bytes], at: datetime) -> Chain:
    path = _path(signer, others, roots, at)
    faults = _usage_faults(signer, frozenset({NON_REPUDIATION}))
    faults += _algorithm_faults(path)
    if len(others) > len(path) - 2:
        faults.append("CMS-CERTIFICATES")
    return Chain(tuple(faults), tuple(one.dump() for one in path))


def _outside(signer: Any, others: Sequence[bytes], anchor: Anchor, at: datetime) -> Chain:
    path = _path(signer, [*others, *anchor.issuers], [anchor.der], at)
    faults = _usage_faults(signer, anchor.usages)
    faults += _algorithm_faults(path)
    if anchor.extended_usages and not anchor.extended_usages & _extended_usages(signer):
        faults.append("CERTIFICATE-USAGE")
    if anchor.policies and not anchor.policies & _policies(signer):
        faults.append("CERTIFICATE-POLICY")
    ders = tuple(one.dump() for one in path)
    if not set(others) <= {*ders, *anchor.issuers}:
        faults.append("CMS-CERTIFICATES")
    return Chain(tuple(dict.fromkeys(faults)), ders, anchor)


def _path(signer: Any, others: Sequence[bytes], roots: Sequence[bytes], at: datetime) -> list[Any]:
    """The certificates from the signer to a root, which is never the signer itself."""
    if not roots:  # an empty list would mean the anchors of the operating system
        raise _NoPathError(NOT_TRUSTED)
    try:
        context = ValidationContext(
            trust_roots=[load_certificate(one) for one in roots],
            other_certs=[load_certificate(one) for one in others],
            moment=at,
            allow_fetching=False,  # a certificate must not make this server call anybody
            time_tolerance=timedelta(0),
            revocation_mode="soft-fail",  # revocation is ours to judge, from register and CRLs
        )
        validator = CertificateValidator(signer, validation_context=context)
        path = run(validator.async_validate_path())
        found = [*reversed(list(path.iter_certs(include_root=True)))]
    except (ExpiredError, NotYetValidError) as error:
        raise _NoPathError("CERTIFICATE-OUT-OF-TIME") from error
    except DisallowedAlgorithmError as error:
        raise _NoPathError("CERTIFICATE-WEAK") from error
    except (PathBuildingError, PathValidationError, InvalidCertificateError, *BAD_INPUT) as error:
        raise _NoPathError(NOT_TRUSTED) from error
    if len(found) < 2:
        raise _NoPathError(NOT_TRUSTED)
    return found


def _usage_faults(signer: Any, asked: frozenset[str]) -> list[str]:
    value = signer.key_usage_value
    usages = set(value.native) if value is not None else set()
    if not usages & asked or usages & FORBIDDEN or signer.ca:
        return ["CERTIFICATE-USAGE"]
    return []


def _algorithm_faults(path: Iterable[Any]) -> list[str]:
    """Keys and signatures of every certificate but the root's own signature."""
    certificates = list(path)
    keys = all(_strong_key(one.public_key) for one in certificates)
    signed = all(one.hash_algo in HASHES for one in certificates[:-1])
    return [] if keys and signed else ["CERTIFICATE-WEAK"]


def _strong_key(key: Any) -> bool:
    if key.algorithm == "ec":
        return key.curve[0] == "named" and key.curve[1] in CURVES
    return key.algorithm in {"rsa", "rsassa_pss"} and key.bit_size >= LEAST_RSA_BITS


def _extended_usages(signer: Any) -> set[str]:
    value = signer.extended_key_usage_value
    return {one.dotted for one in value} if value is not None else set()


def _policies(signer: Any) -> set[str]:
    value = signer.certificate_policies_value
    if value is None:
        return set()
    return {one["policy_identifier"].dotted for one in value}


def _last_issuer(signer: Any, others: Sequence[bytes]) -> str:
    """The name of the CA above the last certificate that came with the signature."""
    try:
        above = [load_certificate(one) for one in others]
        last = signer
        for _step in above:
            parents = [one for one in above if one.subject == last.issuer and one is not last]
            if not parents or last.self_issued:
                break
            last = parents[0]
        return str(last.issuer.human_friendly)[:200]
    except BAD_INPUT:
        return ""
