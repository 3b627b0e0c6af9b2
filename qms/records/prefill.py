"""What is known before anybody types: unit, person, day, year and number of the record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qms.word.fill import Field, Kind, Value

# Keys of the usual labels; what a form calls otherwise is left to the person.
UNIT = frozenset({"don_vi", "don_vi_de_nghi", "don_vi_lap", "don_vi_bao_cao"})
PERSON = frozenset({"nguoi_de_nghi", "nguoi_lap", "ho_va_ten"})
DAY = frozenset({"ngay", "ngay_lap"})
NUMBER = frozenset({"so_phieu"})
YEAR = frozenset({"nam"})
PLACE_AND_DAY = ", ngày"  # "Lạc Sơn, ngày … tháng … năm …"


@dataclass(frozen=True, slots=True)
class Known:
    """The facts of a new record."""

    unit: str
    person: str
    day: date
    number: int


def known_values(fields: Sequence[Field], known: Known) -> dict[str, Value]:
    """The values that need not be typed, by key; the first place of each kind only."""
    return {one.key: value for one in fields if (value := _value(one, known))}


def _value(one: Field, known: Known) -> str:
    if one.kind is Kind.DATE:
        is_today = one.key in DAY or one.label.endswith(PLACE_AND_DAY)
        return known.day.isoformat() if is_today else ""
    if one.kind not in (Kind.TEXT, Kind.LINES):
        return ""
    answers = (
        (UNIT, known.unit),
        (PERSON, known.person),
        (NUMBER, f"{known.number:02}/{known.day.year}"),
        (YEAR, str(known.day.year)),
    )
    return next((value for keys, value in answers if one.key in keys), "")
