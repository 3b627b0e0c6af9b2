"""What may come in for retention: the one validation of page and API."""

import uuid
from datetime import date
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from qms.documents.schemas import Reason
from qms.retention.rules import MOST, Kind, Policy, Scope
from qms.schemas import Day, Line, Line300, Name300, Schema

Code = Annotated[Line, Field(min_length=1, max_length=40, pattern=r"^[0-9A-Za-zĐđ][\w.\-]*$")]
Member = Annotated[Line, Field(min_length=3, max_length=200)]
Years = Annotated[int, Field(ge=1, le=100)]


class RuleWords(Schema):
    """What a rule says: for good, for years, or until an event that is named."""

    title: Annotated[Line, Field(min_length=3, max_length=500)]
    kind: Kind
    years: Annotated[Years | None, Field(validate_default=True)] = None
    event: Annotated[Line300, Field(validate_default=True)] = ""
    legal_basis: Name300
    note: Annotated[Line, Field(max_length=500)] = ""
    valid_from: Day

    @field_validator("years", mode="after")
    @classmethod
    def _years_where_due(cls, years: int | None, info: ValidationInfo) -> int | None:
        kind = info.data.get("kind")
        if kind is Kind.YEARS and years is None:
            raise PydanticCustomError("FIELD-MISSING", "years are needed")
        return years if kind is Kind.YEARS else None

    @field_validator("event", mode="after")
    @classmethod
    def _event_where_due(cls, event: str, info: ValidationInfo) -> str:
        kind = info.data.get("kind")
        if kind is Kind.EVENT and not event:
            raise PydanticCustomError("FIELD-MISSING", "the event is needed")
        return event if kind is Kind.EVENT else ""


class NewRule(RuleWords):
    """A rule under a new code; the file plan names it by this code."""

    code: Code


class PolicyChoice(Schema):
    """Which term applies where two disagree, and why."""

    policy: Policy
    reason: Reason


class NewHold(Schema):
    """What must not be destroyed, and why."""

    scope: Scope
    scope_id: uuid.UUID
    reason: Reason


class Happened(Schema):
    """The event until which something was kept."""

    scope: Scope
    scope_id: uuid.UUID
    happened_on: Day
    what: Reason

    def is_later(self, day: date) -> bool:
        """Whether it is said to happen after this day."""
        return self.happened_on > day


class Proposal(Schema):
    """Records to destroy, why, and who sits on the council that looked at them."""

    record_ids: Annotated[list[uuid.UUID], Field(min_length=1, max_length=MOST)]
    reason: Reason
    council: Annotated[list[Member], Field(min_length=2, max_length=15)]

    @field_validator("council", mode="before")
    @classmethod
    def _by_lines(cls, given: object) -> object:
        """A page sends one member a line."""
        if not isinstance(given, str):
            return given
        return [line.strip() for line in given.splitlines() if line.strip()]
