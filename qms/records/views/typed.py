"""The fields of a form as a page draws them, and what comes back from it: no JavaScript needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from qms.records.values import ISO, MOST_ROWS
from qms.word.fill import Column, Field, Kind

PREFIX, COUNT = "v.", "n."


@dataclass(frozen=True, slots=True)
class CellDrawn:
    """One cell of a row: to be typed in, or said by the paper."""

    name: str
    label: str
    kind: Kind
    fixed: str
    value: Any
    as_day: bool


@dataclass(frozen=True, slots=True)
class FieldDrawn:
    """One field with its present value."""

    name: str
    field: Field
    value: Any
    as_day: bool
    rows: tuple[tuple[CellDrawn, ...], ...] = ()

    @property
    def preset(self) -> int:
        """How many rows the paper names itself: they cannot be taken away."""
        return preset_rows(self.field)


def preset_rows(field: Field) -> int:
    """Rows that say something already, counted to the last such."""
    said = [number for number, row in enumerate(field.fixed, 1) if any(row)]
    return len(field.fixed) if not field.grows else max(said, default=0)


def drawn(fields: Sequence[Field], values: Mapping[str, Any]) -> list[FieldDrawn]:
    """The fields in the order of the paper; a table shows its own rows and those filled in."""
    return [_drawn(one, values.get(one.key, "")) for one in fields]


def _drawn(one: Field, value: Any) -> FieldDrawn:
    name = PREFIX + one.key
    if one.kind is not Kind.ROWS:
        return FieldDrawn(name, one, value, _as_day(one.kind, value))
    given = value if isinstance(value, list) else []
    count = max(preset_rows(one), len(given), 1)
    rows = tuple(
        _row(one, name, number, given[number] if number < len(given) else {})
        for number in range(min(count, MOST_ROWS))
    )
    return FieldDrawn(name, one, value, False, rows)


def _row(one: Field, name: str, number: int, given: Mapping[str, Any]) -> tuple[CellDrawn, ...]:
    fixed = one.fixed[number] if number < len(one.fixed) else ("",) * len(one.columns)
    return tuple(
        CellDrawn(
            f"{name}.{number}.{column.key}",
            column.label,
            column.kind,
            said,
            given.get(column.key, ""),
            _as_day(column.kind, given.get(column.key, "")),
        )
        for column, said in zip(one.columns, fixed, strict=True)
    )


def _as_day(kind: Kind, value: Any) -> bool:
    """Whether a browser's day field can hold it; other words for a day stay text."""
    return kind is Kind.DATE and (not value or bool(ISO.fullmatch(str(value))))


def typed(fields: Sequence[Field], sent: MultiDict[str, str]) -> dict[str, Any]:
    """What was typed, by the keys of the form; an empty field is left out."""
    values: dict[str, Any] = {}
    for one in fields:
        value = _typed(one, sent)
        if value not in ("", False, []):
            values[one.key] = value
    return values


def _typed(one: Field, sent: MultiDict[str, str]) -> Any:
    name = PREFIX + one.key
    if one.kind is Kind.BOX:
        return sent.get(name) == "true"
    if one.kind is Kind.BOXES:
        return sent.getlist(name)
    if one.kind is Kind.ROWS:
        count = sent.get(COUNT + one.key, "0")
        most = min(int(count), MOST_ROWS) if count.isdecimal() and len(count) < 5 else 0
        return [_typed_row(one.columns, f"{name}.{number}", sent) for number in range(most)]
    return _text(sent.get(name, ""))


def _typed_row(columns: Sequence[Column], name: str, sent: MultiDict[str, str]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column in columns:
        text = _text(sent.get(f"{name}.{column.key}", ""))
        if text:
            row[column.key] = text == "true" if column.kind is Kind.BOX else text
    return row


def _text(text: str) -> str:
    return text.strip().replace("\r\n", "\n")


def with_row(fields: Sequence[Field], values: dict[str, Any], key: str) -> dict[str, Any]:
    """The same with an empty row at the end of a table."""
    one = next((each for each in fields if each.key == key and each.grows), None)
    if one is None:
        return values
    rows = list(values.get(key, []))
    rows += [{} for _ in range(max(preset_rows(one), 1) - len(rows))]
    return {**values, key: [*rows, {}][:MOST_ROWS]}


def without_row(
    fields: Sequence[Field], values: dict[str, Any], key: str, place: str
) -> dict[str, Any]:
    """The same with one row of a table taken away, if the paper does not name it."""
    one = next((each for each in fields if each.key == key and each.grows), None)
    number = int(place) if place.isdecimal() and len(place) < 5 else -1
    rows = list(values.get(key, []))
    if one is None or not preset_rows(one) <= number < len(rows):
        return values
    return {**values, key: rows[:number] + rows[number + 1 :]}
