"""All rows of an import are read and checked at once, before any file is opened."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.documents import manifest
from qms.documents.manifest import Uploaded
from qms.documents.queries.register import fields, types
from qms.errors import Invalid
from qms.people.queries import unit_tree
from qms.people.rules import fold
from qms.registers.model import ImportFile, ImportJob, ImportRow
from qms.registers.rules.columns import Target
from qms.registers.rules.files import Files
from qms.registers.rules.rows import Fault, Known, Reading, is_document, read_row
from qms.registers.rules.states import RowState
from qms.service import Service


def prepare(session: Session, service: Service, job: ImportJob) -> int:
    """Every row gets its data, its file and its faults; returns how many rows wait to be tried."""
    query = select(ImportRow).where(ImportRow.job_id == job.id).order_by(ImportRow.number)
    rows = list(session.scalars(query))
    source = source_of(session, service, job)
    reading = _reading(session, service, job)
    documents = []
    for row in rows:
        if is_document(row.cells, reading.columns):
            documents.append(row)
        else:
            row.state = RowState.SKIPPED
    faults = {row.number: _read(row, reading) for row in documents}
    _find_files(documents, source, faults)
    places = _check(session, service, documents, source, faults)
    for row in documents:
        found = faults[row.number]
        row.faults = list(found.values())
        row.state = RowState.FAULTY if found else RowState.WAITING
        row.place = places.get(row.number, row.number)
    return sum(row.state is RowState.WAITING for row in documents)


def source_of(session: Session, service: Service, job: ImportJob) -> Uploaded:
    """The Word files that came with the table."""
    query = select(ImportFile).where(ImportFile.job_id == job.id)
    files = {one.name: (one.sha256, one.size) for one in session.scalars(query)}
    return Uploaded(service.store, files)


def _reading(session: Session, service: Service, job: ImportJob) -> Reading:
    units = unit_tree(session, service.now())
    known = Known(
        types=_choices((one.code, one.name, one.name_en) for one in types(session)),
        owners=_choices((one.code, one.name, one.name_en) for one in units),
        fields=_choices((one.code, one.name, one.name_en) for one in fields(session)),
    )
    columns = {int(number): Target(target) for number, target in job.mapping.items()}
    return Reading(dict(sorted(columns.items())), job.defaults, job.locale, known)


def _choices(rows: Iterable[tuple[str, str, str]]) -> Mapping[str, str]:
    """Codes win over names: a unit may be called as another one is coded."""
    known: dict[str, str] = {}
    listed = list(rows)
    for place in (0, 1, 2):
        for row in listed:
            if row[place]:
                known.setdefault(fold(row[place]), row[0])
    return known


Faults = dict[str, dict[str, Any]]  # field -> what is told about it


def _read(row: ImportRow, reading: Reading) -> Faults:
    data, found = read_row(row.cells, reading)
    row.data, row.code = data, str(data.get("code", ""))[:40]
    return {one.field: _told(one) for one in found}


def _told(one: Fault) -> dict[str, Any]:
    return {"field": one.field, "code": one.code, "parameters": dict(one.parameters)}


def _find_files(rows: Sequence[ImportRow], source: Uploaded, faults: Mapping[int, Faults]) -> None:
    files = Files(source.files, [row.code for row in rows if row.code])
    for row in rows:
        data = dict(row.data or {})
        try:
            data["file"] = files.find(str(data.get("file", "")), row.code)
        except Invalid as error:
            fault = Fault("file", error.code, dict(error.parameters))
            faults[row.number].setdefault("file", _told(fault))
            data["file"] = f"?{row.number}"  # no such name, so that the other fields are checked
        row.data = data
        row.file_sha256 = source.files.get(data["file"], ("", 0))[0]


def _check(
    session: Session,
    service: Service,
    rows: Sequence[ImportRow],
    source: Uploaded,
    faults: Mapping[int, Faults],
) -> dict[int, int]:
    """The checks of a manifest; a field that was faulty already is not told twice."""
    checked = manifest.check_rows(
        session,
        source,
        [row.data for row in rows],
        now=service.now(),
        most_bytes=service.settings.max_upload_bytes,
    )
    for one in checked.errors:
        parameters = dict(one.parameters)
        if "other" in parameters:
            parameters["other"] = rows[int(str(parameters["other"])) - 1].number
        found = faults[rows[one.row - 1].number]
        found.setdefault(one.field, _told(Fault(one.field, one.code, parameters)))
    return {rows[one.number - 1].number: place for place, one in enumerate(checked.entries)}
