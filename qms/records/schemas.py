"""What may come in for records: the one validation of page and API."""

import uuid
from typing import Annotated, Any

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from qms.records.rules import LineKind
from qms.schemas import Line, Paragraphs, Schema

Title = Annotated[Line, Field(min_length=3, max_length=300)]
Reason = Annotated[Paragraphs, Field(min_length=3, max_length=4000)]
Year = Annotated[int, Field(ge=1945, le=2999)]
Symbol = Annotated[Line, Field(max_length=30, pattern=r"^[0-9A-Za-zĐđÀ-ỹ.\-]*$")]


class StartRecord(Schema):
    """Fill in a form; `revision_id` is the version somebody has before them, checked if given."""

    unit_id: uuid.UUID
    title: Annotated[Line, Field(max_length=300)] = ""
    revision_id: uuid.UUID | None = None


class Filled(Schema):
    """Values by the keys of the form; text, days as 2026-11-22, boxes, rows of tables."""

    title: Title | None = None
    values: dict[str, Any] = {}
    row_version: int


class Versioned(Schema):
    """The version of the record somebody saw."""

    row_version: int


class ReasonGiven(Schema):
    """Why a record goes on under an old form or is given up."""

    reason: Reason


class NewNote(Schema):
    """What is added to a record afterwards."""

    text: Reason


class FileInto(Schema):
    """The file of the plan that a record belongs to."""

    line_id: uuid.UUID


class NewPlan(Schema):
    """A file plan for a year, empty or carried on from the one before."""

    year: Year
    copy_forward: bool = True


class PlanLine(Schema):
    """A heading or file of the plan; a file is kept for good, for years, or until its event."""

    kind: LineKind
    title: Annotated[Line, Field(min_length=3, max_length=500)]
    symbol: Symbol = ""
    retention_code: Annotated[Line, Field(max_length=40)] = ""
    permanent: bool = False
    retention_years: Annotated[
        Annotated[int, Field(ge=1, le=100)] | None, Field(validate_default=True)
    ] = None
    person_id: uuid.UUID | None = None
    unit_id: uuid.UUID | None = None
    note: Annotated[Line, Field(max_length=500)] = ""
    after_id: uuid.UUID | None = None

    @field_validator("retention_years", mode="after")
    @classmethod
    def _says_how_long(cls, years: int | None, info: ValidationInfo) -> int | None:
        if info.data.get("kind") is not LineKind.FILE:
            return None
        if bool(info.data.get("permanent")) == (years is not None):
            raise PydanticCustomError("PLAN-HOW-LONG", "for good or for years")
        return years


class ApprovePlan(Schema):
    """The decision by which the head issued the plan."""

    decision: Annotated[Line, Field(min_length=3, max_length=120)]
