"""Signatures inside a PDF (PAdES): empty fields, signing, archiving, what is in one already.

pyHanko takes a second to import: each function is loaded with its module when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from qms.signing.pdf.made import Made
from qms.signing.pdf.verdict import Expected, PdfResult, PdfSignature, PdfStamp

if TYPE_CHECKING:
    from qms.signing.pdf.apart import check_apart
    from qms.signing.pdf.archive import archive_pdf
    from qms.signing.pdf.checking import check_against, check_pdf
    from qms.signing.pdf.fields import cms_of, empty_fields, signed_fields, with_fields
    from qms.signing.pdf.making import sign_pdf
    from qms.signing.pdf.outside import for_outside

__all__ = [
    "Expected",
    "Made",
    "PdfResult",
    "PdfSignature",
    "PdfStamp",
    "archive_pdf",
    "check_against",
    "check_apart",
    "check_pdf",
    "cms_of",
    "empty_fields",
    "for_outside",
    "sign_pdf",
    "signed_fields",
    "with_fields",
]
_MODULES = {
    "archive_pdf": "archive",
    "check_apart": "apart",
    "check_against": "checking",
    "check_pdf": "checking",
    "cms_of": "fields",
    "empty_fields": "fields",
    "for_outside": "outside",
    "sign_pdf": "making",
    "signed_fields": "fields",
    "with_fields": "fields",
}


def __getattr__(name: str) -> Any:
    """The function of that name, its module loaded now."""
    if name not in _MODULES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
