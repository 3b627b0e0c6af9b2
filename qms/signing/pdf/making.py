"""A PAdES signature appended to a PDF, into a field that waits for it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko.stamp import BaseStampStyle

from qms.signing.cades import DIGEST, KeySigner, PrivateKey, run
from qms.signing.model import SignatureLevel
from qms.signing.pdf import tokens
from qms.signing.pdf.incremental import (
    Appending,
    appendable,
    bytes_of,
    readable,
    require_empty,
    writer_of,
)
from qms.signing.pdf.made import Made
from qms.signing.statements import VIETNAM

if TYPE_CHECKING:
    from qms.signing.timestamps.pdf import PdfStamper

SIGNATURE = 2048  # bytes kept for the signature itself and its signed attributes (RSA-4096: 1,100)


def sign_pdf(
    pdf: bytes,
    *,
    key: PrivateKey,
    certificate: bytes,
    chain: Sequence[bytes],
    field: str,
    reason: str,
    name: str,
    at: datetime,
    look: bytes | None,
    certify: bool,
    token: "PdfStamper | None",
    location: str = "",
) -> Made:
    """The PDF with one more signature in `field`; `look` is a one-page PDF of the field's size.

    `certify`: the author's, after which only fields may be filled in and signed (DocMDP P2).
    Without a token, or where none can be had, the level is B: an outage stops no signature. Raises
    Invalid SIGNED-PDF-UNREADABLE, SIGNED-PDF-NO-FIELD, SIGNED-PDF-CLOSED (it takes no more) and
    Conflict("SIGNED-PDF-FIELD-SIGNED").
    """
    writer = writer_of(pdf)
    require_empty(writer, field)
    signer = KeySigner(key, certificate, chain)
    said = PdfSignatureMetadata(
        field_name=field,
        md_algorithm=DIGEST,
        reason=reason,
        name=name,
        location=location or None,
        certify=certify,
        subfilter=SigSeedSubFilter.PADES,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    prepared = PdfSigner(said, signer, stamp_style=Look(page=look))
    room = SIGNATURE + len(certificate) + sum(map(len, chain))
    return run(_sign(writer, prepared, at, room, token))


async def _sign(
    writer: Appending,
    prepared: PdfSigner,
    at: datetime,
    room: int,
    stamper: "PdfStamper | None",
) -> Made:
    field = str(prepared.signature_meta.field_name)
    kept = 2 * (room + (tokens.ROOM if stamper is not None else 0))  # two digits a byte
    moment = at.astimezone(VIETNAM).replace(microsecond=0)
    with appendable():
        session = prepared.init_signing_session(writer, existing_fields_only=True)
        session.system_time = moment
        document = session.prepare_tbs_document(None, kept)
        digest, output = document.digest_tbs_document()
    signature = await prepared.signer.async_sign(
        digest.document_digest,
        DIGEST,
        use_pades=True,
        signed_attr_settings=PdfCMSSignedAttributes(signing_time=moment),
    )
    value = signature["content"]["signer_infos"][0]["signature"].native
    token = await tokens.ask(stamper, hashlib.sha256(value).digest())
    if token is not None:
        tokens.put(signature, token)
    document.cms_writer.send(signature)
    if token is None:
        return Made(bytes_of(output), SignatureLevel.B, field)
    return Made(bytes_of(output), SignatureLevel.T, field, token.gen_time, token.ends_at)


@dataclass(frozen=True)
class Look(BaseStampStyle):
    """Shows one page of a PDF as it is, fonts and all; without one the field stays empty."""

    page: bytes | None = None

    def create_stamp(self, writer: Any, box: Any, text_params: dict[str, Any]) -> Any:
        """What pyHanko asks for; None leaves the field's appearance alone."""
        return Drawn(writer, self.page) if self.page is not None else None


class Drawn:
    """The page as the appearance of a field: a viewer fits its box to the field's."""

    def __init__(self, writer: Appending, pdf: bytes) -> None:
        self._writer, self._pdf = writer, pdf

    def apply_appearance(self, annotation: dict[str, Any]) -> None:
        """Set the normal appearance of the field."""
        with readable():
            page = self._writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        states: Any = generic.DictionaryObject
        annotation["/AP"] = states({generic.pdf_name("/N"): page})
