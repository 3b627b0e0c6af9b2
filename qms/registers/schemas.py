"""What may come in for registers: the question of a printing, and the steps of an import."""

import uuid
from typing import Annotated, Literal

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from qms.documents.queries.register import Show
from qms.registers.queries.asked import Asked, Order
from qms.registers.rules.columns import Target
from qms.registers.rules.states import Way
from qms.schemas import Day, Line, Schema


class Question(Schema):
    """What is asked of a register; the address is the saved filter."""

    as_of: Day | None = None
    text: Annotated[Line, Field(max_length=100)] = ""
    unit: uuid.UUID | None = None
    type: Annotated[Line, Field(max_length=20)] = ""
    field: Annotated[Line, Field(max_length=40)] = ""
    show: Show = Show.IN_FORCE
    document: Annotated[Line, Field(max_length=40)] = ""
    year: Annotated[int, Field(ge=1990, le=2999)] | None = None
    order: Order = Order.CODE

    def asked(self) -> Asked:
        """As the queries take it."""
        return Asked(
            as_of=self.as_of,
            text=self.text,
            unit_id=self.unit,
            type_code=self.type,
            field_code=self.field,
            show=self.show,
            document=self.document,
            year=self.year,
            order=self.order,
        )


class Mapping(Schema):
    """Which column (counted from 1) is what, values where no column says, and how to read dates."""

    columns: Annotated[dict[str, Target], Field(max_length=100)]
    locale: Literal["vi", "en"] = "vi"
    way: Way = Way.DRAFTS
    default_type: Annotated[Line, Field(max_length=20)] = ""
    default_owner: Annotated[Line, Field(max_length=40)] = ""
    default_field: Annotated[Line, Field(max_length=40)] = ""
    row_version: int

    @field_validator("columns", mode="after")
    @classmethod
    def _each_once(cls, columns: dict[str, Target]) -> dict[str, Target]:
        if len(set(columns.values())) < len(columns):
            raise PydanticCustomError("IMPORT-FIELD-TWICE", "two columns for one field")
        if any(not name.isdecimal() for name in columns):
            raise PydanticCustomError("IMPORT-COLUMN-UNKNOWN", "columns are counted from 1")
        return columns


class RunWish(Schema):
    """The decision of a list to be adopted, and whether faulty rows may be left out."""

    decision_number: Annotated[Line, Field(max_length=60)] = ""
    decision_on: Day | None = None
    approver_id: uuid.UUID | None = None
    leave_faulty: bool = False
    row_version: int


class Versioned(Schema):
    """The version of the import that the caller saw."""

    row_version: int
