"""What was typed into a form, checked against what the form asks for."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic_core import PydanticCustomError

from qms.errors import Invalid
from qms.schemas import clean
from qms.word.fill import Column, Field, Kind, Row, Value, is_given

LINE_LONGEST, LINES_LONGEST, MOST_ROWS = 1000, 10_000, 200
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
WRITTEN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


class Fault(Exception):
    """One value that cannot be taken; carries its code."""


def taken(fields: Sequence[Field], given: Mapping[str, Any]) -> dict[str, Value]:
    """The values by key; raises Invalid("FIELDS-INVALID") with a code for every bad one."""
    known = {one.key: one for one in fields}
    faults = {key: "FIELD-UNKNOWN" for key in given if key not in known}
    values: dict[str, Value] = {}
    for key, one in known.items():
        if key not in given:
            continue
        try:
            value = _value(one, given[key])
        except (Fault, PydanticCustomError) as error:
            faults[key] = error.type if isinstance(error, PydanticCustomError) else str(error)
            continue
        if value or (one.kind is Kind.ROWS and value != []):
            values[key] = value
    if faults:
        raise Invalid("FIELDS-INVALID", fields=faults)
    return values


def _value(one: Field, given: Any) -> Value:
    if one.kind is Kind.BOX:
        return _box(given)
    if one.kind is Kind.BOXES:
        return _boxes(one, given)
    if one.kind is Kind.ROWS:
        return _rows(one, given)
    text = _text(given, LINES_LONGEST if one.kind is Kind.LINES else LINE_LONGEST, one.kind)
    if one.kind is Kind.CHOICE and text and text not in {option.key for option in one.options}:
        raise Fault("FIELD-CHOICE")
    return text


def _text(given: Any, longest: int, kind: Kind) -> str:
    if not isinstance(given, str):
        raise Fault("FIELD-INVALID")
    text = clean(given, lines=kind is Kind.LINES).strip()
    if len(text) > longest:
        raise Fault("FIELD-TOO-LONG")
    return _day(text) if kind is Kind.DATE else text


def _day(text: str) -> str:
    """A day as ISO; other words for a day ("tháng 12/2026") stay as they were written."""
    match = WRITTEN.fullmatch(text)
    if match:
        text = f"{int(match[3]):04}-{int(match[2]):02}-{int(match[1]):02}"
    if ISO.fullmatch(text):
        try:
            date.fromisoformat(text)
        except ValueError as error:
            raise Fault("FIELD-DATE") from error
    return text


def _box(given: Any) -> bool:
    if not isinstance(given, bool):
        raise Fault("FIELD-INVALID")
    return given


def _boxes(one: Field, given: Any) -> list[str]:
    if not isinstance(given, list) or not all(isinstance(key, str) for key in given):
        raise Fault("FIELD-INVALID")
    known = [option.key for option in one.options]
    if not set(given) <= set(known):
        raise Fault("FIELD-CHOICE")
    return [key for key in known if key in given]


def _rows(one: Field, given: Any) -> list[Row]:
    if not isinstance(given, list) or not all(isinstance(row, dict) for row in given):
        raise Fault("FIELD-INVALID")
    if len(given) > (MOST_ROWS if one.grows else len(one.fixed)):
        raise Fault("FIELD-TOO-MANY")
    columns = {column.key: column for column in one.columns}
    return [_row(columns, row) for row in given]


def _row(columns: Mapping[str, Column], given: Mapping[str, Any]) -> Row:
    if not set(given) <= set(columns):
        raise Fault("FIELD-UNKNOWN")
    row: Row = {}
    for key, value in given.items():
        column = columns[key]
        cell = (
            _box(value)
            if column.kind is Kind.BOX
            else _text(value, LINE_LONGEST, _written(column.kind))
        )
        if cell:
            row[key] = cell
    return row


def _written(kind: Kind) -> Kind:
    """A cell takes several lines."""
    return Kind.DATE if kind is Kind.DATE else Kind.LINES


def trimmed(values: Mapping[str, Value]) -> dict[str, Value]:
    """What goes on paper: empty rows at the end and empty values left out."""
    found: dict[str, Value] = {}
    for key, value in values.items():
        short = _without_tail(value) if isinstance(value, list) else value
        if is_given(short):
            found[key] = short
    return found


def _without_tail(value: Any) -> Any:
    rows = list(value)
    while rows and not rows[-1]:
        rows.pop()
    return rows


def carried(
    old: Sequence[Field], new: Sequence[Field], values: Mapping[str, Value]
) -> tuple[dict[str, Value], list[dict[str, str]]]:
    """Values of an old form for the new one, and what the new one has no place for, in words."""
    known = {one.key: one for one in new}
    kept: dict[str, Value] = {}
    left: list[dict[str, str]] = []
    for one in old:
        value = values.get(one.key)
        if value is None or not is_given(value):
            continue
        target = known.get(one.key)
        if target is None or not _fits(one, target):
            left.append({"label": one.label or one.key, "value": in_words(one, value)})
        elif one.kind is Kind.ROWS:
            kept[one.key], lost = _carried_rows(one, target, value)
            left += lost
        elif one.kind is Kind.BOXES:
            kept[one.key], lost = _carried_boxes(one, target, value)
            left += lost
        else:
            kept[one.key] = value
    return kept, left


def _fits(one: Field, target: Field) -> bool:
    plain = {Kind.TEXT, Kind.LINES, Kind.DATE}
    if one.kind in plain and target.kind in plain:
        return True
    return one.kind is target.kind and (
        one.kind is not Kind.CHOICE or one.options == target.options
    )


def _carried_boxes(
    one: Field, target: Field, value: Value
) -> tuple[list[str], list[dict[str, str]]]:
    chosen = [key for key in value if isinstance(key, str)] if isinstance(value, list) else []
    known = {option.key for option in target.options}
    lost = [key for key in chosen if key not in known]
    words = [{"label": one.label, "value": in_words(one, list(lost))}] if lost else []
    return [key for key in chosen if key in known], words


def _carried_rows(
    one: Field, target: Field, value: Value
) -> tuple[list[Row], list[dict[str, str]]]:
    known = {column.key for column in target.columns}
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    most = MOST_ROWS if target.grows else len(target.fixed)
    kept = [{key: cell for key, cell in row.items() if key in known} for row in rows[:most]]
    left: list[dict[str, str]] = []
    for number, row in enumerate(rows, 1):
        lost = {key: cell for key, cell in row.items() if number > most or key not in known}
        if lost:
            words = in_words(one, [lost])
            left.append({"label": f"{one.label} ({number})", "value": words})
    return kept, left


def in_words(one: Field, value: Value) -> str:
    """A value as one text, for a list of values and for what a new form has no place for."""
    if isinstance(value, bool):
        return "☒" if value else "☐"
    if isinstance(value, str):
        named = {option.key: option.label for option in one.options}
        return named.get(value, _shown_day(value))
    named = {option.key: option.label for option in one.options}
    labels = {column.key: column.label for column in one.columns}
    order = {column.key: place for place, column in enumerate(one.columns)}
    parts = []
    for each in value:
        if isinstance(each, str):
            parts.append(named.get(each, each))
        elif each:
            cells = (
                labels.get(key, key) if cell is True else f"{labels.get(key, key)}: {_cell(cell)}"
                for key, cell in sorted(
                    each.items(), key=lambda item: order.get(item[0], len(order))
                )
                if cell
            )
            parts.append("; ".join(cells))
    return "\n".join(parts)


def _cell(cell: str | bool) -> str:
    return _shown_day(cell) if isinstance(cell, str) else "☒"


def _shown_day(text: str) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}" if ISO.fullmatch(text) else text
