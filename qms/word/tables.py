"""Tables as rows of cell texts on their grid, through python-docx's view of one checked part.

Only the document part is handed over: opening the whole file would load every picture. Its
`row.cells` is not used, because it calls itself once per merged row.
"""

from typing import TYPE_CHECKING

from lxml import etree

from qms.word import legacy, markup
from qms.word.package import Package
from qms.word.problem import Limits, refuse
from qms.word.story import clean

if TYPE_CHECKING:
    from docx.oxml.table import CT_Row, CT_Tc

WIDEST = 63  # the most columns Word allows; a span may claim any number
Row = tuple[str, ...]
Table = tuple[Row, ...]


def read_tables(file: bytes, limits: Limits | None = None) -> tuple[Table, ...]:
    """The tables of the body, outermost ones; a merged cell is repeated in its grid places."""
    from docx.exceptions import PythonDocxError
    from docx.oxml import parse_xml

    package = Package(file, limits)
    part = package.main_part
    if not part:
        raise refuse("INTAKE-MAIN-PART")
    data = markup.checked(package.read(part), part, package.limits)
    try:
        root = parse_xml(data)
        legacy.settle(root, legacy.Fonts(package))
        return tuple(_table(table.tr_lst) for table in root.xpath("./w:body/w:tbl"))
    except (PythonDocxError, LookupError, ValueError, AttributeError, etree.LxmlError) as error:
        raise refuse("INTAKE-UNREADABLE") from error


def _table(rows: "list[CT_Row]") -> Table:
    table: list[Row] = []
    for row in rows:
        table.append(_row(row, table[-1] if table else ()))
    return tuple(table)


def _row(row: "CT_Row", above: Row) -> Row:
    texts = [""] * min(row.grid_before, WIDEST)
    for cell in row.tc_lst:
        place = len(texts)
        continued = cell.vMerge == "continue" and place < len(above)
        text = above[place] if continued else _text(cell)
        texts += [text] * max(1, min(cell.grid_span, WIDEST))
    return tuple(texts)


def _text(cell: "CT_Tc") -> str:
    return clean("\n".join(paragraph.text for paragraph in cell.p_lst))
