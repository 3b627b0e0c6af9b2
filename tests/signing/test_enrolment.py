"""Enrolling, revoking and enrolling again."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from qms.errors import Conflict, Invalid, NotFound
from qms.signing import (
    RevocationReason,
    certificates_of,
    live_certificate,
    revoke,
    revoke_all,
)
from qms.signing.model import KeyBlob
from tests.signing.conftest import LATER, Office
from tests.signing.pki import NOW

LOST = RevocationReason.PASSPHRASE_LOST
COMPROMISE = RevocationReason.KEY_COMPROMISE


def test_whoever_enrolled_has_a_live_certificate_for_three_years(office: Office) -> None:
    holder = office.enrol()
    with office.db.read() as session:
        assert live_certificate(session, holder, NOW) is not None
        assert live_certificate(session, holder, NOW + timedelta(days=1094)) is not None
        assert live_certificate(session, holder, NOW + timedelta(days=1100)) is None
        assert live_certificate(session, uuid4(), NOW) is None


def test_nobody_enrols_twice_unless_to_replace(office: Office) -> None:
    holder = office.enrol()
    with pytest.raises(Conflict, match="SIGNING-ALREADY-ENROLLED"):
        office.enrol(holder)
    office.enrol(holder, at=LATER, replace=True)
    with office.db.read() as session:
        new, old = certificates_of(session, holder)
    assert old.reason is RevocationReason.SUPERSEDED
    assert new.revoked_at is None


def test_an_expired_certificate_does_not_stand_in_the_way(office: Office) -> None:
    holder = office.enrol()
    office.enrol(holder, at=NOW + timedelta(days=1200))
    with office.db.read() as session:
        assert len(certificates_of(session, holder)) == 2


def test_a_certificate_whose_key_was_not_restored_does_not_stand_in_the_way(
    office: Office,
) -> None:
    holder = office.enrol()
    with office.db.write() as session:
        session.execute(text("DELETE FROM key_blob"))
    with office.db.read() as session:
        assert live_certificate(session, holder, NOW) is None
    office.enrol(holder, at=LATER)
    with office.db.read() as session:
        assert live_certificate(session, holder, LATER) is not None


def test_a_lost_passphrase_is_no_dead_end(office: Office) -> None:
    holder = office.enrol()
    before = office.certificate(holder)
    with office.db.write() as session:
        revoke(session, before.id, reason=LOST, now=LATER)
        assert session.get(KeyBlob, before.id) is None, "the key is destroyed with it"
    office.enrol(holder, at=LATER, passphrase="một mật khẩu khác hẳn")
    after = office.certificate(holder)
    assert after.sha256 != before.sha256
    challenge = office.ask(holder)
    office.record(office.sign(challenge, holder, passphrase="một mật khẩu khác hẳn"))


def test_a_revocation_is_final(office: Office) -> None:
    certificate = office.certificate(office.enrol())
    with office.db.write() as session:
        revoke(session, certificate.id, reason=LOST, now=LATER)
    with pytest.raises(Conflict, match="CERTIFICATE-REVOKED"), office.db.write() as session:
        revoke(session, certificate.id, reason=LOST, now=LATER)


def test_a_compromise_found_later_is_still_written_down(office: Office) -> None:
    certificate = office.certificate(office.enrol())
    with office.db.write() as session:
        revoke(session, certificate.id, reason=LOST, now=LATER)
    since = NOW + timedelta(seconds=5)
    with office.db.write() as session:
        again = revoke(session, certificate.id, reason=COMPROMISE, invalidity_at=since, now=LATER)
        assert (again.revoked_at, again.invalidity_at) == (LATER, since)


def test_a_revocation_is_not_dated_ahead(office: Office) -> None:
    certificate = office.certificate(office.enrol())
    ahead = LATER + timedelta(days=1)
    with pytest.raises(Invalid, match="REVOCATION-IN-FUTURE"), office.db.write() as session:
        revoke(session, certificate.id, reason=COMPROMISE, invalidity_at=ahead, now=LATER)
    with pytest.raises(NotFound), office.db.write() as session:
        revoke(session, uuid4(), reason=LOST, now=LATER)


def test_a_leaver_can_sign_no_more(office: Office) -> None:
    holder = office.enrol()
    challenge = office.ask(holder)
    with office.db.write() as session:
        ended = revoke_all(
            session, holder, reason=RevocationReason.CESSATION_OF_OPERATION, now=LATER
        )
        assert len(ended) == 1
    with pytest.raises(Conflict, match="CERTIFICATE-REVOKED"):
        office.sign(challenge, holder)
    with pytest.raises(Conflict, match="SIGNING-NO-CERTIFICATE"):
        office.ask(holder)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM certificate",
        "UPDATE certificate SET der = x'00'",
        "UPDATE certificate SET holder_id = id",
        "UPDATE certificate SET not_after = not_before",
    ],
)
def test_the_database_keeps_certificates_as_they_are(office: Office, statement: str) -> None:
    office.enrol()
    if not office.db.is_sqlite:
        statement = statement.replace("x'00'", r"'\x00'::bytea")
    with pytest.raises((Conflict, DBAPIError)), office.db.write() as session:
        session.execute(text(statement))


def test_the_database_takes_no_revocation_back(office: Office) -> None:
    certificate = office.certificate(office.enrol())
    with office.db.write() as session:
        revoke(session, certificate.id, reason=LOST, now=LATER)
    with pytest.raises((Conflict, DBAPIError)), office.db.write() as session:
        session.execute(text("UPDATE certificate SET revoked_at = NULL, reason = NULL"))


def test_the_database_allows_one_live_certificate_a_person(office: Office) -> None:
    from qms.signing import Certificate

    holder = office.enrol()
    first = office.certificate(holder)
    twin = Certificate(
        holder_id=holder,
        serial="1",
        sha256="0" * 64,
        der=b"",
        subject="CN=x",
        issuer="CN=y",
        not_before=first.not_before,
        not_after=first.not_after,
        source=first.source,
    )
    with pytest.raises(Conflict, match="CONFLICT-AT-WRITE"), office.db.write() as session:
        session.add(twin)
