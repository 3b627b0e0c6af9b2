"""What makes a signed PDF last: validation data inside it, and a time-stamp over all of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from asn1crypto import crl, x509
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore

from qms.errors import Conflict, Unavailable
from qms.signing.cades import DIGEST, run
from qms.signing.model import SignatureLevel
from qms.signing.pdf import tokens
from qms.signing.pdf.incremental import (
    Appending,
    bytes_of,
    declare_pades,
    fields_of,
    readable,
    writer_of,
)
from qms.signing.pdf.made import Made

if TYPE_CHECKING:
    from qms.signing.timestamps.pdf import PdfStamper

NAME = "archive-"


def archive_pdf(
    pdf: bytes,
    *,
    certificates: Sequence[bytes],
    crls: Sequence[bytes],
    token: "PdfStamper",
) -> Made:
    """The PDF with these certificates and CRLs (DER) in it and a document time-stamp over it all.

    Done again before the last time-stamp ends, with the lists of that day, it lasts again; what is
    in the PDF already is not put in twice. Raises Conflict("SIGNED-PDF-UNSIGNED") where nobody has
    signed, Unavailable("TSA-UNAVAILABLE") where no time-stamp can be had, and what `sign_pdf` says
    of damaged and closed PDFs.
    """
    writer = writer_of(pdf)
    fields = fields_of(writer)
    if all(value is None for value in fields.values()):
        raise Conflict("SIGNED-PDF-UNSIGNED")
    with readable():
        lists = [crl.CertificateList.load(one, strict=True) for one in crls]
        known = [x509.Certificate.load(one, strict=True) for one in certificates]
        DocumentSecurityStore.supply_dss_in_writer(writer, None, certs=known, crls=lists)
        declare_pades(writer)
    with readable():
        return run(_stamp(writer, token, f"{NAME}{_number(fields)}"))


async def _stamp(writer: Appending, token: "PdfStamper", field: str) -> Made:
    stamper = PdfTimeStamper(token, field_name=field)
    try:
        output = await stamper.async_timestamp_pdf(writer, DIGEST, bytes_reserved=2 * tokens.ROOM)
    except SigningError as error:  # more bytes than were kept for it
        raise Unavailable("TSA-UNAVAILABLE", reason=str(error)) from error
    given = token.made[-1]
    return Made(bytes_of(output), SignatureLevel.LTA, field, given.gen_time, given.ends_at)


def _number(fields: dict[str, Any]) -> int:
    return 1 + sum(name.startswith(NAME) for name in fields)
