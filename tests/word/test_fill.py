"""All model forms and forms with content controls: read, filled in, read back, seen in a PDF."""

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from qms.word.fill import Field, Kind, fields, filled, read_values
from qms.word.fill.blanks import TOKEN
from qms.word.markup import W
from qms.word.package import Package
from qms.word.rendition import find_converter, to_pdf

FORMS = sorted((Path(__file__).parents[2] / "controlled_docs" / "documents").glob("BM-*.docx"))
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


def sample(asked: tuple[Field, ...]) -> dict[str, Any]:
    """A value for every field, with letters that XML must escape and two lines where possible."""
    values: dict[str, Any] = {}
    for number, one in enumerate(asked):
        if one.kind is Kind.DATE:
            values[one.key] = "2026-11-22"
        elif one.kind is Kind.BOX:
            values[one.key] = True
        elif one.kind is Kind.BOXES:
            values[one.key] = [one.options[0].key, one.options[-1].key]
        elif one.kind is Kind.ROWS:
            values[one.key] = rows(one)
        else:
            lines = "\nDòng hai" if one.kind is Kind.LINES else ""
            values[one.key] = f"Trị{number} & <b>{lines}"
    return values


def rows(one: Field) -> list[dict[str, Any]]:
    """A value for every cell that the paper leaves empty; two rows more than it has."""
    found = []
    for number in range(len(one.fixed) + (2 if one.grows else 0)):
        said = one.fixed[number] if number < len(one.fixed) else ("",) * len(one.columns)
        cells = zip(one.columns, said, strict=True)
        found.append(
            {column.key: cell(column.kind, number) for column, words in cells if not words}
        )
    return found


def cell(kind: Kind, number: int) -> str | bool:
    """What goes into a cell."""
    return {Kind.BOX: True, Kind.DATE: "2026-01-05"}.get(kind, f"ô{number}")


def said(data: bytes) -> str:
    """Every letter of the body."""
    package = Package(data)
    root = package.tree(package.main_part)
    return "".join(node.text or "" for node in root.iter(f"{{{W}}}t"))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_model_form_is_filled_in_and_read_back_whole(path: Path):
    data = path.read_bytes()
    asked = fields(data)
    values = sample(asked)
    assert len({one.key for one in asked}) == len(asked) >= 2
    result = filled(data, values)
    docx.Document(BytesIO(result))
    assert read_values(result, data) == values
    assert filled(data, values) == result


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_an_empty_form_says_nothing_and_stays_as_it_was(path: Path):
    data = path.read_bytes()
    assert {key: value for key, value in read_values(data, data).items() if value} == {}
    assert said(filled(data, {})) == said(data)
    assert fields(filled(data, {})) == fields(data)


def test_all_filled_model_forms_say_their_values_in_a_pdf_of_libreoffice():
    converter = find_converter()
    if converter is None:
        pytest.skip("LibreOffice is not installed")
    for path in FORMS[::8]:
        data = path.read_bytes()
        values = sample(fields(data))
        text = "".join(to_pdf(filled(data, values), converter).text.split())
        for value in values.values():
            if isinstance(value, str) and not value.startswith("2026"):
                assert value.partition("&")[0].strip() in text


def test_dots_of_filled_places_go_and_those_of_empty_ones_stay():
    data = form("BM-04-QT-09")
    text = said(filled(data, {"ma_ho_so": "H12-345", "ngay": "2026-11-02"}))
    assert "Ngày 02/11/2026, Sở" in text
    assert "mã hồ sơ H12-345, hẹn trả kết quả ngày …/…/……" in text


def test_rows_beyond_the_paper_are_added_and_numbered_on():
    data = form("BM-01-QT-04")
    table = next(one for one in fields(data) if one.kind is Kind.ROWS)
    wanted = [{"hanh_dong": f"Việc {number}"} for number in range(1, 7)]
    document = docx.Document(BytesIO(filled(data, {table.key: wanted})))
    grid = next(one for one in document.tables if one.rows[0].cells[0].text == "TT")
    assert [line.cells[0].text for line in grid.rows[1:]] == ["1", "2", "3", "4", "5", "6"]
    assert grid.rows[6].cells[1].text == "Việc 6"


def test_labels_on_a_shared_line_keep_their_place():
    document = docx.Document(BytesIO(filled(form("BM-01-QT-04"), {"so_phieu": "07/2026"})))
    line = next(one for one in document.paragraphs if one.text.startswith("Số phiếu"))
    assert line.text == "Số phiếu: 07/2026\t Ngày:\t Đơn vị:\t"
    leaders = [
        one.get(f"{{{W}}}leader") for one in line._p.iter(f"{{{W}}}tab") if one.get(f"{{{W}}}pos")
    ]
    assert leaders == ["none", "dot", "dot"]


def test_a_label_in_two_places_has_two_keys_and_short_words_their_context():
    keys = {one.key: one.label for one in fields(form("BM-01-QT-09"))}
    assert keys["nhan_ho_so_luc_phut"] == "Nhận hồ sơ lúc – phút"
    assert keys["nhan_ho_so_luc_ngay"] == "Nhận hồ sơ lúc – ngày"


def test_ticked_boxes_are_written_and_other_text_is_untouched():
    data = form("BM-01-QT-01")
    result = said(filled(data, {"loai_de_nghi": ["ban_hanh_lai"]}))
    assert result == said(data).replace("☐ Ban hành lại", "☒ Ban hành lại")


@pytest.mark.parametrize("text", ["mốc, tường, bờ …)", "thay đổi tổ chức …)", "v.v…"])
def test_three_dots_that_mean_and_so_on_are_no_blank(text: str):
    document = docx.Document()
    document.add_paragraph(f"Mô tả ({text}")
    assert fields(saved(document)) == ()


def test_letters_that_no_file_can_carry_are_left_out():
    document = docx.Document(BytesIO(filled(form("BM-01-QT-01"), {"so_phieu": "1\x00\x0b2"})))
    assert any("Số phiếu: 12" in one.text for one in document.paragraphs)


def test_a_label_beside_an_empty_cell_is_a_field():
    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 0).text = "Họ và tên", "Ngày sinh"
    data = saved(document)
    assert [(one.label, one.kind) for one in fields(data)] == [
        ("Họ và tên", Kind.LINES),
        ("Ngày sinh", Kind.DATE),
    ]
    values = {"ho_va_ten": "Trần Thị Bình", "ngay_sinh": "1990-05-06"}
    assert read_values(filled(data, values), data) == values


def test_places_for_signatures_are_not_asked_for():
    labels = [one.label.lower() for path in FORMS for one in fields(path.read_bytes())]
    assert not [one for one in labels if "ghi rõ họ tên" in one]


CONTROLS = f"""<w:document xmlns:w="{W}" xmlns:w14="{W14}" xmlns:w15="{W15}"><w:body>
<w:p><w:r><w:t xml:space="preserve">Họ tên: </w:t></w:r><w:sdt><w:sdtPr><w:alias w:val="Họ tên"/>
<w:tag w:val="name"/><w:showingPlcHdr/><w:dataBinding w:xpath="/a" w:storeItemID="{{1}}"/><w:text/>
</w:sdtPr><w:sdtContent><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>Bấm</w:t></w:r>
</w:sdtContent></w:sdt></w:p>
<w:p><w:r><w:t>Ngày</w:t></w:r><w:sdt><w:sdtPr><w:tag w:val="day"/><w:date><w:dateFormat
 w:val="dd/MM/yyyy"/></w:date></w:sdtPr><w:sdtContent><w:r><w:t>…</w:t></w:r></w:sdtContent></w:sdt></w:p>
<w:p><w:r><w:t>Loại</w:t></w:r><w:sdt><w:sdtPr><w:tag w:val="sort"/><w:dropDownList><w:listItem
 w:displayText="Nặng" w:value="n"/><w:listItem w:displayText="Nhẹ" w:value="l"/></w:dropDownList>
</w:sdtPr><w:sdtContent><w:r><w:t>Chọn</w:t></w:r></w:sdtContent></w:sdt></w:p>
<w:p><w:sdt><w:sdtPr><w:alias w:val="Đồng ý"/><w:tag w:val="yes"/><w14:checkbox><w14:checked
 w14:val="0"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt></w:p>
<w:sdt><w:sdtPr><w:alias w:val="Ý kiến"/><w:tag w:val="words"/></w:sdtPr><w:sdtContent><w:p/>
</w:sdtContent></w:sdt>
<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:sdt><w:sdtPr><w:alias w:val="Việc"/>
<w:tag w:val="jobs"/><w15:repeatingSection/></w:sdtPr><w:sdtContent><w:sdt><w:sdtPr>
<w:id w:val="7"/>
<w15:repeatingSectionItem/></w:sdtPr><w:sdtContent><w:tr><w:tc><w:p><w:sdt><w:sdtPr>
<w:alias w:val="Tên việc"/><w:tag w:val="job"/><w:text/></w:sdtPr>
<w:sdtContent><w:r><w:t></w:t></w:r>
</w:sdtContent></w:sdt></w:p></w:tc></w:tr></w:sdtContent></w:sdt></w:sdtContent></w:sdt></w:tbl>
<w:sectPr/></w:body></w:document>"""


def with_controls() -> bytes:
    """A form made with content controls of every kind."""
    package = Package(saved(docx.Document()))
    return package.rewritten({package.main_part: CONTROLS.encode()})


def test_content_controls_are_fields_by_their_tags():
    assert [(one.key, one.label, one.kind) for one in fields(with_controls())] == [
        ("name", "Họ tên", Kind.TEXT),
        ("day", "Ngày", Kind.DATE),
        ("sort", "Loại", Kind.CHOICE),
        ("yes", "Đồng ý", Kind.BOX),
        ("words", "Ý kiến", Kind.LINES),
        ("jobs", "Việc", Kind.ROWS),
    ]


def test_content_controls_are_filled_in_and_read_back():
    values = {
        "name": "Nguyễn Văn An",
        "day": "2026-11-22",
        "sort": "l",
        "yes": True,
        "words": "Một\nHai",
        "jobs": [{"job": "Lập kế hoạch"}, {"job": "Báo cáo"}],
    }
    data = with_controls()
    result = filled(data, values)
    assert read_values(result, data) == values
    root = etree.fromstring(Package(result).read("word/document.xml"))
    assert not list(root.iter(f"{{{W}}}dataBinding", f"{{{W}}}showingPlcHdr"))
    assert [one.text for one in root.iter(f"{{{W}}}t")].count("22/11/2026") == 1
    assert sum(1 for one in root.iter(f"{{{W}}}id") if one.get(f"{{{W}}}val") == "7") == 1


def test_what_was_typed_with_word_over_the_dots_is_read():
    document = docx.Document(BytesIO(form("BM-01-QT-04")))
    for paragraph in document.paragraphs:
        if paragraph.text.startswith("Số phiếu"):
            paragraph.runs[0].text = "Số phiếu: 12/2026........"
            paragraph.runs[1].text = " Ngày: 3/4/2026"
        if paragraph.text.startswith("Nguồn"):
            paragraph.runs[1].text = paragraph.runs[1].text.replace("☐ Khác", "☑ Khác")
    read = read_values(saved(document), form("BM-01-QT-04"))
    assert (read["so_phieu"], read["ngay"], read["nguon"]) == ("12/2026", "2026-04-03", ["khac"])


def test_a_form_full_of_labels_is_read_in_a_moment():
    document = docx.Document()
    document.add_paragraph("Ngày: …… ngày: …… ngày: …… ngày: ……")
    hostile = docx.Document()
    hostile.add_paragraph("Ngày: " + "ngày: " * 20_000)
    assert read_values(saved(hostile), saved(document)) is not None


def form(code: str) -> bytes:
    """A form of the model set."""
    return next(path for path in FORMS if path.stem == code).read_bytes()


def saved(document: Any) -> bytes:
    """The bytes of a document of python-docx."""
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_no_dots_are_left_in_a_wholly_filled_form():
    for path in FORMS:
        data = path.read_bytes()
        text = said(filled(data, sample(fields(data))))
        left = [one for one in TOKEN.finditer(text) if one.lastgroup in {"words", "slashes"}]
        assert left == []
