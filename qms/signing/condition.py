"""In what condition the authority is: what ends when, and what is missing."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.signing import service_keys
from qms.signing.authority import ISSUING_KEY, Authority
from qms.signing.crl import OLDEST_FIRST
from qms.signing.model import Crl


class Kind(enum.StrEnum):
    """What of the authority is spoken of."""

    ROOT = "root"
    ROOT_LIST = "root_list"
    ISSUING = "issuing"
    LIST = "list"
    STAMPING = "stamping"
    BUNDLE = "bundle"


class State(enum.StrEnum):
    """How it stands with it."""

    GOOD = "good"
    SOON = "soon"  # ends within its warning time
    ENDED = "ended"
    MISSING = "missing"


# A new root is handed to everybody who checks, a list is made by the clock: each its own time.
WARN_BEFORE = {
    Kind.ROOT: timedelta(days=365),
    Kind.ROOT_LIST: timedelta(days=60),
    Kind.ISSUING: timedelta(days=365),
    Kind.LIST: timedelta(days=7),
    Kind.STAMPING: timedelta(days=60),
    Kind.BUNDLE: timedelta(days=60),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One certificate or list of the authority."""

    kind: Kind
    state: State
    sha256: str = ""
    ends_at: datetime | None = None

    @property
    def is_well(self) -> bool:
        """Whether it can be used now."""
        return self.state in {State.GOOD, State.SOON}


def condition(session: Session, authority: Authority, now: datetime) -> list[Part]:
    """Every part of the authority as it stands now; raises Unavailable where there is none."""
    return list(_parts(session, authority, now))


def _parts(session: Session, authority: Authority, now: datetime) -> Iterator[Part]:
    from qms.signing.certificates import fingerprint

    root = authority.trust().root
    issuing = authority.sealed_certificate(ISSUING_KEY)
    stamping = authority.sealed_certificate(service_keys.STAMPING_KEY)
    bundle = authority.sealed_certificate(service_keys.BUNDLE_KEY)
    yield _certificate(Kind.ROOT, root, now)
    yield _newest(session, Kind.ROOT_LIST, fingerprint(root), now)
    yield _certificate(Kind.ISSUING, issuing, now)
    if issuing is not None:
        yield _newest(session, Kind.LIST, fingerprint(issuing), now)
    yield _certificate(Kind.STAMPING, stamping, now)
    yield _certificate(Kind.BUNDLE, bundle, now)


def _certificate(kind: Kind, der: bytes | None, now: datetime) -> Part:
    from qms.signing.certificates import fingerprint, period

    if der is None:
        return Part(kind, State.MISSING)
    end = period(der)[1]
    return Part(kind, _state(kind, end, now), fingerprint(der), end)


def _newest(session: Session, kind: Kind, issuer_sha256: str, now: datetime) -> Part:
    query = select(Crl).where(Crl.issuer_sha256 == issuer_sha256, Crl.this_update <= now)
    newest = query.order_by(*(one.desc() for one in OLDEST_FIRST)).limit(1)
    found = session.scalars(newest).one_or_none()
    if found is None:
        return Part(kind, State.MISSING)
    return Part(kind, _state(kind, found.next_update, now), found.sha256, found.next_update)


def _state(kind: Kind, end: datetime, now: datetime) -> State:
    if end <= now:
        return State.ENDED
    return State.SOON if end - now <= WARN_BEFORE[kind] else State.GOOD
