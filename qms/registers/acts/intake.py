"""A table and its Word files are taken in; both are kept whatever is wrong with single rows."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from qms import sheets, word
from qms.errors import Invalid
from qms.people.queries import lock_actor
from qms.registers.acts.job import begin, record
from qms.registers.model import ImportFile, ImportJob, ImportRow
from qms.registers.rules.columns import guess, heading_rows
from qms.registers.rules.permissions import require_import
from qms.registers.rules.rows import packed
from qms.registers.rules.states import JobState, RowState
from qms.service import Service

DOCX, ZIP = ".docx", b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class FilesTaken:
    """How many Word files were kept, and the names of what was not Word."""

    taken: int
    ignored: tuple[str, ...]


def open_import(service: Service, actor_id: uuid.UUID, name: str, data: bytes) -> uuid.UUID:
    """Read the table, guess its columns; raises Invalid where it is no table."""
    with service.db.read() as session:  # nothing is read for who may not import
        require_import(lock_actor(session, actor_id, service.now()))
    table = sheets.read_table(data, name)
    found = heading_rows(table.rows)
    if found is None:
        raise Invalid("IMPORT-NO-HEADINGS")
    first, headings = found
    rows = _rows(table, first)
    if not rows:
        raise Invalid("IMPORT-NO-ROWS")
    stored = service.store.put(data)
    with service.db.write() as session:
        now = service.now()
        actor = lock_actor(session, actor_id, now)
        require_import(actor)
        job = ImportJob(
            name=word.clean_file_name(name),
            table_sha256=stored.sha256,
            how_read=dict(table.how),
            headings=[heading[:200] for heading in headings],
            mapping={str(number): one.value for number, one in guess(headings).items()},
            created_by=actor.id,
            created_at=now,
            changed_at=now,
        )
        session.add(job)
        session.flush()
        session.execute(insert(ImportRow), [{"job_id": job.id, **row} for row in rows])
        record(session, job, actor.id, "opened", now, sha256=stored.sha256, rows=len(rows))
        return job.id


def _rows(table: sheets.Table, first: int) -> list[dict[str, object]]:
    """The rows below the headings that have anything in them, by their number in the table."""
    found: list[dict[str, object]] = []
    for number, row in enumerate(table.rows[first:], start=first + 1):
        if not any(value not in (None, "") for value in row):
            continue
        cells = [
            packed(value, formula=(number, place) in table.formulas)
            for place, value in enumerate(row, start=1)
        ]
        found.append({"number": number, "place": number, "cells": cells})
    return found


def add_files(
    service: Service, actor_id: uuid.UUID, job_id: uuid.UUID, name: str, data: bytes
) -> FilesTaken:
    """Keep a Word file, or the Word files of a ZIP; a name that is there already is replaced."""
    with service.db.read() as session:
        begin(session, service, actor_id, job_id, "add_files")
    found, ignored = _unpacked(service, name, data)
    with service.db.write() as session:
        work = begin(session, service, actor_id, job_id, "add_files")
        _keep(session, job_id, found)
        back_to_start(session, work.job)
        work.event("files_added", count=len(found))
    return FilesTaken(len(found), tuple(ignored))


def _unpacked(
    service: Service, name: str, data: bytes
) -> tuple[list[dict[str, object]], list[str]]:
    """Stored before the transaction; the guard judges each when its row is tried."""
    if name.casefold().endswith(DOCX):
        clean = sheets.clean_name(word.clean_file_name(name))
        stored = service.store.put(data)
        return [{"name": clean, "sha256": stored.sha256, "size": stored.size}], []
    if not data.startswith(ZIP):
        raise Invalid("IMPORT-FILE-NOT-WORD")
    limits = sheets.BundleLimits(file=service.settings.max_upload_bytes)
    found: list[dict[str, object]] = []
    ignored: list[str] = []
    for one in sheets.unpack(data, limits):
        if not one.name.casefold().endswith(DOCX) or "/~$" in f"/{one.name}":
            ignored.append(sheets.shown(one.name))
            continue
        stored = service.store.put(one.data)
        found.append({"name": one.name, "sha256": stored.sha256, "size": stored.size})
    return found, ignored


def _keep(session: Session, job_id: uuid.UUID, found: Sequence[dict[str, object]]) -> None:
    query = select(ImportFile).where(ImportFile.job_id == job_id)
    present = {one.name.casefold(): one for one in session.scalars(query)}
    for one in found:
        known = present.get(str(one["name"]).casefold())
        if known is None:
            session.add(ImportFile(job_id=job_id, **one))
        else:
            known.sha256, known.size = str(one["sha256"]), int(str(one["size"]))


def back_to_start(session: Session, job: ImportJob) -> None:
    """What was found out about the rows no longer holds."""
    job.state, job.prepared_at = JobState.READ, None
    session.execute(
        update(ImportRow)
        .where(ImportRow.job_id == job.id)
        .values(state=RowState.WAITING, faults=[], data=None, result="", file_sha256="")
    )
