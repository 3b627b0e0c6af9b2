"""What a signed PDF may not hold, whoever made it: whatever shows one thing now and another later.

Every version of every object is looked at, also those an update replaced. Scripts, layers, attached
files, forms with other fields than signatures, contents that lie outside the file: the known
shadow attacks prepare one of these before the signature (pdf-insecurity.org).
"""

from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from qms.signing.pdf.verdict import BadPdf

MOST_REVISIONS = 100
MOST_OBJECTS = 500_000
MOST_DEPTH = 100
ACTIVE_KEYS = frozenset(
    {"/JS", "/JavaScript", "/XFA", "/AA", "/RichMediaContent", "/RichMediaSettings", "/3DD"}
)
ACTIONS = frozenset(
    {
        "/GoTo3DView",
        "/GoToE",
        "/GoToR",
        "/Hide",
        "/ImportData",
        "/JavaScript",
        "/Launch",
        "/Movie",
        "/Rendition",
        "/ResetForm",
        "/RichMediaExecute",
        "/SetOCGState",
        "/Sound",
        "/SubmitForm",
    }
)
ANNOTATIONS = frozenset(
    {"/3D", "/FileAttachment", "/Movie", "/Projection", "/RichMedia", "/Screen", "/Sound"}
)
LAYER_KEYS = frozenset({"/OCProperties", "/OCGs", "/OC"})
LAYER_TYPES = frozenset({"/OCG", "/OCMD"})
FILE_KEYS = frozenset({"/EmbeddedFiles", "/EF", "/Collection"})
FILE_TYPES = frozenset({"/EmbeddedFile", "/Filespec", "/F"})
STREAM_KEYS = frozenset({"/F", "/FFilter", "/FDecodeParms", "/Ref", "/Alternates"})


def check_contents(reader: PdfFileReader) -> None:
    """Raises BadPdf for the first thing found that may not be in it."""
    if reader.encrypted or "/Encrypt" in reader.trailer_view:
        raise BadPdf("SIGNED-PDF-ENCRYPTED")
    if reader.total_revisions > MOST_REVISIONS:
        raise BadPdf("SIGNED-PDF-TOO-MANY", str(reader.total_revisions))
    for one in _dictionaries(reader):
        _check_keys(one)
        _check_names(one)
        if isinstance(one, generic.StreamObject) and STREAM_KEYS & one.keys():
            raise BadPdf("SIGNED-PDF-ELSEWHERE", _seen(STREAM_KEYS & one.keys()))


def _dictionaries(reader: PdfFileReader) -> Iterator[Any]:
    seen = 0
    for revision in range(reader.total_revisions):
        then = reader.get_historical_resolver(revision)
        yield from _inside(then.trailer_view, 0)
        for reference in reader.xrefs.explicit_refs_in_revision(revision):
            seen += 1
            if seen > MOST_OBJECTS:
                raise BadPdf("SIGNED-PDF-TOO-MANY", str(seen))
            yield from _inside(then.get_object(reference), 0)


def _inside(value: Any, depth: int) -> Iterator[Any]:
    """A dictionary and those written inside it; references are met as objects of their own."""
    if depth > MOST_DEPTH:
        raise BadPdf("SIGNED-PDF-UNREADABLE")
    if isinstance(value, generic.DictionaryObject):
        yield value
        for key in value:
            yield from _inside(value.raw_get(key), depth + 1)
    elif isinstance(value, generic.ArrayObject):
        for index in range(len(value)):
            yield from _inside(value.raw_get(index), depth + 1)


def _check_keys(one: Any) -> None:
    keys = one.keys()
    if keys & ACTIVE_KEYS:
        raise BadPdf("SIGNED-PDF-ACTIVE", _seen(keys & ACTIVE_KEYS))
    if keys & LAYER_KEYS:
        raise BadPdf("SIGNED-PDF-LAYERS", _seen(keys & LAYER_KEYS))
    if keys & FILE_KEYS:
        raise BadPdf("SIGNED-PDF-FILES", _seen(keys & FILE_KEYS))
    if _name(one, "/FT") not in {"", "/Sig"}:
        raise BadPdf("SIGNED-PDF-OTHER-FIELDS", _name(one, "/FT"))
    if "/NeedAppearances" in keys and one["/NeedAppearances"]:
        raise BadPdf("SIGNED-PDF-OTHER-FIELDS", "/NeedAppearances")


def _check_names(one: Any) -> None:
    if _name(one, "/S") in ACTIONS:
        raise BadPdf("SIGNED-PDF-ACTIVE", _name(one, "/S"))
    if _name(one, "/Subtype") in ANNOTATIONS:
        raise BadPdf("SIGNED-PDF-ACTIVE", _name(one, "/Subtype"))
    if _name(one, "/Type") in LAYER_TYPES:
        raise BadPdf("SIGNED-PDF-LAYERS", _name(one, "/Type"))
    if _name(one, "/Type") in FILE_TYPES:
        raise BadPdf("SIGNED-PDF-FILES", _name(one, "/Type"))


def valued(one: Any, key: str) -> Any:
    """What a key holds, a reference followed; None where it is absent."""
    return one[key] if key in one else None  # noqa: SIM401 - `get` follows no reference


def _name(one: Any, key: str) -> str:
    """A name, also where it is written as an object of its own."""
    value = valued(one, key)
    return str(value) if isinstance(value, generic.NameObject) else ""


def _seen(keys: Any) -> str:
    return ", ".join(sorted(keys))
