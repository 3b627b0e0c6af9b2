"""One row of somebody's table as a row of a manifest, with every fault at its column."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from qms.errors import Invalid
from qms.registers.rules import values
from qms.registers.rules.columns import OR_DEFAULT, Target

Value = str | int | float | date | None
DAY, FORMULA = "day", "formula"  # marks of cells that JSON cannot hold as they are


@dataclass(frozen=True, slots=True)
class Known:
    """What rows may name: folded code or name -> code."""

    types: Mapping[str, str]
    owners: Mapping[str, str]
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is read: column (from 1) -> meaning, values for what no column says."""

    columns: Mapping[int, Target]
    defaults: Mapping[str, str]
    locale: str
    known: Known


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field of a row, with the words of its sentence."""

    field: str
    code: str
    parameters: Mapping[str, Any] = dataclasses.field(default_factory=dict)


def packed(value: Value, *, formula: bool) -> Any:
    """A cell as JSON keeps it."""
    if formula:
        return {FORMULA: str(value)}
    return {DAY: value.isoformat()} if isinstance(value, date) else value


def unpacked(cell: Any) -> Value:
    """A kept cell; of a formula its text."""
    if not isinstance(cell, dict):
        return cell  # type: ignore[no-any-return]
    return date.fromisoformat(cell[DAY]) if DAY in cell else str(cell[FORMULA])


def is_document(cells: Sequence[Any], columns: Mapping[int, Target]) -> bool:
    """Whether a row speaks of a document: it has a code, or a name with something beside it."""
    said = {target for number, target in columns.items() if values.read_text(_at(cells, number))}
    return Target.CODE in said or (Target.TITLE in said and len(said) > 1)


def read_row(cells: Sequence[Any], reading: Reading) -> tuple[dict[str, Any], list[Fault]]:
    """What a manifest's row says; a field with a fault is left out of it."""
    data: dict[str, Any] = {}
    faults: list[Fault] = []
    for number, target in reading.columns.items():
        cell = cells[number - 1] if number <= len(cells) else None
        try:
            if isinstance(cell, dict) and FORMULA in cell:
                raise Invalid("IMPORT-CELL-FORMULA")
            data.update(_read(target, unpacked(cell), reading))
        except Invalid as error:
            faults.append(Fault(target.value, error.code, dict(error.parameters)))
    for target in OR_DEFAULT:
        if not data.get(target.value) and target.value not in {one.field for one in faults}:
            data[target.value] = reading.defaults.get(target.value, "")
    return {name: value for name, value in data.items() if value not in (None, "", [])}, faults


def _read(target: Target, value: Value, reading: Reading) -> dict[str, Any]:
    if target is Target.NUMBER:
        pair = values.read_number(value)
        return {} if pair is None else {"edition": pair[0], "revision": pair[1]}
    reader = _READERS.get(target)
    return {target.value: reader(value, reading) if reader else values.read_text(value)}


def _day(value: Value, reading: Reading) -> str | None:
    day = values.read_day(value, reading.locale)
    return day.isoformat() if day else None


_READERS: dict[Target, Callable[[Value, Reading], Any]] = {
    Target.TYPE: lambda value, how: values.read_choice(value, how.known.types, "IMPORT-CELL-TYPE"),
    Target.OWNER: lambda value, how: values.read_choice(
        value, how.known.owners, "IMPORT-CELL-UNIT"
    ),
    Target.FIELD: lambda value, how: values.read_choice(
        value, how.known.fields, "IMPORT-CELL-FIELD"
    ),
    Target.EDITION: lambda value, _how: values.read_whole(value),
    Target.REVISION: lambda value, _how: values.read_whole(value),
    Target.REVIEW_MONTHS: lambda value, _how: values.read_whole(value),
    Target.ISSUED_ON: _day,
    Target.EFFECTIVE_ON: _day,
    Target.CLAUSES: lambda value, _how: values.read_clauses(value),
    Target.VISIBILITY: lambda value, _how: values.read_visibility(value),
}


def column_of(field_name: str, columns: Mapping[int, Target]) -> int | None:
    """The column in which a person finds a field; edition and revision may share one."""
    wanted = {field_name}
    if field_name in {"edition", "revision"}:
        wanted.add(Target.NUMBER.value)
    return next((number for number, one in columns.items() if one.value in wanted), None)


def _at(cells: Sequence[Any], number: int) -> Value:
    return unpacked(cells[number - 1]) if number <= len(cells) else None
