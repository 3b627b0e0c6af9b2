"""Malformed and oversized PDFs, judging apart, and the same PDF years later."""

import re
import zlib
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.signing import pdf as signed_pdf
from qms.signing.judging import Against
from qms.signing.pdf import checking
from tests.attacks.signed import (
    HOUR,
    NOW,
    TEXT,
    Papers,
    archived,
    frozen,
    frozen_of,
    signed,
    world,
)
from tests.attacks.wronging import AUTHOR, codes, refused
from tests.word.papers import pdf_file, with_writer, written

# malformed and oversized


def test_an_unsigned_pdf_and_rubbish_get_an_answer() -> None:
    refused(frozen(), "SIGNED-PDF-UNSIGNED")
    for rubbish in (b"", b"%PDF-", b"%PDF-1.7\n" + b"<<" * 5000, bytes(5000), b"PK\x03\x04"):
        assert not world().judge_pdf(rubbish, expected=None).ok


def test_a_pdf_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "MOST_BYTES", len(signed()) - 1)
    refused(signed(), "SIGNED-PDF-TOO-LARGE")


def test_a_hundred_updates_are_too_many() -> None:
    data = signed(AUTHOR)
    start = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    for _ in range(101):
        table = len(data)
        data += b"xref\n0 0\ntrailer\n<</Size 99/Root 1 0 R/Prev %d>>\n" % start
        data += b"startxref\n%d\n%%%%EOF\n" % table
        start = table
    assert not world().judge_pdf(data).ok


def test_tables_that_point_at_each_other_end() -> None:
    data = signed(AUTHOR)
    table = len(data)
    data += b"xref\n0 0\ntrailer\n<</Size 99/Root 1 0 R/Prev %d>>\n" % table
    data += b"startxref\n%d\n%%%%EOF\n" % table
    assert not world().judge_pdf(data).ok


def test_a_bomb_in_a_stream_of_objects_is_not_unpacked() -> None:
    packed = zlib.compress(bytes(400 * 1024 * 1024), 1)
    head = b"%%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\n"
    data = head % len(packed) + b"stream\n" + packed + b"\nendstream\nendobj\n"
    rows = b"\x00\x00\x00\xff" + b"\x01\x00\x09\x00" + b"\x02\x00\x01\x00"
    table = len(data)
    data += b"3 0 obj\n<</Type/XRef/Size 3/W[1 2 1]/Root 2 0 R/Length 12>>\nstream\n" + rows
    data += b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % table
    assert not world().judge_pdf(data, expected=None).ok


def test_an_encrypted_pdf_is_refused() -> None:
    writer = with_writer(pdf_file(TEXT))
    writer.encrypt("", "chu")
    refused(written(writer), "SIGNED-PDF-ENCRYPTED", expected=None)


def test_an_upload_is_judged_in_a_process_of_its_own_with_the_same_answer() -> None:
    against = Against(world().roots, NOW + HOUR, world().register())
    apart = signed_pdf.check_apart(signed(), against, expected=[frozen_of()])
    assert apart == world().judge_pdf(signed())


def test_a_judgement_that_takes_too_long_is_a_refusal() -> None:
    against = Against(world().roots, NOW + HOUR, world().register())
    assert signed_pdf.check_apart(signed(), against, seconds=0.01).reasons == (
        "SIGNED-PDF-TOO-SLOW",
    )


@settings(max_examples=60, deadline=None)
@given(place=st.floats(0, 1), new=st.binary(max_size=30), cut=st.integers(0, 40))
def test_no_rewriting_of_a_signed_pdf_is_taken_or_raises(
    place: float, new: bytes, cut: int
) -> None:
    data = signed(AUTHOR)
    start = int(place * len(data))
    changed = data[:start] + new + data[start + cut :]
    assert world().judge_pdf(changed).ok is (changed == data)


def test_five_years_later_after_expiry_and_a_later_revocation_it_stands() -> None:
    at = NOW + timedelta(days=5 * 365 - 30)
    later = world().register(author={"revoked_at": NOW + timedelta(days=100)})
    result = world().judge_pdf(archived(), at=at, certificates=later)
    assert result.ok, codes(result)
    assert "CERTIFICATE-REVOKED-AFTER" in result.signatures[0].notes
    assert all("CERTIFICATE-EXPIRED-SINCE" in one.notes for one in result.signatures)


def test_a_compromise_dated_before_the_signature_ends_it_even_in_the_archive() -> None:
    since = {"revoked_at": NOW + timedelta(days=100), "invalidity_at": NOW - HOUR}
    result = world().judge_pdf(
        archived(), at=NOW + timedelta(days=1000), certificates=world().register(author=since)
    )
    assert [one.ok for one in result.signatures] == [False, True, True]


def test_the_archive_renewed_by_a_later_authority_lasts_longer() -> None:
    later = Papers()
    later.root, later.issuing = world().root, world().issuing
    later.tsa = later.stamping(NOW + timedelta(days=4 * 365))
    renewed = later.archive(archived(), NOW + timedelta(days=4 * 365 + 1))
    result = world().judge_pdf(renewed, at=NOW + timedelta(days=8 * 365))
    assert result.ok, codes(result)
    assert result.archive
    assert result.ends_at is not None
    assert result.ends_at > NOW + timedelta(days=8 * 365)
    assert result.signatures[0].time is not None
    assert result.signatures[0].time.moment == NOW


# certificates


def test_a_revocation_before_signing_is_found_and_a_later_one_does_no_harm() -> None:
    before = world().register(author={"revoked_at": NOW - HOUR})
    after = world().register(author={"revoked_at": NOW + HOUR})
    refused(signed(AUTHOR), "CERTIFICATE-REVOKED-BEFORE", certificates=before)
    (one,) = world().judge_pdf(signed(AUTHOR), certificates=after).signatures
    assert one.ok
    assert "CERTIFICATE-REVOKED-AFTER" in one.notes


def test_a_signer_nobody_registered_is_refused() -> None:
    refused(signed(AUTHOR), "CERTIFICATE-NOT-REGISTERED", certificates={})


def test_an_unknown_authority_is_refused_by_its_name() -> None:
    result = world().judge_pdf(signed(AUTHOR), roots=replace(world()).roots)
    (one,) = result.signatures
    assert "CHAIN-NOT-TRUSTED" in one.reasons
    assert "QMS Root CA" in one.parameters["issuer"]
