"""What a signed statement says, as frozen values.

`StatementSpec` is what a room asks to have signed; `Content` is the whole statement as it stands in
the signed bytes, with what the ceremony adds (system, time, challenge, certificate, policy, log).
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

STATEMENT_TYPE = "urn:x-qms:statement:1"


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """What the statement is about: a document's revision, or a prepared list of several.

    For a list (adoption) `id` names the list, `code` is empty, the numbers are 0, and each file
    carries its own `ListedDocument`.
    """

    id: UUID
    code: str
    title: str
    edition: int
    revision: int
    sequence: int
    organisation: str


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """The document one file of a prepared list belongs to."""

    id: UUID
    code: str
    title: str
    edition: int
    revision: int


@dataclass(frozen=True, slots=True)
class FileRef:
    """One file by its fingerprint; `converter` names the program that made a rendition."""

    role: str
    name: str
    media_type: str
    size: int
    sha256: str
    converter: str = ""
    document: ListedDocument | None = None


@dataclass(frozen=True, slots=True)
class SignerRef:
    """Who signs, and in what role or position at this moment (delegation prefix included)."""

    user_id: UUID
    full_name: str
    role: str


@dataclass(frozen=True, slots=True)
class StatementSpec:
    """What a room asks a person to sign; `basis` are sha256 of the statements this one rests on."""

    action: str
    meaning: str
    document: DocumentRef
    files: tuple[FileRef, ...]
    signer: SignerRef
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LogHead:
    """The head of the audit log at the moment the statement was made."""

    epoch: int
    size: int
    hash: str


@dataclass(frozen=True, slots=True)
class Content:
    """A whole statement, exactly as its canonical bytes say it."""

    spec: StatementSpec
    system: str
    installation: str  # "production" or "demo"
    cert_sha256: str
    claimed_time: datetime
    policy_id: str
    policy_sha256: str
    prev: str  # sha256 of the previous statement about the same subject, "" for the first
    challenge: str
    log_head: LogHead

    @property
    def is_demo(self) -> bool:
        """Whether the statement was made in a demo installation and proves nothing."""
        return self.installation == "demo"
