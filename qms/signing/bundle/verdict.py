"""The frozen answer of a bundle's verification."""

from dataclasses import dataclass, field
from datetime import datetime

from qms.signing.bundle.description import Description
from qms.signing.bundle.seal import Sealed
from qms.signing.status import SignatureResult


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: its code, the entry it concerns, and the reasons behind it."""

    code: str
    entry: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementVerdict:
    """One statement of the bundle and what its signature is worth."""

    stem: str
    sha256: str
    result: SignatureResult
    logged: bool = False  # proven to be in the log of the installation

    @property
    def ok(self) -> bool:
        """Whether the signature can be relied on."""
        return self.result.ok


@dataclass(frozen=True, slots=True)
class PdfVerdict:
    """One signed PDF of the bundle, judged by its own signatures."""

    path: str
    ok: bool
    signatures: int
    reasons: tuple[str, ...] = ()
    archive: bool = False  # made to last: validation data and a document time-stamp inside


@dataclass(frozen=True, slots=True)
class BundleVerdict:
    """The whole answer; facts of `description` are to be believed only where `ok`."""

    faults: tuple[Fault, ...]
    description: Description | None = None
    sealed: Sealed | None = None
    statements: tuple[StatementVerdict, ...] = ()
    pdfs: tuple[PdfVerdict, ...] = ()
    files: int = 0
    checkpoint_at: datetime | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def ok(self) -> bool:
        """Whether nothing at all is wrong."""
        return not self.faults
