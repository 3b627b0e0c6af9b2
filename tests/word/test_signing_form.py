"""Signatures on paper: their places in a PDF, and what they look like."""

import hashlib
import io
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter, Transformation

from qms import word
from qms.errors import Invalid
from qms.word.signing.geometry import parts, size
from tests.word.office import needs_office

SET = Path(__file__).resolve().parents[2] / "controlled_docs" / "documents"
AT = datetime(2020, 7, 22, 9, 35, 12, tzinfo=UTC)
LONG = "Công Tằng Tôn Nữ Thị Nguyệt Ánh Hoàng Phương Quỳnh"
DEMO = "KHÔNG CÓ GIÁ TRỊ PHÁP LÝ – DEMO"
COVER = {
    "field": "author",
    "page": 0,
    "box": [162.6, 138.24, 288.2, 317.74],
    "kind": "cover",
    "rows": {
        "name": [0.0, 149.8, 125.6, 179.5],
        "position": [0.0, 119.0, 125.6, 148.5],
        "signature": [0.0, 28.4, 125.6, 117.0],
        "day": [0.0, 0.0, 125.6, 27.4],
    },
}
BLOCK = {"field": "approver", "page": 0, "box": [340, 55, 552, 185], "kind": "block", "rows": {}}
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils")


@pytest.fixture(scope="module")
def cover() -> bytes:
    """The controlled form of a procedure of the model set, as LibreOffice prints it."""
    return _printed("QT-01")


@pytest.fixture(scope="module")
def form_paper() -> bytes:
    """A form of the model set: it has no cover."""
    return _printed("BM-01-QT-01")


def _printed(code: str) -> bytes:
    facts = word.ControlFacts(
        agency="Sở Tài nguyên và Môi trường",
        parent_agency="UBND tỉnh Mẫu",
        place="Mẫu Sơn",
        kind="Quy trình",
        code=code,
        title="Kiểm soát thông tin dạng văn bản",
        edition=2,
        revision=0,
        issued_on=date(2020, 7, 22),
    )
    docx = word.controlled((SET / f"{code}.docx").read_bytes(), facts)
    return word.to_pdf(docx, word.find_converter()).data


def facts(**other: Any) -> word.SignatureFacts:
    said: dict[str, Any] = {
        "name": "Nguyễn Thị Phượng",
        "title_lines": ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        "signed_at": AT,
        "statement_sha256": "3f" * 32,
    }
    return word.SignatureFacts(**(said | other))


def png(colour: tuple[int, int, int, int]) -> bytes:
    """A filled disc of 200 by 200 pixels on clear ground."""
    image, out = Image.new("RGBA", (200, 200), (0, 0, 0, 0)), io.BytesIO()
    ImageDraw.Draw(image).ellipse((0, 0, 199, 199), fill=colour)
    image.save(out, "PNG")
    return out.getvalue()


BLUE, RED = png((20, 40, 180, 255)), png((210, 20, 20, 255))


def said(pdf: bytes, page: int = 1) -> str:
    """What a reader finds on a page, one space between words."""
    command = ["pdftotext", "-f", str(page), "-l", str(page), "-layout", "-", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def seen(pdf: bytes, dots: int = 72) -> Image.Image:
    """The first page as pixels, clear ground white."""
    command = ["pdftoppm", "-r", str(dots), "-png", "-singlefile", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return Image.open(io.BytesIO(done.stdout)).convert("RGB")


def signed(form: word.SigningForm) -> bytes:
    """The form with a look laid into every place, as a reader would see it signed."""
    writer = PdfWriter(clone_from=io.BytesIO(form.data))
    for place in form.places:
        is_seal = place["kind"] == "seal"
        look = word.seal_look(place, RED, 36) if is_seal else word.signature_look(place, facts())
        move = Transformation().translate(place["box"][0], place["box"][1])
        page = PdfReader(io.BytesIO(look)).pages[0]
        writer.pages[place["page"]].merge_transformed_page(page, move)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def overlap(one: list[float], other: list[float]) -> bool:
    across = one[0] < other[2] - 0.01 and other[0] < one[2] - 0.01
    return across and one[1] < other[3] - 0.01 and other[1] < one[3] - 0.01


@needs_office
def test_the_cover_of_the_model_layout_has_a_place_for_each_signature(cover: bytes) -> None:
    form = word.signing_form(cover, 1)
    assert form.data == cover
    assert form.appended == 0
    names = [place["field"] for place in form.places]
    assert names == ["author", "reviewer-1", "approver", "organisation"]
    people = [place["box"] for place in form.places[:3]]
    assert people == sorted(people), "the columns stand from left to right"
    assert not any(overlap(one, two) for one, two in zip(people, people[1:], strict=False))
    assert all(place["kind"] == "cover" and place["page"] == 0 for place in form.places[:3])
    assert set(form.places[0]["rows"]) == {"name", "position", "signature", "day"}


@needs_office
@needs_poppler
def test_what_is_signed_stands_in_the_rows_of_the_cover(cover: bytes) -> None:
    text = said(signed(word.signing_form(cover, 1, seal=False)))
    assert "Họ và tên Nguyễn Thị Phượng Nguyễn Thị Phượng Nguyễn Thị Phượng" in text
    assert "KT. GIÁM ĐỐC KT. GIÁM ĐỐC KT. GIÁM ĐỐC" in text
    assert "22/07/2020 22/07/2020 22/07/2020" in text
    assert "16:35:12 +07:00" in text


@needs_office
@pytest.mark.parametrize("reviewers", [0, 2, 3])
def test_several_reviewers_share_their_column(cover: bytes, reviewers: int) -> None:
    form = word.signing_form(cover, reviewers, seal=False)
    assert form.appended == 0
    boxes = [place["box"] for place in form.places]
    assert len(boxes) == reviewers + 2
    pairs = [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :]]
    assert not any(overlap(a, b) for a, b in pairs)


@needs_office
@needs_poppler
def test_more_reviewers_than_the_cover_holds_sign_on_a_page_appended(cover: bytes) -> None:
    form = word.signing_form(cover, 5)
    pages = len(PdfReader(io.BytesIO(cover)).pages)
    assert form.appended == 1
    assert {place["page"] for place in form.places} == {pages}
    text = said(form.data, pages + 1)
    assert "TRANG KÝ QT-01 Kiểm soát thông tin dạng văn bản" in text
    assert (text.count("NGƯỜI XEM XÉT"), text.count("NGƯỜI PHÊ DUYỆT")) == (5, 1)
    assert word.signing_form(cover, 5).data == form.data, "the same bytes for the same input"


@needs_office
@pytest.mark.parametrize("reviewers", [0, 1, 2, 6, 20])
def test_no_place_on_a_sign_page_covers_another(form_paper: bytes, reviewers: int) -> None:
    form = word.signing_form(form_paper, reviewers, seal=False)
    assert form.places[-1]["field"] == "approver"
    by_page = [(place["page"], place["box"]) for place in form.places]
    for number, (page, box) in enumerate(by_page):
        assert 28 < box[0] < box[2] < 567
        assert 28 < box[1] < box[3] < 814
        later = [other for at, other in by_page[number + 1 :] if at == page]
        assert not any(overlap(box, other) for other in later)
    assert form.appended == max(place["page"] for place in form.places), "after the one page"


@needs_office
@needs_poppler
def test_a_sign_page_keeps_what_makes_the_file_an_archive_file(form_paper: bytes) -> None:
    form = word.signing_form(form_paper, 1)
    old, new = (PdfReader(io.BytesIO(data)) for data in (form_paper, form.data))
    kept = [one.trailer["/Root"]["/Metadata"].get_data() for one in (old, new)]
    assert kept[0] == kept[1]
    assert "/OutputIntents" in new.trailer["/Root"]
    assert new.trailer["/ID"][0].original_bytes == old.trailer["/ID"][0].original_bytes
    done = subprocess.run(["pdffonts", "-"], input=form.data, capture_output=True, check=True)
    rows = done.stdout.decode().splitlines()[2:]
    assert rows
    assert all(row.split()[-5] == "yes" for row in rows), "every font is embedded"
    assert said(form_paper) == said(form.data)


@needs_office
def test_the_seal_stands_over_the_left_third_of_the_approvers_signature(cover: bytes) -> None:
    *_, approver, seal = word.signing_form(cover, 1).places
    left, _, right, _ = approver["rows"]["picture"]
    wide = min(right - left, 110)
    begins = approver["box"][0] + (left + right - wide) / 2
    edge = (seal["box"][0] + seal["box"][2]) / 2 + 51  # half of a seal of 36 mm
    assert edge - begins == pytest.approx(wide / 3, abs=1)


@needs_office
def test_a_table_already_filled_in_is_not_signed_over(cover: bytes) -> None:
    form = word.signing_form(cover, 1)
    filled = signed(form)
    assert word.signing_form(filled, 1).appended == 1


@pytest.mark.parametrize("place", [COVER, BLOCK], ids=["cover", "block"])
def test_a_look_has_exactly_the_size_of_its_place(place: dict[str, Any]) -> None:
    page = PdfReader(io.BytesIO(word.signature_look(place, facts()))).pages[0]
    assert (float(page.mediabox.width), float(page.mediabox.height)) == size(place)


@needs_poppler
@pytest.mark.parametrize("place", [COVER, BLOCK], ids=["cover", "block"])
def test_long_names_and_titles_are_made_smaller_never_cut(place: dict[str, Any]) -> None:
    titles = ("TUQ. CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "KT. GIÁM ĐỐC SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG",
              "PHÓ GIÁM ĐỐC PHỤ TRÁCH KIỂM SOÁT THỦ TỤC HÀNH CHÍNH")  # fmt: skip
    look = word.signature_look(place, facts(name=LONG, title_lines=titles, demo=True))
    text = said(look)
    for wanted in (LONG, *titles, DEMO):
        assert wanted in text, wanted
    page = seen(look, 144)
    edge = [page.getpixel((x, y)) for x in (0, page.width - 1) for y in range(page.height)]
    assert set(edge) == {(255, 255, 255)}, "nothing touches the sides"


@needs_poppler
@pytest.mark.parametrize("place", [COVER, BLOCK], ids=["cover", "block"])
def test_the_handwritten_picture_is_blue_between_position_and_name(place: dict[str, Any]) -> None:
    look = word.signature_look(place, facts(picture=BLUE))
    left, bottom, right, top = parts(place)["signature"]
    page = seen(look)
    middle = (round((left + right) / 2), round(page.height - (bottom + top) / 2 - 5))
    red, green, blue = page.getpixel(middle)
    assert blue > 150
    assert max(red, green) < 80


@needs_poppler
def test_the_time_is_the_one_of_vietnam_with_its_zone() -> None:
    text = said(word.signature_look(BLOCK, facts()))
    assert "Thời gian ký: 22/07/2020 16:35:12 +07:00" in text
    assert "Mã tuyên bố: 3f3f3f3f3f3f3f3f" in text


@needs_poppler
@pytest.mark.parametrize("place", [COVER, BLOCK], ids=["cover", "block"])
def test_without_a_picture_the_field_says_that_it_is_signed(place: dict[str, Any]) -> None:
    assert "Đã ký số" in said(word.signature_look(place, facts()))
    assert "Đã ký số" not in said(word.signature_look(place, facts(picture=BLUE)))


@needs_poppler
def test_only_a_demo_signature_says_that_it_has_no_legal_value() -> None:
    assert DEMO not in said(word.signature_look(COVER, facts()))
    assert DEMO in said(word.signature_look(COVER, facts(demo=True)))
    place = {"field": "organisation", "page": 0, "box": [0, 0, 122, 122], "kind": "seal"}
    assert DEMO in said(word.seal_look(place, RED, 36, demo=True))
    assert said(word.seal_look(place, RED, 36)) == ""


@needs_poppler
def test_the_seal_is_printed_in_its_actual_size() -> None:
    place = {"field": "organisation", "page": 0, "box": [0, 0, 122, 122], "kind": "seal"}
    page = seen(word.seal_look(place, RED, 36), 254)  # ten dots a millimetre
    row = [page.getpixel((x, page.height // 2)) for x in range(page.width)]
    red = [x for x, (r, g, _) in enumerate(row) if r > 150 and g < 100]
    assert red[-1] - red[0] == pytest.approx(360, abs=3)


@needs_poppler
def test_a_seal_without_a_picture_is_said_in_words() -> None:
    place = {"field": "organisation", "page": 0, "box": [0, 0, 122, 122], "kind": "seal"}
    text = said(word.seal_look(place, None, 36, name="Sở Xây dựng", signed_at=AT))
    assert text == "SỞ XÂY DỰNG Đã đóng dấu số 22/07/2020 16:35:12 +07:00"


@pytest.mark.parametrize("place", [COVER, BLOCK], ids=["cover", "block"])
def test_a_look_is_the_same_bytes_for_the_same_facts(place: dict[str, Any]) -> None:
    made = {
        hashlib.sha256(word.signature_look(place, facts(picture=BLUE))).hexdigest()
        for _ in range(2)
    }
    assert len(made) == 1


def test_a_picture_that_is_none_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        word.signature_look(COVER, facts(picture=b"not a picture"))
    assert refused.value.code == "LOOK-PICTURE"


def test_a_pdf_that_is_none_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        word.signing_form(b"%PDF-1.7\nnothing", 1)
    assert refused.value.code == "PDF-DAMAGED"
