"""Files and names made to hurt a comparison: bounded time, nothing becomes markup or a command."""

import time

import pytest

from qms.word.problem import IntakeRefused
from qms.word.redline import compare
from tests.word.build import document, paragraph, parts, small, zipped


def seconds(old: bytes, new: bytes) -> float:
    began = time.monotonic()
    compare(old, new)
    return time.monotonic() - began


def test_thousands_of_equal_paragraphs_cost_little() -> None:
    same = paragraph("một hai ba bốn")
    assert seconds(small(same * 8000), small(same * 7999 + paragraph("khác"))) < 20


def test_everything_changed_in_a_long_text_costs_little() -> None:
    old = "".join(paragraph(f"mục {one} giao cho huyện {one} thực hiện") for one in range(3000))
    new = "".join(paragraph(f"mục {one} giao cho xã {one} thực hiện") for one in range(3000))
    assert seconds(small(old), small(new)) < 30


def test_one_enormous_paragraph_costs_little() -> None:
    old = paragraph(" ".join(f"a{one % 7} b{one % 5}" for one in range(60_000)))
    new = paragraph(" ".join(f"b{one % 5} a{one % 11}" for one in range(60_000)))
    assert seconds(small(old), small(new)) < 30


def test_tables_in_tables_and_a_style_that_is_based_on_itself_end() -> None:
    deep = paragraph("trong cùng")
    for _ in range(12):
        deep = f"<w:tbl><w:tr><w:tc>{deep}<w:p/></w:tc></w:tr></w:tbl>"
    found = compare(small(deep), small(deep + paragraph("thêm một dòng ở cuối")))
    assert found.summary.added == 1


def test_a_document_type_in_a_part_is_refused_as_at_the_door() -> None:
    bad = document().replace(b"<w:document", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document', 1)
    with pytest.raises(IntakeRefused, match="INTAKE-DTD"):
        compare(small(), zipped({**parts(), "word/document.xml": bad}))
