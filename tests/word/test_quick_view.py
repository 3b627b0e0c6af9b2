"""The quick reading view: what the file says, and nothing that runs or fetches."""

from random import Random

import pytest

from qms import word
from qms.errors import QmsError
from qms.settings import ROOT
from tests.word.build import PIXEL, link, paragraph, parts, procedure, small, zipped


def test_headings_tables_and_words_are_shown() -> None:
    html = word.quick_view(procedure())
    assert "<h2>1. Mục đích</h2>" in html
    assert "<h3>5.7 Quy trình xử lý công việc</h3>" in html
    assert "<td><p>Trách nhiệm</p></td>" in html
    assert "Quy định thống nhất cách soạn thảo" in html


def test_the_model_set_is_shown() -> None:
    for path in sorted((ROOT / "controlled_docs" / "documents").glob("*.docx"))[::6]:
        html = word.quick_view(path.read_bytes())
        assert "<script" not in html
        assert len(html) > 500


def test_a_script_written_in_the_text_stays_text() -> None:
    html = word.quick_view(small(paragraph("&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;")))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_a_link_that_runs_something_is_refused(target: str) -> None:
    body = '<w:p><w:hyperlink r:id="rId1"><w:r><w:t>Bấm</w:t></w:r></w:hyperlink></w:p>'
    with pytest.raises(QmsError) as caught:
        word.quick_view(small(body, link("hyperlink", target, external=True)))
    assert caught.value.code == "INTAKE-EXTERNAL-LINK"


def test_a_web_link_stays_without_telling_where_from() -> None:
    body = '<w:p><w:hyperlink r:id="rId1"><w:r><w:t>Luật</w:t></w:r></w:hyperlink></w:p>'
    html = word.quick_view(small(body, link("hyperlink", "https://vbpl.vn/", external=True)))
    assert '<a href="https://vbpl.vn/" rel="noopener noreferrer nofollow">Luật</a>' in html


def drawing(name: str, data: bytes) -> bytes:
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    body = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/'
        f'2006/wordprocessingDrawing"><a:graphic {space}><a:graphicData><pic:pic xmlns:pic="http://'
        'schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="rId1"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    files = parts(body, link("image", f"media/{name}"))
    files[f"word/media/{name}"] = data
    return zipped(files)


def test_a_picture_stands_in_the_page_itself() -> None:
    assert '<img src="data:image/png;base64,' in word.quick_view(drawing("a.png", PIXEL))


def test_a_picture_too_large_for_a_page_is_left_out() -> None:
    assert "data:" not in word.quick_view(
        drawing("a.png", PIXEL + Random(1).randbytes(3 * 1024 * 1024))
    )
