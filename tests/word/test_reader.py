"""Text, cover, headings and tables as agencies write them."""

import unicodedata

import pytest

from qms import word
from qms.word import cover
from tests.word.build import (
    HEAD,
    NAMESPACES,
    WORD,
    link,
    links,
    paragraph,
    parts,
    procedure,
    small,
    types,
    zipped,
)


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def cover_of(*texts: str) -> cover.Labels:
    return word.read_text(small("".join(map(paragraph, texts)))).cover


def test_a_procedure_is_read_whole() -> None:
    content = word.read(procedure())
    assert content.title == "QUY TRÌNH KIỂM SOÁT THÔNG TIN DẠNG VĂN BẢN"
    assert (content.code, content.edition, content.revision) == ("QT-01", 2, 0)
    assert content.cover.issued == "15/04/2020"
    assert content.header == cover.Labels("QT-01", 2, 0, None)
    assert content.headings == ((1, "1. Mục đích"), (2, "5.7 Quy trình xử lý công việc"))
    assert content.tables == (
        (("Bước", "Trình tự", "Trách nhiệm"), ("1", "Soạn thảo", "Chuyên viên")),
    )
    assert "soạn thảo, xem xét và phê duyệt" in content.text
    assert "Chuyên viên" in content.text
    assert content.text == "\n".join(content.paragraphs)
    assert content.header_text.startswith("Mã hiệu: QT-01")
    assert (content.tracked_changes, content.comments, content.identity) == (0, 0, None)


def test_labels_and_values_may_stand_in_neighbouring_cells() -> None:
    body = table(("Mã hiệu:", "QT-TNMT-01"), ("Lần ban hành", "02"), ("Lần sửa đổi", "01"))
    content = word.read_text(small(body))
    assert (content.code, content.edition, content.revision) == ("QT-TNMT-01", 2, 1)


def test_a_row_of_labels_may_stand_over_a_row_of_values() -> None:
    body = table(
        ("Mã hiệu", "Lần ban hành", "Lần sửa đổi", "Ngày ban hành"),
        ("QT-05", "03", "00", "01/7/2025"),
    )
    assert word.read_text(small(body)).cover == cover.Labels("QT-05", 3, 0, "01/7/2025")


def test_a_label_split_over_runs_and_in_nfd_is_read() -> None:
    text = unicodedata.normalize("NFD", "Mã hiệu: QT-ĐĐ-07 Lần ban hành: 04")
    runs = "".join(f"<w:r><w:t xml:space='preserve'>{sign}</w:t></w:r>" for sign in text)
    content = word.read_text(small(f"<w:p>{runs}</w:p>"))
    assert (content.code, content.edition, content.revision) == ("QT-ĐĐ-07", 4, None)
    assert unicodedata.is_normalized("NFC", content.text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Mã hiệu: BM-01-QT-03", "BM-01-QT-03"),
        ("Mã số BM.01.03", "BM.01.03"),
        ("MÃ HIỆU : QT 05", "QT 05"),
        ("Ký hiệu: QT-03/BM-01", "QT-03/BM-01"),
        ("Mã tài liệu: QyĐ-01.", "QyĐ-01"),
        ("Mã hiệu: QT-01 Lần ban hành: 02", "QT-01"),
        ("Mã hiệu:\u00a0QT-01\u00a0\u00a0", "QT-01"),
        ("Mã hiệu: ……", None),
        ("Mã hiệu biểu mẫu ghi ở góc phải", None),
    ],
)
def test_codes_as_agencies_write_them(text: str, code: str | None) -> None:
    assert cover_of(text).code == code


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Lần ban hành: 02 Lần sửa đổi: 01", (2, 1)),
        ("Lần BH: 1; Lần SĐ: 0", (1, 0)),
        ("Ban hành lần thứ 3", (3, None)),
        ("Lần ban hành/Lần sửa đổi: 02/01", (2, 1)),
        ("Lần ban hành/sửa đổi: 05/00", (5, 0)),
        ("Lần ban hành: lần thứ 2", (2, None)),
        ("Lần ban hành / Lần sửa đổi", (None, None)),
        ("Lần ban hành: 02/2020", (None, None)),
    ],
)
def test_editions_as_agencies_write_them(text: str, numbers: tuple[int, int]) -> None:
    found = cover_of(text)
    assert (found.edition, found.revision) == numbers


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (
            ("QUY TRÌNH", "XEM XÉT CỦA", "LÃNH ĐẠO", "Mã hiệu: QT-05"),
            "QUY TRÌNH XEM XÉT CỦA LÃNH ĐẠO",
        ),
        (("Quy trình đánh giá nội bộ", "Mã hiệu: QT-03"), "Quy trình đánh giá nội bộ"),
        (("Tên tài liệu: Quy trình rủi ro", "Mã hiệu: QT-02"), "Quy trình rủi ro"),
        (("QUYẾT ĐỊNH", "Về việc ban hành", "_____", "Điều 1"), "QUYẾT ĐỊNH Về việc ban hành"),
    ],
)
def test_titles_as_covers_write_them(texts: tuple[str, ...], title: str) -> None:
    assert word.read_text(small("".join(map(paragraph, texts)))).title == title


def test_the_title_of_a_form_comes_from_its_running_header() -> None:
    files = parts(
        paragraph("Đơn vị đề nghị:") + paragraph("Tên tài liệu:") + paragraph("Mã hiệu:"),
        link("header", "header1.xml"),
        **{"/word/header1.xml": WORD + "header+xml"},
    )
    header = "".join(map(paragraph, ("SỞ NỘI VỤ", "BIỂU MẪU", "Phiếu đề nghị", "Mã hiệu: BM-01")))
    files["word/header1.xml"] = f"{HEAD}<w:hdr {NAMESPACES}>{header}</w:hdr>".encode()
    content = word.read_text(zipped(files))
    assert (content.title, content.code) == ("Phiếu đề nghị", "BM-01")


def test_a_code_in_a_list_of_forms_is_not_the_code_of_the_document() -> None:
    body = table(("TT", "Tên biểu mẫu", "Mã hiệu"), ("1", "Phiếu yêu cầu", "BM-01-QT-03"))
    assert word.read_text(small(body)).code is None


def test_a_text_box_is_read_once_and_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('trong khung')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>trước </w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>sau</w:t></w:r></w:p>"
    )
    assert word.read_text(small(body)).paragraphs == ("trước sau", "trong khung")


def test_tabs_breaks_and_tab_stops_are_told_apart() -> None:
    body = (
        '<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/>'
        "<w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>"
    )
    assert word.read_text(small(body)).text == "a\tb\nc-d"


def test_footnotes_belong_to_the_text_and_footers_to_the_header_text() -> None:
    kinds = {"/word/footnotes.xml": "footnotes+xml", "/word/footer1.xml": "footer+xml"}
    files = parts()
    files["[Content_Types].xml"] = types({part: WORD + kind for part, kind in kinds.items()})
    files["word/_rels/document.xml.rels"] = links(
        link("footnotes", "footnotes.xml"), link("footer", "footer1.xml", id="rId2")
    )
    files["word/footnotes.xml"] = (
        f"{HEAD}<w:footnotes {NAMESPACES}><w:footnote>{paragraph('chú thích')}</w:footnote>"
        "</w:footnotes>"
    ).encode()
    files["word/footer1.xml"] = f"{HEAD}<w:ftr {NAMESPACES}>{paragraph('Trang 1')}</w:ftr>".encode()
    content = word.read_text(zipped(files))
    assert content.text == "Quy trình\nchú thích"
    assert content.header_text == "Trang 1"


def test_headings_follow_translated_and_inherited_styles() -> None:
    styles = (
        f"{HEAD}<w:styles {NAMESPACES}>"
        '<w:style w:styleId="u1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Muc"><w:name w:val="Mục"/><w:basedOn w:val="u1"/></w:style>'
        '<w:style w:styleId="Vong"><w:name w:val="v"/><w:basedOn w:val="Vong"/></w:style>'
        '<w:style w:styleId="Tiu"><w:name w:val="Title"/></w:style></w:styles>'
    )

    def styled(style: str, text: str, outline: str = "") -> str:
        properties = f'<w:pPr><w:pStyle w:val="{style}"/>{outline}</w:pPr>'
        return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"

    body = (
        styled("Tiu", "Sổ theo dõi")
        + styled("Muc", "Mục một")
        + styled("Vong", "thường")
        + styled("x", "Mục hai", '<w:outlineLvl w:val="1"/>')
    )
    files = parts(body, link("styles", "styles.xml"), **{"/word/styles.xml": WORD + "styles+xml"})
    files["word/styles.xml"] = styles.encode()
    content = word.read_text(zipped(files))
    assert content.headings == ((1, "Mục một"), (2, "Mục hai"))
    assert content.title == "Sổ theo dõi"


def test_merged_cells_are_repeated_in_their_grid_places() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    wide, start, more = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = (
        f"<w:tbl><w:tr>{cell('A', start)}{cell('B', wide)}</w:tr>"
        f"<w:tr>{cell('', more)}{cell('C')}{cell('D')}</w:tr></w:tbl>"
    )
    assert word.read(small(body)).tables == ((("A", "B", "B"), ("A", "C", "D")),)


def test_a_long_merged_column_and_an_endless_span_are_read() -> None:
    def row(properties: str) -> str:
        return f"<w:tr><w:tc><w:tcPr>{properties}</w:tcPr>{paragraph('x')}</w:tc></w:tr>"

    body = row('<w:vMerge w:val="restart"/>') + row("<w:vMerge/>") * 3000
    endless = row('<w:gridSpan w:val="999999999"/>')
    tables = word.read(small(f"<w:tbl>{body}</w:tbl><w:tbl>{endless}</w:tbl>")).tables
    assert len(tables[0]) == 3001
    assert len(tables[1][0]) == 63


def test_a_table_that_cannot_be_read_is_named() -> None:
    body = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="hai"/></w:tcPr></w:tc></w:tr></w:tbl>'
    with pytest.raises(word.IntakeRefused) as caught:
        word.read(small(body))
    assert caught.value.code == "INTAKE-UNREADABLE"
