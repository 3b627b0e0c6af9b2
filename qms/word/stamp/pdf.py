"""A stamped reading copy of a PDF: its own content streams stay as they are, ours come after."""

import hashlib
from io import BytesIO
from typing import Any

from qms.errors import Invalid
from qms.word.damage import readable_pdf
from qms.word.stamp.balance import balance
from qms.word.stamp.overlay import overlays
from qms.word.stamp.pages import Matrix, Stand, stand
from qms.word.stamp.stamp import Stamp

NAME = "/QmsStamp"
APPEARANCE = "/QmsSeal"
HIDDEN = 2  # annotation flag (PDF 32000-1, table 165)


def stamped_pdf(pdf: bytes, stamp: Stamp) -> bytes:
    """The copy: line, mark and code on every page, upright however the page is turned.

    The same bytes for the same input. A signed original's form is gone from the copy; what its
    signatures look like stays. Raises Invalid PDF-ENCRYPTED, PDF-DAMAGED; Unavailable FONT-MISSING.
    """
    from pypdf import PdfReader, PdfWriter

    with readable_pdf():
        reader = PdfReader(BytesIO(pdf))
        if reader.is_encrypted:
            raise Invalid("PDF-ENCRYPTED", seen="")
        writer = PdfWriter(clone_from=reader)
        writer.pdf_header = reader.pdf_header
        _stamp(writer, stamp)
        _name_file(writer, hashlib.sha256(pdf + repr(stamp).encode()).digest()[:16])
        out = BytesIO()
        writer.write(out)
    return out.getvalue()


def _stamp(writer: Any, stamp: Stamp) -> None:
    pages = list(writer.pages)
    if not pages:
        raise Invalid("PDF-DAMAGED")
    stands = [stand(page) for page in pages]
    sizes = list(dict.fromkeys(one.size for one in stands))
    forms = dict(zip(sizes, _forms(writer, stamp, sizes), strict=True))
    for page, one in zip(pages, stands, strict=True):
        drawn = _settle_fields(writer, page)
        _add(writer, page, one, forms[one.size], drawn)
    writer.root_object.pop("/AcroForm", None)
    writer.root_object.pop("/Perms", None)


def _forms(writer: Any, stamp: Stamp, sizes: list[tuple[float, float]]) -> list[Any]:
    """The overlay of each size as a form that any page can draw."""
    from pypdf import PdfReader
    from pypdf.generic import (
        ArrayObject,
        DecodedStreamObject,
        FloatObject,
        NameObject,
        NumberObject,
    )

    found = []
    for page in PdfReader(BytesIO(overlays(stamp, sizes))).pages:
        drawn, form = page.get_contents(), DecodedStreamObject()
        form.set_data(drawn.get_data() if drawn is not None else b"")
        form[NameObject("/Type")] = NameObject("/XObject")
        form[NameObject("/Subtype")] = NameObject("/Form")
        box = (0, 0, page.mediabox.width, page.mediabox.height)
        form[NameObject("/BBox")] = ArrayObject([FloatObject(one) for one in box])
        form[NameObject("/FormType")] = NumberObject(1)
        form[NameObject("/Resources")] = page["/Resources"].clone(writer)
        found.append(writer._add_object(form.flate_encode()))
    return found


def _add(writer: Any, page: Any, one: Stand, form: Any, drawn: list[tuple[Matrix, Any]]) -> None:
    """Hang our streams around the page's own, which are named again and not touched."""
    from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject

    content = page.get_contents()
    before, after = balance(content.get_data() if content is not None else b"")
    objects, said = _resources(page), []
    for number, (matrix, look) in enumerate(drawn):
        objects[NameObject(f"{APPEARANCE}{number}")] = look
        said.append(_drawing(matrix, f"{APPEARANCE}{number}"))
    objects[NameObject(NAME)] = form
    said.append("/Artifact <</Type /Pagination>> BDC\n" + _drawing(one.matrix, NAME) + "EMC\n")
    head, tail = DecodedStreamObject(), DecodedStreamObject()
    head.set_data(b"q\n" * before)
    tail.set_data(b"\n" + b"Q\n" * after + "".join(said).encode())
    own = _own_streams(page)
    streams = [writer._add_object(head), *own, writer._add_object(tail)]
    page[NameObject("/Contents")] = ArrayObject(streams)


def _drawing(matrix: Matrix, name: str) -> str:
    numbers = " ".join(f"{number:.5f}".rstrip("0").rstrip(".") for number in matrix)
    return f"q {numbers} cm {name} Do Q\n"


def _own_streams(page: Any) -> list[Any]:
    from pypdf.generic import ArrayObject

    if "/Contents" not in page:
        return []
    raw = page.raw_get("/Contents")
    found = raw.get_object()
    return list(found) if isinstance(found, ArrayObject) else [raw]


def _resources(page: Any) -> Any:
    """The page's own table of drawable objects: what it shares with others is copied first."""
    from pypdf.generic import DictionaryObject, NameObject

    shared = page.get("/Resources", DictionaryObject()).get_object()
    mine = DictionaryObject({key: shared.raw_get(key) for key in shared})
    known = mine.get("/XObject", DictionaryObject()).get_object()
    objects = DictionaryObject({key: known.raw_get(key) for key in known})
    mine[NameObject("/XObject")] = objects
    page[NameObject("/Resources")] = mine
    return objects


def _settle_fields(writer: Any, page: Any) -> list[tuple[Matrix, Any]]:
    """Take the fields off the page; what they look like is handed back to be drawn."""
    from pypdf.generic import ArrayObject, NameObject

    notes = list(page.get("/Annots", ArrayObject()).get_object())
    fields = [note for note in notes if note.get_object().get("/Subtype") == "/Widget"]
    if fields:
        kept = [note for note in notes if note not in fields]
        page[NameObject("/Annots")] = ArrayObject(kept)
    looks = (_look(writer, note.get_object()) for note in fields)
    return [look for look in looks if look is not None]


def _look(writer: Any, field: Any) -> tuple[Matrix, Any] | None:
    """The field's appearance and where it stands, if it shows anything."""
    from pypdf.generic import DictionaryObject, NullObject, NumberObject, StreamObject

    looks = field.get("/AP", DictionaryObject()).get_object()
    shown = looks.get("/N", NullObject()).get_object()
    hidden = int(field.get("/F", NumberObject(0)).get_object()) & HIDDEN
    if hidden or not isinstance(shown, StreamObject):
        return None
    box = [float(number) for number in shown.get("/BBox", NullObject()).get_object()]
    rect = [float(number) for number in field["/Rect"]]
    wide, high = box[2] - box[0], box[3] - box[1]
    if not (wide and high and rect[2] - rect[0] and rect[3] - rect[1]):
        return None
    x, y = (rect[2] - rect[0]) / wide, (rect[3] - rect[1]) / high
    matrix = (x, 0.0, 0.0, y, rect[0] - box[0] * x, rect[1] - box[1] * y)
    return matrix, shown.indirect_reference or writer._add_object(shown)


def _name_file(writer: Any, digest: bytes) -> None:
    """The file's identifier: of its content, not of the moment."""
    from pypdf.generic import ArrayObject, ByteStringObject

    writer._ID = ArrayObject([ByteStringObject(digest), ByteStringObject(digest)])
