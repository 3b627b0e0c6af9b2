"""What may come in for a change of the standard: the one validation of page and API."""

import uuid
from datetime import date
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from qms.documents.schemas import Clause, Remark
from qms.schemas import Day, Line, Line40, Line300, Name120, Name200, Schema
from qms.transition.rules import Outcome, StepState, Verdict

Standard = Annotated[Line, Field(min_length=3, max_length=80)]


class NewProject(Schema):
    """A change of the standard begins; `map` is a shipped clause map, empty: none yet."""

    name: Name200
    from_standard: Standard
    to_standard: Standard
    map: Line40 = ""


class IssuingDecision(Schema):
    """The one decision under which the documents are issued, and from when."""

    decision_number: Annotated[Line, Field(max_length=60)] = ""
    decision_on: Annotated[Day | None, Field(validate_default=True)] = None
    effective_on: Day | None = None
    row_version: int

    @field_validator("decision_on", mode="after")
    @classmethod
    def _number_and_day(cls, day: date | None, info: ValidationInfo) -> date | None:
        if bool(info.data.get("decision_number")) != (day is not None):
            raise PydanticCustomError("DECISION-NUMBER-AND-DAY", "number and day go together")
        return day


class MapLine(Schema):
    """An old clause, its new clauses, a remark in own words."""

    old: Clause
    new: Annotated[list[Clause], Field(max_length=12)] = []
    note: Line300 = ""


class NewMap(Schema):
    """The whole map anew; `number` is the version the person saw."""

    lines: Annotated[list[MapLine], Field(max_length=300)]
    number: Annotated[int, Field(ge=0)]

    @field_validator("lines", mode="after")
    @classmethod
    def _each_clause_once(cls, lines: list[MapLine]) -> list[MapLine]:
        if len({one.old for one in lines}) < len(lines):
            raise PydanticCustomError("TRANSITION-CLAUSE-TWICE", "an old clause has one line")
        return lines


class StepPlan(Schema):
    """What a step is called, who answers for it and by when."""

    title: Name120
    responsible_id: uuid.UUID | None = None
    due_on: Day | None = None
    row_version: int


class NewStep(Schema):
    """A step that is not among the usual ones."""

    title: Name120
    responsible_id: uuid.UUID | None = None
    due_on: Day | None = None


class StepReport(Schema):
    """How far a step is; an ended one needs a note (result, number of the paper, reason)."""

    state: StepState
    note: Remark = ""
    row_version: int


class Choice(Schema):
    """What is to become of a document; withdrawing and keeping need a reason."""

    document_id: uuid.UUID
    verdict: Verdict
    reason: Remark = ""
    writer_id: uuid.UUID | None = None


class Choices(Schema):
    """Several documents at once, all or none."""

    choices: Annotated[list[Choice], Field(min_length=1, max_length=500)]


class Ending(Schema):
    """How the project ends; a cancelled one says why."""

    outcome: Outcome
    reason: Remark = ""
