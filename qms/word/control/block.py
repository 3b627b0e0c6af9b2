"""The running header the service writes: agency | kind and title | code, numbers, day, page x/y.

Everything is formatted directly, so that the styles of the file it goes into do not matter.
"""

from collections.abc import Sequence

from lxml import etree

from qms.word.control.facts import ControlFacts, printed_day
from qms.word.markup import name
from qms.word.phrases import SPACE

Attributes = dict[str, str]
FONT = "Times New Roman"
LEFT, RIGHT, WHOLE = 2381, 2608, 9184  # twentieths of a point, on A4 upright
MARGIN = 60
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
SMALL, MIDDLE = "20", "22"  # half points


def element(tag: str, *children: etree._Element, **values: str) -> etree._Element:
    """`w:tag` with attributes of the same namespace."""
    made = etree.Element(name(f"w:{tag}"), {name(f"w:{key}"): text for key, text in values.items()})
    made.extend(children)
    return made


def header_blocks(facts: ControlFacts, width: int) -> list[etree._Element]:
    """The block for a text width in twentieths of a point: a table and a line of no height."""
    left, right = width * LEFT // WHOLE, width * RIGHT // WHOLE
    if width >= WHOLE:
        left, right = LEFT, RIGHT
    cells = (
        (left, _lines([(facts.parent_agency.upper(), False), (facts.agency.upper(), True)])),
        (width - left - right, _title(facts)),
        (right, _numbers(facts)),
    )
    table = element(
        "tbl",
        _table_look(width),
        element("tblGrid", *(element("gridCol", w=str(size)) for size, _ in cells)),
        element("tr", element("trPr", element("cantSplit")), *(_cell(*cell) for cell in cells)),
    )
    return [table, paragraph([], "left", after=MARGIN, size="4")]


def _table_look(width: int) -> etree._Element:
    borders = [element(side, val="single", sz="4", space="0", color="auto") for side in SIDES]
    margins = [element(side, w="85", type="dxa") for side in ("left", "right")]
    return element(
        "tblPr",
        element("tblW", w=str(width), type="dxa"),
        element("jc", val="center"),
        element("tblInd", w="0", type="dxa"),
        element("tblBorders", *borders),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *margins),
    )


def _cell(width: int, paragraphs: Sequence[etree._Element]) -> etree._Element:
    look = element(
        "tcPr", element("tcW", w=str(width), type="dxa"), element("vAlign", val="center")
    )
    return element("tc", look, *paragraphs)


def _lines(texts: Sequence[tuple[str, bool]]) -> list[etree._Element]:
    shown = [(text, bold) for text, bold in texts if text] or [("", False)]
    return _spaced([([run(text, bold=bold)], "center") for text, bold in shown])


def _title(facts: ControlFacts) -> list[etree._Element]:
    title = run(facts.title, bold=True, caps=True, size=MIDDLE)
    return _spaced([([run(facts.kind.upper())], "center"), ([title], "center")])


def _numbers(facts: ControlFacts) -> list[etree._Element]:
    lines = (
        f"Mã hiệu: {facts.code}",
        f"Lần ban hành: {facts.edition:02d}",
        f"Lần sửa đổi: {facts.revision:02d}",
        f"Ngày ban hành: {printed_day(facts.issued_on)}",
    )
    page = [run("Trang: "), *page_field("PAGE"), run("/"), *page_field("NUMPAGES")]
    return _spaced([*(([run(line)], "left") for line in lines), (page, "left")])


def _spaced(lines: Sequence[tuple[list[etree._Element], str]]) -> list[etree._Element]:
    """Paragraphs of a cell, with a little air above the first and below the last."""
    last = len(lines) - 1
    return [
        paragraph(
            runs, align, before=0 if number else MARGIN, after=MARGIN if number == last else 0
        )
        for number, (runs, align) in enumerate(lines)
    ]


def paragraph(
    runs: Sequence[etree._Element], align: str, *, before: int = 0, after: int = 0, size: str = ""
) -> etree._Element:
    """A paragraph with nothing left to a style; `size` is that of its mark, for an empty one."""
    line = "240" if not size else "20"
    rule = "auto" if not size else "exact"
    look = element(
        "pPr",
        element("suppressAutoHyphens"),
        element("spacing", before=str(before), after=str(after), line=line, lineRule=rule),
        element("ind", left="0", right="0", firstLine="0"),
        element("jc", val=align),
    )
    if size:
        look.append(element("rPr", element("sz", val=size)))
    return element("p", look, *runs)


def run(text: str, *, bold: bool = False, caps: bool = False, size: str = SMALL) -> etree._Element:
    """Words in the house font."""
    made = element("r", _run_look(bold, caps, size), element("t"))
    made[1].text = text
    made[1].set(SPACE, "preserve")
    return made


def _run_look(bold: bool = False, caps: bool = False, size: str = SMALL) -> etree._Element:
    return element(
        "rPr",
        element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT),
        element("b", val="1" if bold else "0"),
        element("i", val="0"),
        element("caps", val="1" if caps else "0"),
        element("color", val="000000"),
        element("sz", val=size),
        element("szCs", val=size),
        element("u", val="none"),
        element("lang", val="vi-VN"),
    )


def page_field(instruction: str) -> list[etree._Element]:
    """A field such as PAGE, with 1 as what is shown until it is computed."""
    code = element("instrText")
    code.text = f" {instruction} "
    code.set(SPACE, "preserve")
    inner = [
        element("fldChar", fldCharType="begin"),
        code,
        element("fldChar", fldCharType="separate"),
    ]
    runs = [element("r", _run_look(), one) for one in inner]
    return [*runs, run("1"), element("r", _run_look(), element("fldChar", fldCharType="end"))]
