"""People come, are corrected, disabled, come back and leave; their rows stay for ever."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from qms.errors import Conflict, Invalid, NotAllowed, Stale
from qms.people.acts.step import Act, acting, administering, keep_one_administrator, lock_person
from qms.people.model import (
    ApiToken,
    Delegation,
    OneTimeCode,
    Person,
    PositionHolding,
    RoleGrant,
    WebSession,
)
from qms.people.queries.actors import is_active
from qms.people.rules import By, Operator, check_login, day_end, fold, sort_key
from qms.people.schemas import NewPerson, PersonChange
from qms.people.tokens import code_digest, new_code
from qms.service import Service
from qms.signing.crl import after_revocation
from qms.signing.model import RevocationReason
from qms.signing.revoke import revoke_all

FIRST_CODE_FOR = timedelta(days=7)
RESET_CODE_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Handed:
    """A code shown once, to be handed to its person; afterwards only its hash is known."""

    person_id: uuid.UUID
    code: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody leaving; upper rooms list and hand over the open work of `person_id`."""

    person_id: uuid.UUID
    left_on: date
    gone: bool


def create_person(service: Service, by: By, data: NewPerson) -> Handed:
    """Take somebody in; the code handed back sets the first password within seven days."""
    login = check_login(data.login)
    with administering(service, by) as act:
        if act.session.scalar(select(Person.id).where(Person.login == login)) is not None:
            raise Conflict("LOGIN-TAKEN", login=login)
        person = Person(
            id=uuid.uuid4(),
            login=login,
            email=data.email,
            staff_kind=data.staff_kind,
            locale=data.locale,
            created_at=act.now,
        )
        _rename(person, data.full_name)
        act.session.add(person)
        act.session.flush()
        act.record("person.created", person.id)
        return hand_code(act, person.id, "first")


def update_person(service: Service, by: By, person_id: uuid.UUID, data: PersonChange) -> None:
    """Correct name, address or language; what was signed before keeps the name it had."""
    with administering(service, by) as act:
        person = lock_person(act.session, person_id)
        if person.row_version != data.row_version:
            raise Stale("PERSON-CHANGED-MEANWHILE")
        _rename(person, data.full_name)
        person.email, person.locale = data.email, data.locale
        person.staff_kind = data.staff_kind
        person.row_version += 1
        act.record("person.changed", person_id)


def _rename(person: Person, full_name: str) -> None:
    person.full_name = full_name
    person.sort_key = sort_key(full_name)
    person.search_key = f"{fold(full_name)} {person.login}"


def hand_code(act: Act, person_id: uuid.UUID, purpose: str) -> Handed:
    """Make a one-time code inside an act; an earlier one that was not used is dead from now on."""
    act.session.execute(
        update(OneTimeCode)
        .where(OneTimeCode.person_id == person_id, OneTimeCode.used_at.is_(None))
        .values(expires_at=act.now)
    )
    code = new_code()
    expires_at = act.now + (FIRST_CODE_FOR if purpose == "first" else RESET_CODE_FOR)
    row = OneTimeCode(
        person_id=person_id,
        code_hash=code_digest(code),
        purpose=purpose,
        created_at=act.now,
        expires_at=expires_at,
    )
    act.session.add(row)
    act.record("person.code-issued", person_id, purpose=purpose)
    return Handed(person_id, code, expires_at)


def disable_person(service: Service, by: By, person_id: uuid.UUID) -> None:
    """Shut an account: its sessions, tokens and codes end in the same transaction."""
    with administering(service, by) as act:
        if act.actor_id == person_id:
            raise NotAllowed("DISABLE-ONESELF")
        person = lock_person(act.session, person_id)
        if person.disabled_at is not None:
            raise Conflict("ALREADY-DISABLED")
        _shut(act, person)
        keep_one_administrator(act)
        act.record("person.disabled", person_id)


def _shut(act: Act, person: Person) -> None:
    person.disabled_at = act.now
    person.row_version += 1
    end_access(act.session, person.id, act.now)


def end_access(
    session: Session, person_id: uuid.UUID, now: datetime, keep: str | None = None
) -> None:
    """End every session (but the one kept) and unused code; without one kept, tokens as well."""
    sessions = update(WebSession).where(
        WebSession.person_id == person_id, WebSession.ended_at.is_(None)
    )
    if keep is not None:
        sessions = sessions.where(WebSession.token_hash != keep)
    session.execute(sessions.values(ended_at=now))
    session.execute(
        update(OneTimeCode)
        .where(OneTimeCode.person_id == person_id, OneTimeCode.used_at.is_(None))
        .values(expires_at=now)
    )
    if keep is None:
        session.execute(
            update(ApiToken)
            .where(ApiToken.person_id == person_id, ApiToken.revoked_at.is_(None))
            .values(revoked_at=now)
        )


def enable_person(service: Service, by: By, person_id: uuid.UUID) -> None:
    """Open an account again; a returning leaver gets roles and positions anew."""
    with administering(service, by) as act:
        person = lock_person(act.session, person_id)
        if person.disabled_at is None and person.left_on is None:
            raise Conflict("ALREADY-ENABLED")
        person.disabled_at = person.left_on = None
        person.row_version += 1
        act.record("person.enabled", person_id)


def record_leaver(service: Service, by: By, person_id: uuid.UUID, left_on: date) -> Leaver:
    """Somebody's last day here: roles, positions and delegations end with it, then the account.

    A last day still to come shuts the account by itself when it is over.
    """
    with administering(service, by) as act:
        if act.actor_id == person_id:
            raise NotAllowed("DISABLE-ONESELF")
        person = lock_person(act.session, person_id)
        end = day_end(left_on)
        if end < person.created_at:
            raise Invalid("LEFT-BEFORE-COMING", fields={"left_on": "LEFT-BEFORE-COMING"})
        person.left_on = left_on
        person.row_version += 1
        _end_everything(act.session, person_id, max(end, act.now))
        gone = end <= act.now
        if gone:
            if _see_off(act, person):
                after_revocation(act.session, service.authority, act.now)
            keep_one_administrator(act)
        act.record("person.left", person_id, left_on=left_on.isoformat())
        return Leaver(person_id, left_on, gone)


def see_off_leavers(service: Service) -> int:
    """Shut the accounts whose last day is over; run by the jobs. Returns how many."""
    with acting(service, Operator("jobs")) as act:
        leaving = act.session.scalars(
            select(Person)
            .where(Person.left_on.is_not(None), Person.disabled_at.is_(None))
            .with_for_update()
        )
        over = [person for person in leaving if not is_active(person, act.now)]
        ended = 0
        for person in over:
            ended += _see_off(act, person)
            act.record("person.disabled", person.id)
        if ended:
            after_revocation(act.session, service.authority, act.now)
        return len(over)


def _see_off(act: Act, person: Person) -> int:
    """Shut the account and end its certificates; returns how many of those there were."""
    _shut(act, person)
    reason = RevocationReason.CESSATION_OF_OPERATION
    ended = revoke_all(act.session, person.id, reason=reason, now=act.now)
    for certificate in ended:
        act.record(
            "certificate.revoked", certificate.id, person=str(person.id), reason=reason.value
        )
    return len(ended)


def _end_everything(session: Session, person_id: uuid.UUID, end: datetime) -> None:
    for row in [
        *session.scalars(select(RoleGrant).where(RoleGrant.person_id == person_id)),
        *session.scalars(select(PositionHolding).where(PositionHolding.person_id == person_id)),
        *session.scalars(
            select(Delegation).where(
                or_(Delegation.delegator_id == person_id, Delegation.delegate_id == person_id)
            )
        ),
    ]:
        if row.valid_to is None or row.valid_to > end:
            row.valid_to = max(row.valid_from, end)
