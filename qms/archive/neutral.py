"""Rows that belong to no database: what a table is like, and each value as plain JSON.

Every table of a backup names its columns with one of eight kinds, so that it can be read into the
schema it was made at, whatever the models say today.
"""

import base64
import binascii
import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TableClause,
    Text,
    Uuid,
    column,
    table,
)
from sqlalchemy.types import TypeDecorator, TypeEngine

from qms.db import UtcTime
from qms.errors import Broken

# Secrets of the moment and of browsers: a token that was revoked since must not come back to life.
LEFT_OUT = frozenset(
    {"web_session", "one_time_code", "sign_in_failure", "api_token", "sign_request"}
)
SEALED = frozenset({"key_blob"})  # only with the keys
LONGEST_ROW = 64 * 1024 * 1024

TYPES: dict[str, TypeEngine[Any]] = {
    "bool": Boolean(create_constraint=False),
    "bytes": LargeBinary(),
    "date": Date(),
    "int": BigInteger(),
    "json": JSON(none_as_null=True),
    "text": Text(),
    "time": UtcTime(),
    "uuid": Uuid(),
}
_KINDS: tuple[tuple[type[Any], str], ...] = (
    (UtcTime, "time"),
    (Uuid, "uuid"),
    (Boolean, "bool"),
    (Integer, "int"),
    (Date, "date"),
    (JSON, "json"),
    (LargeBinary, "bytes"),
    (String, "text"),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A table as a backup describes it; `later` columns point into the table itself."""

    name: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]
    later: tuple[str, ...]

    @property
    def clause(self) -> TableClause:
        """The table with neutral types, for reading and writing."""
        return table(self.name, *(column(name, TYPES[kind]) for name, kind in self.columns))

    def header(self) -> bytes:
        """The first line of its file."""
        fields = {
            "table": self.name,
            "columns": [list(one) for one in self.columns],
            "key": list(self.key),
            "later": list(self.later),
        }
        return line(fields)


def shapes(metadata: MetaData) -> list[Shape]:
    """Every table that is backed up, each after the tables it points to."""
    return [_shape(one) for one in metadata.sorted_tables if one.name not in LEFT_OUT]


def _shape(one: Table) -> Shape:
    later = {
        key.parent.name for key in one.foreign_keys if key.column.table is one and not key.use_alter
    }
    return Shape(
        name=one.name,
        columns=tuple((each.name, kind_of(each.type)) for each in one.columns),
        key=tuple(each.name for each in one.primary_key.columns),
        later=tuple(sorted(later)),
    )


def kind_of(given: TypeEngine[Any]) -> str:
    """The kind of a column; raises TypeError for a type no backup can carry yet."""
    for known, kind in _KINDS:
        if isinstance(given, known):
            return kind
    if isinstance(given, TypeDecorator):
        return kind_of(given.impl_instance)
    raise TypeError(f"a backup cannot carry columns of {given!r}")


def read_shape(data: bytes) -> Shape:
    """The header of a table's file; raises Broken("BACKUP-TABLE")."""
    try:
        fields = json.loads(data)
        found = Shape(
            name=str(fields["table"]),
            columns=tuple((str(name), str(kind)) for name, kind in fields["columns"]),
            key=tuple(map(str, fields["key"])),
            later=tuple(map(str, fields["later"])),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise Broken("BACKUP-TABLE", table="?") from error
    names = {name for name, _kind in found.columns}
    known = all(kind in TYPES for _name, kind in found.columns)
    if not known or not names.issuperset(found.key + found.later) or not found.key:
        raise Broken("BACKUP-TABLE", table=found.name)
    return found


def line(value: object) -> bytes:
    """One line of JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def encode(shape: Shape, row: Sequence[Any]) -> bytes:
    """One row as one line."""
    values = [_plain(kind, value) for (_name, kind), value in zip(shape.columns, row, strict=True)]
    data = line(values)
    if len(data) > LONGEST_ROW:
        raise Broken("BACKUP-ROW-LONG", table=shape.name)
    return data


def decode(shape: Shape, data: bytes) -> dict[str, Any]:
    """The values of one line by column; raises Broken("BACKUP-ROW")."""
    try:
        values = json.loads(data)
        pairs = zip(shape.columns, values, strict=True)
        return {name: _value(kind, value) for (name, kind), value in pairs}
    except (ValueError, TypeError, AttributeError, binascii.Error) as error:
        raise Broken("BACKUP-ROW", table=shape.name) from error


def time_text(at: datetime) -> str:
    """An instant in UTC, always with six digits."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _plain(kind: str, value: Any) -> Any:
    if value is None:
        return None
    match kind:
        case "uuid":
            return value.hex
        case "time":
            return time_text(value)
        case "date":
            return value.isoformat()
        case "bytes":
            return base64.b64encode(value).decode()
    return value


def _value(kind: str, value: Any) -> Any:
    if value is None or kind == "json":
        return value
    if kind in {"bool", "int"}:
        return _whole(kind, value)
    if not isinstance(value, str):
        raise TypeError(kind)
    return _FROM_TEXT[kind](value)


_FROM_TEXT: dict[str, Callable[[str], Any]] = {
    "bytes": lambda value: base64.b64decode(value, validate=True),
    "date": date.fromisoformat,
    "text": str,
    "time": lambda value: datetime.fromisoformat(value).astimezone(UTC),
    "uuid": uuid.UUID,
}


def _whole(kind: str, value: Any) -> int:
    if type(value) is not (bool if kind == "bool" else int):
        raise TypeError(kind)
    return int(value) if kind == "int" else bool(value)
