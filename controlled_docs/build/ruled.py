"""Tables: fixed widths, repeated head, rows that do not break across pages."""

from collections.abc import Sequence

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from controlled_docs.build.page import CELL_ID

SHADE = "E7ECF2"
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
NARROW = 14.0  # a column narrower than this (mm) is a number column: centred


def shape(table: Table, widths: Sequence[float], ruled: bool = True) -> Table:
    """Fixes the column widths (mm); python-docx needs them on every cell too."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    if not ruled:
        borders(table._tbl.tblPr, "w:tblBorders", dict.fromkeys(SIDES, "nil"))
    return table


def borders(properties, tag: str, sides: dict[str, str], size: int = 8) -> None:
    """Sets borders of a table (w:tblBorders) or of a cell (w:tcBorders)."""
    element = properties.find(qn(tag))
    if element is None:
        element = OxmlElement(tag)
        _insert(properties, element)
    for side, kind in sides.items():
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), kind)
        line.set(qn("w:sz"), str(size))
        line.set(qn("w:space"), "0")
        line.set(qn("w:color"), "auto")
        element.append(line)


def _insert(properties, element) -> None:
    """Keeps the order the schema asks for: borders come before shading, layout and alignment."""
    later = {
        qn(f"w:{tag}")
        for tag in ("shd", "noWrap", "tcMar", "vAlign", "tblLayout", "tblCellMar", "tblLook")
    }
    for child in properties:
        if child.tag in later:
            child.addprevious(element)
            return
    properties.append(element)


def write(
    cell: _Cell,
    text: str,
    bold: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
    size: float | None = None,
) -> Paragraph:
    """Writes text into a fresh cell; each line of the text becomes a paragraph."""
    paragraph = cell.paragraphs[0]
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph._p.style = CELL_ID
        paragraph.alignment = align
        run = paragraph.add_run(line)
        run.bold = bold or None
        if size:
            run.font.size = Pt(size)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER if bold else None
    return paragraph


def shade(cell: _Cell) -> None:
    """A light ground for head cells."""
    element = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
        element.set(qn(f"w:{name}"), value)
    properties = cell._tc.get_or_add_tcPr()
    alignment = properties.find(qn("w:vAlign"))
    if alignment is None:
        properties.append(element)
    else:
        alignment.addprevious(element)


def whole_row(row, head: bool = False, height: float | None = None) -> None:
    """A row stays on one page; a head row is repeated on every page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if height:
        row.height = Mm(height)
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def grid(
    table: Table,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    blank: int = 0,
) -> None:
    """Fills a table made with one row: head, rows, then empty rows to write in."""
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        write(cell, text, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
        shade(cell)
    whole_row(table.rows[0], head=True)
    centred = [
        width < NARROW or _numbers(column)
        for width, column in zip(widths, _columns(rows, head), strict=True)
    ]
    for values in rows:
        row = table.add_row()
        whole_row(row)
        for cell, text, centre in zip(row.cells, values, centred, strict=True):
            write(cell, text, align=WD_ALIGN_PARAGRAPH.CENTER if centre else None)
    for number in range(blank):
        row = table.add_row()
        whole_row(row, height=8)
        for cell in row.cells:
            write(cell, "")
        if head[0] == "TT":
            row.cells[0].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            row.cells[0].paragraphs[0].add_run(str(len(rows) + number + 1))
    shape(table, widths)


def _columns(rows: Sequence[Sequence[str]], head: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*rows, strict=True)) if rows else [() for _ in head]


def _numbers(column: Sequence[str]) -> bool:
    """Whether a column holds nothing but whole numbers or boxes (it is centred then)."""
    return any(column) and all(text.isdigit() or text == "☐" for text in column if text)
