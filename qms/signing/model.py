"""Tables of signing: certificates, encrypted keys, statements, signatures, open requests.

Holders and subjects are plain ids: this tool knows no person and no document.
"""

import enum
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
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
    """Where a certificate and its key live; only `internal` ones have a key here."""

    INTERNAL = "internal"  # issued here, its key kept here
    OUTSIDE = "outside"  # of another CA: a person's own token
    TOKEN = "token"  # noqa: S105 - a key inside a PKCS#11 device


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
    PADES = "pades"  # made outside, in the PDF alone; `der` is the CMS taken out of it


class SignatureLevel(enum.StrEnum):
    """The AdES level reached: B is the signature alone, T has a time-stamp, LTA what renews it."""

    B = "B"
    T = "T"
    LTA = "LTA"


class TokenKind(enum.StrEnum):
    """What a time-stamp vouches for."""

    SIGNATURE = "signature"  # the signature's value (RFC 5126 signature-time-stamp)
    RENEWAL = "renewal"  # the signature with every token before it


class PdfStep(enum.StrEnum):
    """What was appended to a signed PDF."""

    SIGNATURE = "signature"
    SEAL = "seal"
    ARCHIVE = "archive"  # validation data and a document time-stamp


class Asks(enum.StrEnum):
    """Whether a certificate of this anchor needs a known revocation state."""

    REQUIRED = "required"
    IF_KNOWN = "if_known"


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


class Crl(HasId, Base):
    """A revocation list: our own, each one ever published, and those brought in from outside."""

    __tablename__ = "crl"
    __table_args__ = (UniqueConstraint("issuer_sha256", "number"),)

    issuer_sha256: Mapped[str] = mapped_column(String(64))  # of the CA's certificate
    issuer: Mapped[str] = mapped_column(Nfc(500))
    number: Mapped[str] = mapped_column(String(60))  # decimal: an outside CA may use 160 bits
    this_update: Mapped[datetime] = mapped_column(UtcTime, index=True)
    next_update: Mapped[datetime] = mapped_column(UtcTime)
    der: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)


class SignatureCrl(Base):
    """Which revocation lists spoke at the moment of a signature."""

    __tablename__ = "signature_crl"

    signature_id: Mapped[UUID] = mapped_column(ForeignKey("signature.id"), primary_key=True)
    crl_id: Mapped[UUID] = mapped_column(ForeignKey("crl.id"), primary_key=True)


class Timestamp(HasId, Base):
    """A time-stamp token (RFC 3161) over a signature, or over one with its earlier tokens."""

    __tablename__ = "timestamp"
    __table_args__ = (
        UniqueConstraint("signature_id", "number"),
        CheckConstraint("number > 0", name="number"),
    )

    signature_id: Mapped[UUID] = mapped_column(ForeignKey("signature.id"))
    number: Mapped[int] = mapped_column(Integer)  # 1 is the token of the signature itself
    kind: Mapped[TokenKind] = mapped_column(enum_type(TokenKind, "token_kind"))
    der: Mapped[bytes] = mapped_column(LargeBinary)
    gen_time: Mapped[datetime] = mapped_column(UtcTime)
    authority: Mapped[str] = mapped_column(Nfc(500))
    internal: Mapped[bool]
    ends_at: Mapped[datetime] = mapped_column(UtcTime, index=True)  # of the authority's certificate


class SignedPdf(HasId, Base):
    """One state of a PDF that signatures were appended to; `chain_id` is its first statement's id.

    Number 1 begins with the frozen bytes that the statements name; every other with the bytes of
    the one before.
    """

    __tablename__ = "signed_pdf"
    __table_args__ = (
        UniqueConstraint("chain_id", "number"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("size > 0", name="size"),
    )

    chain_id: Mapped[UUID] = mapped_column(ForeignKey("statement.id"))
    number: Mapped[int] = mapped_column(Integer)
    step: Mapped[PdfStep] = mapped_column(enum_type(PdfStep, "pdf_step"))
    base_sha256: Mapped[str] = mapped_column(String(64))  # the bytes it begins with
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    size: Mapped[int] = mapped_column(Integer)
    field: Mapped[str] = mapped_column(String(64))  # of the signature or document time-stamp
    statement_id: Mapped[UUID | None] = mapped_column(ForeignKey("statement.id"), unique=True)
    certificate_id: Mapped[UUID | None] = mapped_column(ForeignKey("certificate.id"))
    level: Mapped[SignatureLevel] = mapped_column(enum_type(SignatureLevel, "pdf_level"))
    ends_at: Mapped[datetime | None] = mapped_column(UtcTime)  # of its newest time-stamp
    made_at: Mapped[datetime] = mapped_column(UtcTime)


class TrustAnchor(HasId, Base):
    """An outside root that people's own certificates may lead to, and what they must be for."""

    __tablename__ = "trust_anchor"

    name: Mapped[str] = mapped_column(Nfc(200))
    sha256: Mapped[str] = mapped_column(String(64))
    der: Mapped[bytes] = mapped_column(LargeBinary)
    issuers: Mapped[list[Any]] = mapped_column(JSON, default=list)  # intermediates, base64 DER
    usages: Mapped[list[Any]] = mapped_column(JSON, default=list)  # any one of these key usages
    extended_usages: Mapped[list[Any]] = mapped_column(JSON, default=list)  # any one; empty: all
    policies: Mapped[list[Any]] = mapped_column(JSON, default=list)  # any one; empty: all
    revocation: Mapped[Asks] = mapped_column(enum_type(Asks, "revocation_asked"))
    added_at: Mapped[datetime] = mapped_column(UtcTime)
    retired_at: Mapped[datetime | None] = mapped_column(UtcTime)


class Picture(Base):
    """The picture of a handwritten signature or of the seal, as a transparent PNG in the store."""

    __tablename__ = "signature_picture"

    holder_id: Mapped[UUID] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(Integer)
    width_mm: Mapped[int] = mapped_column(Integer)  # a seal is printed in its actual size
    put_at: Mapped[datetime] = mapped_column(UtcTime)


class Verdict(Base):
    """What a verification found, kept under everything it depended on: a cache, no record."""

    __tablename__ = "verdict"

    object_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)  # trust, CRLs, form of answer
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(UtcTime)


triggers.append_only("statement")
triggers.append_only("signature")
triggers.append_only("crl")
triggers.append_only("signature_crl")
triggers.append_only("timestamp")
triggers.append_only("signed_pdf")
triggers.kept("trust_anchor")
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
