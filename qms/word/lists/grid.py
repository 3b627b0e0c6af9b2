"""Tables of a list, built as XML: python-docx takes a second for every hundred rows."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lxml import etree

from qms.listing import Cell, Column, Listing, cell_text, printable
from qms.word.markup import W, name

if TYPE_CHECKING:
    from docx.document import Document

BODY, HEAD = "22", "22"  # half points


def add_rows(document: "Document", listing: Listing, width: int) -> None:
    """The bordered table with its heading row (two where columns share a heading)."""
    total = sum(column.width for column in listing.columns)
    widths = [column.width * width // total for column in listing.columns]
    table = _table(widths, bordered=True)
    for row in _headings(listing.columns, widths):
        table.append(row)
    for values in listing.rows:
        table.append(_row(values, listing.columns, widths))
    body = document.element.body
    body.insert(len(body) - 1, table)  # before the section's own properties


def bare_table(document: "Document", widths: Sequence[int], *, together: bool = False) -> Any:
    """A table of one row without borders, for headings and signatures."""
    from docx.oxml import parse_xml
    from docx.table import Table

    table = _table(widths, bordered=False)
    row = etree.SubElement(table, name("w:tr"))
    if together:
        etree.SubElement(etree.SubElement(row, name("w:trPr")), name("w:cantSplit"))
    for width in widths:
        cell = _cell(row, width)
        etree.SubElement(cell, name("w:p"))
    body = document.element.body
    parsed: Any = parse_xml(etree.tostring(table))
    body.insert(len(body) - 1, parsed)
    return Table(parsed, document)


def _table(widths: Sequence[int], *, bordered: bool) -> etree._Element:
    table = etree.Element(name("w:tbl"), nsmap={"w": W})
    about = etree.SubElement(table, name("w:tblPr"))
    _set(about, "w:tblW", w=str(sum(widths)), type="dxa")
    if bordered:
        borders = etree.SubElement(about, name("w:tblBorders"))
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            _set(borders, f"w:{side}", val="single", sz="4", space="0", color="000000")
    _set(about, "w:tblLayout", type="fixed")
    columns = etree.SubElement(table, name("w:tblGrid"))
    for width in widths:
        _set(columns, "w:gridCol", w=str(width))
    return table


def _headings(columns: Sequence[Column], widths: Sequence[int]) -> list[etree._Element]:
    deep = 2 if any(column.group for column in columns) else 1
    rows = []
    for step in range(deep):
        row = etree.Element(name("w:tr"))
        about = etree.SubElement(row, name("w:trPr"))
        etree.SubElement(about, name("w:cantSplit"))
        etree.SubElement(about, name("w:tblHeader"))
        _heading_cells(row, columns, widths, step, deep)
        rows.append(row)
    return rows


def _heading_cells(
    row: etree._Element, columns: Sequence[Column], widths: Sequence[int], step: int, deep: int
) -> None:
    number = 0
    while number < len(columns):
        column, span = columns[number], 1
        if column.group and step == 0:
            while number + span < len(columns) and columns[number + span].group == column.group:
                span += 1
        cell = _cell(row, sum(widths[number : number + span]), span=span)
        if not column.group and deep == 2:
            merge = etree.SubElement(cell[0], name("w:vMerge"))
            if step == 0:
                merge.set(name("w:val"), "restart")
        _set(cell[0], "w:shd", val="clear", color="auto", fill="E7ECF3")
        _set(cell[0], "w:vAlign", val="center")
        text = column.group if column.group and step == 0 else column.title
        _paragraph(cell, "" if not column.group and step == 1 else text, centred=True, bold=True)
        number += span


def _row(
    values: Sequence[Cell], columns: Sequence[Column], widths: Sequence[int]
) -> etree._Element:
    row = etree.Element(name("w:tr"))
    etree.SubElement(etree.SubElement(row, name("w:trPr")), name("w:cantSplit"))
    for value, column, width in zip(values, columns, widths, strict=True):
        cell = _cell(row, width)
        for line in cell_text(value).split("\n"):
            _paragraph(cell, line, centred=column.centred)
    return row


def _cell(row: etree._Element, width: int, *, span: int = 1) -> etree._Element:
    cell = etree.SubElement(row, name("w:tc"))
    about = etree.SubElement(cell, name("w:tcPr"))
    _set(about, "w:tcW", w=str(width), type="dxa")
    if span > 1:
        _set(about, "w:gridSpan", val=str(span))
    return cell


def _paragraph(
    cell: etree._Element, text: str, *, centred: bool = False, bold: bool = False
) -> None:
    paragraph = etree.SubElement(cell, name("w:p"))
    about = etree.SubElement(paragraph, name("w:pPr"))
    _set(about, "w:spacing", before="30", after="30")
    if centred:
        _set(about, "w:jc", val="center")
    run = etree.SubElement(paragraph, name("w:r"))
    look = etree.SubElement(run, name("w:rPr"))
    if bold:
        etree.SubElement(look, name("w:b"))
    _set(look, "w:sz", val=HEAD if bold else BODY)
    words = etree.SubElement(run, name("w:t"))
    words.text = printable(text).replace("\t", " ")
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def add_page_fields(paragraph: Any, page: str, of: str) -> None:
    """`Trang 1/7`, as fields that a word processor counts."""
    for text, field in ((f"{page} ", "PAGE"), (of, "NUMPAGES")):
        paragraph.add_run(text)
        run = paragraph.add_run()._r
        for kind in ("begin", "words", "separate", "text", "end"):
            _field_part(run, kind, field)


def _field_part(run: Any, kind: str, field: str) -> None:
    if kind == "text":
        etree.SubElement(run, name("w:t")).text = "1"
    elif kind == "words":
        etree.SubElement(run, name("w:instrText")).text = f" {field} "
    else:
        etree.SubElement(run, name("w:fldChar")).set(name("w:fldCharType"), kind)


def centre(paragraph: Any) -> None:
    """Centre a paragraph."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def keep(paragraph: Any) -> None:
    """Keep a paragraph on the page of the next."""
    paragraph.paragraph_format.keep_with_next = True


def rule_below(paragraph: Any, width: int, share: float) -> None:
    """A drawn line under a text: a bordered, indented empty line after it, no underscores."""
    indent = str(int(width * (1 - share) / 2))
    line = etree.fromstring(
        f'<w:p xmlns:w="{W}"><w:pPr>'
        '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
        f'<w:spacing w:before="20" w:after="0" w:line="60" w:lineRule="exact"/>'
        f'<w:ind w:left="{indent}" w:right="{indent}"/>'
        "</w:pPr></w:p>"
    )
    paragraph._p.addnext(line)


def set_language(look: Any) -> None:
    """The words are Vietnamese: the spelling checker and screen readers ask."""
    language = look.find(name("w:lang"))
    if language is None:
        language = etree.SubElement(look, name("w:lang"))
    language.set(name("w:val"), "vi-VN")


def _set(parent: etree._Element, tag: str, **values: str) -> None:
    node = etree.SubElement(parent, name(tag))
    for key, value in values.items():
        node.set(name(f"w:{key}"), value)
