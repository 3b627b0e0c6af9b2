"""The Word file of a register: heading block, title, the table, who signs."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from qms.listing import Listing, printable
from qms.word.lists import grid

if TYPE_CHECKING:
    from docx.document import Document

FONT = "Times New Roman"
WIDTH = 14_570  # twips between the margins: 297 mm less 20 mm and 20 mm
LEFT = WIDTH * 2 // 5
MARGINS_MM = {"top_margin": 20, "bottom_margin": 20, "left_margin": 20, "right_margin": 20}


def listing_docx(listing: Listing) -> bytes:
    """The register as DOCX; the heading row repeats, rows do not break, page x/y at the foot."""
    import docx

    document = docx.Document()
    _page(document, listing)
    document.core_properties.title = printable(listing.title)[:255]
    document.core_properties.author = printable(listing.agency)[:255]
    _heading_block(document, listing)
    _line(document, listing.title, bold=True, size=14, before=12)
    _line(document, listing.as_of, italic=True)
    if listing.conditions:
        _line(document, listing.conditions, italic=True)
    _line(document, "", size=6)
    _paragraphs(document, listing.opening)
    grid.add_rows(document, listing, WIDTH)
    if not listing.rows:
        _line(document, listing.words["empty"], italic=True, before=6)
    if listing.closing:
        _line(document, listing.closing, italic=True, before=6)
    _paragraphs(document, listing.ending)
    _signatures(document, listing)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _page(document: "Document", listing: Listing) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    for name, size in MARGINS_MM.items():
        setattr(section, name, Mm(size))
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(12)
    fonts = style.element.rPr.rFonts
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    style.paragraph_format.space_after = Pt(0)
    grid.set_language(style.element.rPr)
    foot = section.footer.paragraphs[0]
    grid.centre(foot)
    grid.add_page_fields(foot, listing.words["page"], listing.words["of"])


def _heading_block(document: "Document", listing: Listing) -> None:
    left = [(listing.parent_agency, False, False), (listing.agency, True, False)]
    right = [(text, True, False) for text in listing.motto if text]
    if right:
        right.append((listing.place_line, False, True))
    table = grid.bare_table(document, [LEFT, WIDTH - LEFT])
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        wanted = [line for line in lines if line[0]]
        for number, (text, bold, italic) in enumerate(wanted):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            write(paragraph, text, bold=bold, italic=italic)
            if text == listing.agency:
                grid.rule_below(paragraph, LEFT, 0.35)
            elif text == listing.motto[1]:
                grid.rule_below(paragraph, WIDTH - LEFT, 0.4)


def _signatures(document: "Document", listing: Listing) -> None:
    if not listing.signers:
        return
    _line(document, "", size=6)
    parts = len(listing.signers)
    table = grid.bare_table(document, [WIDTH // parts] * parts, together=True)
    dated = [""] * (parts - 1) + ["" if listing.motto[0] else listing.place_line]
    for cell, signer, line in zip(table.rows[0].cells, listing.signers, dated, strict=True):
        if not listing.motto[0]:
            write(cell.paragraphs[0], line, italic=True)
            write(cell.add_paragraph(), signer.words, bold=True)
        else:
            write(cell.paragraphs[0], signer.words, bold=True)
        write(cell.add_paragraph(), signer.note, italic=True)
        for _ in range(4):
            grid.keep(write(cell.add_paragraph(), ""))
        write(cell.add_paragraph(), signer.name, bold=True)


def _paragraphs(document: "Document", texts: Sequence[str]) -> None:
    """Running text: justified, first line indented 1 cm, 6 pt between (decree 30/2020)."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    for text in texts:
        paragraph = document.add_paragraph()
        paragraph.add_run(printable(text)).font.size = Pt(13)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1)
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(6)


def _line(
    document: "Document",
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: int = 12,
    before: int = 0,
) -> None:
    from docx.shared import Pt

    paragraph = write(document.add_paragraph(), text, bold=bold, italic=italic, size=size)
    paragraph.paragraph_format.space_before = Pt(before)


def write(
    paragraph: Any, text: str, *, bold: bool = False, italic: bool = False, size: int = 12
) -> Any:
    """One centred run of text."""
    from docx.shared import Pt

    grid.centre(paragraph)
    run = paragraph.add_run(printable(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph
