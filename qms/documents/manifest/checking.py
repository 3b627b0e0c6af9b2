"""Every row is checked before anything is written, so that all faults are told at once."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.documents.manifest.sources import Folder, Source
from qms.documents.model import Document, DocumentField, DocumentType
from qms.documents.rules.numbering import canonical_code, check_code
from qms.documents.rules.permissions import Visibility
from qms.documents.schemas import Clause, ImportRow, Months, Remark, Title
from qms.errors import Invalid, NotFound
from qms.people.queries import unit_tree
from qms.schemas import Line, Schema, take

Code = Annotated[Line, Field(min_length=1, max_length=40)]
Name = Annotated[Line, Field(min_length=1, max_length=200)]


class Row(Schema):
    """One row as people write it: codes of unit and parent, `file` inside the folder."""

    file: Name
    code: Code
    title: Title
    title_en: Annotated[Line, Field(max_length=300)] = ""
    type: Annotated[Line, Field(max_length=20)]
    owner: Code
    field: Annotated[Line, Field(max_length=40)]
    clauses: Annotated[list[Clause], Field(max_length=20)] = []
    parent: Code | None = None
    forms: Annotated[list[Code], Field(max_length=200)] = []
    edition: Annotated[int, Field(ge=1, le=999)] = 1
    revision: Annotated[int, Field(ge=0, le=999)] = 0
    issued_on: date | None = None
    effective_on: date | None = None
    review_months: Months | None = None
    summary: Remark = ""
    visibility: Literal["agency", "unit"] = "agency"


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with a field of a row; rows count from 1."""

    row: int
    file: str
    field: str
    code: str
    parameters: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that can be imported: everything known but the id of its parent."""

    number: int
    source: Source
    row: Row
    owner_unit_id: uuid.UUID

    @property
    def file_name(self) -> str:
        """The name of the file without its folders."""
        return PurePosixPath(self.row.file).name

    def read(self) -> bytes:
        """The file of this row; raises NotFound where it is gone."""
        return self.source.read(self.row.file)

    def import_row(self, parent_id: uuid.UUID | None) -> ImportRow:
        """What the act of importing takes."""
        row = self.row
        return ImportRow(
            file=self.file_name,
            code=row.code,
            title=row.title,
            title_en=row.title_en,
            type_code=row.type,
            field_code=row.field,
            owner_unit_id=self.owner_unit_id,
            clauses=row.clauses,
            visibility=Visibility(row.visibility),
            parent_id=parent_id,
            review_months=row.review_months,
            edition=row.edition,
            revision=row.revision,
            effective_on=row.effective_on,
            summary=row.summary,
        )


@dataclass(frozen=True, slots=True)
class Checked:
    """Rows without a fault, parents before their forms; the faults of the others.

    `qms import` brings in nothing where there is any fault; the wizard lets a person choose.
    """

    entries: tuple[Entry, ...]
    errors: tuple[RowError, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What rows may refer to."""

    source: Source
    units: Mapping[str, uuid.UUID]
    types: frozenset[str]
    fields: frozenset[str]
    codes: Mapping[str, int]  # canonical code -> first row that has it
    files: Mapping[str, int]
    registered: frozenset[str]
    most_bytes: int


def check_rows(
    session: Session, source: Path | Source, rows: Sequence[Any], *, now: datetime, most_bytes: int
) -> Checked:
    """Check shape, codes, references and files of all rows; nothing is written."""
    source = Folder(source) if isinstance(source, Path) else source
    taken: dict[int, Row] = {}
    errors: list[RowError] = []
    for number, data in enumerate(rows, start=1):
        row = _shaped(number, data, errors)
        if row is not None:
            taken[number] = row
    known = _known(session, source, taken, now, most_bytes)
    for number, row in taken.items():
        faults = _faults(number, row, known)
        errors += (RowError(number, row.file, *fault) for fault in faults)
    errors.sort(key=lambda one: one.row)
    wrong = {one.row for one in errors}
    entries = [_entry(n, row, known) for n, row in taken.items() if n not in wrong]
    return Checked(_parents_first(entries), tuple(errors))


def _shaped(number: int, data: Any, errors: list[RowError]) -> Row | None:
    if not isinstance(data, dict):
        errors.append(RowError(number, "", "", "MANIFEST-ROW-NOT-AN-OBJECT", {}))
        return None
    file = str(data.get("file", ""))[:200]
    try:
        row = take(Row, data)
        check_code(row.code)
    except Invalid as error:
        fields = error.fields or {"": error.code}
        errors += (RowError(number, file, name, code, {}) for name, code in fields.items())
        return None
    return row


def _known(
    session: Session, source: Source, rows: Mapping[int, Row], now: datetime, most_bytes: int
) -> _Known:
    codes: dict[str, int] = {}
    files: dict[str, int] = {}
    for number, row in rows.items():
        codes.setdefault(canonical_code(row.code), number)
        files.setdefault(row.file, number)
    return _Known(
        source=source,
        units={unit.code: unit.id for unit in unit_tree(session, now)},
        types=frozenset(session.scalars(select(DocumentType.code))),
        fields=frozenset(session.scalars(select(DocumentField.code))),
        codes=codes,
        files=files,
        registered=frozenset(session.scalars(select(Document.canonical_code))),
        most_bytes=most_bytes,
    )


Fault = tuple[str, str, dict[str, object]]


def _faults(number: int, row: Row, known: _Known) -> Iterator[Fault]:
    """What a row refers to and does not exist, and what stands in another row already."""
    if (first := known.codes[canonical_code(row.code)]) != number:
        yield "code", "MANIFEST-CODE-TWICE", {"other": first}
    if row.owner.upper() not in known.units:
        yield "owner", "UNIT-UNKNOWN", {"code": row.owner}
    if row.type not in known.types:
        yield "type", "DOCUMENT-TYPE-UNKNOWN", {}
    if row.field not in known.fields:
        yield "field", "DOCUMENT-FIELD-UNKNOWN", {}
    yield from _parent_faults(number, row, known)
    yield from _file_faults(number, row, known)


def _parent_faults(number: int, row: Row, known: _Known) -> Iterator[Fault]:
    for form in row.forms:
        if canonical_code(form) not in known.codes.keys() | known.registered:
            yield "forms", "MANIFEST-FORM-UNKNOWN", {"form": form}
    if row.parent is None:
        return
    parent = canonical_code(row.parent)
    if known.codes.get(parent) == number:
        yield "parent", "MANIFEST-PARENT-ITSELF", {}
    elif parent not in known.codes and parent not in known.registered:
        yield "parent", "DOCUMENT-PARENT-UNKNOWN", {}


def _file_faults(number: int, row: Row, known: _Known) -> Iterator[Fault]:
    if (first := known.files[row.file]) != number:
        yield "file", "MANIFEST-FILE-TWICE", {"other": first}
    try:
        size = known.source.size(row.file)
    except NotFound as error:
        yield "file", error.code, {}
        return
    if size > known.most_bytes:
        yield "file", "MANIFEST-FILE-TOO-LARGE", {"megabytes": known.most_bytes // 1024**2}


def _entry(number: int, row: Row, known: _Known) -> Entry:
    return Entry(number, known.source, row, known.units[row.owner.upper()])


def _parents_first(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Stable: rows keep their order but for forms written above their procedure."""
    by_code = {canonical_code(one.row.code): one for one in entries}
    return tuple(sorted(entries, key=lambda one: _depth(one, by_code)))


def _depth(entry: Entry, by_code: Mapping[str, Entry]) -> int:
    seen: set[int] = set()
    while entry.row.parent is not None and entry.number not in seen:
        seen.add(entry.number)
        above = by_code.get(canonical_code(entry.row.parent))
        if above is None:
            break
        entry = above
    return len(seen)
