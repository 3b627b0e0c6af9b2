"""The ceremony: ask, sign, record; once, in time, by the right person, with the passphrase."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from qms.errors import Conflict, Invalid, NotFound, Throttled
from qms.signing import (
    LogHead,
    RevocationReason,
    Revoked,
    Statement,
    evidence,
    forget_requests,
    last_statement,
    open_request,
    parse,
    record,
    revoke,
    signed_heads,
    subjects,
    verify,
    verify_all,
)
from qms.signing.judging import Against
from qms.signing.model import KeyBlob, Signature
from tests.signing.conftest import LATER, Office
from tests.signing.pki import NOW, spec

MINUTE = timedelta(minutes=1)


def test_what_was_asked_is_what_is_signed_and_stored(office: Office) -> None:
    holder, document = office.enrol(), uuid4()
    challenge = office.ask(holder, document)
    with office.db.read() as session:
        asked = open_request(session, challenge, holder, LATER)
    statement_id = office.record(office.sign(challenge, holder))
    with office.db.read() as session:
        row = session.get_one(Statement, statement_id)
        signature = session.scalars(select(Signature)).one()
    assert row.bytes == asked.statement
    assert row.sha256 == asked.statement_sha256
    content = parse(row.bytes)
    assert content.spec == spec(holder, document)
    assert content.cert_sha256 == office.certificate(holder).sha256
    assert content.challenge == challenge == row.challenge
    assert (row.subject_id, row.signer_id, row.action) == (document, holder, "approve")
    assert row.signed_at == LATER
    assert signature.statement_id == row.id


def test_statements_about_one_document_form_a_chain(office: Office) -> None:
    holder, document = office.enrol(), uuid4()
    for number in range(3):
        office.whole(holder, document, action=f"act{number}")
    with office.db.read() as session:
        found = evidence(session, subject_ids=[document])
        assert last_statement(session, document) == found[-1].sha256
        assert subjects(session) == [document]
        assert signed_heads(session) == [LogHead(0, 7, "d" * 64)]
    assert [one.number for one in found] == [1, 2, 3]
    assert [one.prev_sha256 for one in found] == ["", found[0].sha256, found[1].sha256]


def test_stored_evidence_is_judged_good(office: Office) -> None:
    holder, document = office.enrol(), uuid4()
    office.whole(holder, document)
    office.whole(holder, document)
    with office.db.read() as session:
        found = evidence(session, subject_ids=[document])
    verdicts = verify_all(found, Against(office.authority.roots(), LATER, {}))
    assert [result.ok for _one, result in verdicts] == [True, True]
    assert verdicts[0][1].revoked is Revoked.NO


def test_a_missing_statement_is_noticed_by_its_successor(office: Office) -> None:
    holder, document = office.enrol(), uuid4()
    office.whole(holder, document)
    office.whole(holder, document)
    with office.db.read() as session:
        found = evidence(session, subject_ids=[document])
    ((_one, result),) = verify_all(found[1:], Against(office.authority.roots(), LATER, {}))
    assert result.reasons == ("PREVIOUS-STATEMENT-MISSING",)


def test_a_row_that_says_something_else_than_the_bytes_is_noticed(office: Office) -> None:
    from dataclasses import replace

    statement_id = office.whole(office.enrol())
    with office.db.read() as session:
        (one,) = evidence(session, statement_ids=[statement_id])
    against = Against(office.authority.roots(), LATER, {})
    for change in (
        {"action": "withdraw"},
        {"signer_id": uuid4()},
        {"log_head": LogHead(0, 8, "d" * 64)},
        {"sha256": "0" * 64},
        {"der_sha256": "0" * 64},
    ):
        result = verify(replace(one, **change), against)  # type: ignore[arg-type]
        assert "STATEMENT-ROW-CHANGED" in result.reasons
        assert not result.ok


def test_a_later_revocation_leaves_stored_signatures_standing(office: Office) -> None:
    holder = office.enrol()
    statement_id = office.whole(holder)
    with office.db.write() as session:
        revoke(
            session,
            office.certificate(holder).id,
            reason=RevocationReason.CESSATION_OF_OPERATION,
            now=LATER + timedelta(days=30),
        )
    with office.db.read() as session:
        (one,) = evidence(session, statement_ids=[statement_id])
    result = verify(one, Against(office.authority.roots(), LATER + timedelta(days=60), {}))
    assert result.revoked is Revoked.AFTER_SIGNING
    assert result.ok


def test_a_request_is_signed_within_ten_minutes(office: Office) -> None:
    holder = office.enrol()
    challenge = office.ask(holder)
    office.sign(challenge, holder, at=LATER + 9 * MINUTE)
    with pytest.raises(Conflict, match="SIGN-REQUEST-EXPIRED"):
        office.sign(challenge, holder, at=LATER + 10 * MINUTE)


def test_what_was_signed_in_time_is_also_recorded_in_time(office: Office) -> None:
    holder = office.enrol()
    signed = office.sign(office.ask(holder), holder)
    with pytest.raises(Conflict, match="SIGN-REQUEST-EXPIRED"):
        office.record(signed, at=LATER + 11 * MINUTE)


def test_a_challenge_is_good_once(office: Office) -> None:
    holder = office.enrol()
    challenge = office.ask(holder)
    signed = office.sign(challenge, holder)
    office.record(signed)
    with pytest.raises(Conflict, match="SIGN-REQUEST-USED"):
        office.record(signed)
    with pytest.raises(Conflict, match="SIGN-REQUEST-USED"):
        office.sign(challenge, holder)


def test_nobody_signs_the_request_of_another(office: Office) -> None:
    hong, an = office.enrol(), office.enrol()
    challenge = office.ask(hong)
    with pytest.raises(NotFound):
        office.sign(challenge, an)
    with pytest.raises(NotFound):
        office.sign("0" * 32, hong)


def test_without_a_certificate_nothing_is_asked(office: Office) -> None:
    with pytest.raises(Conflict, match="SIGNING-NO-CERTIFICATE"):
        office.ask(uuid4())


def test_a_certificate_revoked_between_signing_and_recording_stops_the_act(
    office: Office,
) -> None:
    holder = office.enrol()
    signed = office.sign(office.ask(holder), holder)
    with office.db.write() as session:
        certificate = office.certificate(holder)
        revoke(session, certificate.id, reason=RevocationReason.KEY_COMPROMISE, now=LATER)
    with pytest.raises(Conflict, match="CERTIFICATE-REVOKED"):
        office.record(signed)
    with office.db.read() as session:
        assert session.scalar(select(func.count()).select_from(Statement)) == 0


def test_an_act_that_fails_leaves_the_request_unused(office: Office) -> None:
    holder = office.enrol()
    signed = office.sign(office.ask(holder), holder)

    def act() -> None:
        with office.db.write() as session:
            record(session, signed, now=LATER)
            raise Conflict("SOMETHING")

    with pytest.raises(Conflict, match="SOMETHING"):
        act()
    office.record(signed)


def test_a_statement_that_could_not_be_read_back_is_never_shown(office: Office) -> None:
    holder = office.enrol()
    with pytest.raises(Invalid, match="STATEMENT-BAD-FIELD"):
        office.ask(holder, action="Approve it!")


def test_five_wrong_passphrases_lock_the_key_for_fifteen_minutes(office: Office) -> None:
    holder = office.enrol()
    challenge = office.ask(holder)
    audited: list[int] = []

    def fail(session: Session) -> None:
        audited.append(len(audited))

    for left in (4, 3, 2, 1):
        with pytest.raises(Invalid) as wrong:
            office.sign(challenge, holder, passphrase="sai mật khẩu", on_failure=fail)
        assert (wrong.value.code, wrong.value.parameters) == (
            "SIGNING-WRONG-PASSPHRASE",
            {"left": left},
        )
    with pytest.raises(Throttled) as locked:
        office.sign(challenge, holder, passphrase="sai mật khẩu", on_failure=fail)
    assert (locked.value.code, locked.value.parameters["minutes"]) == ("SIGNING-LOCKED", 15)
    assert len(audited) == 5
    with pytest.raises(Throttled) as still:
        office.sign(challenge, holder, at=LATER + 5 * MINUTE)
    assert still.value.parameters["minutes"] == 10
    assert len(audited) == 5, "a locked key is not even tried"
    after = LATER + 16 * MINUTE
    office.sign(office.ask(holder, at=after), holder, at=after)


def test_the_right_passphrase_forgives_the_wrong_ones(office: Office) -> None:
    holder = office.enrol()
    challenge = office.ask(holder)
    for _attempt in range(3):
        with pytest.raises(Invalid):
            office.sign(challenge, holder, passphrase="sai mật khẩu")
    office.sign(challenge, holder)
    with office.db.read() as session:
        blob = session.scalars(select(KeyBlob)).one()
    assert (blob.failures, blob.locked_until) == (0, None)


def test_a_failure_is_reported_in_a_transaction_of_its_own(office: Office) -> None:
    holder = office.enrol()

    def fail(session: Session) -> None:
        session.execute(text("UPDATE sign_request SET action = 'seen'"))

    with pytest.raises(Invalid):
        office.sign(office.ask(holder), holder, passphrase="sai mật khẩu", on_failure=fail)
    with office.db.read() as session:
        assert session.scalar(text("SELECT action FROM sign_request")) == "seen"


def test_requests_nobody_signed_are_forgotten(office: Office) -> None:
    holder = office.enrol()
    office.whole(holder)
    office.ask(holder)
    with office.db.write() as session:
        assert forget_requests(session, NOW + timedelta(hours=1)) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE statement SET action = 'x'",
        "DELETE FROM statement",
        "UPDATE signature SET level = 'B'",
        "DELETE FROM signature",
        "UPDATE sign_request SET used_at = NULL",
    ],
)
def test_the_database_refuses_to_change_what_was_signed(office: Office, statement: str) -> None:
    office.whole(office.enrol())
    with pytest.raises((Conflict, DBAPIError)), office.db.write() as session:
        session.execute(text(statement))


def test_signing_works_inside_a_running_event_loop(office: Office) -> None:
    import asyncio

    holder = office.enrol()

    async def handler() -> object:
        return office.whole(holder)

    assert asyncio.run(handler()) is not None
