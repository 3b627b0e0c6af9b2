"""Tables of the sealing room: the keys the seal ever had, and every use of it."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from qms import triggers
from qms.db import Base, Nfc, UtcTime, enum_type
from qms.sealing.rules import KeyKind


class SealKey(Base):
    """One key of the seal with its certificate; wrong PINs of a device are counted here."""

    __tablename__ = "seal_key"
    __table_args__ = (
        CheckConstraint("failures >= 0", name="failures"),
        CheckConstraint("made_by <> witness_id", name="two_people"),
    )

    certificate_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("certificate.id"), primary_key=True
    )
    kind: Mapped[KeyKind] = mapped_column(enum_type(KeyKind, "seal_key_kind"))
    token: Mapped[str] = mapped_column(Nfc(120), default="")  # labels in the device
    label: Mapped[str] = mapped_column(Nfc(120), default="")
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    witness_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(UtcTime)


class SealUse(Base):
    """One line of the register of the seal: which signed paper was sealed, when and by whom."""

    __tablename__ = "seal_use"

    statement_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("statement.id"), primary_key=True)
    revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revision.id"), unique=True)
    certificate_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("certificate.id"))
    clerk_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    sealed_at: Mapped[datetime] = mapped_column(UtcTime, index=True)


triggers.kept("seal_key")
triggers.append_only("seal_use")
triggers.declare(
    triggers.Trigger(
        "seal_key_fixed",
        "seal_key",
        "BEFORE UPDATE",
        triggers.changed(
            "certificate_id", "kind", "token", "label", "made_at", "made_by", "witness_id"
        ),
        "a key of the seal is never changed",
    )
)
