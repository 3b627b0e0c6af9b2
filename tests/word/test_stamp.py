"""Stamped copies: line, mark and code on every page, upright, and the body as it was."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    RectangleObject,
)

from qms import word
from qms.errors import Invalid
from qms.word.stamp.balance import balance
from qms.word.stamp.fonts import LETTERS, font, lacking
from tests.word.build import procedure
from tests.word.office import needs_office
from tests.word.papers import (
    A4,
    blank,
    flat,
    needs_poppler,
    pdf_file,
    picture,
    said_by_poppler,
    same,
    with_writer,
    words_at,
    written,
)

LINE = "BẢN KIỂM SOÁT số 07/12 – Phòng Tổng hợp"
DEAD = "TÀI LIỆU HẾT HIỆU LỰC"
URL = "https://qms.example.vn/v/7K3M-Q9WD"
STAMP = word.Stamp(LINE, DEAD, URL)
BODY = ("QUY TRÌNH KIỂM SOÁT TÀI LIỆU", "Văn thư vào sổ, chuyển hồ sơ.")


def drawn(pdf: bytes) -> list[list[bytes]]:
    """The content streams of every page, as they lie in the file."""
    pages = []
    for page in PdfReader(io.BytesIO(pdf)).pages:
        raw = page["/Contents"]
        streams = raw if isinstance(raw, ArrayObject) else [raw]
        pages.append([one.get_object().get_data() for one in streams])
    return pages


def with_box(pdf: bytes, **entries: object) -> bytes:
    writer = with_writer(pdf)
    for key, value in entries.items():
        writer.pages[0][NameObject(f"/{key}")] = value
    return written(writer)


@needs_poppler
def test_every_page_has_the_line_the_mark_and_the_address() -> None:
    stamped = word.stamped_pdf(pdf_file(*BODY, pages=3), STAMP)
    pages = said_by_poppler(stamped).split("\f")[:3]
    assert len(pages) == 3
    for page in pages:
        for words in (LINE, URL, *BODY):
            assert words in page
        assert DEAD in flat(page) or DEAD.replace(" ", "") in "".join(page.split())
    for page in PdfReader(io.BytesIO(stamped)).pages:
        assert LINE in flat(page.extract_text())


def test_the_streams_of_the_body_are_not_touched() -> None:
    plain = pdf_file(*BODY, pages=2)
    for before, after in zip(drawn(plain), drawn(word.stamped_pdf(plain, STAMP)), strict=True):
        assert after[1:-1] == before
        assert after[0] == b"q\n"
        assert after[-1].startswith(b"\nQ\n")


def test_the_same_stamp_gives_the_same_bytes() -> None:
    plain = pdf_file(*BODY)
    one = word.stamped_pdf(plain, STAMP)
    assert one == word.stamped_pdf(plain, replace(STAMP))
    assert one != word.stamped_pdf(plain, replace(STAMP, line=LINE + "."))


@needs_poppler
def test_the_body_looks_as_before() -> None:
    """Without a mark, what changed lies in the bottom margin."""
    plain = pdf_file(*BODY)
    before = picture(plain)
    after = picture(word.stamped_pdf(plain, replace(STAMP, mark="")))
    changed = ImageChops.difference(before, after).getbbox()
    assert changed is not None
    assert changed[1] > before.height - 60
    assert blank(before.crop(changed))


@needs_poppler
def test_the_mark_is_light_and_the_text_under_it_stays_readable() -> None:
    rows = ["Nội dung quy trình kiểm soát tài liệu nằm giữa trang giấy này." for _ in range(38)]
    plain, marked = pdf_file(*rows), word.stamped_pdf(pdf_file(*rows), word.Stamp("", DEAD))
    before, after = picture(plain), picture(marked)
    changed = ImageChops.difference(before, after)
    where = changed.getbbox()
    assert where is not None
    assert where[2] - where[0] > before.width * 0.6
    assert where[3] - where[1] > before.height * 0.5
    paper = [a for b, a in zip(before.tobytes(), after.tobytes(), strict=True) if b > 250]
    assert min(paper) > 180, "the mark is too dark"
    assert min(paper) < 235, "the mark is too faint"
    ink = [a for b, a in zip(before.tobytes(), after.tobytes(), strict=True) if b < 60]
    assert max(ink) < 110
    assert flat(rows[0]) in flat(said_by_poppler(marked))


@needs_poppler
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("size", [A4, (A4[1], A4[0]), (300.0, 420.0), (1684.0, 2384.0)])
def test_the_stamp_stands_upright_however_the_page_is_turned(
    turn: int, size: tuple[float, float]
) -> None:
    """Turned, a page looks like an unturned one of the seen size with the same stamp."""
    seen = size if turn in {0, 180} else (size[1], size[0])
    turned = with_box(pdf_file(size=size), Rotate=NumberObject(turn))
    upright = picture(word.stamped_pdf(pdf_file(size=seen), STAMP), dpi=36)
    found = picture(word.stamped_pdf(turned, STAMP), dpi=36)
    assert found.size == upright.size
    assert same_nearly(found, upright)


def same_nearly(one: Image.Image, other: Image.Image) -> bool:
    """Edges may be smoothed differently."""
    histogram = ImageChops.difference(one, other).histogram()
    return sum(histogram[120:]) <= one.width * one.height / 500


@needs_poppler
def test_a_page_box_far_from_zero_is_found() -> None:
    box = RectangleObject((100, 200, 100 + A4[0], 200 + A4[1]))
    moved = with_box(pdf_file(), MediaBox=box)
    assert same_nearly(picture(word.stamped_pdf(moved, STAMP)), picture(stamped_blank()))


@needs_poppler
def test_the_stamp_stands_in_what_is_seen_of_a_cropped_page() -> None:
    small_page = RectangleObject((50, 60, 470, 655))
    cropped = with_box(pdf_file(), CropBox=small_page)
    plain = word.stamped_pdf(pdf_file(size=(420, 595)), STAMP)
    writer = with_writer(word.stamped_pdf(cropped, STAMP))
    writer.pages[0][NameObject("/MediaBox")] = small_page
    assert same_nearly(picture(written(writer)), picture(plain))


@needs_poppler
def test_a_page_in_other_units_gets_a_stamp_of_the_same_size() -> None:
    half = with_box(pdf_file(size=(A4[0] / 2, A4[1] / 2)), UserUnit=FloatObject(2))
    stamped = word.stamped_pdf(half, STAMP)
    assert same_nearly(picture(stamped), picture(stamped_blank()))


def stamped_blank() -> bytes:
    return word.stamped_pdf(pdf_file(), STAMP)


@needs_poppler
@pytest.mark.parametrize("content", [b"q 3 0 0 3 50 50 cm", b"Q Q 2 0 0 2 9 9 cm", b"q q Q (Q) Tj"])
def test_a_page_that_leaves_its_drawing_state_open_is_stamped_straight(content: bytes) -> None:
    writer = with_writer(pdf_file())
    stream = DecodedStreamObject()
    stream.set_data(content)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    assert same(picture(word.stamped_pdf(written(writer), STAMP)), picture(stamped_blank()))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", (1, 1)),
        (b"q Q", (1, 1)),
        (b"q", (1, 2)),
        (b"Q", (2, 1)),
        (b"Q q", (2, 2)),
        (b"(q \\( q) Tj /q gs [(q)] TJ <71> Tj % q\nq Q", (1, 1)),
        (b"BI /W 1 /H 1 ID q q q EI q", (1, 2)),
        (b"(a(q)b) Tj q(x)Tj Q", (1, 1)),
    ],
)
def test_only_operators_count(content: bytes, expected: tuple[int, int]) -> None:
    assert balance(content) == expected


@needs_poppler
def test_a_page_without_content_or_resources_is_stamped() -> None:
    writer = with_writer(pdf_file())
    for key in ("/Contents", "/Resources"):
        writer.pages[0].pop(key, None)
    assert LINE in said_by_poppler(word.stamped_pdf(written(writer), STAMP))


@needs_poppler
def test_every_vietnamese_letter_of_a_stamp_is_drawn() -> None:
    half = len(LETTERS) // 2
    stamped = word.stamped_pdf(pdf_file(), word.Stamp(" ".join(LETTERS[:half])))
    assert "".join(said_by_poppler(stamped).split()) == LETTERS[:half]
    image = picture(stamped, dpi=144)
    for _, letter, (left, top, right, bottom) in words_at(stamped):
        box = (int(left * 2), int(top * 2), int(right * 2) + 1, int(bottom * 2) + 1)
        assert not blank(image.crop(box)), letter
    fonts = PdfReader(io.BytesIO(stamped)).pages[0]["/Resources"]["/XObject"]["/QmsStamp"]
    for one in fonts["/Resources"]["/Font"].values():
        assert "/FontFile2" in one.get_object()["/FontDescriptor"]


def test_the_fonts_have_every_letter() -> None:
    assert len(LETTERS) == 2 * (12 * 6 + 1)
    assert lacking(font()) == lacking(font(bold=True)) == ""
    assert lacking(Path("/nowhere.ttf")) == LETTERS


def test_a_long_line_stays_on_the_page() -> None:
    text = "BẢN IN KHÔNG KIỂM SOÁT – in lúc 09:00 22/11/2026 bởi " + "Nguyễn Thị Minh Khai " * 12
    stamped = word.stamped_pdf(pdf_file(size=(420, 595)), word.Stamp(text, qr=URL))
    assert flat(text) in flat(word.pdf_text(stamped))


@needs_poppler
def test_the_code_is_read_back(tmp_path: Path) -> None:
    """Module by module: what is printed is what the standard says of this address."""
    import segno

    image = picture(word.stamped_pdf(pdf_file(), word.Stamp("x", qr=URL)), dpi=600)
    rows = segno.make(URL, error="m", micro=False, boost_error=False).matrix
    ink = ImageChops.invert(image).crop((image.width * 3 // 4, image.height * 9 // 10) + image.size)
    box = ink.point(lambda level: 255 * (level > 128)).getbbox()
    assert box is not None
    step = (box[2] - box[0]) / len(rows)
    for y, row in enumerate(rows):
        for x, bit in enumerate(row):
            place = (int(box[0] + (x + 0.5) * step), int(box[1] + (y + 0.5) * step))
            assert (ink.getpixel(place) > 128) == bool(bit)


def signed_look() -> bytes:
    """A page with a signature field that shows a black box, and a web link."""
    writer = with_writer(pdf_file(*BODY))
    look = DecodedStreamObject()
    look.set_data(b"0 g 0 0 50 20 re f")
    look.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): RectangleObject((0, 0, 50, 20)),
        }
    )
    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Sig"),
            NameObject("/F"): NumberObject(4),
            NameObject("/Rect"): RectangleObject((300, 300, 400, 340)),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
        }
    )
    link = DictionaryObject({NameObject("/Subtype"): NameObject("/Link")})
    link[NameObject("/Rect")] = RectangleObject((0, 0, 9, 9))
    kept = ArrayObject([writer._add_object(field), writer._add_object(link)])
    writer.pages[0][NameObject("/Annots")] = kept
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([kept[0]])})
    writer.root_object[NameObject("/AcroForm")] = form
    return written(writer)


@needs_poppler
def test_a_copy_of_a_signed_pdf_has_no_form_but_shows_the_signature() -> None:
    stamped = word.stamped_pdf(signed_look(), STAMP)
    reader = PdfReader(io.BytesIO(stamped))
    assert "/AcroForm" not in reader.root_object
    notes = [note.get_object()["/Subtype"] for note in reader.pages[0]["/Annots"]]
    assert notes == ["/Link"]
    shown = picture(stamped).crop((302, int(A4[1]) - 338, 398, int(A4[1]) - 304))
    assert shown.getextrema()[1] < 60


def test_what_cannot_be_stamped_is_refused() -> None:
    writer = with_writer(pdf_file())
    writer.encrypt("", "owner", algorithm="RC4-128")
    for pdf, code in (
        (written(writer), "PDF-ENCRYPTED"),
        (b"", "PDF-DAMAGED"),
        (b"%PDF-1.7\n%%EOF", "PDF-DAMAGED"),
        (pdf_file()[:400], "PDF-DAMAGED"),
    ):
        with pytest.raises(Invalid) as caught:
            word.stamped_pdf(pdf, STAMP)
        assert caught.value.code == code


@needs_office
def test_an_archive_pdf_keeps_its_outline_its_tags_and_its_text() -> None:
    made = word.to_pdf(procedure(), word.find_converter())
    stamped = word.stamped_pdf(made.data, STAMP)
    before, after = PdfReader(io.BytesIO(made.data)), PdfReader(io.BytesIO(stamped))
    assert after.pdf_header == before.pdf_header
    for key in ("/StructTreeRoot", "/MarkInfo", "/OutputIntents", "/Metadata", "/Lang"):
        assert (key in after.root_object) == (key in before.root_object)
    fonts = re.findall(rb"/Type\s*/Font\s", stamped)
    assert b"/Helvetica" not in stamped
    assert fonts
