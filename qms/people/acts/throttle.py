"""Growing waits after failed sign-ins, per account and per address, shared by all workers.

An attempt is counted before the password is tried and taken back when it was right, so that many
attempts at once cannot slip past the count.
"""

import ipaddress
import logging
import math
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from qms.db import Database
from qms.errors import Throttled
from qms.people.model import SignInFailure
from qms.people.rules import delay_seconds
from qms.people.rules.sessions import DROP_AFTER, forgiven
from qms.people.tokens import digest

FREE_PER_ACCOUNT = 5
FREE_PER_ADDRESS = 20
ALARM_EVERY = 100

log = logging.getLogger(__name__)


def buckets(account: str, address: str) -> dict[str, int | None]:
    """Bucket -> failures without a wait; the count over all accounts only raises an alarm."""
    return {
        "a:" + digest(account)[:32]: FREE_PER_ACCOUNT,
        "i:" + _network(address): FREE_PER_ADDRESS,
        "z:all": None,
    }


def _network(address: str) -> str:
    """An IPv6 customer has a whole /64, so that is what counts."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return digest(address)[:32]
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network(f"{parsed}/64", strict=False).network_address)


def enter(db: Database, counted: dict[str, int | None], now: datetime) -> None:
    """Count an attempt; raises Throttled("SIGN-IN-THROTTLED", seconds=…) while one must wait."""
    with db.write() as session:
        rows = {bucket: _locked(session, bucket, now) for bucket in sorted(counted)}
        wait = max(row.blocked_until for row in rows.values()) - now
        if wait > timedelta():
            raise Throttled("SIGN-IN-THROTTLED", seconds=math.ceil(wait.total_seconds()))
        for bucket, row in rows.items():
            _count(row, counted[bucket], now)


def _locked(session: Session, bucket: str, now: datetime) -> SignInFailure:
    statement = select(SignInFailure).where(SignInFailure.bucket == bucket).with_for_update()
    row = session.scalar(statement)
    if row is None:
        fresh = SignInFailure(bucket=bucket, failures=0, last_at=now, blocked_until=now)
        try:
            with session.begin_nested():
                session.add(fresh)
        except IntegrityError:  # another worker counted its first failure just now
            row = session.scalars(statement).one()
        else:
            return fresh
    return row


def _count(row: SignInFailure, free: int | None, now: datetime) -> None:
    left, row.last_at = forgiven(row.failures, row.last_at, now, free or ALARM_EVERY)
    row.failures = left + 1
    if free is not None:
        row.blocked_until = now + timedelta(seconds=delay_seconds(row.failures, free))
    elif row.failures % ALARM_EVERY == 0:
        log.warning("sign-in failures over all accounts: %d", row.failures)


def leave(session: Session, counted: dict[str, int | None], now: datetime) -> None:
    """The password was right: forget the account's failures and take back this attempt."""
    for bucket in sorted(counted):
        row = _locked(session, bucket, now)
        row.failures = 0 if bucket.startswith("a:") else max(0, row.failures - 1)
        row.blocked_until = now


def forget(session: Session, now: datetime) -> None:
    """Drop what is too old to count."""
    session.execute(delete(SignInFailure).where(SignInFailure.last_at < now - DROP_AFTER))
