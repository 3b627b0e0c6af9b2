"""The house style: A4, Times New Roman 13, black headings, nothing left over from the template."""

from docx import Document as NewDocument
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FONT = "Times New Roman"
BLACK = RGBColor(0, 0, 0)
KEPT = {"Normal", "Header", "Footer", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3"}
KEPT |= {"List Bullet", "Table Grid", "Normal Table", "No List", "Default Paragraph Font"}
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 18  # millimetres
DOTS = "Dòng kẻ"  # lines to write on
CELL, CELL_ID = "Ô bảng", "OBang"  # text in tables


def text_width(landscape: bool) -> int:
    """Width between the margins in millimetres."""
    return (297 if landscape else 210) - LEFT - RIGHT


def blank(landscape: bool = False) -> Docx:
    """An empty document in the house style."""
    docx = NewDocument()
    _page(docx, landscape)
    _drop_styles(docx)
    _defaults(docx)
    _heading_styles(docx)
    _own_styles(docx)
    return docx


def _page(docx: Docx, landscape: bool) -> None:
    section = docx.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance, section.footer_distance = Mm(10), Mm(10)


def _drop_styles(docx: Docx) -> None:
    for style in list(docx.styles):
        if style.name not in KEPT:
            style.delete()
    latent = docx.styles.element.find(qn("w:latentStyles"))
    if latent is not None:
        docx.styles.element.remove(latent)


def _defaults(docx: Docx) -> None:
    run = docx.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in list(run):
        run.remove(child)
    fonts, language = OxmlElement("w:rFonts"), OxmlElement("w:lang")
    for slot in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{slot}"), FONT)
    for slot in ("val", "eastAsia"):
        language.set(qn(f"w:{slot}"), "vi-VN")
    run.extend((fonts, language))
    normal = docx.styles["Normal"]
    plain(normal, 13)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    plain(docx.styles["Header"], 10)
    docx.styles["Header"].paragraph_format.space_after = Pt(0)


def plain(style, size: float, bold: bool = False, italic: bool = False) -> None:
    """Times New Roman, black, in this size; theme fonts and colours of the template go."""
    properties = style.element.get_or_add_rPr()
    for tag in ("w:rFonts", "w:color", "w:spacing", "w:kern"):
        for found in properties.findall(qn(tag)):
            properties.remove(found)
    style.font.name = FONT
    properties.find(qn("w:rFonts")).set(qn("w:cs"), FONT)
    style.font.size = Pt(size)
    style.font.bold, style.font.italic = bold, italic
    style.font.color.rgb = BLACK


def _heading_styles(docx: Docx) -> None:
    for name, size, italic, before in (
        ("Heading 1", 13, False, 14),
        ("Heading 2", 13, False, 10),
        ("Heading 3", 13, True, 8),
    ):
        style = docx.styles[name]
        plain(style, size, bold=True, italic=italic)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.keep_with_next = True
    docx.styles["Heading 1"].font.all_caps = True
    for name, size in (("Title", 17), ("Subtitle", 15)):
        style = docx.styles[name]
        plain(style, size, bold=True)
        style.font.all_caps = True
        _no_border(style)
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(6)


def _no_border(style) -> None:
    properties = style.element.get_or_add_pPr()
    for tag in ("w:pBdr", "w:contextualSpacing"):
        for found in properties.findall(qn(tag)):
            properties.remove(found)


def _own_styles(docx: Docx) -> None:
    cell = docx.styles.add_style(CELL, WD_STYLE_TYPE.PARAGRAPH)
    cell.style_id = CELL_ID  # set by id in every cell: ten times faster than by name
    cell.base_style = docx.styles["Normal"]
    cell.font.size = Pt(12)
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(2)
    cell.paragraph_format.line_spacing = 1.0
    dots = docx.styles.add_style(DOTS, WD_STYLE_TYPE.PARAGRAPH)
    dots.base_style = docx.styles["Normal"]
    dots.paragraph_format.space_after = Pt(3)
    bullet = docx.styles["List Bullet"]
    bullet.paragraph_format.space_after = Pt(4)
    bullet.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
