"""What came back from somebody's own signing tool: judged like our own, or refused by the reason.

A refusal names the first reason of the verdict, which has a sentence of its own.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from qms.errors import Invalid
from qms.signing import pdf
from qms.signing.ceremony import time_stamp
from qms.signing.judging import Against
from qms.signing.moments import REQUEST_LIFE, SECOND
from qms.signing.pdf.verdict import Expected, PdfResult, PdfSignature
from qms.signing.verification import verify_against

if TYPE_CHECKING:
    from qms.signing.timestamps import Stamper, Token

MOST_ARMOURED = 512 * 1024
ARMOUR = re.compile(rb"-----BEGIN (CMS|PKCS7)-----([A-Za-z0-9+/=\s]+)-----END \1-----\s*")
SEQUENCE = b"\x30"  # how every DER signature begins


def detached(
    statement: bytes, data: bytes, against: Against, stamper: "Stamper | None"
) -> tuple[bytes, "Token | None"]:
    """A `.p7s` (DER or PEM) over these bytes: the signature without any token, and ours for it.

    A token of the signer's own tool is left out: the one kept is of the authority trusted here.
    """
    from qms.signing.cades import without_token
    from qms.signing.envelope import BAD_INPUT

    try:
        der, _its_own = without_token(_unarmoured(data))
    except BAD_INPUT as error:
        raise _file_fault() from error
    first = verify_against(statement, der, against)
    if not first.ok:
        raise _refused(first.reasons, first.parameters)
    return der, time_stamp(stamper, der, against.at)


def pdf_signature(
    data: bytes, frozen: tuple[str, int], handed_out: int, against: Against
) -> PdfSignature:
    """The one signature added after the first `handed_out` bytes of this PDF, the whole judged."""
    result = pdf.check_apart(data, against, expected=[Expected(*frozen)])
    verdicts: list[PdfResult | PdfSignature] = [result, *result.signatures]
    for one in verdicts:
        if one.reasons:
            raise _refused(one.reasons, one.parameters)
    added = [one for one in result.signatures if one.size > handed_out]
    if not result.ok or len(added) != 1:
        raise _refused(("SIGNED-PDF-CHANGED",), {})
    found: PdfSignature = added[0]
    return found


def signed_time_fault(signed_at: datetime | None, claimed: datetime) -> str:
    """The code of a signing time too far from the statement's; empty for one that fits."""
    if signed_at is None or not -SECOND <= signed_at - claimed <= REQUEST_LIFE:
        return "SIGNING-TIME-APART"
    return ""


def _unarmoured(data: bytes) -> bytes:
    if len(data) > MOST_ARMOURED:
        raise _file_fault()
    armoured = ARMOUR.fullmatch(data.strip())
    if armoured is not None:
        try:
            return base64.b64decode(b"".join(armoured.group(2).split()), validate=True)
        except binascii.Error as error:
            raise _file_fault() from error
    if not data.startswith(SEQUENCE):
        raise _file_fault()
    return data


def _file_fault() -> Invalid:
    return Invalid("OWN-TOKEN-FILE", fields={"file": "OWN-TOKEN-FILE"})


def _refused(reasons: tuple[str, ...], parameters: Mapping[str, str]) -> Invalid:
    code = reasons[0] if reasons else "SIGNATURE-WRONG"
    return Invalid(code, fields={"file": code}, **parameters)
