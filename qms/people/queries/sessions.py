"""From a cookie or a bearer token to the person acting."""

import uuid
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from qms.errors import Unavailable
from qms.people.model import ApiToken, Person, WebSession
from qms.people.queries.actors import actor_of, is_active
from qms.people.rules import Actor, session_ended
from qms.people.rules.sessions import TOUCH_EVERY
from qms.people.tokens import digest
from qms.service import Service


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A browser that is signed in; `id` names it, and is not the secret."""

    id: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    confirmed_at: datetime
    address: str
    user_agent: str


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A bearer token as listed."""

    id: uuid.UUID
    name: str
    may_act: bool
    created_at: datetime
    created_by_os: str
    expires_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None


def resolve_session(service: Service, raw: str) -> Actor | None:
    """Who holds this cookie now; None once signed out, idle, too old, disabled or gone."""
    now, token_hash = service.now(), digest(raw)
    with service.db.read() as session:
        found = _open_session(session, token_hash, now, idle_of(service))
        if found is None:
            return None
        row, person = found
        actor = actor_of(session, person, now)
        stale = now - row.last_seen_at >= TOUCH_EVERY
    if stale:
        _touch_session(service, token_hash, now)
    return actor


def idle_of(service: Service) -> timedelta:
    """How long a session may lie idle in this installation."""
    return timedelta(minutes=service.settings.session_idle_minutes)


def _open_session(
    session: Session, token_hash: str, now: datetime, idle: timedelta
) -> tuple[WebSession, Person] | None:
    found = session.execute(
        select(WebSession, Person)
        .join(Person, Person.id == WebSession.person_id)
        .where(WebSession.token_hash == token_hash, WebSession.ended_at.is_(None))
    ).one_or_none()
    if found is None:
        return None
    row, person = found
    over = session_ended(now, last_seen_at=row.last_seen_at, expires_at=row.expires_at, idle=idle)
    return None if over or not is_active(person, now) else (row, person)


def _touch_session(service: Service, token_hash: str, now: datetime) -> None:
    # At most once a minute, and never a reason to refuse a page: the next request tries again.
    with suppress(Unavailable), service.db.write() as session:
        session.execute(
            update(WebSession)
            .where(WebSession.token_hash == token_hash, WebSession.last_seen_at < now)
            .values(last_seen_at=now)
        )


def session_row(service: Service, raw: str) -> SessionRow | None:
    """The open session behind this cookie, with when it was last confirmed by password."""
    now = service.now()
    with service.db.read() as session:
        found = _open_session(session, digest(raw), now, idle_of(service))
    return _session_row(found[0]) if found else None


def sessions_of(
    session: Session, person_id: uuid.UUID, now: datetime, idle: timedelta
) -> list[SessionRow]:
    """The open sessions of a person, the latest seen first."""
    rows = session.scalars(
        select(WebSession)
        .where(
            WebSession.person_id == person_id,
            WebSession.ended_at.is_(None),
            WebSession.expires_at > now,
            WebSession.last_seen_at > now - idle,
        )
        .order_by(WebSession.last_seen_at.desc())
    )
    return [_session_row(row) for row in rows]


def _session_row(row: WebSession) -> SessionRow:
    return SessionRow(
        row.token_hash,
        row.created_at,
        row.last_seen_at,
        row.expires_at,
        row.confirmed_at,
        row.address,
        row.user_agent,
    )


def resolve_token(service: Service, raw: str) -> Actor | None:
    """Who holds this bearer token now, with `token_acts` False where it may only read."""
    now, token_hash = service.now(), digest(raw)
    with service.db.read() as session:
        found = session.execute(
            select(ApiToken, Person)
            .join(Person, Person.id == ApiToken.person_id)
            .where(
                ApiToken.token_hash == token_hash,
                ApiToken.revoked_at.is_(None),
                ApiToken.expires_at > now,
            )
        ).one_or_none()
        if found is None or not is_active(found[1], now):
            return None
        token, person = found
        actor = replace(actor_of(session, person, now), token_acts=token.may_act)
        stale = token.last_used_at is None or now - token.last_used_at >= TOUCH_EVERY
    if stale:
        _touch_token(service, token_hash, now)
    return actor


def _touch_token(service: Service, token_hash: str, now: datetime) -> None:
    with suppress(Unavailable), service.db.write() as session:
        session.execute(
            update(ApiToken)
            .where(
                ApiToken.token_hash == token_hash,
                or_(ApiToken.last_used_at.is_(None), ApiToken.last_used_at < now),
            )
            .values(last_used_at=now)
        )


def tokens_of(session: Session, person_id: uuid.UUID) -> list[TokenRow]:
    """All bearer tokens of a person, the newest first."""
    rows = session.scalars(
        select(ApiToken).where(ApiToken.person_id == person_id).order_by(ApiToken.created_at.desc())
    )
    return [
        TokenRow(
            row.id,
            row.name,
            row.may_act,
            row.created_at,
            row.created_by_os,
            row.expires_at,
            row.revoked_at,
            row.last_used_at,
        )
        for row in rows
    ]
