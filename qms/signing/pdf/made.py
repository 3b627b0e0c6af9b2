"""What signing or archiving a PDF gives back."""

from dataclasses import dataclass
from datetime import datetime

from qms.signing.model import SignatureLevel


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF with one more signature or time-stamp; it begins with the bytes that came in.

    `gen_time` and `ends_at` are the token's: when it was given, and the end of the certificate of
    the authority that gave it. Both are None at level B, where no token could be had.
    """

    data: bytes
    level: SignatureLevel
    field: str
    gen_time: datetime | None = None
    ends_at: datetime | None = None
