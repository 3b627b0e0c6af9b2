"""Bearer tokens for programs: reading by default, acting where their person made them so."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from qms.errors import NotAllowed, NotFound
from qms.installation import installation
from qms.people.acts.step import Act, acting, lock_person
from qms.people.model import ApiToken, WebSession
from qms.people.queries.actors import is_active
from qms.people.rules import CONFIRMED_FOR, By, Operator, may_administer
from qms.people.schemas import NewToken
from qms.people.tokens import digest, new_api_token
from qms.service import Service


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A token shown once; afterwards only its hash is known."""

    id: uuid.UUID
    raw: str
    may_act: bool
    expires_at: datetime


def create_token(
    service: Service, by: By, person_id: uuid.UUID, data: NewToken, *, session_token: str = ""
) -> IssuedToken:
    """Make a bearer token for a person.

    People make their own, in a browser session confirmed by password within ten minutes. The
    operator makes one that may only read; in a demonstration it may act.
    """
    with acting(service, by) as act:
        if isinstance(by, Operator):
            if data.may_act and not installation(act.session).demo:
                raise NotAllowed("TOKEN-OPERATOR-READS-ONLY")
        else:
            _require_own_confirmed(act, person_id, session_token)
        if not is_active(lock_person(act.session, person_id), act.now):
            raise NotAllowed("ACCOUNT-DISABLED")
        raw = new_api_token()
        row = _row(act, person_id, data, digest(raw))
        act.session.add(row)
        act.record("api_token.created", row.id, person=str(person_id), may_act=row.may_act)
        return IssuedToken(row.id, raw, row.may_act, row.expires_at)


def _require_own_confirmed(act: Act, person_id: uuid.UUID, session_token: str) -> None:
    confirmed = act.session.scalar(
        select(WebSession.confirmed_at).where(
            WebSession.token_hash == digest(session_token),
            WebSession.person_id == act.actor_id,
            WebSession.ended_at.is_(None),
        )
    )
    if act.actor_id != person_id:
        raise NotAllowed("TOKEN-NOT-OWN")
    if confirmed is None or act.now - confirmed > CONFIRMED_FOR:
        raise NotAllowed("CONFIRM-AGAIN")


def _row(act: Act, person_id: uuid.UUID, data: NewToken, token_hash: str) -> ApiToken:
    return ApiToken(
        id=uuid.uuid4(),
        person_id=person_id,
        token_hash=token_hash,
        name=data.name,
        may_act=data.may_act,
        created_at=act.now,
        created_by_os=act.os_user[:80],
        expires_at=act.now + timedelta(days=data.days),
    )


def revoke_token(service: Service, by: By, token_id: uuid.UUID) -> None:
    """End a token of one's own (an administrator or the operator: anybody's) at once."""
    with acting(service, by) as act:
        row = act.session.get(ApiToken, token_id, with_for_update=True)
        own = row is not None and row.person_id == act.actor_id
        if row is None or (act.actor and not own and not may_administer(act.actor)):
            raise NotFound("TOKEN-UNKNOWN")
        row.revoked_at = row.revoked_at or act.now
        act.record("api_token.revoked", row.id, person=str(row.person_id))
