"""Time-stamp tokens (RFC 3161) on their way into a PDF: asked for once, never in the way."""

import logging
from typing import TYPE_CHECKING, Any

from asn1crypto import cms

from qms.errors import Unavailable
from qms.signing.cades import DIGEST, TOKEN_ATTRIBUTE

if TYPE_CHECKING:
    from qms.signing.timestamps import Token
    from qms.signing.timestamps.pdf import PdfStamper

ROOM = 8192  # bytes kept for a token with the certificates of an outside authority
FRAME = 64  # what wraps the token as an attribute of a signature
log = logging.getLogger(__name__)


async def ask(stamper: "PdfStamper | None", digest: bytes) -> "Token | None":
    """A token over a SHA-256 digest; None, and a line in the log, where it cannot be had."""
    if stamper is None:
        return None
    try:
        await stamper.async_timestamp(digest, DIGEST)
    except Unavailable as error:
        log.warning("no time-stamp for a PDF: %s", error)
        return None
    token = stamper.made[-1]
    if len(token.der) + FRAME > ROOM:
        log.warning("the time-stamp for a PDF is too large: %d bytes", len(token.der))
        return None
    return token


def put(signature: Any, token: "Token") -> None:
    """The token into the signature, as its one unsigned attribute."""
    inside = cms.ContentInfo.load(token.der)
    attribute = cms.CMSAttribute({"type": TOKEN_ATTRIBUTE, "values": [inside]})
    signature["content"]["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([attribute])
