"""What the author is told before a file is submitted."""

import pytest

from qms import word
from tests.word.build import (
    HEAD,
    NAMESPACES,
    WORD,
    link,
    paragraph,
    parts,
    procedure,
    small,
    zipped,
)

TITLE = "Quy trình kiểm soát thông tin dạng văn bản"


def told(data: bytes, **expected: object) -> list[tuple[str, dict[str, str | int]]]:
    wanted = {"code": "QT-01", "title": TITLE, "edition": 2, "revision": 0} | expected
    found = word.mismatches(word.read_text(data), **wanted)  # type: ignore[arg-type]
    return [(one.code, dict(one.parameters)) for one in found]


def test_a_matching_file_is_silent() -> None:
    assert told(procedure()) == []
    assert told(procedure(), code="qt01", title="KIỂM SOÁT THÔNG TIN DẠNG VĂN BẢN") == []


def test_each_difference_is_named_with_both_sides() -> None:
    assert told(procedure(), code="QT-02", title="Quy trình khác", edition=3, revision=1) == [
        ("WORD-CODE-DIFFERS", {"found": "QT-01", "expected": "QT-02"}),
        ("WORD-EDITION-DIFFERS", {"found": "02", "expected": "03"}),
        ("WORD-REVISION-DIFFERS", {"found": "00", "expected": "01"}),
        ("WORD-TITLE-DIFFERS", {"found": TITLE.upper(), "expected": "Quy trình khác"}),
    ]


def test_what_the_file_does_not_state_is_named() -> None:
    assert [code for code, _ in told(small(paragraph("Xin chào")))] == [
        "WORD-CODE-MISSING",
        "WORD-EDITION-MISSING",
        "WORD-REVISION-MISSING",
        "WORD-TITLE-MISSING",
    ]


def test_a_header_that_contradicts_the_cover_is_named() -> None:
    kind = {"/word/header1.xml": WORD + "header+xml"}
    body = "".join(
        map(paragraph, ("Quy trình thử", "Mã hiệu: QT-01 Lần ban hành: 02 Lần sửa đổi: 00"))
    )
    files = parts(body, link("header", "header1.xml"), **kind)
    header = paragraph("Mã hiệu: QT-01 Lần ban hành: 01")
    files["word/header1.xml"] = f"{HEAD}<w:hdr {NAMESPACES}>{header}</w:hdr>".encode()
    assert told(zipped(files), title="Quy trình thử") == [
        ("WORD-HEADER-DISAGREES", {"cover": "QT-01 (02/00)", "header": "QT-01 (01/?)"})
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("QT-05", "qt05", True),
        ("QT-05", "QT.5", True),
        ("QT-ĐĐ-01", "QT-DD-01", False),
        ("BM-01-QT-03", "BM.1.QT.3", True),
        ("QT-05", "QT-50", False),
        ("QT-0", "QT-00", True),
    ],
)
def test_codes_are_compared_on_their_canonical_form(one: str, other: str, same: bool) -> None:
    assert (word.canonical_code(one) == word.canonical_code(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Quy trình hòa giải", "QUY TRÌNH HOÀ GIẢI", True),
        ("Quy trình: đánh giá", "Đánh giá", True),
        ("Quy trình đo", "Quy trình do", False),
        ("Quy trình ma", "Quy trình mà", False),
        ("Quy trình", "Quy trình", True),
        ("Sổ tay chất lượng", "Chính sách chất lượng", False),
        ("Biểu mẫu Biên bản hủy", "Biên bản hủy", True),
        ("Quy trình đánh giá", "Hướng dẫn đánh giá", False),
    ],
)
def test_titles_are_compared_as_people_read_them(one: str, other: str, same: bool) -> None:
    assert word.same_title(one, other) is same


def test_tracked_changes_are_named_with_authors_and_places() -> None:
    body = (
        '<w:p><w:ins w:author="Trần An"><w:r><w:t>thêm</w:t></w:r></w:ins>'
        '<w:del w:author="Lê Bình"><w:r><w:delText> bớt</w:delText></w:r></w:del></w:p>'
    )
    content = word.read_text(small(body))
    assert content.text == "thêm"
    assert content.tracked_changes == 2
    (problem,) = word.submission_problems(content)
    assert problem.code == "WORD-TRACKED-CHANGES"
    assert problem.parameters == {
        "count": 2,
        "authors": "Trần An, Lê Bình",
        "where": "“thêm bớt”",
    }


@pytest.mark.parametrize(
    "change",
    [
        "<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr></w:p>",
        "<w:p><w:moveFrom/><w:moveTo/></w:p>",
        "<w:p><w:r><w:rPr><w:rPrChange/></w:rPr></w:r></w:p>",
        "<w:sectPr><w:sectPrChange/></w:sectPr>",
        "<w:tbl><w:tblPr><w:tblPrChange/></w:tblPr></w:tbl>",
    ],
)
def test_changes_of_every_kind_are_found(change: str) -> None:
    codes = [
        one.code for one in word.submission_problems(word.read_text(small(change + paragraph("x"))))
    ]
    assert codes == ["WORD-TRACKED-CHANGES"]


def test_comments_are_named_with_authors_and_words() -> None:
    files = parts(
        paragraph("Nội dung"),
        link("comments", "comments.xml"),
        **{"/word/comments.xml": WORD + "comments+xml"},
    )
    many = "".join(
        f'<w:comment w:author="Người {n}">{paragraph(f"Ý kiến {n} " + "dài " * 30)}</w:comment>'
        for n in range(7)
    )
    files["word/comments.xml"] = f"{HEAD}<w:comments {NAMESPACES}>{many}</w:comments>".encode()
    content = word.read_text(zipped(files))
    (problem,) = word.submission_problems(content)
    assert (problem.code, content.comments) == ("WORD-COMMENTS", 7)
    assert problem.parameters["authors"] == "Người 0, Người 1, Người 2, Người 3, Người 4, …"
    assert str(problem.parameters["where"]).startswith("“Ý kiến 0 dài")
    assert "Ý kiến" not in content.text


def test_a_file_without_words_cannot_be_submitted() -> None:
    codes = [one.code for one in word.submission_problems(word.read_text(small("<w:p/>")))]
    assert codes == ["WORD-NO-TEXT"]
    assert word.submission_problems(word.read_text(procedure())) == ()
