"""Setting and changing passwords; hashing happens outside the transaction."""

import uuid

from sqlalchemy import Select, select

from qms.errors import NotAllowed, NotFound, NotSignedIn
from qms.people import passwords
from qms.people.acts import throttle
from qms.people.acts.persons import Handed, end_access, hand_code
from qms.people.acts.sessions import prove, settle
from qms.people.acts.step import Act, acting, administering, lock_person
from qms.people.model import OneTimeCode, Person
from qms.people.queries.actors import is_active
from qms.people.rules import By, Operator, check_password
from qms.people.tokens import code_digest, digest
from qms.service import Service


def issue_one_time_code(service: Service, by: By, person_id: uuid.UUID) -> Handed:
    """A code to hand over, with which its person sets a new password within a day."""
    with administering(service, by) as act:
        person = lock_person(act.session, person_id)
        if not is_active(person, act.now):
            raise NotAllowed("ACCOUNT-DISABLED")
        return hand_code(act, person_id, "first" if person.password_hash is None else "reset")


def redeem_one_time_code(
    service: Service, code: str, password: str, *, address: str = ""
) -> uuid.UUID:
    """Set a password with a code, once; every session and token of before ends.

    Raises NotFound("CODE-NOT-VALID") for a code unknown, used, expired or of a disabled account.
    """
    counted = throttle.buckets("code:" + code_digest(code), address)
    throttle.enter(service.db, counted, service.now())
    wanted = _valid(code_digest(code), service)
    with service.db.read() as session:
        found = session.execute(wanted).one_or_none()
    if found is None or not is_active(found[1], service.now()):
        raise NotFound("CODE-NOT-VALID")
    hashed = passwords.hash_password(check_password(password, found[1].login))
    with service.db.write() as session:
        now = service.now()
        person = lock_person(session, found[1].id)
        row = session.scalar(
            select(OneTimeCode).where(OneTimeCode.id == found[0].id).with_for_update()
        )
        dead = row is None or row.used_at is not None or row.expires_at <= now
        if row is None or dead or not is_active(person, now):
            raise NotFound("CODE-NOT-VALID")
        row.used_at = now
        act = Act(session, now, None)
        _store(act, person, hashed)
        throttle.leave(session, counted, now)
        act.record("person.password-set", person.id, by="code", purpose=row.purpose)
        return person.id


def _valid(code_hash: str, service: Service) -> Select[OneTimeCode, Person]:
    return (
        select(OneTimeCode, Person)
        .join(Person, Person.id == OneTimeCode.person_id)
        .where(
            OneTimeCode.code_hash == code_hash,
            OneTimeCode.used_at.is_(None),
            OneTimeCode.expires_at > service.now(),
        )
    )


def _store(
    act: Act, person: Person, hashed: str, *, keep: str | None = None, must_change: bool = False
) -> None:
    person.password_hash = hashed
    person.must_change = must_change
    person.row_version += 1
    end_access(act.session, person.id, act.now, keep)


def change_password(
    service: Service,
    person_id: uuid.UUID,
    present: str,
    password: str,
    *,
    keep_session: str = "",
    address: str = "",
) -> None:
    """Change one's own password; every other session of one's own ends, the kept one goes on."""
    with service.db.read() as session:
        person = session.get(Person, person_id)
    if person is None:
        raise NotSignedIn
    counted = throttle.buckets(person.login, address)
    proven = prove(service, Person.id == person_id, present, counted, "PASSWORD-WRONG")
    hashed = passwords.hash_password(check_password(password, person.login))
    with acting(service, person_id) as act:
        settle(act.session, proven, "PASSWORD-WRONG")
        locked = lock_person(act.session, person_id)
        throttle.leave(act.session, counted, act.now)
        _store(act, locked, hashed, keep=digest(keep_session))
        act.record("person.password-set", person_id, by="own")


def set_password(
    service: Service,
    by: Operator,
    person_id: uuid.UUID,
    password: str,
    *,
    must_change: bool = True,
) -> None:
    """Set a password from the command line; its person is asked for a new one at first sign-in."""
    with service.db.read() as session:
        person = session.get(Person, person_id)
    if person is None:
        raise NotFound("PERSON-UNKNOWN")
    hashed = passwords.hash_password(check_password(password, person.login))
    with acting(service, by) as act:
        _store(act, lock_person(act.session, person_id), hashed, must_change=must_change)
        act.record("person.password-set", person_id, by="operator")
