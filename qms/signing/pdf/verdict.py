"""The answer about a signed PDF: one verdict for each signature, and one for the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import datetime

from qms.signing.model import SignatureLevel
from qms.signing.status import Revoked, Trusted


@dataclass(frozen=True, slots=True)
class Expected:
    """Bytes the file must begin with: what was frozen, or an earlier state of the same PDF."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class PdfSignature:
    """One signature in a PDF, in the words of `status.SignatureResult`."""

    field: str
    slot: str  # the prepared field it stands in: its own, or the one an outside tool drew over
    name: str  # the common name of the certificate
    reason: str  # as the signer's tool wrote it
    statement_sha256: str  # what the reason names; "" where it names none
    signer_sha256: str
    intact: bool
    valid: bool
    trusted: bool
    revoked: Revoked
    coverage: str  # "file", or "revision" where later signatures follow
    signed_at: datetime | None = None
    time: Trusted | None = None
    level: SignatureLevel = SignatureLevel.B
    certifies: bool = False
    cms: bytes = b""
    size: int = 0  # the bytes of the file up to the end of what it covers
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    parameters: Mapping[str, str] = attribute(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether the signature can be relied on."""
        ended = self.revoked in {Revoked.BEFORE_SIGNING, Revoked.UNKNOWN}
        return self.intact and self.valid and self.trusted and not ended and not self.reasons


@dataclass(frozen=True, slots=True)
class PdfStamp:
    """A document time-stamp over everything before it."""

    field: str
    ok: bool
    size: int
    time: Trusted | None = None


@dataclass(frozen=True, slots=True)
class PdfResult:
    """What a signed PDF is worth; `reasons` are those of the file itself."""

    signatures: tuple[PdfSignature, ...] = ()
    stamps: tuple[PdfStamp, ...] = ()
    reasons: tuple[str, ...] = ()
    parameters: Mapping[str, str] = attribute(default_factory=dict)
    archive: bool = False  # validation data inside, and a time-stamp over all signatures
    ends_at: datetime | None = None  # until when its time-stamps can be checked

    @property
    def ok(self) -> bool:
        """Whether every signature can be relied on and nothing was added that nobody signed."""
        return bool(self.signatures) and not self.reasons and all(one.ok for one in self.signatures)

    @property
    def every_reason(self) -> tuple[str, ...]:
        """What speaks against the file, then against each of its signatures."""
        return (*self.reasons, *(code for one in self.signatures for code in one.reasons))

    def of(self, statement_sha256: str) -> PdfSignature | None:
        """The signature whose reason names this statement."""
        found = [one for one in self.signatures if one.statement_sha256 == statement_sha256]
        return found[0] if len(found) == 1 else None


class BadPdf(ValueError):
    """The file is not in the accepted form; code and what was seen."""

    def __init__(self, code: str, seen: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.seen = seen
