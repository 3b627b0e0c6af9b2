"""What may come in for external documents: the one validation of page, API and demo."""

from typing import Annotated

from pydantic import Field

from qms.references.rules.standing import Status
from qms.schemas import Day, Line, Line200, Lines2000, Paragraphs, Schema

Number = Annotated[Line, Field(min_length=2, max_length=80)]
Title = Annotated[Line, Field(min_length=3, max_length=500)]
Reason = Annotated[Paragraphs, Field(min_length=3, max_length=4000)]


class NewExternal(Schema):
    """Facts of a law, a standard or another document from outside."""

    number: Number
    title: Title
    issuer: Line200 = ""
    issued_on: Day | None = None
    effective_on: Day | None = None
    kept_at: Line200 = ""
    note: Lines2000 = ""


class ExternalChange(NewExternal):
    """Corrected facts; `row_version` is the one the person saw."""

    row_version: int


class CheckGiven(Schema):
    """What was found when somebody looked up whether it still holds."""

    note: Lines2000 = ""


class Replacement(Schema):
    """What replaces it; title and the rest only where the register does not hold it yet."""

    number: Number
    title: Annotated[Line, Field(max_length=500)] = ""
    issuer: Line200 = ""
    issued_on: Day | None = None
    effective_on: Day | None = None


class StatusChange(Schema):
    """How it stands from now on in the register, and since which day it has ended."""

    status: Status
    ended_on: Day | None = None
    replaced_by: Replacement | None = None
    note: Lines2000 = ""


class NoChangeNeeded(Schema):
    """Why a document may go on citing what has ended."""

    reason: Reason


class ImportedExternal(NewExternal):
    """One line of a list that is brought in; `replaced_by` is the number of another line."""

    status: Status = Status.IN_FORCE
    ended_on: Day | None = None
    replaced_by: Annotated[Line, Field(max_length=80)] = ""


class ExternalList(Schema):
    """A list to bring in; what the register holds already is left as it is."""

    items: Annotated[list[ImportedExternal], Field(min_length=1, max_length=1000)]
