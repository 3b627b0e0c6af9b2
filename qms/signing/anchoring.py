"""Configuring trust in an outside CA: an anchor is added, later retired, never deleted."""

import base64
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.errors import Conflict, Invalid, NotFound
from qms.signing.crl import import_crl
from qms.signing.model import Crl, TrustAnchor
from qms.signing.trust import USAGES, Anchor, anchors


def add_anchor(session: Session, anchor: Anchor, now: datetime) -> TrustAnchor:
    """Trust a root from now on; raises Invalid where it is none, Conflict where it is here."""
    _check_root(anchor.der)
    _check_issuers(anchor.der, anchor.issuers)
    if not anchor.usages <= frozenset(USAGES) or not anchor.usages:
        raise Invalid("ANCHOR-USAGE", fields={"usages": "ANCHOR-USAGE"})
    live = select(TrustAnchor.id).where(
        TrustAnchor.sha256 == anchor.sha256, TrustAnchor.retired_at.is_(None)
    )
    if session.scalars(live).first() is not None:
        raise Conflict("ANCHOR-HERE-ALREADY")
    row = TrustAnchor(
        name=anchor.name,
        sha256=anchor.sha256,
        der=anchor.der,
        issuers=[base64.b64encode(one).decode("ascii") for one in anchor.issuers],
        usages=sorted(anchor.usages),
        extended_usages=sorted(anchor.extended_usages),
        policies=sorted(anchor.policies),
        revocation=anchor.revocation,
        added_at=now,
    )
    session.add(row)
    session.flush()
    return row


def retire_anchor(session: Session, anchor_id: UUID, now: datetime) -> TrustAnchor:
    """End trust from now on; what was signed before stays judged by it."""
    row = session.get(TrustAnchor, anchor_id, with_for_update=True)
    if row is None:
        raise NotFound("ANCHOR-NOT-FOUND")
    if row.retired_at is not None:
        raise Conflict("ANCHOR-RETIRED-ALREADY")
    row.retired_at = now
    session.flush()
    return row


def take_crl(session: Session, data: bytes, now: datetime) -> Crl:
    """Take in a revocation list of any CA of an anchor; raises Invalid where none signed it."""
    issuers = [der for one in anchors(session) for der in (one.der, *one.issuers)]
    return import_crl(session, data, issuers, now)


def _check_root(der: bytes) -> None:
    from qms.signing.certificates import issued_by

    if not _is_authority(der) or not issued_by(der, der):
        raise Invalid("ANCHOR-NOT-ROOT", fields={"root": "ANCHOR-NOT-ROOT"})


def _check_issuers(root: bytes, issuers: Sequence[bytes]) -> None:
    """Every intermediate is a CA, and leads to the root by way of the others."""
    from qms.signing.certificates import issued_by

    known, waiting = [root], list(issuers)
    while waiting:
        found = [
            one
            for one in waiting
            if _is_authority(one) and any(issued_by(one, parent) for parent in known)
        ]
        if not found:
            raise Invalid("ANCHOR-ISSUER-STRANGE", fields={"issuers": "ANCHOR-ISSUER-STRANGE"})
        known += found
        waiting = [one for one in waiting if one not in found]


def _is_authority(der: bytes) -> bool:
    from cryptography import x509

    try:
        extensions = x509.load_der_x509_certificate(der).extensions
        return bool(extensions.get_extension_for_class(x509.BasicConstraints).value.ca)
    except (ValueError, x509.ExtensionNotFound):
        return False
