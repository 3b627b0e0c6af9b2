"""The answer of a verification: four separate questions, and the reasons by code."""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from qms.signing.model import Certificate, RevocationReason, SignatureLevel, Source
from qms.signing.statements import Content


class Revoked(enum.StrEnum):
    """Whether the signer's certificate ended early, and on which side of the signature."""

    NO = "no"
    BEFORE_SIGNING = "before_signing"
    AFTER_SIGNING = "after_signing"
    UNKNOWN = "unknown"  # nobody here keeps the state of this certificate


@dataclass(frozen=True, slots=True)
class Trusted:
    """A moment by which something existed, told by a time-stamp and not by who signed."""

    moment: datetime
    internal: bool  # of the built-in authority: an order of events, no independent time
    authority: str
    ends_at: datetime  # until when the newest time-stamp over it can be checked


@dataclass(frozen=True, slots=True)
class KnownCertificate:
    """A certificate with what is known of its revocation."""

    sha256: str
    holder_id: UUID
    revoked_at: datetime | None = None
    reason: str | None = None
    invalidity_at: datetime | None = None
    source: Source = Source.INTERNAL

    @classmethod
    def of(cls, row: Certificate) -> "KnownCertificate":
        """What a stored certificate says of itself."""
        return cls(
            row.sha256, row.holder_id, row.revoked_at, row.reason, row.invalidity_at, row.source
        )

    @property
    def ends_at(self) -> datetime | None:
        """From when its signatures count no more: the stated invalidity, else the revocation."""
        if self.invalidity_at is not None and self.revoked_at is not None:
            return min(self.invalidity_at, self.revoked_at)
        return self.revoked_at

    @property
    def ended_in_order(self) -> bool:
        """Whether the key was ours to the end, so that nobody else could sign with it later."""
        return (
            self.source is not Source.OUTSIDE
            and self.invalidity_at is None
            and self.reason != RevocationReason.KEY_COMPROMISE
        )


@dataclass(frozen=True, slots=True)
class SignatureResult:
    """What a signature is worth; `reasons` say why not, `notes` what one should know."""

    intact: bool  # these are the bytes that were signed
    valid: bool  # the signature is right, in the one allowed form, by the certificate named
    trusted: bool  # that certificate led to one of our roots when signing, and was for signing
    revoked: Revoked
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    signer_sha256: str = ""
    claimed_time: datetime | None = None
    signed_at: datetime | None = None  # the time inside the signature, the server's clock
    content: Content | None = None
    time: Trusted | None = None  # None: nobody but the signer's side vouches for the time
    level: SignatureLevel = SignatureLevel.B
    coverage: str = ""  # of a PDF: "file" or "revision"
    parameters: Mapping[str, str] = field(default_factory=dict)  # for the sentences of the reasons

    @property
    def ok(self) -> bool:
        """Whether the signature can be relied on."""
        ended = self.revoked in {Revoked.BEFORE_SIGNING, Revoked.UNKNOWN}
        return self.intact and self.valid and self.trusted and not ended and not self.reasons


def broken(
    reasons: Sequence[str],
    content: Content | None = None,
    parameters: Mapping[str, str] | None = None,
) -> SignatureResult:
    """A signature nothing more can be said about."""
    return SignatureResult(
        intact=False,
        valid=False,
        trusted=False,
        revoked=Revoked.UNKNOWN,
        reasons=tuple(reasons),
        claimed_time=content.claimed_time if content else None,
        content=content,
        parameters=parameters or {},
    )
