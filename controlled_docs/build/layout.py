"""The house layout that comes with the service: header, cover and amendment log with fields."""

from dataclasses import replace
from datetime import UTC, datetime

from docx.document import Document as Docx

from controlled_docs.build import cover, package, page
from controlled_docs.build.content import Agency
from controlled_docs.build.ruled import grid

FILE = "layouts/bo-cuc-chung.docx"
LINES = (
    "Mã hiệu: {{ code }}",
    "Lần ban hành: {{ edition }}",
    "Lần sửa đổi: {{ revision }}",
    "Ngày ban hành: {{ issued_on }}",
)
LOG_FIELDS = ("request", "place", "summary", "number", "issued_on", "approver")
BLANK_ROWS = 3
MADE = datetime(2026, 1, 5, 1, 0, tzinfo=UTC).replace(tzinfo=None)


def layout_bytes(agency: Agency) -> bytes:
    """The layout as a Word file; the same bytes every time."""
    docx = page.blank()
    named = replace(agency, superior="{{ parent_agency|upper }}", name="{{ agency|upper }}")
    docx.sections[0].different_first_page_header_footer = True
    cover.header_table(docx, named, ("{{ kind|upper }}", "{{ title }}"), LINES, landscape=False)
    cover.cover_table(
        docx, named, ("{{ kind }}", "{{ title }}"), LINES, "{{ place }}, năm {{ year }}"
    )
    _log(docx)
    _properties(docx)
    return package.as_bytes(docx)


def _log(docx: Docx) -> None:
    cover.page_heading(docx, "Theo dõi sửa đổi").paragraph_format.page_break_before = True
    rows = [
        ("{%tr for line in log %}", *[""] * 5),
        tuple(f"{{{{ line.{field} }}}}" for field in LOG_FIELDS),
        ("{%tr endfor %}", *[""] * 5),
    ]
    table = cover.log_table(docx)
    grid(table, cover.LOG_HEAD, rows, cover.LOG_WIDTHS, blank=BLANK_ROWS)


def _properties(docx: Docx) -> None:
    core = docx.core_properties
    core.title, core.subject, core.author, core.last_modified_by = "Bố cục chung", "", "QMS", "QMS"
    core.created = core.modified = core.last_printed = MADE
    core.version, core.language, core.comments, core.keywords = "01", "vi-VN", "", ""
    core.revision = 1
