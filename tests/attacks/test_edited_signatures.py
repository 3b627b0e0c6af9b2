"""An administrator who edits what is stored beside a signature, past the triggers."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from qms.db import Database
from qms.signing import Evidence, FileRef, evidence, lists, stored
from qms.signing import certificates as ca
from qms.signing.cades import with_token
from qms.signing.judging import Against
from qms.signing.model import (
    Certificate,
    Crl,
    PdfStep,
    Signature,
    SignatureCrl,
    SignatureFormat,
    SignatureLevel,
    SignedPdf,
    Source,
    Statement,
    Timestamp,
    TokenKind,
)
from qms.signing.pdf import cms_of
from qms.signing.statements import encode
from tests.attacks.signed import HOUR, NOW, frozen, frozen_of, signed, world
from tests.attacks.statements import token_for
from tests.signing.pki import Holder

PDF = FileRef("pdf", "QT-05.pdf", "application/pdf", frozen_of().size, frozen_of().sha256)


def rows(
    who: Holder, data: bytes, der: bytes, form: SignatureFormat, **facts: Any
) -> dict[str, Any]:
    """What a ceremony would have stored."""
    import hashlib

    content = world().content(who)
    begin, end = ca.period(who.der)
    certificate = Certificate(
        id=uuid4(),
        holder_id=who.id,
        serial=f"{who.certificate.serial_number:x}",
        sha256=who.sha256,
        der=who.der,
        subject="CN=a",
        issuer="CN=b",
        not_before=begin,
        not_after=end,
        source=Source.INTERNAL,
    )
    statement = Statement(
        id=uuid4(),
        subject_id=uuid4(),
        number=1,
        action="approve",
        bytes=data,
        sha256=hashlib.sha256(data).hexdigest(),
        prev_sha256="",
        challenge=content.challenge,
        signer_id=who.id,
        signed_at=NOW,
        log_epoch=0,
        log_size=7,
        log_hash="d" * 64,
    )
    signature = Signature(
        id=uuid4(),
        statement_id=statement.id,
        certificate_id=certificate.id,
        format=form,
        der=der,
        sha256=hashlib.sha256(der).hexdigest(),
        level=SignatureLevel.B,
    )
    return {"certificate": certificate, "statement": statement, "signature": signature, **facts}


def store(db: Database, made: dict[str, Any], *more: Any) -> Evidence:
    with db.write() as session:
        for one in (made["certificate"], made["statement"], made["signature"], *more):
            session.add(one)
            session.flush()
        statement_id = made["statement"].id
    with db.read() as session:
        (found,) = evidence(session, statement_ids=[statement_id])
    return found


def stamp_row(signature: Signature, number: int, der: bytes) -> Timestamp:
    return Timestamp(
        id=uuid4(),
        signature_id=signature.id,
        number=number,
        kind=TokenKind.SIGNATURE if number == 1 else TokenKind.RENEWAL,
        der=der,
        gen_time=NOW,
        authority="QMS",
        internal=True,
        ends_at=NOW,
    )


@pytest.fixture
def stamped(db: Database) -> Evidence:
    """A signature with its time-stamp, a renewal, and the list of that day."""
    import hashlib

    who = world().people["author"]
    data, der = world().signed(who)
    made = rows(who, data, der, SignatureFormat.CADES)
    first = token_for(der, NOW)
    renewal = world().stamp(hashlib.sha256(with_token(der, first)).digest(), NOW + HOUR)
    crl = Crl(
        id=uuid4(),
        issuer_sha256="a" * 64,
        issuer="CN=b",
        number="1",
        this_update=NOW,
        next_update=NOW + HOUR,
        der=world().crl(NOW),
        sha256="b" * 64,
    )
    return store(
        db,
        made,
        stamp_row(made["signature"], 2, renewal),
        stamp_row(made["signature"], 1, first),
        crl,
        SignatureCrl(signature_id=made["signature"].id, crl_id=crl.id),
    )


def judge(one: Evidence, read_pdf: stored.ReadPdf | None = None) -> Any:
    return stored.verify(one, Against(world().roots, NOW + 2 * HOUR, {}), read_pdf)


def test_stored_evidence_comes_with_its_tokens_in_order_and_its_lists(stamped: Evidence) -> None:
    result = judge(stamped)
    assert result.ok, result.reasons
    assert (result.level, result.time.moment) == (SignatureLevel.LTA, NOW)
    assert len(stamped.tokens) == 2
    assert len(stamped.crls) == 1


def test_tokens_swapped_removed_or_of_another_signature_are_named(stamped: Evidence) -> None:
    first, second = stamped.tokens
    other = token_for(world().sign(world().people["author"], b"other"), NOW)
    for tokens in ((second, first), (second,), (other, second), (first, other), (first, first)):
        assert "TIMESTAMP-WRONG" in judge(replace(stamped, tokens=tokens)).reasons
    assert judge(replace(stamped, tokens=(first,))).level is SignatureLevel.T
    assert "TIME-CLAIMED-ONLY" in judge(replace(stamped, tokens=())).notes


def test_a_forged_list_beside_a_signature_changes_nothing(stamped: Evidence) -> None:
    serial = world().people["author"].certificate.serial_number
    from qms.signing import RevocationReason
    from tests.signing.pki import World

    ended = lists.Ended(serial, NOW - HOUR, RevocationReason.SUPERSEDED, None)
    forged = lists.build(World().issuing, [ended], 3, NOW, HOUR)
    assert judge(replace(stamped, crls=(forged,))).ok


@pytest.mark.parametrize("column", ["sha256", "prev_sha256", "challenge", "action", "der_sha256"])
def test_a_column_that_says_other_than_what_was_signed_is_named(
    stamped: Evidence, column: str
) -> None:
    changed = replace(stamped, **{column: "f" * 32})
    assert "STATEMENT-ROW-CHANGED" in judge(changed).reasons


def test_a_statement_given_another_signer_is_named(stamped: Evidence) -> None:
    assert "STATEMENT-ROW-CHANGED" in judge(replace(stamped, signer_id=uuid4())).reasons
    other = replace(stamped.known, holder_id=uuid4())
    assert "SIGNER-OTHER-PERSON" in judge(replace(stamped, known=other)).reasons


# signed in the PDF alone, with a tool of one's own


def in_pdf(data: bytes, **changes: Any) -> tuple[dict[str, Any], Statement]:
    who = world().people["author"]
    content = world().content(who)
    said = encode(replace(content, spec=replace(content.spec, files=(PDF,)), **changes))
    made = rows(who, said, cms_of(data, "author"), SignatureFormat.PADES)
    return made, made["statement"]


def pdf_row(statement: Statement, data: bytes) -> SignedPdf:
    found = frozen_of(data)
    return SignedPdf(
        id=uuid4(),
        chain_id=statement.id,
        number=1,
        step=PdfStep.SIGNATURE,
        base_sha256=PDF.sha256,
        sha256=found.sha256,
        size=found.size,
        field="author",
        statement_id=statement.id,
        level=SignatureLevel.T,
        made_at=NOW,
    )


def own_tool(reason: str = "Tôi đồng ý") -> bytes:
    return world().sign_field(frozen(), "author", reason=reason)


@pytest.fixture
def pades(db: Database) -> tuple[Evidence, dict[str, bytes]]:
    data = own_tool()
    made, statement = in_pdf(data)
    row = pdf_row(statement, data)
    return store(db, made, row), {row.sha256: data}


def test_a_signature_in_the_pdf_alone_is_judged_there(
    pades: tuple[Evidence, dict[str, bytes]],
) -> None:
    one, kept = pades
    result = judge(one, read_pdf=kept.__getitem__)
    assert result.ok, result.reasons
    assert result.content is not None
    assert result.time is not None
    assert "SIGNED-PDF-NAMES-NO-STATEMENT" in result.notes
    assert judge(one).reasons[0] == "SIGNED-PDF-MISSING"


def test_another_pdf_in_its_place_is_refused(pades: tuple[Evidence, dict[str, bytes]]) -> None:
    one, _kept = pades
    assert "SIGNED-PDF-OTHER-BYTES" in judge(one, read_pdf=lambda _name: signed()).reasons
    swapped = replace(one, pdf_sha256=frozen_of(signed()).sha256)
    assert "SIGNATURE-WRONG" in judge(swapped, read_pdf=lambda _name: signed()).reasons


def test_a_pdf_signature_that_names_another_statement_is_refused(db: Database) -> None:
    data = own_tool(f"Ký [{'9' * 64}]")
    made, statement = in_pdf(data)
    row = pdf_row(statement, data)
    one = store(db, made, row)
    result = judge(one, read_pdf=lambda _name: data)
    assert "SIGNED-PDF-OTHER-STATEMENT" in result.reasons
    assert not result.ok


def test_a_pdf_signature_of_another_day_is_not_the_one_asked_for(db: Database) -> None:
    """Replay: the same person once signed the same bytes."""
    data = own_tool()
    made, statement = in_pdf(data, claimed_time=NOW + HOUR)
    one = store(db, made, pdf_row(statement, data))
    assert "SIGNING-TIME-APART" in judge(one, read_pdf=lambda _name: data).reasons


def test_the_triggers_refuse_what_is_not_done_past_them(db: Database, stamped: Evidence) -> None:
    from sqlalchemy import update

    from qms.errors import Conflict

    for table, change in (
        (Timestamp, {"internal": False}),
        (Signature, {"level": SignatureLevel.LTA}),
        (Statement, {"number": 9}),
    ):
        with pytest.raises(Conflict), db.write() as session:
            session.execute(update(table).values(**change))
    assert judge(stamped).ok
