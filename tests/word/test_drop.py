"""Embedded objects and template links are listed, and can be dropped with the picture kept."""

import io
from pathlib import Path

import docx
import pytest

from qms import word
from tests.word.build import (
    HEAD,
    NAMESPACES,
    PIXEL,
    R,
    field,
    link,
    links,
    paragraph,
    parts,
    small,
    unzipped,
    with_object,
    zipped,
)
from tests.word.office import needs_office, saved_again


def test_objects_and_template_links_are_listed_not_refused() -> None:
    codes = [one.code for one in word.guard(with_object()).strippable]
    assert codes == ["INTAKE-EMBEDDED-OBJECT", "INTAKE-TEMPLATE-LINK"]


def test_accepting_asks_first_and_drops_when_told() -> None:
    with pytest.raises(word.IntakeRefused) as caught:
        word.accept(with_object())
    assert caught.value.strippable
    assert caught.value.code == "INTAKE-EMBEDDED-OBJECT"
    assert word.guard(word.accept(with_object(), drop=True)).strippable == ()


def test_a_clean_file_is_accepted_byte_for_byte() -> None:
    assert word.accept(small()) == small()
    assert word.drop_embedded(small()) == small()


def test_the_picture_stays_and_the_object_goes() -> None:
    before, after = unzipped(with_object()), unzipped(word.drop_embedded(with_object()))
    assert "word/embeddings/sheet1.xlsx" not in after
    assert after["word/media/image1.png"] == PIXEL
    text = after["word/document.xml"].decode()
    assert "<v:imagedata r:id=" in text
    assert "<w:pict>" in text
    assert not any(word in text for word in ("OLEObject", "w:object", "o:ole", "EMBED", "fldChar"))
    assert b"attachedTemplate" not in after["word/settings.xml"]
    same = set(after) & set(before) - {
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/settings.xml",
        "word/_rels/settings.xml.rels",
        "[Content_Types].xml",
    }
    assert all(after[name] == before[name] for name in same)


def test_the_words_and_what_python_docx_sees_stay() -> None:
    cleaned = word.drop_embedded(with_object())
    assert word.read(cleaned).text == "Trước\nSau"
    assert [p.text for p in docx.Document(io.BytesIO(cleaned)).paragraphs] == ["Trước", "", "Sau"]


def test_dropping_twice_changes_nothing_more() -> None:
    once = word.drop_embedded(with_object())
    assert word.drop_embedded(once) == once
    assert word.drop_embedded(with_object()) == once


@needs_office
def test_libreoffice_still_shows_the_picture(tmp_path: Path) -> None:
    again = unzipped(saved_again(word.drop_embedded(with_object()), tmp_path))
    assert any(name.startswith("word/media/") for name in again)


def test_a_linked_worksheet_loses_its_link_and_keeps_its_text() -> None:
    body = field(' LINK Excel.Sheet.12 "D:\\\\so-lieu.xlsx" "Sheet1!R1C1" ', result="12,5")
    data = small(body, link("oleObject", "file:///D:/so-lieu.xlsx", external=True))
    assert {one.code for one in word.guard(data).strippable} == {"INTAKE-LINKED-OBJECT"}
    cleaned = word.drop_embedded(data)
    assert word.guard(cleaned).strippable == ()
    assert word.read_text(cleaned).text == "12,5"
    assert b"so-lieu" not in b"".join(unzipped(cleaned).values())


def test_a_drawing_inside_an_object_stands_on_its_own() -> None:
    body = (
        '<w:p><w:r><w:object><w:drawing/><w:objectEmbed r:id="rId1" w:progId="Word"/>'
        "</w:object></w:r></w:p>"
    )
    files = parts(body, link("oleObject", "embeddings/o.bin"))
    files["word/embeddings/o.bin"] = b"object"
    text = unzipped(word.drop_embedded(zipped(files)))["word/document.xml"]
    assert b"<w:r><w:drawing/></w:r>" in text


def test_the_workbook_of_a_chart_goes_and_the_chart_stays() -> None:
    chart = (
        f'{HEAD}<c:chartSpace xmlns:c="urn:c" xmlns:r="{R}"><c:chart/>'
        '<c:externalData r:id="rId1"/></c:chartSpace>'
    )
    kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    files = parts(
        paragraph("x"), link("chart", "charts/chart1.xml"), **{"/word/charts/chart1.xml": kind}
    )
    files["word/charts/chart1.xml"] = chart.encode()
    files["word/charts/_rels/chart1.xml.rels"] = links(link("package", "../embeddings/b.xlsx"))
    files["word/embeddings/b.xlsx"] = b"workbook"
    cleaned = unzipped(word.drop_embedded(zipped(files)))
    assert "word/embeddings/b.xlsx" not in cleaned
    assert b"externalData" not in cleaned["word/charts/chart1.xml"]
    assert b"<c:chart/>" in cleaned["word/charts/chart1.xml"]


def test_an_object_in_a_header_is_dropped_too() -> None:
    header = (
        f"{HEAD}<w:hdr {NAMESPACES}><w:p><w:r><w:object><v:shape/>"
        '<o:OLEObject r:id="rId1"/></w:object></w:r></w:p></w:hdr>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    files = parts(paragraph("x"), link("header", "header1.xml"), **{"/word/header1.xml": kind})
    files["word/header1.xml"] = header.encode()
    files["word/_rels/header1.xml.rels"] = links(link("oleObject", "embeddings/o.bin"))
    files["word/embeddings/o.bin"] = b"object"
    cleaned = word.drop_embedded(zipped(files))
    assert word.guard(cleaned).strippable == ()
    assert b"OLEObject" not in unzipped(cleaned)["word/header1.xml"]
