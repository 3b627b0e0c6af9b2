"""Draws the body: numbered headings, prose, step tables, flow charts, lines to fill, signature places."""

from collections.abc import Mapping

from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from controlled_docs.build import content as c
from controlled_docs.build.law import LAWS
from controlled_docs.build.page import CELL, DOTS, text_width
from controlled_docs.build.ruled import grid, shape, whole_row, write

TAB, DOTTED = WD_TAB_ALIGNMENT, WD_TAB_LEADER.DOTS
CENTRE, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
STEP_HEAD = ("TT", "Trình tự", "Trách nhiệm", "Thời gian", "Biểu mẫu / Kết quả")
STEP_WIDTHS = (11.0, 58.0, 29.0, 24.0, 40.0)
NUMBER = 11.0  # width of a "TT" column, millimetres
ROOM = 22  # letters a dotted line is worth when labels share a row


class Writer:
    """Writes blocks one after another into one document."""

    def __init__(
        self,
        docx: Docx,
        agency: c.Agency,
        titles: Mapping[str, str],
        code: str,
        landscape: bool = False,
    ) -> None:
        self.docx, self.agency, self.titles, self.code = docx, agency, titles, code
        self.width = text_width(landscape)
        self.section = self.part = self.point = 0

    def sections(self, sections: tuple[c.Section, ...]) -> None:
        """Numbered sections; the numbers are text, so that they stay right in every program."""
        for title, blocks in sections:
            self.section, self.part = self.section + 1, 0
            heading = self.docx.add_heading(f"{self.section}. {self.agency.fill(title)}", 1)
            heading.paragraph_format.page_break_before = self.section == 1 or None
            self.blocks(blocks)

    def blocks(self, blocks: tuple[c.Block, ...]) -> None:
        """Draws each block by its kind."""
        draw = {
            str: self._text,
            c.Table: self._table,
            c.Steps: self._steps,
            c.Line: self._line,
            c.Ruled: self._ruled,
            c.Sign: self._sign,
            c.Letterhead: self._letterhead,
            c.Refs: self._refs,
            c.Forms: self._forms,
        }
        for block in blocks:
            draw[type(block)](block)

    def _text(self, text: str) -> None:
        """ "# " opens a numbered part, "## " a point of it, "- " is an item, "= " a centred line."""
        mark, _, rest = text.partition(" ")
        rest = self.agency.fill(rest)
        if mark == "#" and not self.section:
            self.docx.add_heading(rest, 2).paragraph_format.space_before = Pt(4)
        elif mark == "#":
            self.part, self.point = self.part + 1, 0
            self.docx.add_heading(f"{self.section}.{self.part}. {rest}", 2)
        elif mark == "##":
            self.point += 1
            self.docx.add_heading(f"{self.section}.{self.part}.{self.point}. {rest}", 3)
        elif mark == "-":
            self.docx.add_paragraph(rest, style="List Bullet")
        elif mark == "=":
            self._centred(rest)
        else:
            self._prose(self.agency.fill(text))

    def _prose(self, text: str) -> None:
        """A paragraph; what stands before " :: " is a term, printed bold."""
        term, found, meaning = text.partition(" :: ")
        paragraph = self.docx.add_paragraph()
        paragraph.alignment = None if "☐" in text or "…" in text else JUSTIFY
        if found:
            paragraph.add_run(f"{term}: ").bold = True
        paragraph.add_run(meaning if found else text)

    def _centred(self, text: str) -> None:
        paragraph = self.docx.add_paragraph()
        paragraph.alignment = CENTRE
        paragraph.add_run(text).italic = True

    def _new_table(self, columns: int):
        table = self.docx.add_table(1, columns)
        table.style = self.docx.styles["Table Grid"]
        return table

    def _gap(self) -> None:
        self.docx.add_paragraph().paragraph_format.space_after = Pt(2)

    def _table(self, block: c.Table) -> None:
        widths = self._widths(block)
        rows = [[self.agency.fill(text) for text in row] for row in block.rows]
        grid(self._new_table(len(block.head)), block.head, rows, widths, block.blank)
        self._gap()

    def _widths(self, block: c.Table) -> list[float]:
        """Millimetres from shares; the number column is always just wide enough for its head."""
        shares = list(block.widths or (1.0,) * len(block.head))
        fixed = NUMBER if block.head[0] == "TT" else 0.0
        if fixed:
            shares[0] = 0.0
        widths = [(self.width - fixed) * share / sum(shares) for share in shares]
        return [fixed or widths[0], *widths[1:]]

    def _steps(self, block: c.Steps) -> None:
        if block.flow:
            self._flow(block)
        rows = [
            (
                str(number),
                self.agency.fill(f"{step.name}\n{step.detail}"),
                self.agency.fill(step.who),
                step.time,
                step.output,
            )
            for number, step in enumerate(block.steps, 1)
        ]
        table = self._new_table(5)
        grid(table, STEP_HEAD, rows, STEP_WIDTHS)
        for row in table.rows[1:]:
            row.cells[1].paragraphs[0].runs[0].bold = True
        self._total(table, block)
        self._gap()

    def _total(self, table, block: c.Steps) -> None:
        """Closes the step table with the sum, where every step has a measured time."""
        hours = [step.when for step in block.steps if isinstance(step.when, int)]
        if len(hours) < len(block.steps):
            return
        row = table.add_row()
        whole_row(row)
        write(row.cells[0].merge(row.cells[2]), "Tổng thời gian thực hiện", bold=True, align=CENTRE)
        write(row.cells[3], c.Step("", "", "", sum(hours)).time, bold=True)

    def _flow(self, block: c.Steps) -> None:
        """Lưu đồ: who | boxes joined by arrows | what comes out."""
        table = self._new_table(3)
        rows = [("", "", "") for _ in block.steps]
        widths = (44.0, 76.0, 42.0)
        grid(table, ("Trách nhiệm", "Lưu đồ", "Biểu mẫu / Kết quả"), rows, widths)
        for number, (step, row) in enumerate(zip(block.steps, table.rows[1:], strict=True), 1):
            write(row.cells[0], self.agency.fill(step.who), align=CENTRE)
            write(row.cells[2], step.output, align=CENTRE)
            for cell in (row.cells[0], row.cells[2]):
                cell.vertical_alignment = 1
            self._box(
                row.cells[1],
                f"{number}. {self.agency.fill(step.name)}",
                last=number == len(block.steps),
            )
        self._gap()

    def _box(self, cell, text: str, last: bool) -> None:
        box = cell.paragraphs[0]
        box.style, box.alignment = CELL, CENTRE
        box.add_run(text).bold = True
        box.paragraph_format.left_indent = box.paragraph_format.right_indent = Mm(6)
        box.paragraph_format.space_before = Pt(5)
        _frame(box)
        arrow = cell.add_paragraph("" if last else "↓", style=CELL)
        arrow.alignment = CENTRE
        arrow.paragraph_format.space_after = Pt(0)

    def _line(self, block: c.Line) -> None:
        paragraph = self.docx.add_paragraph(style=DOTS)
        total, position = sum(len(label) + ROOM for label in block.labels), 0.0
        for number, label in enumerate(block.labels, 1):
            position += self.width * (len(label) + ROOM) / total
            side = TAB.RIGHT if number == len(block.labels) else TAB.LEFT
            paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(position), side, DOTTED)
            paragraph.add_run(f"{' ' if number > 1 else ''}{self.agency.fill(label)}:\t")

    def _ruled(self, block: c.Ruled) -> None:
        for _ in range(block.count):
            paragraph = self.docx.add_paragraph("\t", style=DOTS)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(self.width), TAB.RIGHT, DOTTED)

    def _sign(self, block: c.Sign) -> None:
        for paragraph in self.docx.paragraphs[-2:]:
            paragraph.paragraph_format.keep_with_next = True
        table = self.docx.add_table(1, len(block.roles))
        row = table.rows[0]
        whole_row(row, height=30)
        for cell, role in zip(row.cells, block.roles, strict=True):
            write(cell, self.agency.fill(role), bold=True, align=CENTRE)
            cell.vertical_alignment = 0
            note = cell.add_paragraph(style=CELL)
            note.alignment = CENTRE
            note.add_run("(Ký, ghi rõ họ tên)").italic = True
        shape(table, (self.width / len(block.roles),) * len(block.roles), ruled=False)

    def _letterhead(self, block: c.Letterhead) -> None:
        table = self.docx.add_table(1, 2)
        left, right = table.rows[0].cells
        write(left, self.agency.name, bold=True, align=CENTRE, size=12)
        last = write(
            right,
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc",
            bold=True,
            align=CENTRE,
            size=12,
        )
        for cell, text in (
            (left, block.number),
            (right, f"{self.agency.place}, ngày …… tháng …… năm ……"),
        ):
            cell.vertical_alignment = 0
            line = cell.add_paragraph(style=CELL)
            line.alignment = CENTRE
            line.add_run(text).italic = cell is right
        last.runs[0].font.underline = True
        shape(table, (self.width * 0.34, self.width * 0.66), ruled=False)
        self._gap()

    def _refs(self, block: c.Refs) -> None:
        items = [LAWS[key] for key in block.laws]
        items += [f"{code} – {self.titles[code]}" for code in block.codes]
        for item in items[:-1]:
            self._text(f"- {item};")
        self._text(f"- {items[-1]}.")

    def _forms(self, block: c.Forms) -> None:
        own = [
            code
            for code in self.titles
            if code.startswith("BM-") and code.endswith(f"-{self.code}")
        ]
        rows = [
            (str(n), self.titles[code], code) for n, code in enumerate((*own, *block.borrowed), 1)
        ]
        widths = (11.0, self.width - 51.0, 40.0)
        grid(self._new_table(3), ("TT", "Tên biểu mẫu", "Mã hiệu"), rows, widths)
        self._gap()


def _frame(paragraph: Paragraph) -> None:
    """A thin line around a paragraph."""
    properties = paragraph._p.get_or_add_pPr()
    frame = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "8"), ("space", "4"), ("color", "auto")):
            line.set(qn(f"w:{name}"), value)
        frame.append(line)
    _before_spacing(properties, frame)


def _before_spacing(properties, frame) -> None:
    """The schema wants the frame after keep and numbering marks, before tabs, spacing and indents."""
    later = {qn(f"w:{tag}") for tag in ("shd", "tabs", "spacing", "ind", "jc", "rPr")}
    for child in properties:
        if child.tag in later:
            child.addprevious(frame)
            return
    properties.append(frame)
