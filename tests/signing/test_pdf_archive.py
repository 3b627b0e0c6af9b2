"""A signed PDF made to last: validation data and a time-stamp over everything, again and again."""

import hashlib
from datetime import timedelta
from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from qms.errors import Conflict, Unavailable
from qms.signing import pdf
from qms.signing.model import SignatureLevel
from qms.signing.pdf.checking import check_pdf
from qms.signing.pdf.verdict import Expected
from qms.signing.timestamps import Stamper
from tests.signing.papers import FIELDS, LATER, Signers, code, judged, paper, root_of, signable
from tests.signing.pki import NOW


def test_title_producer_and_dates_of_the_paper_stay_as_they_were(archived: pdf.Made) -> None:
    before, after = (
        dict(PdfFileReader(BytesIO(data)).trailer_view["/Info"])
        for data in (paper(3), archived.data)
    )
    assert after["/Producer"] == before["/Producer"]
    assert b"pyHanko" not in archived.data
    assert archived.data.count(b"/ModDate") == 1


def test_an_archived_pdf_holds_what_is_needed_to_check_it(
    signers: Signers, signed: bytes, archived: pdf.Made
) -> None:
    made = archived
    assert made.data.startswith(signed)
    assert (made.level, made.field) == (SignatureLevel.LTA, "archive-1")
    assert made.gen_time == NOW + timedelta(hours=1)
    store = root_of(made.data)["/DSS"]
    inside = {one.get_object().data for one in store["/Certs"]}
    assert inside == {*signers.authority.issuers(), *signers.authority.roots()}
    found = judged(made.data, signers.authority.roots(), LATER)
    assert all(one.bottom_line and one.docmdp_ok for one in found.values())


def test_the_time_stamp_covers_the_whole_file(archived: pdf.Made) -> None:
    data = archived.data
    stamp = PdfFileReader(BytesIO(data)).embedded_timestamp_signatures[-1]
    start, first, second, last = (int(one) for one in stamp.byte_range)
    assert start == 0
    assert second + last == len(data)
    assert data[first : first + 1] == b"<"


def test_an_archive_is_renewed_without_saying_anything_twice(
    signers: Signers, archived: pdf.Made
) -> None:
    second = signers.archive(archived.data, hours=2)
    assert second.data.startswith(archived.data)
    assert second.field == "archive-2"
    assert len(root_of(second.data)["/DSS"]["/Certs"]) == 2
    found = judged(second.data, signers.authority.roots(), LATER)
    assert all(one.bottom_line for one in found.values())
    assert pdf.signed_fields(second.data) == list(FIELDS)


def test_an_unsigned_pdf_is_not_archived(signers: Signers) -> None:
    for data in (paper(), signable()):
        with pytest.raises(Conflict) as refused:
            signers.archive(data)
        assert code(refused) == "SIGNED-PDF-UNSIGNED"


def test_no_archive_without_a_time_stamp(
    signers: Signers, signed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = Stamper(signers.authority, url="http://127.0.0.1:9/", seconds=1)
    monkeypatch.setattr(signers, "stamper", silent)
    with pytest.raises(Unavailable) as refused:
        signers.archive(signed)
    assert code(refused) == "TSA-UNAVAILABLE"


def test_our_own_judge_takes_every_state_of_a_signed_pdf(signers: Signers) -> None:
    """The clerk may be late: the seal comes after the archive, and is archived in its turn."""
    frozen = data = signable()
    states = []
    for minute, field in enumerate(FIELDS[:3], 1):
        data = signers.sign(data, field, minute=minute).data
        states.append(data)
    states.append(signers.archive(data).data)
    states.append(signers.sign(states[-1], "organisation", minute=90).data)
    states.append(signers.archive(states[-1], hours=3).data)
    for state in states:
        verdict = check_pdf(
            state,
            expected=(Expected(hashlib.sha256(frozen).hexdigest(), len(frozen)),),
            roots=signers.authority.roots(),
            stamp_anchors=signers.authority.stamp_anchors(),
            certificates=signers.known,
            at=LATER,
        )
        assert verdict.ok, (verdict.reasons, [one.reasons for one in verdict.signatures])
        assert verdict.archive == (state in (states[3], states[5]))
        assert {one.slot for one in verdict.signatures} <= set(FIELDS)
