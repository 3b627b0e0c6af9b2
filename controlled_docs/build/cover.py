"""Cover block, running header, amendment log and distribution list: what every controlled document carries."""

from docx.document import Document as Docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from controlled_docs.build.content import Agency, Document, Form
from controlled_docs.build.page import text_width
from controlled_docs.build.ruled import SIDES, borders, grid, shade, shape, whole_row, write
from controlled_docs.build.words import KINDS, UNITS

CENTRE = WD_ALIGN_PARAGRAPH.CENTER
SIGNERS = ("", "Người viết", "Người xem xét", "Người phê duyệt")
LOG_HEAD = (
    "Yêu cầu sửa đổi, bổ sung",
    "Trang / Phần liên quan",
    "Mô tả nội dung sửa đổi",
    "Lần ban hành / Lần sửa đổi",
    "Ngày sửa đổi (ban hành)",
    "Người phê duyệt",
)
LOG_WIDTHS = (25, 25, 44, 21, 27, 20)
SIGN_ROWS = (("Họ và tên", 11.0), ("Chức vụ", 11.0), ("Chữ ký", 32.0), ("Ngày", 10.0))


def kind_name(document: Document | Form) -> str:
    """The kind printed above the title; policy and objectives carry it in the title already."""
    if isinstance(document, Form):
        return KINDS["BM"]
    return (
        "Hệ thống quản lý chất lượng"
        if document.kind in {"CSCL", "MTCL", "STCL"}
        else KINDS[document.kind]
    )


def field(paragraph: Paragraph, instruction: str, size: float | None = None) -> None:
    """A Word field such as PAGE, with 1 as the text shown until Word computes it."""
    for kind, text in (
        ("begin", ""),
        ("", instruction),
        ("separate", ""),
        ("shown", "1"),
        ("end", ""),
    ):
        run = paragraph.add_run()
        if size:
            run.font.size = Pt(size)
        if kind in {"begin", "separate", "end"}:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText" if not kind else "w:t")
            mark.text = text
        run._r.append(mark)


def page_of(cell: _Cell, size: float | None = None) -> None:
    """Writes "Trang: x/y" into a fresh cell."""
    paragraph = write(cell, "Trang: ", size=size)
    field(paragraph, "PAGE", size)
    run = paragraph.add_run("/")
    if size:
        run.font.size = Pt(size)
    field(paragraph, "NUMPAGES", size)


def facts(document: Document | Form, edition: int, revision: int, issued: str) -> tuple[str, ...]:
    """The identifying lines, with exactly the labels readers of the file look for."""
    return (
        f"Mã hiệu: {document.code}",
        f"Lần ban hành: {edition:02d}",
        f"Lần sửa đổi: {revision:02d}",
        f"Ngày ban hành: {issued}",
    )


def running_header(
    docx: Docx, agency: Agency, document: Document | Form, lines: tuple[str, ...], landscape: bool
) -> None:
    """Agency | title | code, edition, revision, date, page; the cover shows the same itself."""
    docx.sections[0].different_first_page_header_footer = isinstance(document, Document)
    header_table(docx, agency, (kind_name(document).upper(), document.title), lines, landscape)


def header_table(
    docx: Docx, agency: Agency, title: tuple[str, str], lines: tuple[str, ...], landscape: bool
) -> None:
    """The same from the words themselves: kind and title, then the identifying lines."""
    section, width = docx.sections[0], text_width(landscape)
    header = section.header
    table = header.add_table(1, 3, section.page_width)
    table.style = docx.styles["Table Grid"]
    widths = (42.0, width - 42.0 - 46.0, 46.0)
    left, middle, right = table.rows[0].cells
    write(left, agency.superior, align=CENTRE, size=10)
    _more(left, agency.name, 10, bold=True)
    write(middle, title[0], align=CENTRE, size=10)
    _more(middle, title[1], 11, bold=True).runs[0].font.all_caps = True
    for number, line in enumerate(lines):
        write(right, line, size=10) if number == 0 else _more(right, line, 10, align=None)
    last = right.add_paragraph()
    _page_line(last)
    for cell in (left, middle, right):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
        cell.paragraphs[0].paragraph_format.space_before = Pt(3)
        cell.paragraphs[-1].paragraph_format.space_after = Pt(3)
    shape(table, widths)
    first = header.paragraphs[0]
    first._p.getparent().remove(first._p)
    header.add_paragraph().paragraph_format.space_after = Pt(0)


def _page_line(paragraph: Paragraph) -> None:
    paragraph.style = "Header"
    paragraph.add_run("Trang: ")
    field(paragraph, "PAGE")
    paragraph.add_run("/")
    field(paragraph, "NUMPAGES")


def _more(
    cell: _Cell,
    text: str,
    size: float,
    bold: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = CENTRE,
) -> Paragraph:
    paragraph = cell.add_paragraph(style="Header")
    paragraph.alignment = align
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold or None, Pt(size)
    return paragraph


def cover(docx: Docx, agency: Agency, document: Document, lines: tuple[str, ...]) -> None:
    """The cover: agency, kind, title, facts, and the signature table left empty for signing."""
    year = f"{agency.place}, năm {document.issued_on.year}"
    cover_table(docx, agency, (kind_name(document), document.title), lines, year)


def cover_table(
    docx: Docx, agency: Agency, titles: tuple[str, str], lines: tuple[str, ...], year: str
) -> None:
    """The same from the words themselves: kind and title, the identifying lines, place and year."""
    table = docx.add_table(0, 4)
    table.style = docx.styles["Table Grid"]
    _masthead(_row(table, 46).cells[0], agency)
    _titles(_row(table, 82).cells[0], *titles)
    _facts(table, lines)
    head = table.add_row()
    for cell, text in zip(head.cells, SIGNERS, strict=True):
        write(cell, text, bold=True, align=CENTRE)
        shade(cell)
    for label, height in SIGN_ROWS:
        row = table.add_row()
        whole_row(row, height=height)
        write(row.cells[0], label, bold=True)
    foot = _row(table, 22).cells[0]
    write(foot, year, bold=True, align=CENTRE)
    shape(table, (27.0, 45.0, 45.0, 45.0))
    borders(table._tbl.tblPr, "w:tblBorders", dict.fromkeys(SIDES[:4], "double"), 6)
    borders(table._tbl.tblPr, "w:tblBorders", dict.fromkeys(SIDES[4:], "single"), 4)


def _row(table: Table, height: float):
    """A row of one wide cell."""
    row = table.add_row()
    whole_row(row, height=height)
    row.cells[0].merge(row.cells[-1])
    return row


def _masthead(cell: _Cell, agency: Agency) -> None:
    write(cell, agency.superior, align=CENTRE, size=14)
    last = cell.add_paragraph()
    last.alignment = CENTRE
    run = last.add_run(agency.name)
    run.bold, run.font.size = True, Pt(15)
    _short_rule(cell)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    borders(cell._tc.get_or_add_tcPr(), "w:tcBorders", {"bottom": "nil"})


def _short_rule(cell: _Cell) -> None:
    """The short line under an agency's name."""
    rule = cell.add_paragraph()
    rule.alignment = CENTRE
    rule.paragraph_format.line_spacing = 0.7
    rule.add_run("———————").bold = True


def _titles(cell: _Cell, kind: str, title_words: str) -> None:
    cell.paragraphs[0].style = "Subtitle"
    cell.paragraphs[0].add_run(kind)
    title = cell.add_paragraph(title_words, style="Title").paragraph_format
    title.line_spacing = 1.2
    title.left_indent = title.right_indent = Mm(10)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    borders(cell._tc.get_or_add_tcPr(), "w:tcBorders", {"top": "nil"})


def _facts(table: Table, lines: tuple[str, ...]) -> None:
    code, edition, revision, issued = lines
    for left, right in ((code, None), (edition, revision), (issued, "Bản kiểm soát số: ……")):
        row = table.add_row()
        whole_row(row, height=10)
        first, second = row.cells[0].merge(row.cells[1]), row.cells[2].merge(row.cells[3])
        write(first, left, bold=True, align=CENTRE)
        if right is None:
            page_of(second)
        else:
            write(second, right)
        second.paragraphs[0].alignment = CENTRE
        second.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def control_page(docx: Docx, agency: Agency, document: Document) -> None:
    """Amendment log and distribution list, on the page after the cover."""
    page_heading(docx, "Theo dõi sửa đổi").paragraph_format.page_break_before = True
    rows = [
        (
            item.request,
            agency.fill(item.place),
            agency.fill(item.what),
            f"{item.edition:02d}/{item.revision:02d}",
            f"{item.on:%d/%m/%Y}",
            "",
        )
        for item in document.log
    ]
    grid(log_table(docx), LOG_HEAD, rows, LOG_WIDTHS, blank=max(3, 5 - len(rows)))
    page_heading(docx, "Danh sách phân phối")
    units = [
        (str(number), UNITS[unit], "", "", "", "", "")
        for number, unit in enumerate(document.recipients, 1)
    ]
    head = (
        "TT",
        "Đơn vị / Người nhận",
        "Số bản / mã bản",
        "Giấy / điện tử",
        "Ngày nhận",
        "Ký nhận",
        "Thu hồi bản cũ",
    )
    grid(_table(docx, 7), head, units, (11, 65, 17, 17, 18, 17, 17), blank=1)


def log_table(docx: Docx) -> Table:
    """The empty table of the amendment log."""
    return _table(docx, len(LOG_HEAD))


def _table(docx: Docx, columns: int) -> Table:
    table = docx.add_table(1, columns)
    table.style = docx.styles["Table Grid"]
    return table


def page_heading(docx: Docx, text: str) -> Paragraph:
    """A centred heading of a control page; outside the numbered sections."""
    paragraph = docx.add_paragraph()
    paragraph.alignment = CENTRE
    paragraph.paragraph_format.space_before = Pt(10)
    paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run(text.upper())
    run.bold = True
    return paragraph
