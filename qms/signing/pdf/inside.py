"""The revocation lists a PDF brings along in its document security store (ETSI EN 319 142-1)."""

from collections.abc import Iterator

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from qms.signing.pdf.contents import valued

MOST_LISTS = 50
MOST_BYTES = 4 * 1024 * 1024


def lists_inside(reader: PdfFileReader) -> tuple[bytes, ...]:
    """CRLs (DER) of the newest security store; whoever judges by them checks who signed each.

    They can only tell what their CA has said: a list that nobody signed, or of another CA, counts
    for nothing. What is too large or no list is passed over.
    """
    return tuple(_lists(reader))


def _lists(reader: PdfFileReader) -> Iterator[bytes]:
    store = valued(reader.root, "/DSS")
    listed = valued(store, "/CRLs") if isinstance(store, generic.DictionaryObject) else None
    if not isinstance(listed, generic.ArrayObject):
        return
    for index in range(min(len(listed), MOST_LISTS)):
        found = listed[index]
        if isinstance(found, generic.StreamObject) and len(found.data) <= MOST_BYTES:
            yield found.data
