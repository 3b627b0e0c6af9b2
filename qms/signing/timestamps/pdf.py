"""The stamper as pyHanko asks for it.

Imports pyHanko at once, so it is itself imported only where a PDF is signed.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from asn1crypto import cms
from pyhanko.sign.timestamps import TimeStamper

if TYPE_CHECKING:
    from qms.signing.timestamps.stamper import Stamper, Token


class PdfStamper(TimeStamper):
    """Hands pyHanko the tokens of a `Stamper`; `made` holds them, the newest last."""

    def __init__(self, stamper: "Stamper", now: datetime) -> None:
        super().__init__(include_nonce=False)  # type: ignore[no-untyped-call]
        self.made: list[Token] = []
        self._stamper = stamper
        self._now = now

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """A token over this SHA-256 digest; raises Unavailable as the stamper does."""
        if md_algorithm != "sha256":
            raise ValueError(md_algorithm)
        token = self._stamper.stamp(message_digest, self._now)
        self.made.append(token)
        return cms.ContentInfo.load(token.der)
