"""Ground for what may come in: strict models, clean Vietnamese text, faults as codes per field."""

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)
from pydantic_core import PydanticCustomError, PydanticSerializationError, to_json

from qms.errors import Invalid

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_CODES = {
    "missing": "FIELD-MISSING",
    "string_too_short": "FIELD-MISSING",
    "too_short": "FIELD-MISSING",
    "string_too_long": "FIELD-TOO-LONG",
    "too_long": "FIELD-TOO-MANY",
    "extra_forbidden": "FIELD-UNKNOWN",
    "enum": "FIELD-CHOICE",
    "literal_error": "FIELD-CHOICE",
    "uuid_parsing": "FIELD-CHOICE",
    "string_pattern_mismatch": "FIELD-PATTERN",
    "int_parsing": "FIELD-NUMBER",
    "greater_than_equal": "FIELD-NUMBER",
    "less_than_equal": "FIELD-NUMBER",
}


class Schema(BaseModel):
    """What may come in: unknown fields are refused, nothing is guessed, spaces at ends drop."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, str_strip_whitespace=True)


Taken = TypeVar("Taken", bound=BaseModel)


def take(model: type[Taken], data: Mapping[str, Any], *, form: bool = False) -> Taken:
    """The data as this model; raises Invalid("FIELDS-INVALID") with a code for every bad field.

    With `form` the values are what a page sends: text, where an empty field was not filled in.
    """
    try:
        if form:
            filled = {name: value for name, value in data.items() if value not in ("", None)}
            return model.model_validate(filled, strict=False)
        return model.model_validate_json(to_json(dict(data)))
    except ValidationError as error:
        raise Invalid("FIELDS-INVALID", fields=_faults(error)) from error
    except PydanticSerializationError as error:  # half a character, which no encoding can carry
        raise Invalid("TEXT-SURROGATE") from error


def _faults(error: ValidationError) -> dict[str, str]:
    faults: dict[str, str] = {}
    for one in error.errors(include_url=False, include_context=False, include_input=False):
        name = str(one["loc"][0]) if one["loc"] else ""
        faults.setdefault(name, code_of(one["type"]))
    return faults


def code_of(kind: str) -> str:
    """Our code for pydantic's kind of fault; kinds of our own are codes already."""
    if kind.isupper():
        return kind
    if kind.startswith(("date", "time")):
        return "FIELD-DATE"
    return _CODES.get(kind, "FIELD-INVALID")


def clean(text: str, *, lines: bool = False) -> str:
    """NFC text without control characters and bidi overrides, which can disguise what is read."""
    if lines:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    allowed = "\n\t" if lines else ""
    for char in text:
        if char in _BIDI:
            raise PydanticCustomError("TEXT-BIDI", "bidirectional control character")
        if char not in allowed and unicodedata.category(char) in {"Cc", "Cs"}:
            raise PydanticCustomError("TEXT-CONTROL", "control character")
    return unicodedata.normalize("NFC", text)


def _clean_line(text: str) -> str:
    return clean(text)


def _clean_lines(text: str) -> str:
    return clean(text, lines=True)


def _near_day(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise PydanticCustomError("FIELD-DATE", "a day nobody means")
    return day


FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)
Day = Annotated[date, AfterValidator(_near_day)]
"""A calendar day; days at the ends of the calendar have no midnight in another zone."""

Line = Annotated[str, AfterValidator(_clean_line)]
Paragraphs = Annotated[str, AfterValidator(_clean_lines)]
"""Without a length: the schema that uses them sets one."""

Line40 = Annotated[str, StringConstraints(max_length=40), AfterValidator(_clean_line)]
Line80 = Annotated[str, StringConstraints(max_length=80), AfterValidator(_clean_line)]
Line120 = Annotated[str, StringConstraints(max_length=120), AfterValidator(_clean_line)]
Line200 = Annotated[str, StringConstraints(max_length=200), AfterValidator(_clean_line)]
Line300 = Annotated[str, StringConstraints(max_length=300), AfterValidator(_clean_line)]
Lines2000 = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_clean_lines)]
Lines10000 = Annotated[str, StringConstraints(max_length=10000), AfterValidator(_clean_lines)]

Name120 = Annotated[Line120, Field(min_length=1)]
Name200 = Annotated[Line200, Field(min_length=1)]
Name300 = Annotated[Line300, Field(min_length=1)]
Reason2000 = Annotated[Lines2000, Field(min_length=1)]
"""The last four must be filled in."""
