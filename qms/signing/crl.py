"""Revocation lists: ours, issued anew at every revocation and by the clock; outside ones, taken in.

The root's own lists are made where its key is (founding, ceremonies), wait as files beside the
authority and are taken into the table at the next refresh.
"""

import hashlib
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qms.errors import QmsError
from qms.signing.authority import ISSUING_KEY, Authority
from qms.signing.model import Certificate, Crl, Source

if TYPE_CHECKING:
    from qms.signing import certificates, lists

log = logging.getLogger(__name__)
LIFE = timedelta(days=30)
FRESH = timedelta(days=1)
# Two within one second are told apart by their numbers, which are decimal text.
OLDEST_FIRST = (Crl.this_update, func.length(Crl.number), Crl.number)
CRL_LOCK = 0x716D7363726C  # "qmscrl", an advisory lock of PostgreSQL


def issue_crl(session: Session, authority: Authority, now: datetime) -> Crl:
    """A new list of each issuing CA whose key is here, for 30 days; returns the present CA's.

    Raises Unavailable without the issuing key, or when it is out of time.
    """
    present = authority.issuing(now)
    _alone(session)
    for former in authority.former_issuing(now):
        _issue(session, former, now)
    return _issue(session, present, now)


def after_revocation(session: Session, authority: Authority, now: datetime) -> Crl | None:
    """A new list in the transaction that revoked; None where none can be made here.

    A revocation must never fail because the list cannot be signed: our register judges, and the
    list follows when the key is back.
    """
    try:
        return issue_crl(session, authority, now)
    except QmsError as error:
        log.warning("no revocation list was issued: %s", error)
        return None


def refresh_crls(session: Session, authority: Authority, now: datetime) -> list[Crl]:
    """Take in the root's lists, and issue anew where the newest is older than a day."""
    if not authority.exists:
        return []
    taken = _take_root_lists(session, authority, now)
    from qms.signing.certificates import fingerprint

    present = authority.sealed_certificate(ISSUING_KEY)
    if present is None or _is_fresh(session, fingerprint(present), now):
        return taken
    made = after_revocation(session, authority, now)
    return taken if made is None else [*taken, made]


def _is_fresh(session: Session, issuer_sha256: str, now: datetime) -> bool:
    newest = session.scalar(
        select(func.max(Crl.this_update)).where(
            Crl.issuer_sha256 == issuer_sha256, Crl.this_update <= now
        )
    )
    return newest is not None and now - newest < FRESH


def current_crls(session: Session, now: datetime) -> list[Crl]:
    """The newest list of each CA that was already issued at `now`, ours and outside ones."""
    query = select(Crl).where(Crl.this_update <= now).order_by(*OLDEST_FIRST)
    newest = {one.issuer_sha256: one for one in session.scalars(query)}
    return [newest[sha256] for sha256 in sorted(newest)]


def import_crl(session: Session, data: bytes, issuers: Sequence[bytes], now: datetime) -> Crl:
    """Take in a list (DER or PEM) signed by one of these CAs (DER); raises Invalid("CRL-…").

    The same list twice is the same row.
    """
    from qms.signing import lists

    _alone(session)
    return _store(session, lists.read(data, issuers, now))


def _issue(session: Session, issuer: "certificates.Issuer", now: datetime) -> Crl:
    from qms.signing import lists
    from qms.signing.certificates import der

    certificate = der(issuer.certificate)
    number = _next_number(session, hashlib.sha256(certificate).hexdigest())
    data = lists.build(issuer, _ended(session, issuer), number, now, LIFE)
    return _store(session, lists.read(data, [certificate], now))


def _ended(session: Session, issuer: "certificates.Issuer") -> list["lists.Ended"]:
    """Everything of this CA that ever ended, also when it has expired since."""
    from qms.signing import lists

    query = (
        select(Certificate)
        .where(Certificate.revoked_at.is_not(None), Certificate.source != Source.OUTSIDE)
        .order_by(Certificate.revoked_at, Certificate.id)
    )
    return [
        lists.Ended(int(one.serial, 16), one.revoked_at, one.reason, one.invalidity_at)
        for one in session.scalars(query)
        if one.revoked_at is not None
        and one.reason is not None
        and lists.belongs(one.der, issuer.certificate)
    ]


def _next_number(session: Session, issuer_sha256: str) -> int:
    known = session.scalars(select(Crl.number).where(Crl.issuer_sha256 == issuer_sha256))
    return max(map(int, known), default=0) + 1


def _store(session: Session, found: "lists.ReadList") -> Crl:
    sha256 = hashlib.sha256(found.der).hexdigest()
    known = session.scalars(select(Crl).where(Crl.sha256 == sha256)).one_or_none()
    if known is not None:
        return known
    row = Crl(
        issuer_sha256=hashlib.sha256(found.issuer).hexdigest(),
        issuer=found.issuer_name[:500],
        number=str(found.number),
        this_update=found.this_update,
        next_update=found.next_update,
        der=found.der,
        sha256=sha256,
    )
    session.add(row)
    session.flush()
    return row


def _take_root_lists(session: Session, authority: Authority, now: datetime) -> list[Crl]:
    from qms.signing import lists

    files = {hashlib.sha256(one).hexdigest(): one for one in authority.root_lists()}
    if not files:
        return []
    known = set(session.scalars(select(Crl.sha256).where(Crl.sha256.in_(files))))
    missing = [data for sha256, data in files.items() if sha256 not in known]
    if missing:
        _alone(session)
    return [_store(session, lists.read(data, authority.roots(), now)) for data in missing]


def _alone(session: Session) -> None:
    """One list at a time, so that the later holds what the earlier transaction revoked."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(CRL_LOCK)))
