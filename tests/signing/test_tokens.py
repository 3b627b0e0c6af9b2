"""Missing time-stamps are fetched later; those that would lapse are renewed; endings are told."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update

from qms import outbox
from qms.errors import Unavailable
from qms.jobs import certificates as jobs
from qms.people import acts as people
from qms.people.acts.authority import issue_at_console
from qms.people.rules import Operator, Role
from qms.people.schemas import NewPerson, NewRole
from qms.service import Service
from qms.signing import current_crls, evidence
from qms.signing import verify as judge
from qms.signing.cades import signature_value
from qms.signing.judging import Against
from qms.signing.model import Signature, Timestamp, TokenKind
from qms.signing.timestamps import Stamper, check_token
from qms.signing.tokens import imprint, lapsed, missing, renew_tokens, stamp_missing
from tests.signing.conftest import Office
from tests.signing.pki import NOW
from tests.support.cast import CHEAP
from tests.support.clock import Clock

YEAR = timedelta(days=365)
LATER = NOW + timedelta(hours=1)
ROOT = Operator("root")


@pytest.fixture
def stamper(office: Office) -> Stamper:
    return Stamper(office.authority)


def stored(office: Office) -> list[Timestamp]:
    with office.db.read() as session:
        return list(session.scalars(select(Timestamp).order_by(Timestamp.number)))


def signature(office: Office) -> bytes:
    with office.db.read() as session:
        return session.scalars(select(Signature.der)).one()


def test_a_signature_without_a_time_stamp_gets_it_later(office: Office, stamper: Stamper) -> None:
    office.whole(office.enrol())
    with office.db.read() as session:
        assert missing(session) == 1
    assert stamp_missing(office.db, stamper, LATER) == 1
    assert stamp_missing(office.db, stamper, LATER) == 0
    with office.db.read() as session:
        assert missing(session) == 0
    token = stored(office)[0]
    assert (token.number, token.kind, token.gen_time) == (1, TokenKind.SIGNATURE, LATER)
    digest = hashlib.sha256(signature_value(signature(office))).digest()
    assert check_token(token.der, digest, anchors=office.authority.stamp_anchors()).ok


def test_no_more_than_asked_for_are_stamped_at_once(office: Office, stamper: Stamper) -> None:
    holder = office.enrol()
    for _time in range(3):
        office.whole(holder)
    assert [stamp_missing(office.db, stamper, LATER, at_once=2) for _turn in range(3)] == [2, 1, 0]


def test_a_time_stamp_is_renewed_within_a_year_of_its_end_only(
    office: Office, stamper: Stamper
) -> None:
    office.whole(office.enrol())
    stamp_missing(office.db, stamper, LATER)
    assert renew_tokens(office.db, stamper, NOW + 3 * YEAR) == 0
    assert renew_tokens(office.db, stamper, NOW + 4 * YEAR + timedelta(days=30)) == 1
    assert renew_tokens(office.db, stamper, NOW + 4 * YEAR + timedelta(days=30)) == 0
    first, second = stored(office)
    assert second.kind is TokenKind.RENEWAL
    assert second.ends_at > first.ends_at + 3 * YEAR
    over = imprint(signature(office), [first.der])
    assert check_token(second.der, over, anchors=office.authority.stamp_anchors()).ok


def test_every_renewal_covers_all_before_it_and_the_judge_follows(
    office: Office, stamper: Stamper
) -> None:
    subject = office.enrol()
    office.whole(subject, subject)
    stamp_missing(office.db, stamper, LATER)
    for years in (4.2, 8.4):
        assert renew_tokens(office.db, stamper, NOW + years * YEAR) == 1
    first, second, third = stored(office)
    over = imprint(signature(office), [first.der, second.der])
    assert check_token(third.der, over, anchors=office.authority.stamp_anchors()).ok
    with office.db.read() as session:
        found = evidence(session, subject_ids=[subject])
    at = NOW + 9 * YEAR
    roots, stamps = office.authority.roots(), office.authority.stamp_anchors()
    result = judge(found[0], Against(roots, at, None, stamp_anchors=stamps))
    assert result.ok, result.reasons


def test_a_lapsed_time_stamp_is_past_help_and_counted(office: Office, stamper: Stamper) -> None:
    office.whole(office.enrol())
    stamp_missing(office.db, stamper, LATER)
    late = NOW + 6 * YEAR
    assert renew_tokens(office.db, stamper, late) == 0
    with office.db.read() as session:
        assert (lapsed(session, LATER), lapsed(session, late)) == (0, 1)


def test_an_authority_without_a_later_certificate_is_asked_again_another_day(
    office: Office, stamper: Stamper
) -> None:
    office.whole(office.enrol())
    stamp_missing(office.db, stamper, LATER)
    (office.authority.keys_path / "issuing.key.json").unlink()
    assert renew_tokens(office.db, stamper, NOW + 4.5 * YEAR) == 0
    assert len(stored(office)) == 1


def test_after_an_outage_the_job_waits_longer_each_time(service: Service, clock: Clock) -> None:
    job = jobs.Stamping(service)
    asked: list[datetime] = []

    def turn() -> Iterator[str]:
        for _minute in range(12):
            try:
                job.keep_going()
                yield "-"
            except Unavailable:
                asked.append(clock())
                yield "x"
            clock.advance(minutes=1)

    person = people.create_person(service, ROOT, NewPerson(login="an.nv", full_name="An")).person_id
    sign_something(service, person)
    for name in ("tsa.key.json", "issuing.key.json"):
        (service.settings.keys_path / name).rename(service.settings.keys_path / f"{name}.away")
    assert "".join(turn()) == "xx-x---x----"
    for name in ("tsa.key.json", "issuing.key.json"):
        (service.settings.keys_path / f"{name}.away").rename(service.settings.keys_path / name)
    clock.advance(hours=1)
    assert job.keep_going() == 1
    assert job.wait == jobs.FIRST_WAIT


def sign_something(service: Service, person: UUID) -> None:
    from tests.support.cast import PASSPHRASE

    issue_at_console(service, ROOT, person, PASSPHRASE, cost=CHEAP)
    office = Office(service.db, service.authority)
    challenge = office.ask(person, at=service.now())
    signed = office.sign(challenge, person, at=service.now(), passphrase=PASSPHRASE)
    office.record(signed, at=service.now())


def told(service: Service, person: UUID) -> list[tuple[str, str]]:
    with service.db.read() as session:
        return [(one.kind, one.code) for one in outbox.notices_for(session, person)]


def test_a_person_is_told_sixty_thirty_and_seven_days_before_the_certificate_ends(
    service: Service, clock: Clock
) -> None:
    person = people.create_person(service, ROOT, NewPerson(login="an.nv", full_name="An")).person_id
    issue_at_console(service, ROOT, person, "câu khóa ký số của tôi", cost=CHEAP)
    assert jobs.warn(service) == 0
    clock.advance(days=3 * 365 - 59)
    said = []
    for _day in range(58):
        said.append(jobs.warn(service))
        clock.advance(days=1)
    assert sum(said) == 3
    assert [day for day, count in enumerate(said) if count] == [0, 29, 52]
    assert {kind for kind, _code in told(service, person)} == {"certificate_ends"}


def test_administrators_are_told_of_the_authority(service: Service, clock: Clock) -> None:
    admin = people.create_person(
        service, ROOT, NewPerson(login="quan.tri", full_name="A")
    ).person_id
    people.grant_role(service, ROOT, admin, NewRole(role=Role.ADMINISTRATOR))
    jobs.refresh(service)
    clock.advance(days=2 * 365 - 50)
    jobs.refresh(service)
    assert jobs.warn(service) == 1
    assert [kind for kind, _code in told(service, admin)] == ["authority_root_list"]
    assert jobs.warn(service) == 0


def test_the_clock_keeps_a_fresh_list(service: Service, clock: Clock) -> None:
    assert jobs.refresh(service) == 2
    clock.advance(hours=2)
    assert jobs.refresh(service) == 0
    clock.advance(days=1)
    assert jobs.refresh(service) == 1
    with service.db.read() as session:
        newest = {one.number for one in current_crls(session, service.now())}
    assert "2" in newest


def test_an_expired_issuing_ca_stops_no_job(service: Service, clock: Clock) -> None:
    clock.advance(days=11 * 365)
    assert jobs.refresh(service) == 1, "the root's own list"
    assert jobs.stamp_missing(service) == jobs.renew_tokens(service) == 0


def test_a_damaged_signature_holds_up_no_other(office: Office, stamper: Stamper) -> None:
    holder = office.enrol()
    for _time in range(2):
        office.whole(holder)
    with office.db.read() as session:
        first = session.scalars(select(Signature.id).order_by(Signature.id)).first()
    with office.db.write() as session:  # behind the service's back, past the database's guards
        connection = session.connection()
        if office.db.is_sqlite:
            connection.exec_driver_sql("DROP TRIGGER signature_no_update")
        else:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        session.execute(update(Signature).where(Signature.id == first).values(der=b"rot"))
    assert stamp_missing(office.db, stamper, LATER) == 1
