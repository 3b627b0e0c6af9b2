"""Revocation lists as anybody may fetch them."""

from datetime import datetime

from sqlalchemy.orm import Session

from qms.errors import NotFound
from qms.service import Service
from qms.signing.certificates import fingerprint
from qms.signing.crl import current_crls


def newest_list(service: Service, session: Session, now: datetime, *, of_root: bool) -> bytes:
    """The newest list (DER) of the present issuing CA or root; raises NotFound("CRL-NONE")."""
    own = service.authority
    cas = own.roots() if of_root else own.issuers()
    names = {fingerprint(one) for one in cas}
    found = [one for one in current_crls(session, now) if one.issuer_sha256 in names]
    if not found:
        raise NotFound("CRL-NONE")
    return max(found, key=lambda one: one.this_update).der
