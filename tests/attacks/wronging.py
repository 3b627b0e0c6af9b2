"""Wronging signed PDFs: small words the attacks have in common."""

from collections.abc import Callable
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from qms.signing.pdf import PdfResult
from tests.attacks.signed import (
    page_of,
    world,
)

AUTHOR = ("author",)
Change = Callable[[IncrementalPdfFileWriter], None]


def codes(result: PdfResult) -> set[str]:
    found = set(result.reasons)
    for one in result.signatures:
        found |= set(one.reasons)
    return found


def refused(data: bytes, code: str, **changes: Any) -> None:
    """By this code, and never taken for good."""
    result = world().judge_pdf(data, **changes)
    assert not result.ok
    assert code in codes(result), codes(result)


def dictionary(**entries: Any) -> generic.DictionaryObject:
    return generic.DictionaryObject({pdf_name(f"/{name}"): one for name, one in entries.items()})


def numbers(*values: float) -> generic.ArrayObject:
    return generic.ArrayObject([generic.FloatObject(one) for one in values])


def annotate(writer: IncrementalPdfFileWriter) -> None:
    page = page_of(writer)
    note = dictionary(
        Type=pdf_name("/Annot"),
        Subtype=pdf_name("/FreeText"),
        Rect=numbers(50, 600, 500, 800),
        Contents=generic.TextStringObject("Không phê duyệt"),
        DA=generic.TextStringObject("/Helv 24 Tf"),
    )
    annotations = page["/Annots"] if "/Annots" in page else generic.ArrayObject()
    page["/Annots"] = generic.ArrayObject([*annotations, writer.add_object(note)])
    writer.mark_update(page.container_ref)
