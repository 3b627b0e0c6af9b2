"""Signing in and out: server-side sessions, so that a copied cookie is dead after signing out."""

import logging
import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from qms.errors import NotFound, NotSignedIn
from qms.people import passwords
from qms.people.acts import throttle
from qms.people.acts.step import Act, acting
from qms.people.model import OneTimeCode, Person, WebSession
from qms.people.queries.actors import is_active, lock_actor
from qms.people.queries.sessions import resolve_session
from qms.people.rules import By, may_administer
from qms.people.tokens import digest, new_session_token
from qms.service import Service

KEEP_ENDED = timedelta(days=30)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Proven:
    """A password that was right at a moment: which account, and which hash it fitted."""

    person_id: uuid.UUID
    password_hash: str
    rehashed: str | None


def sign_in(
    service: Service, login: str, password: str, *, address: str = "", user_agent: str = ""
) -> str:
    """Start a session; returns the cookie's value, known only here.

    Raises NotSignedIn("SIGN-IN-REFUSED") alike for a wrong password, an unknown login and a
    disabled account, after the same time; Throttled("SIGN-IN-THROTTLED", seconds=…) after failures.
    """
    login = login.strip().casefold()[:200]
    counted = throttle.buckets(login, address)
    proven = prove(service, Person.login == login, password, counted, "SIGN-IN-REFUSED")
    with acting(service, proven.person_id) as act:
        settle(act.session, proven, "SIGN-IN-REFUSED")
        throttle.leave(act.session, counted, act.now)
        raw = new_session_token()
        act.session.add(_session(service, act, digest(raw), address, user_agent))
        act.record("person.signed-in", proven.person_id)
    return raw


def prove(
    service: Service,
    who: object,
    password: str,
    counted: dict[str, int | None],
    refusal: str,
) -> Proven:
    """Try a password outside any transaction, counted before it is tried; raises NotSignedIn."""
    now = service.now()
    throttle.enter(service.db, counted, now)
    with service.db.read() as session:
        person = session.scalar(select(Person).where(who))  # type: ignore[arg-type]
    usable = person is not None and is_active(person, now)
    stored = person.password_hash if person is not None and usable else None
    right = passwords.verify(stored, password)
    if not right or stored is None or person is None:
        log.info("sign-in refused for account %s", person.id if person else "unknown")
        raise NotSignedIn(refusal)
    fresh = passwords.hash_password(password) if passwords.needs_rehash(stored) else None
    return Proven(person.id, stored, fresh)


def settle(session: Session, proven: Proven, refusal: str) -> None:
    """Under the lock the hash must still be the one that fitted; store it at today's cost."""
    person = session.scalars(select(Person).where(Person.id == proven.person_id)).one()
    if person.password_hash != proven.password_hash:
        raise NotSignedIn(refusal)
    if proven.rehashed is not None:
        person.password_hash = proven.rehashed


def _session(
    service: Service, act: Act, token_hash: str, address: str, user_agent: str
) -> WebSession:
    return WebSession(
        token_hash=token_hash,
        person_id=act.actor_id,
        created_at=act.now,
        last_seen_at=act.now,
        expires_at=act.now + timedelta(hours=service.settings.session_hours),
        confirmed_at=act.now,
        address=address[:64],
        user_agent=user_agent.encode("utf-8", "replace").decode().replace("\0", "")[:300],
    )


def sign_out(service: Service, raw: str) -> None:
    """End the session behind this cookie for good; nothing happens where it has ended already."""
    now, token_hash = service.now(), digest(raw)
    with service.db.write() as session:
        row = _locked(session, token_hash)
        if row is None or row.ended_at is not None:
            return
        row.ended_at = now
        actor = None
        person = session.get(Person, row.person_id)
        if person is not None and is_active(person, now):
            actor = lock_actor(session, row.person_id, now)
        Act(session, now, actor).record("person.signed-out", row.person_id)


def end_session(service: Service, by: By, session_id: str) -> None:
    """End another of one's own sessions (an administrator: anybody's), named by its listed id."""
    with acting(service, by) as act:
        row = _locked(act.session, session_id)
        own = row is not None and act.actor is not None and row.person_id == act.actor.id
        if row is None or (act.actor and not own and not may_administer(act.actor)):
            raise NotFound("SESSION-UNKNOWN")
        row.ended_at = row.ended_at or act.now
        act.record("person.session-ended", row.person_id)


def confirm_again(service: Service, raw: str, password: str, *, address: str = "") -> None:
    """Ask for the password once more in a running session, before something that matters."""
    actor = resolve_session(service, raw)
    if actor is None:
        raise NotSignedIn
    counted = throttle.buckets(actor.login, address)
    proven = prove(service, Person.id == actor.id, password, counted, "PASSWORD-WRONG")
    with acting(service, actor.id) as act:
        settle(act.session, proven, "PASSWORD-WRONG")
        throttle.leave(act.session, counted, act.now)
        row = _locked(act.session, digest(raw))
        if row is None or row.ended_at is not None:
            raise NotSignedIn
        row.confirmed_at = act.now
        act.record("person.confirmed-again", actor.id)


def _locked(session: Session, token_hash: str) -> WebSession | None:
    return session.scalar(
        select(WebSession).where(WebSession.token_hash == token_hash).with_for_update()
    )


def forget_old(service: Service) -> None:
    """Drop sessions, codes and failure counts that mean nothing any more; run by the jobs."""
    now = service.now()
    with service.db.write() as session:
        throttle.forget(session, now)
        session.execute(delete(WebSession).where(WebSession.expires_at < now - KEEP_ENDED))
        session.execute(delete(OneTimeCode).where(OneTimeCode.expires_at < now - KEEP_ENDED))
