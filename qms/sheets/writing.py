"""A register as an official-looking XLSX: A4 landscape, Times New Roman, repeated heading row."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from qms.listing import Cell, Column, Listing, printable
from qms.sheets.csv_writing import looks_like_formula

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST = 32_000  # a cell takes 32,767 characters; the library would cut the rest silently
DAY = "dd/mm/yyyy"
PAGE_CHARS = 140  # widths of columns on a landscape page at 11 points
FONT = "Times New Roman"


def listing_xlsx(listing: Listing) -> bytes:
    """The whole register: heading, filter, rows, signatures; page x/y and heading on each page."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = printable(listing.title)[:31].translate(dict.fromkeys(map(ord, r"[]:*?/\\"), " "))
    _page(sheet, listing)
    row = _above(sheet, listing)
    first = _headings(sheet, listing.columns, row)
    after = _rows(sheet, listing, first)
    _below(sheet, listing, after)
    sheet.print_title_rows = f"{row}:{first - 1}"
    sheet.freeze_panes = f"A{first}"
    return _saved(book)


def plain_xlsx(title: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> bytes:
    """A bare table with its headings in the first row, as a template or a list of errors."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = printable(title)[:31]
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[_letter(number)].width = column.width
    first = _headings(sheet, columns, 1)
    for number, row in enumerate(rows, start=first):
        for place, value in enumerate(row, start=1):
            _put(sheet, number, place, value, "…", border=True)
    sheet.freeze_panes = f"A{first}"
    return _saved(book)


def _saved(book: Any) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _page(sheet: "Worksheet", listing: Listing) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 0.79, 0.59, 0.79, 0.79
    page, of = listing.words["page"], listing.words["of"]
    sheet.oddFooter.center.text = f"{page} &P{of}&N"
    sheet.oddFooter.center.font, sheet.oddFooter.center.size = FONT, 11
    sheet.print_options.horizontalCentered = True
    total = sum(column.width for column in listing.columns)
    for number, column in enumerate(listing.columns, start=1):
        width = max(5.0, column.width * PAGE_CHARS / total)
        sheet.column_dimensions[_letter(number)].width = width


def _above(sheet: "Worksheet", listing: Listing) -> int:
    """Agency on the left, motto on the right, then title, day and filter; returns the next row."""
    last = len(listing.columns)
    half = max(1, round(last * 0.4))
    left = [(listing.parent_agency, False), (listing.agency, True), ("", False)]
    dated = listing.place_line if listing.motto[0] else ""
    right = [(listing.motto[0], True), (listing.motto[1], True), (dated, False)]
    for number, (mine, state) in enumerate(zip(left, right, strict=True), start=1):
        _line(sheet, number, 1, half, mine[0], bold=mine[1])
        _line(sheet, number, half + 1, last, state[0], bold=state[1], italic=number == 3)
    _line(sheet, 5, 1, last, listing.title, bold=True, size=14)
    _line(sheet, 6, 1, last, listing.as_of, italic=True)
    row = 7
    if listing.conditions:
        _line(sheet, row, 1, last, listing.conditions, italic=True)
        sheet.row_dimensions[row].height = 16 * (1 + len(listing.conditions) // PAGE_CHARS)
        row += 1
    return row + 1


def _line(
    sheet: "Worksheet",
    row: int,
    first: int,
    last: int,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: int = 12,
) -> None:
    from openpyxl.styles import Alignment, Font

    if last > first:
        sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    cell = _put(sheet, row, first, text, "…")
    cell.font = Font(name=FONT, size=size, bold=bold, italic=italic)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _headings(sheet: "Worksheet", columns: Sequence[Column], row: int) -> int:
    """One row of headings, or two where columns share one; returns the first row of the body."""
    from openpyxl.styles import Alignment, Font, PatternFill

    grouped = any(column.group for column in columns)
    deep = 2 if grouped else 1
    for number, column in enumerate(columns, start=1):
        for step in range(deep):
            heading = step == (1 if column.group else 0)
            cell = _put(
                sheet, row + step, number, column.title if heading else "", "…", border=True
            )
            cell.font = Font(name=FONT, size=11, bold=True)
            cell.fill = PatternFill("solid", fgColor="E7ECF3")
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        if grouped and not column.group:
            sheet.merge_cells(
                start_row=row, end_row=row + 1, start_column=number, end_column=number
            )
    for first, last, title in _groups(columns):
        sheet.cell(row, first).value = title
        sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    return row + deep


def _groups(columns: Sequence[Column]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for number, column in enumerate(columns, start=1):
        if not column.group:
            continue
        if found and found[-1][1] == number - 1 and found[-1][2] == column.group:
            found[-1] = (found[-1][0], number, column.group)
        else:
            found.append((number, number, column.group))
    return found


def _rows(sheet: "Worksheet", listing: Listing, row: int) -> int:
    from openpyxl.styles import Alignment

    cut = listing.words["cut"]
    places = [
        Alignment(horizontal="center" if one.centred else "left", vertical="top", wrap_text=True)
        for one in listing.columns
    ]
    for values in listing.rows:
        for number, value in enumerate(values, start=1):
            cell = _put(sheet, row, number, value, cut, border=True)
            cell.alignment = places[number - 1]
        row += 1
    if not listing.rows:
        _line(sheet, row, 1, len(listing.columns), listing.words["empty"], italic=True)
        row += 1
    return row


def _below(sheet: "Worksheet", listing: Listing, row: int) -> None:
    last = len(listing.columns)
    if listing.closing:
        _line(sheet, row, 1, last, listing.closing, italic=True)
    places = _thirds(last, len(listing.signers))
    if not listing.motto[0] and places:
        _line(sheet, row + 1, *places[-1], listing.place_line, italic=True)
    for (first, end), signer in zip(places, listing.signers, strict=True):
        _line(sheet, row + 2, first, end, signer.words, bold=True)
        _line(sheet, row + 3, first, end, signer.note, italic=True)
        _line(sheet, row + 8, first, end, signer.name, bold=True)


def _thirds(columns: int, parts: int) -> list[tuple[int, int]]:
    edges = [round(columns * step / parts) for step in range(parts + 1)]
    return [(edges[step] + 1, edges[step + 1]) for step in range(parts)]


def _put(
    sheet: "Worksheet", row: int, column: int, value: Cell, cut: str, *, border: bool = False
) -> Any:
    """Text stays text whatever it begins with; days are days; nothing is cut without a word."""
    cell = sheet.cell(row, column)
    style = _style(border)
    cell.font = style["font"]
    if border:
        cell.border = style["border"]
    if isinstance(value, str):
        text = printable(value)
        if len(text) > LONGEST:
            text = text[: LONGEST - len(cut) - 1] + " " + cut
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = looks_like_formula(text)
    elif isinstance(value, date):
        cell.value, cell.number_format = value, DAY
    else:
        cell.value = value
    return cell


_STYLES: dict[bool, dict[str, Any]] = {}


def _style(border: bool) -> dict[str, Any]:
    if border not in _STYLES:
        from openpyxl.styles import Border, Font, Side

        side = Side(style="thin", color="000000")
        _STYLES[border] = {
            "font": Font(name=FONT, size=11),
            "border": Border(left=side, right=side, top=side, bottom=side),
        }
    return _STYLES[border]


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(number))
