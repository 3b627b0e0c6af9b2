"""Whether a signer's certificate led to one of our roots at the moment of signing.

Imports the path validator at once, so it is itself imported only where a signature is checked.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    InvalidCertificateError,
    NotYetValidError,
    PathBuildingError,
    PathValidationError,
)

from qms.signing.cades import run
from qms.signing.envelope import BAD_INPUT, load_certificate

NON_REPUDIATION = "non_repudiation"
# Their presence on a certificate says what else the key is for; one that may also sign
# certificates or CRLs is no person's.
FORBIDDEN = frozenset({"key_cert_sign", "crl_sign"})


def check_chain(
    signer: Any, others: Sequence[bytes], *, roots: Sequence[bytes], at: datetime
) -> list[str]:
    """Codes of what is wrong with the signer's chain and usage at `at`; empty when nothing is."""
    faults = _usage_faults(signer)
    if not roots:  # an empty list would mean the anchors of the operating system
        return [*faults, "CHAIN-NOT-TRUSTED"]
    try:
        context = ValidationContext(
            trust_roots=[load_certificate(one) for one in roots],
            other_certs=[load_certificate(one) for one in others],
            moment=at,
            allow_fetching=False,  # a certificate must not make this server call anybody
            time_tolerance=timedelta(0),
            revocation_mode="soft-fail",  # revocation is ours to judge, from our own register
        )
        validator = CertificateValidator(signer, validation_context=context)
        path = run(validator.async_validate_path())
    except (ExpiredError, NotYetValidError):
        return [*faults, "CERTIFICATE-OUT-OF-TIME"]
    except (PathBuildingError, PathValidationError, InvalidCertificateError, *BAD_INPUT):
        return [*faults, "CHAIN-NOT-TRUSTED"]
    if path.pkix_len < 1:  # the signer is a root itself
        return [*faults, "CHAIN-NOT-TRUSTED"]
    if len(others) > path.pkix_len - 1:
        return [*faults, "CMS-CERTIFICATES"]
    return faults


def _usage_faults(signer: Any) -> list[str]:
    value = signer.key_usage_value
    usages = set(value.native) if value is not None else set()
    if NON_REPUDIATION not in usages or usages & FORBIDDEN or signer.ca:
        return ["CERTIFICATE-USAGE"]
    return []
