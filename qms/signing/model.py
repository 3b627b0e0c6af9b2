"""Tables of signing: certificates, encrypted keys, statements, signatures, open requests.

Holders and subjects are plain ids: this tool knows no person and no document.
"""

import enum
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from qms import triggers
from qms.db import Base, HasId, Nfc, UtcTime, enum_type


class Source(enum.StrEnum):
    """Where a certificate comes from; only `internal` ones have a key here."""

    INTERNAL = "internal"


class RevocationReason(enum.StrEnum):
    """Why a certificate ended early (RFC 5280 reasons, and the passphrase nobody can recover)."""

    KEY_COMPROMISE = "key_compromise"
    PASSPHRASE_LOST = "passphrase_lost"  # noqa: S105 - a reason, not a secret
    CESSATION_OF_OPERATION = "cessation_of_operation"
    SUPERSEDED = "superseded"
    AFFILIATION_CHANGED = "affiliation_changed"


class SignatureFormat(enum.StrEnum):
    """The form of a signature."""

    CADES = "cades"


class SignatureLevel(enum.StrEnum):
    """The AdES level reached: B is the signature alone, without a time-stamp."""

    B = "B"


class Certificate(HasId, Base):
    """One certificate ever issued; kept forever, so that old signatures stay checkable."""

    __tablename__ = "certificate"
    __table_args__ = (
        Index(
            "uq_certificate_live_holder",
            "holder_id",
            unique=True,
            sqlite_where=text("revoked_at IS NULL AND source = 'internal'"),
            postgresql_where=text("revoked_at IS NULL AND source = 'internal'"),
        ),
        CheckConstraint("(revoked_at IS NULL) = (reason IS NULL)", name="revoked_with_reason"),
        CheckConstraint("not_before < not_after", name="period"),
    )

    holder_id: Mapped[UUID] = mapped_column(index=True)
    serial: Mapped[str] = mapped_column(String(40))  # lower-case hexadecimal
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    der: Mapped[bytes] = mapped_column(LargeBinary)
    subject: Mapped[str] = mapped_column(Nfc(500))
    issuer: Mapped[str] = mapped_column(Nfc(500))
    not_before: Mapped[datetime] = mapped_column(UtcTime)
    not_after: Mapped[datetime] = mapped_column(UtcTime)
    source: Mapped[Source] = mapped_column(enum_type(Source, "source"))
    revoked_at: Mapped[datetime | None] = mapped_column(UtcTime)
    reason: Mapped[RevocationReason | None] = mapped_column(enum_type(RevocationReason, "reason"))
    invalidity_at: Mapped[datetime | None] = mapped_column(UtcTime)


class KeyBlob(Base):
    """A person's private key, encrypted by the signing passphrase; gone when revoked."""

    __tablename__ = "key_blob"
    __table_args__ = (CheckConstraint("failures >= 0", name="failures"),)

    certificate_id: Mapped[UUID] = mapped_column(ForeignKey("certificate.id"), primary_key=True)
    kdf: Mapped[str] = mapped_column(String(16))
    memory_kib: Mapped[int] = mapped_column(Integer)
    iterations: Mapped[int] = mapped_column(Integer)
    lanes: Mapped[int] = mapped_column(Integer)
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    nonce: Mapped[bytes] = mapped_column(LargeBinary)
    ciphertext: Mapped[bytes] = mapped_column(LargeBinary)
    failures: Mapped[int] = mapped_column(Integer, default=0)
    locked_until: Mapped[datetime | None] = mapped_column(UtcTime)


class Statement(HasId, Base):
    """The canonical bytes somebody signed, with the facts needed to find them again."""

    __tablename__ = "statement"
    __table_args__ = (
        Index("ix_statement_subject", "subject_id", "number"),
        CheckConstraint("number > 0", name="number"),
    )

    subject_id: Mapped[UUID]
    number: Mapped[int] = mapped_column(Integer)  # order within the subject; two may tie
    action: Mapped[str] = mapped_column(String(64))
    bytes: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    prev_sha256: Mapped[str] = mapped_column(String(64))
    challenge: Mapped[str] = mapped_column(String(32), unique=True)
    signer_id: Mapped[UUID] = mapped_column(index=True)
    signed_at: Mapped[datetime] = mapped_column(UtcTime)
    log_epoch: Mapped[int] = mapped_column(Integer)
    log_size: Mapped[int] = mapped_column(Integer)
    log_hash: Mapped[str] = mapped_column(String(128))


class Signature(HasId, Base):
    """One signature over a statement, as the DER bytes that left the signer."""

    __tablename__ = "signature"
    __table_args__ = (UniqueConstraint("statement_id", "format"),)

    statement_id: Mapped[UUID] = mapped_column(ForeignKey("statement.id"))
    certificate_id: Mapped[UUID] = mapped_column(ForeignKey("certificate.id"), index=True)
    format: Mapped[SignatureFormat] = mapped_column(enum_type(SignatureFormat, "format"))
    der: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    level: Mapped[SignatureLevel] = mapped_column(enum_type(SignatureLevel, "level"))


class SignRequest(Base):
    """A statement shown to one person, who may sign it once within ten minutes."""

    __tablename__ = "sign_request"

    challenge: Mapped[str] = mapped_column(String(32), primary_key=True)
    holder_id: Mapped[UUID] = mapped_column(index=True)
    certificate_id: Mapped[UUID] = mapped_column(ForeignKey("certificate.id"))
    subject_id: Mapped[UUID] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(String(64))
    statement: Mapped[bytes] = mapped_column(LargeBinary)
    statement_sha256: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    used_at: Mapped[datetime | None] = mapped_column(UtcTime)


triggers.append_only("statement")
triggers.append_only("signature")
triggers.declare(
    triggers.Trigger(
        "certificate_fixed",
        "certificate",
        "BEFORE UPDATE OF id, holder_id, serial, sha256, der, issuer, not_before, not_after",
        "1=1",
        "a certificate is never changed",
    )
)
triggers.declare(
    triggers.Trigger(
        "certificate_revoked_for_good",
        "certificate",
        "BEFORE UPDATE OF revoked_at",
        "OLD.revoked_at IS NOT NULL",
        "a revocation is final",
    )
)
triggers.declare(
    triggers.Trigger(
        "certificate_no_delete",
        "certificate",
        "BEFORE DELETE",
        "1=1",
        "a certificate is kept forever",
    )
)
triggers.declare(
    triggers.Trigger(
        "sign_request_used_once",
        "sign_request",
        "BEFORE UPDATE",
        "OLD.used_at IS NOT NULL",
        "a sign request is used once",
    )
)
