"""An administrator edits what is kept beside signatures, past the triggers: `verify` names it."""

import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from qms.documents.model import Document, Revision
from qms.people import acts as people
from qms.signing import certificates as ca
from qms.signing import evidence, parse
from qms.signing.enrol import certificates_of
from qms.signing.model import (
    Asks,
    Certificate,
    RevocationReason,
    Signature,
    SignatureFormat,
    SignatureLevel,
    Source,
    Statement,
    TrustAnchor,
)
from qms.signing.statements import encode
from qms.verification import Report, verify_installation, verify_one_document
from tests.signing.pki import Holder, World
from tests.support import sealed
from tests.support.cast import ROOT, Cast
from tests.support.clock import Clock
from tests.verification.tampering import key, tamper

NOUGHT = "0" * 64
LONG_AGO, FAR_OFF = "'2020-01-01 00:00:00+00:00'", "'2099-01-01 00:00:00+00:00'"
CHAU = "subject LIKE '%chau%'"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def cast(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Cast]:
    """Two papers, one of them sealed and archived, on each database."""
    if request.param == "sqlite":
        with sealed.on_sqlite(tmp_path, clock) as made:
            yield made
    else:
        cluster = request.getfixturevalue("cluster")
        with sealed.on_postgresql(cluster, tmp_path, clock) as made:
            yield made


def found(report: Report) -> set[tuple[str, str]]:
    """(code, what it is about) of everything that was named."""
    about = ("table", "document", "name", "state")
    return {
        (one.code, next((str(one.parameters[key]) for key in about if key in one.parameters), ""))
        for one in report.problems
    }


def codes(report: Report) -> set[str]:
    return {one.code for one in report.problems}


def end(cast: Cast, login: str) -> None:
    with cast.service.db.read() as session:
        (live,) = [one for one in certificates_of(session, cast[login]) if one.revoked_at is None]
    reason = RevocationReason.CESSATION_OF_OPERATION
    people.revoke_certificate(cast.service, ROOT, live.id, reason)


# Changes that do not hide each other, and what is to be named after all of them.
EDITS = {
    "rows that say another thing than the bytes in them": (
        [
            f"UPDATE timestamp SET gen_time = {LONG_AGO}",
            "UPDATE crl SET number = '77' WHERE number = (SELECT max(number) FROM crl)",
            f"UPDATE certificate SET not_after = {FAR_OFF} WHERE {CHAU}",
            f"UPDATE signed_pdf SET base_sha256 = '{NOUGHT}' WHERE step = 'seal'",
            "UPDATE checkpoint SET note = 'x'",
            f"UPDATE log_node SET hash = '{NOUGHT}'",
        ],
        {
            "VERIFY-STAMP-EDITED",
            "VERIFY-KEPT-EDITED",
            "VERIFY-PAPER-CHAIN",
            "CHECKPOINT-EDITED",
            "LOG-NODE-EDITED",
        },
    ),
    "rows that are gone": (
        [
            "DELETE FROM timestamp",
            "DELETE FROM crl",
            "DELETE FROM signed_pdf WHERE step IN ('seal', 'archive')",
            "DELETE FROM checkpoint_token",
            "DELETE FROM checkpoint",
            "DELETE FROM seal_use",
        ],
        {
            "VERIFY-STAMP-GONE",
            "VERIFY-FOREIGN-KEY",  # signature_crl points nowhere
            "VERIFY-PAPER-GONE",
            "CHECKPOINT-REMOVED",
            "VERIFY-ROW-GONE",
        },
    ),
    "a signature that is gone, another's certificate, other words": (
        [
            "DELETE FROM timestamp WHERE signature_id IN (SELECT g.id FROM signature g JOIN "
            "statement s ON s.id = g.statement_id WHERE s.action = 'approve')",
            "DELETE FROM signature WHERE statement_id IN "
            "(SELECT id FROM statement WHERE action = 'approve')",
            "UPDATE certificate SET der = (SELECT c.der FROM certificate c WHERE "
            f"c.subject LIKE '%binh%') WHERE {CHAU}",
            "UPDATE statement SET challenge = 'another' WHERE action = 'seal'",
        ],
        {"VERIFY-UNSIGNED", "VERIFY-KEPT-EDITED", "VERIFY-STATEMENT", "VERIFY-PAPER-OTHER-KEY"},
    ),
}


def test_what_nobody_touched_has_no_fault_also_after_a_revocation(cast: Cast, clock: Clock) -> None:
    assert verify_installation(cast.service).problems == ()
    clock.advance(days=30)
    end(cast, "chau")
    report = verify_installation(cast.service)
    assert report.problems == ()


@pytest.mark.parametrize("name", EDITS)
def test_edited_and_removed_rows_are_named(cast: Cast, name: str) -> None:
    statements, wanted = EDITS[name]
    tamper(cast.service.db, *statements)
    assert codes(verify_installation(cast.service)) >= wanted


def test_a_revocation_that_was_taken_back_or_moved_or_invented_is_named(
    cast: Cast, clock: Clock
) -> None:
    clock.advance(days=30)
    end(cast, "chau")
    clock.advance(days=1)
    end(cast, "binh")
    tamper(
        cast.service.db,
        f"UPDATE certificate SET revoked_at = NULL, reason = NULL WHERE {CHAU}",
        f"UPDATE certificate SET invalidity_at = {LONG_AGO} WHERE subject LIKE '%binh%'",
        "UPDATE certificate SET revoked_at = '2026-03-03 00:00:00+00:00', reason = 'superseded' "
        "WHERE subject LIKE '%vanan%'",
    )
    named = {name for code, name in found(verify_installation(cast.service)) if "REVOC" in code}
    assert {who for who in ("chau", "binh", "vanan") if any(who in one for one in named)} == {
        "chau",
        "binh",
        "vanan",
    }


def test_an_approval_signed_by_an_authority_of_his_own_is_named(cast: Cast) -> None:
    """He enters a certificate of his own CA for the director and signs in her place."""
    world = World(cast.service.now() - timedelta(days=1))
    forger = replace(world.person(cast.service.now()), id=cast["chau"])
    with cast.service.db.read() as session:
        revision = session.scalars(
            select(Revision).join(Document).where(Document.code == "QT-06")
        ).one()
        old = session.get_one(Statement, revision.approval_statement_id)
        (honest,) = evidence(session, statement_ids=[old.id])
    said = parse(honest.data)
    data = encode(replace(said, cert_sha256=forger.sha256, challenge="f" * 32))
    made = forged_rows(world, forger, old, data)
    with cast.service.db.write() as session:
        for one in made:
            session.add(one)
            session.flush()
    db = cast.service.db
    tamper(
        db,
        f"UPDATE revision SET approval_statement_id = {key(db, made[1].id)} "
        f"WHERE id = {key(db, revision.id)}",
    )
    report = verify_installation(cast.service)
    bad = [one for one in report.problems if one.code == "VERIFY-STATEMENT"]
    assert [one.parameters["document"] for one in bad] == ["QT-06"]
    assert bad[0].parameters["reasons"] == ["CHAIN-NOT-TRUSTED"]
    assert not verify_one_document(cast.service, "QT-06").ok
    assert verify_one_document(cast.service, "QT-05").ok


def forged_rows(
    world: World, forger: Holder, old: Statement, data: bytes
) -> tuple[Certificate, Statement, Signature]:
    """Certificate, statement and signature as the service itself would have entered them."""
    begin, finish = ca.period(forger.der)
    der = world.sign(forger, data, old.signed_at)
    certificate = Certificate(
        id=uuid.uuid4(),
        holder_id=forger.id,
        serial=f"{forger.certificate.serial_number:x}",
        sha256=forger.sha256,
        der=forger.der,
        subject="CN=Lê Minh Châu",
        issuer="CN=QMS Issuing CA",
        not_before=begin,
        not_after=finish,
        source=Source.OUTSIDE,
    )
    facts = ("subject_id", "number", "action", "prev_sha256", "signer_id", "signed_at")
    heads = ("log_epoch", "log_size", "log_hash")
    statement = Statement(
        id=uuid.uuid4(),
        bytes=data,
        sha256=hashlib.sha256(data).hexdigest(),
        challenge="f" * 32,
        **{name: getattr(old, name) for name in (*facts, *heads)},
    )
    signature = Signature(
        id=uuid.uuid4(),
        statement_id=statement.id,
        certificate_id=certificate.id,
        format=SignatureFormat.CADES,
        der=der,
        sha256=hashlib.sha256(der).hexdigest(),
        level=SignatureLevel.B,
    )
    return certificate, statement, signature


def test_an_outside_root_that_nobody_added_is_named(cast: Cast) -> None:
    stranger = ca.der(ca.make_root("Cơ quan không có thật", cast.service.now()).certificate)
    with cast.service.db.write() as session:
        session.add(
            TrustAnchor(
                name="CA lạ",
                sha256=ca.fingerprint(stranger),
                der=stranger,
                revocation=Asks.IF_KNOWN,
                added_at=cast.service.now(),
            )
        )
    report = verify_installation(cast.service)
    assert ("VERIFY-KEPT-EDITED", "trust_anchor") in found(report)
