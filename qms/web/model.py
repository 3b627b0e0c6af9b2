"""What the web layer itself remembers: requests that carried a key, so that a retry acts once."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qms.db import Base, HasId, UtcTime


class IdempotentRequest(HasId, Base):
    """One request under its key; without a status it is running, or its process was killed."""

    __tablename__ = "idempotent_request"
    __table_args__ = (
        UniqueConstraint("person_id", "key"),
        CheckConstraint("(status IS NULL) = (finished_at IS NULL)", name="finished_wholly"),
    )

    person_id: Mapped[uuid.UUID]  # a plain id: the web layer knows no room
    key: Mapped[str] = mapped_column(String(100))
    request_sha256: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    finished_at: Mapped[datetime | None] = mapped_column(UtcTime)
    status: Mapped[int | None]
    headers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    body: Mapped[bytes | None] = mapped_column(LargeBinary)  # NULL where it may not be kept
