"""What may come in for distribution and paper copies: page, API and demonstration alike."""

import uuid
from typing import Annotated

from pydantic import Field

from qms.distribution.rules import RecipientKind
from qms.documents.schemas import Reason, Sha256
from qms.people.rules import Role
from qms.schemas import Day, Lines2000, Name120, Schema

Days = Annotated[int, Field(ge=1, le=90)]


class NewRecipient(Schema):
    """A unit (with all below it), the holders of a role (of the agency or one unit), a person."""

    kind: RecipientKind
    unit_id: uuid.UUID | None = None
    role: Role | None = None
    person_id: uuid.UUID | None = None


class ReadingTerms(Schema):
    """How many days people have to read, and after how many more the unit head is told."""

    days_to_read: Days
    escalate_after: Days
    row_version: int


class Acknowledge(Schema):
    """The fingerprint of the file that was read, as the page or the API told it."""

    sha256: Sha256


class CopyHolder(Schema):
    """For which unit a numbered copy is made, and for whom in it."""

    unit_id: uuid.UUID
    person_id: uuid.UUID | None = None


class NewCopies(Schema):
    """One numbered copy for each of these, numbered in this order."""

    holders: Annotated[list[CopyHolder], Field(min_length=1, max_length=100)]


class CopyHandedOver(Schema):
    """Who took the copy, and on which day."""

    who: Name120
    on: Day


class CopyReturned(Schema):
    """Who brought the copy back, and on which day."""

    who: Name120
    on: Day
    reason: Lines2000 = ""


class CopyLost(Schema):
    """Since when a copy cannot be found, and how that came about."""

    on: Day
    reason: Reason


class CopyDestroyed(Schema):
    """When, why and before whose eyes a copy was destroyed."""

    on: Day
    reason: Reason
    witness: Name120
