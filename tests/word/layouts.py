"""House layouts for tests, made from words."""

import io
from collections.abc import Sequence

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.word.build import saved

LINES = (
    "Mã hiệu: {{ code }}",
    "Lần ban hành: {{ edition }}",
    "Lần sửa đổi: {{ revision }}",
    "Ngày ban hành: {{ issued_on }}",
)


def layout(
    *body: str, lines: Sequence[str] = LINES, pages: bool = True, logo: bytes = b""
) -> bytes:
    """A layout with these paragraphs in its body and these lines in its header."""
    made = docx.Document()
    for text in body:
        made.add_paragraph(text)
    header = made.sections[0].header
    width = made.sections[0].page_width
    table = header.add_table(1, 2, width)
    table.rows[0].cells[0].text = "{{ agency|upper }}"
    cell = table.rows[0].cells[1]
    for line in lines:
        cell.add_paragraph(line)
    if pages:
        for instruction in ("PAGE", "NUMPAGES"):
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), instruction)
            cell.add_paragraph()._p.append(field)
    if logo:
        header.paragraphs[0].add_run().add_picture(io.BytesIO(logo))
    return saved(made)
