"""Word files for tests, built part by part so that every one of them can be made wrong."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from functools import cache

import docx
from docx.document import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def png() -> bytes:
    """One white pixel."""

    def chunk(name: bytes, data: bytes) -> bytes:
        checked = name + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\0\xff"))
    return b"\x89PNG\r\n\x1a\n" + header + pixels + chunk(b"IEND", b"")


PIXEL = png()
FREE, END_OF_CHAIN, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def ole2(*streams: str) -> bytes:
    """A compound file with empty streams of these names."""
    header = struct.pack("<8s16sHHHHH6xIIIIIIIIII", OLE2[:8], b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1,
        0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0, 0)  # fmt: skip
    header += struct.pack("<108I", *[FREE] * 108)
    table = struct.pack("<128I", FAT_SECTOR, END_OF_CHAIN, *[FREE] * 126)
    last = len(streams)
    entries = [_ole_entry("Root Entry", 5, 1)]
    for number, name in enumerate(streams, start=1):
        entries.append(_ole_entry(name, 2, FREE, FREE if number == last else number + 1))
    return header + table + b"".join(entries).ljust(512, b"\0")


def _ole_entry(name: str, kind: int, child: int, right: int = FREE) -> bytes:
    raw = name.encode("utf-16-le")
    numbers = (len(raw) + 2, kind, 1, FREE, right, child, b"", 0, 0, 0, END_OF_CHAIN, 0)
    return raw.ljust(64, b"\0") + struct.pack("<HBBIII16sIQQIQ", *numbers)


OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def field(*instruction: str, result: str = "kết quả") -> str:
    codes = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in instruction)
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'{codes}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def document(body: str = paragraph("Quy trình")) -> bytes:
    return f"{HEAD}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode()


def link(kind: str, target: str, *, id: str = "rId1", external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    kind = kind if ":" in kind else f"{R}/{kind}"
    return f'<Relationship Id="{id}" Type="{kind}" Target="{target}"{mode}/>'


def links(*found: str) -> bytes:
    return f'{HEAD}<Relationships xmlns="{RELS}">{"".join(found)}</Relationships>'.encode()


def types(overrides: Mapping[str, str] | None = None) -> bytes:
    named = {"/word/document.xml": WORD + "document.main+xml"} | dict(overrides or {})
    lines = "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in named.items()
    )
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "png": "image/png",
        "bin": "application/vnd.openxmlformats-officedocument.oleObject",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
    lines += "".join(
        f'<Default Extension="{name}" ContentType="{kind}"/>' for name, kind in defaults.items()
    )
    return f'{HEAD}<Types xmlns="{TYPES}">{lines}</Types>'.encode()


def parts(body: str = paragraph("Quy trình"), *found: str, **overrides: str) -> dict[str, bytes]:
    """The parts of a small valid file, with links of the document."""
    return {
        "[Content_Types].xml": types(overrides),
        "_rels/.rels": links(link("officeDocument", "word/document.xml")),
        "word/document.xml": document(body),
        "word/_rels/document.xml.rels": links(*found),
    }


def zipped(
    files: Mapping[str, bytes] | Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    pairs = files.items() if isinstance(files, Mapping) else files
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in pairs:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return stream.getvalue()


def small(body: str = paragraph("Quy trình"), *found: str) -> bytes:
    return zipped(parts(body, *found))


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def saved(opened: Document) -> bytes:
    stream = io.BytesIO()
    opened.save(stream)
    return stream.getvalue()


@cache
def procedure(code: str = "QT-01", edition: str = "02", revision: str = "00") -> bytes:
    """A procedure as agencies write it: cover block, running header, headings, step table."""
    made = docx.Document()
    for text in ("UBND TỈNH MẪU", "SỞ NỘI VỤ", "QUY TRÌNH", "KIỂM SOÁT THÔNG TIN", "DẠNG VĂN BẢN"):
        made.add_paragraph(text)
    made.add_paragraph(f"Mã hiệu: {code}   Lần ban hành: {edition}   Lần sửa đổi: {revision}")
    made.add_paragraph("Ngày ban hành: 15/04/2020           Trang: 1/12")
    made.add_heading("1. Mục đích", 1)
    made.add_paragraph("Quy định thống nhất cách soạn thảo, xem xét và phê duyệt tài liệu.")
    made.add_heading("5.7 Quy trình xử lý công việc", 2)
    table = made.add_table(rows=2, cols=3)
    for row, texts in zip(
        table.rows,
        (("Bước", "Trình tự", "Trách nhiệm"), ("1", "Soạn thảo", "Chuyên viên")),
        strict=True,
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    header = made.sections[0].header.paragraphs[0]
    header.text = f"Mã hiệu: {code} Lần ban hành: {edition} Lần sửa đổi: {revision}"
    return saved(made)


def with_object() -> bytes:
    """A document with an embedded worksheet, its preview picture and a template link."""
    body = (
        paragraph("Trước") + '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText> EMBED Excel.Sheet.12 </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:object w:dxaOrig="100" w:dyaOrig="100">'
        '<v:shape id="s1" style="width:50pt;height:50pt" o:ole="">'
        '<v:imagedata r:id="rId2" o:title=""/></v:shape>'
        '<o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="s1" DrawAspect="Content" '
        'ObjectID="_1" r:id="rId1"/></w:object></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>' + paragraph("Sau")
    )
    files = parts(
        body,
        link("package", "embeddings/sheet1.xlsx"),
        link("image", "media/image1.png", id="rId2"),
        link("settings", "settings.xml", id="rId3"),
        **{"/word/settings.xml": WORD + "settings+xml"},
    )
    files["word/embeddings/sheet1.xlsx"] = b"a worksheet"
    files["word/media/image1.png"] = PIXEL
    files["word/settings.xml"] = (
        f'{HEAD}<w:settings {NAMESPACES}><w:attachedTemplate r:id="rId1"/></w:settings>'.encode()
    )
    files["word/_rels/settings.xml.rels"] = links(
        link("attachedTemplate", "file:///C:/Mau/Normal.dotm", external=True)
    )
    return zipped(files)
