"""Signatures inside a PDF: fields, signing, archiving. pyHanko's own judge speaks of the result."""

import re
import subprocess
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader

from qms.errors import Conflict, Invalid
from qms.signing import pdf
from qms.signing.model import SignatureLevel
from qms.signing.timestamps import Stamper
from tests.signing.papers import (
    FIELDS,
    LATER,
    Signers,
    code,
    judged,
    look,
    paper,
    places,
    root_of,
    signable,
)
from tests.signing.pki import NOW


def shown(data: bytes, folder: Path) -> Image.Image:
    (folder / "shown.pdf").write_bytes(data)
    target = folder / "page"
    words = ["pdftoppm", "-r", "72", "-png", "-singlefile", folder / "shown.pdf", target]
    subprocess.run(words, check=True, capture_output=True)
    return Image.open(target.with_suffix(".png")).convert("L")


def darkest(picture: Image.Image, box: list[float]) -> int:
    x0, y0, x1, y1 = box
    height = picture.height
    part = picture.crop((int(x0), int(height - y1), int(x1), int(height - y0)))
    return int(part.getextrema()[0])  # type: ignore[arg-type]


# Fields


def test_fields_are_appended_to_the_bytes_that_came_in() -> None:
    bare = paper()
    made = pdf.with_fields(bare, places())
    assert made.startswith(bare)
    assert pdf.empty_fields(made) == list(FIELDS)
    assert pdf.signed_fields(made) == []


def test_an_empty_field_has_an_appearance_and_is_printed_as_pdf_a_asks() -> None:
    for one in root_of(signable())["/AcroForm"]["/Fields"]:
        field = one.get_object()
        assert field["/F"] & 0b111 == 0b100  # printed, neither invisible nor hidden
        assert field["/AP"]["/N"].data == b""
        assert [float(side) for side in field["/Rect"]] in [one["box"] for one in places()]


def test_the_form_is_declared_append_only_before_anybody_signs() -> None:
    root = root_of(signable())
    assert root["/AcroForm"]["/SigFlags"] == 3
    assert "/ESIC" in root["/Extensions"]


def test_a_field_stands_on_the_page_that_was_asked_for() -> None:
    made = pdf.with_fields(paper(3), places(("approver",), page=2))
    pages = PdfFileReader(BytesIO(made)).root["/Pages"]["/Kids"]
    assert ["/Annots" in page.get_object() for page in pages] == [False, False, True]


@pytest.mark.parametrize(
    "wrong",
    [
        {"page": 1},
        {"page": -1},
        {"box": [10, 10, 10, 40]},
        {"box": [10, 40, 90, 20]},
    ],
)
def test_a_place_off_the_paper_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        pdf.with_fields(paper(), [places()[0] | wrong])
    assert code(refused) == "SIGNED-PDF-PLACE"


def test_two_fields_of_one_name_are_refused() -> None:
    with pytest.raises(Invalid) as refused:
        pdf.with_fields(paper(), [*places(), places()[0]])
    assert code(refused) == "SIGNED-PDF-PLACE"


def test_a_pdf_that_brings_its_own_signature_fields_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        pdf.with_fields(signable(), places())
    assert code(refused) == "SIGNED-PDF-HAS-FIELDS"


def hybrid() -> bytes:
    """A PDF with two tables of objects, as Word writes it."""
    data = paper()
    table = data.rindex(b"\nxref") + 1
    stream = b"99 0 obj\n<</Type/XRef/Size 1/W[1 2 1]/Index[0 1]/Length 4>>stream\n"
    stream += b"\0\0\0\0\nendstream endobj\n"
    trailer = data[table:].replace(b"trailer\n<<", b"trailer\n<< /XRefStm %d" % table)
    begin = trailer.rindex(b"startxref") + len(b"startxref\n")
    moved = b"%d\n%%%%EOF\n" % (table + len(stream))
    return data[:table] + stream + trailer[:begin] + moved


def test_a_pdf_with_two_tables_of_objects_is_written_anew_before_it_is_signed(
    signers: Signers, tmp_path: Path
) -> None:
    given = hybrid()
    assert PdfFileReader(BytesIO(given)).xrefs.hybrid_xrefs_present
    made = pdf.with_fields(given, places())
    assert not made.startswith(given)
    assert shown(made, tmp_path).tobytes() == shown(given, tmp_path).tobytes()
    found = judged(signers.all(made), signers.authority.roots(), LATER)
    assert all(one.bottom_line for one in found.values())


def test_a_pdf_that_only_a_lenient_reader_opens_is_written_anew(tmp_path: Path) -> None:
    given = re.sub(rb"/Size \d+", b"/Size 3", paper())
    assert given != paper()
    made = pdf.with_fields(given, places())
    assert not made.startswith(given)
    assert shown(made, tmp_path).tobytes() == shown(given, tmp_path).tobytes()


@pytest.mark.parametrize("damage", [b"", b"%PDF-1.7", b"hello" * 99, paper()[:-300]])
def test_a_damaged_pdf_is_refused_everywhere(damage: bytes, signers: Signers) -> None:
    for act in (
        lambda: pdf.with_fields(damage, places()),
        lambda: pdf.empty_fields(damage),
        lambda: pdf.signed_fields(damage),
        lambda: pdf.cms_of(damage, "author"),
        lambda: pdf.for_outside(damage, field="author"),
        lambda: signers.sign(damage, "author"),
        lambda: signers.archive(damage),
    ):
        with pytest.raises(Invalid) as refused:
            act()
        assert code(refused) == "SIGNED-PDF-UNREADABLE"


# Signing


def test_everybody_signs_in_turn_and_each_signature_stands(signers: Signers, signed: bytes) -> None:
    found = judged(signed, signers.authority.roots(), LATER)
    assert list(found) == list(FIELDS)
    assert all(one.bottom_line and one.docmdp_ok for one in found.values())
    assert {one.timestamp_validity.valid for one in found.values()} == {True}
    assert pdf.signed_fields(signed) == list(FIELDS)
    assert pdf.empty_fields(signed) == []


def test_each_state_begins_with_the_one_before(signers: Signers) -> None:
    before = frozen = signable()
    for minute, field in enumerate(FIELDS, 1):
        after = signers.sign(before, field, minute=minute).data
        assert after.startswith(before)
        before = after
    assert before.startswith(frozen)


def test_a_signature_says_who_why_and_when(signers: Signers) -> None:
    made = signers.sign(signable(), "author", reason="Trình ký [abc]", location="Sông Hồng")
    said = PdfFileReader(BytesIO(made.data)).embedded_regular_signatures[0].sig_object
    assert said["/Reason"] == "Trình ký [abc]"
    assert said["/Name"] == "Nguyễn Thị Hồng"
    assert said["/Location"] == "Sông Hồng"
    assert said["/SubFilter"] == "/ETSI.CAdES.detached"
    assert said["/M"] == "D:20260302090100+07'00'"


def test_the_authors_signature_allows_filling_in_and_signing_only(signers: Signers) -> None:
    data = signers.sign(signable(), "author").data
    reference = root_of(data)["/Perms"]["/DocMDP"]["/Reference"][0]
    assert reference["/TransformParams"]["/P"] == 2
    data = signers.sign(data, "reviewer-1").data
    other = PdfFileReader(BytesIO(data)).embedded_regular_signatures[1].sig_object
    assert "/Reference" not in other


def test_a_second_certifying_signature_is_refused(signers: Signers) -> None:
    data = signers.sign(signable(), "author").data
    with pytest.raises(Invalid) as refused:
        signers.sign(data, "approver", certify=True)
    assert code(refused) == "SIGNED-PDF-CLOSED"


def test_a_token_raises_the_level_and_says_how_long_it_lasts(signers: Signers) -> None:
    made = signers.sign(signable(), "author")
    assert made.level is SignatureLevel.T
    assert made.field == "author"
    assert made.gen_time == NOW + timedelta(minutes=1)
    assert made.ends_at is not None
    assert made.ends_at > NOW + timedelta(days=4 * 365)


@pytest.mark.parametrize("absent", [True, False])
def test_an_outage_of_the_time_stamps_costs_the_level_and_stops_nobody(
    signers: Signers, absent: bool
) -> None:
    silent = Stamper(signers.authority, url="http://127.0.0.1:9/", seconds=1).pyhanko(NOW)
    made = signers.sign(signable(), "author", token=None if absent else silent)
    assert (made.level, made.gen_time, made.ends_at) == (SignatureLevel.B, None, None)
    found = judged(made.data, signers.authority.roots(), LATER)["author"]
    assert found.bottom_line
    assert found.timestamp_validity is None


def test_after_an_outage_the_next_signature_has_its_token(signers: Signers) -> None:
    data = signers.sign(signable(), "author", token=None).data
    assert signers.sign(data, "approver").level is SignatureLevel.T


def test_an_unknown_field_is_named(signers: Signers) -> None:
    with pytest.raises(Invalid) as refused:
        signers.sign(signable(), "minister")
    assert code(refused) == "SIGNED-PDF-NO-FIELD"
    assert refused.value.parameters == {"field": "minister"}


def test_a_field_is_signed_once(signers: Signers) -> None:
    data = signers.sign(signable(), "author").data
    with pytest.raises(Conflict) as refused:
        signers.sign(data, "author")
    assert code(refused) == "SIGNED-PDF-FIELD-SIGNED"


def test_a_pdf_without_any_field_takes_no_signature(signers: Signers) -> None:
    with pytest.raises(Invalid) as refused:
        signers.sign(paper(), "author")
    assert code(refused) == "SIGNED-PDF-NO-FIELD"


def test_the_signature_is_seen_in_its_field_and_nowhere_else(
    signers: Signers, tmp_path: Path
) -> None:
    author, reviewer, *_ = [one["box"] for one in places()]
    bare = shown(signable(), tmp_path)
    assert darkest(bare, author) == 255
    drawn = shown(signers.sign(signable(), "author").data, tmp_path)
    assert darkest(drawn, author) < 60
    assert darkest(drawn, reviewer) == 255
    drawn.paste(255, (int(author[0]), 0, int(author[2]), drawn.height))
    bare.paste(255, (int(author[0]), 0, int(author[2]), bare.height))
    assert drawn.tobytes() == bare.tobytes()


def test_a_look_fills_its_field_whatever_its_own_size(signers: Signers, tmp_path: Path) -> None:
    large = look("M", (2 * 110.0, 2 * 60.0))
    drawn = shown(signers.sign(signable(), "author", look=large).data, tmp_path)
    box = places()[0]["box"]
    assert darkest(drawn, box) < 100
    assert darkest(drawn, [box[2] + 1, box[1], box[2] + 19, box[3]]) == 255


def test_without_a_look_nothing_is_drawn(signers: Signers, tmp_path: Path) -> None:
    made = signers.sign(signable(), "author", look=None)
    assert shown(made.data, tmp_path).tobytes() == shown(signable(), tmp_path).tobytes()


def test_the_text_of_a_look_can_be_searched(signed: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(signed)
    words = ["pdftotext", "-layout", "-l", "1", tmp_path / "a.pdf", "-"]
    done = subprocess.run(words, check=True, capture_output=True)
    assert done.stdout.decode().split()[-4:] == list(FIELDS)


def test_the_signature_can_be_taken_out_of_the_pdf(signed: bytes) -> None:
    values = {field: pdf.cms_of(signed, field) for field in FIELDS}
    assert len(set(values.values())) == len(FIELDS)
    for der in values.values():
        assert der.hex().upper().encode() in signed
        assert int.from_bytes(der[2:4], "big") == len(der) - 4
    with pytest.raises(Invalid) as refused:
        pdf.cms_of(signable(), "author")
    assert code(refused) == "SIGNED-PDF-NO-FIELD"


# Somebody's own tool


def test_what_is_downloaded_for_an_own_tool_is_the_present_pdf_itself(signers: Signers) -> None:
    data = signers.sign(signable(), "author").data
    assert pdf.for_outside(data, field="approver") == data
    with pytest.raises(Conflict):
        pdf.for_outside(data, field="author")
    with pytest.raises(Invalid):
        pdf.for_outside(data, field="minister")
