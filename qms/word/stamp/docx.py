"""A stamped copy of a Word file: the stamp stands in the footers, the body is not touched."""

import posixpath
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from qms.word.markup import O, R, V, W, name
from qms.word.package import Package
from qms.word.stamp.feet import Feet
from qms.word.stamp.stamp import Stamp

MARKED = "_QmsStamp"  # the bookmark by which a stamp is found and replaced
PARAGRAPH, BOOKMARK, NAME = name("w:p"), name("w:bookmarkStart"), name("w:name")
LINE_HEIGHT = 180  # twentieths of a point
FIRST_ID = 990_001  # above what Word gives to its own bookmarks and drawings
CODE_SIZE = 540_000  # 15 mm in EMU
PNG = "image/png"
CODE_FILE = "media/qms-stamp.png"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:v="{V}" xmlns:o="{O}" xmlns:wp="{WP}" xmlns:a="{A}"'
    f' xmlns:pic="{PIC}"'
)
FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
SMALL = f'{FONT}<w:color w:val="404040"/><w:sz w:val="15"/><w:szCs w:val="15"/>'
SHAPE = """<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>
<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/>
<v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
<v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/>
<v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t"
o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"
o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>
<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>"""


def stamped_docx(docx: bytes, stamp: Stamp) -> bytes:
    """The Word file with line, mark and code on every page; stamping again replaces the stamp.

    The same bytes for the same input. The footers move down by the height of the line, so that
    the body keeps its room. Raises what the intake guard raises for a file that cannot be read.
    """
    feet = Feet(Package(docx))
    parts = feet.footers()
    found = [_without_stamp(feet.tree(part)) for part in parts]
    if not any(found):
        feet.make_room(LINE_HEIGHT * (2 if stamp.qr else 1))
    if stamp.qr:
        code = posixpath.join(feet.folder, CODE_FILE)
        feet.extra[code] = _code(stamp.qr + stamp.beyond)
        feet.declare(code, PNG)
    for number, part in enumerate(parts):
        link = feet.link(part, "image", CODE_FILE) if stamp.qr else ""
        feet.tree(part).append(_paragraph(stamp, FIRST_ID + 3 * number, link))
    return feet.finished()


def _without_stamp(footer: etree._Element) -> bool:
    """Take an earlier stamp out; was there one?"""
    marks = [one for one in footer.iter(BOOKMARK) if one.get(NAME, "").startswith(MARKED)]
    for mark in marks:
        old = next(mark.iterancestors(PARAGRAPH), None)
        holder = None if old is None else old.getparent()
        if old is not None and holder is not None:
            holder.remove(old)
    return bool(marks)


def _paragraph(stamp: Stamp, number: int, link: str) -> etree._Element:
    words = " – ".join(text for text in (stamp.mark, stamp.note, stamp.line) if text)
    address = f"<w:br/><w:t>{escape(stamp.qr)}</w:t>" if stamp.qr else ""
    xml = (
        f'<w:p {SPACES}><w:pPr><w:spacing w:before="0" w:after="0" w:line="{LINE_HEIGHT}"'
        ' w:lineRule="exact"/><w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/>'
        f"</w:pPr>"
        f'<w:bookmarkStart w:id="{number}" w:name="{MARKED}{number}"/>'
        f"<w:r><w:rPr>{SMALL}</w:rPr><w:t>{escape(words)}</w:t>{address}</w:r>"
        f"{_mark(stamp.mark, number + 1)}{_picture(link, number + 2)}"
        f'<w:bookmarkEnd w:id="{number}"/></w:p>'
    )
    return etree.fromstring(xml.replace("\n", " "))


def _mark(mark: str, number: int) -> str:
    if not mark:
        return ""
    wide = min(520, 26 * len(mark))
    return (
        f"<w:r><w:rPr><w:noProof/></w:rPr><w:pict>{SHAPE}"
        f'<v:shape id="QmsMark{number}" o:spid="_x0000_s{number}" type="#_x0000_t136"'
        f' alt={quoteattr(mark)} style="position:absolute;margin-left:0;margin-top:0;'
        f"width:{wide}pt;height:60pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:page;"
        'mso-position-vertical:center;mso-position-vertical-relative:page"'
        ' fillcolor="#cc1a1a" stroked="f"><v:fill opacity=".2"/>'
        '<v:textpath style="font-family:&quot;Times New Roman&quot;;font-size:1pt;'
        f'font-weight:bold" string={quoteattr(mark)}/></v:shape></w:pict></w:r>'
    )


def _picture(link: str, number: int) -> str:
    """In the corner between the bottom and the right margin, whatever the size of the page."""
    if not link:
        return ""
    size = f'cx="{CODE_SIZE}" cy="{CODE_SIZE}"'
    return (
        '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0"'
        ' relativeHeight="251700000" behindDoc="0" locked="1" layoutInCell="0" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="rightMargin"><wp:align>center</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="bottomMargin"><wp:align>center</wp:align></wp:positionV>'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="QR" descr="QR"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{PIC}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="QR"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{link}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:anchor></w:drawing></w:r>"
    )


def _code(url: str) -> bytes:
    import segno

    out = BytesIO()
    made = segno.make(url, error="m", micro=False, boost_error=False)
    made.save(out, kind="png", scale=8, border=4)
    return out.getvalue()
