"""Bringing checked rows in, one transaction each, or foretelling what that would do."""

import hashlib
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.documents.acts.importing import (
    Imported,
    Intake,
    check_adoptable,
    check_new,
    check_same,
    import_document,
    present_revision,
    take_in,
)
from qms.documents.manifest.checking import Entry
from qms.documents.model import Document
from qms.documents.rules.numbering import canonical_code
from qms.errors import Conflict, QmsError
from qms.service import Service


class Foreseen(StrEnum):
    """What an import would do with a row."""

    NEW_DOCUMENT = "new_document"
    NEW_REVISION = "new_revision"
    PRESENT = "present"


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became (or would become) of a row; an error leaves nothing of it behind."""

    entry: Entry
    done: Imported | Foreseen | None = None
    error: QmsError | None = None
    dropped: int = 0


def bring_in(
    service: Service,
    actor_id: uuid.UUID,
    entries: Iterable[Entry],
    adoption_id: uuid.UUID | None = None,
) -> Iterator[RowResult]:
    """Import row by row; a row that fails does not stop the others, and can be repeated."""
    for entry in entries:
        try:
            with service.db.read() as session:
                parent_id = _parent_id(session, entry)
            row = entry.import_row(parent_id)
            done = import_document(service, actor_id, row, entry.read(), adoption_id)
            yield RowResult(entry, done)
        except QmsError as error:
            yield RowResult(entry, error=error)


def foresee(
    service: Service, entries: Iterable[Entry], *, adopting: bool = False
) -> Iterator[RowResult]:
    """What an import would do, every file guarded and read; nothing is written."""
    for entry in entries:
        try:
            taken = take_in(service, entry.file_name, entry.read())
            with service.db.read() as session:
                done = _foreseen(session, entry, taken, adopting)
            yield RowResult(entry, done, dropped=len(taken.dropped))
        except QmsError as error:
            yield RowResult(entry, error=error)


def _foreseen(session: Session, entry: Entry, taken: Intake, adopting: bool) -> Foreseen:
    row = entry.import_row(None)
    document = _document(session, row.code)
    present = present_revision(session, document.id, row) if document is not None else None
    if present is not None:
        check_same(session, present, hashlib.sha256(taken.data).hexdigest())
        return Foreseen.PRESENT
    if adopting:
        check_adoptable(row, taken.content)
    if document is None:
        return Foreseen.NEW_DOCUMENT
    check_new(session, document, row, adopting=adopting)
    return Foreseen.NEW_REVISION


def _parent_id(session: Session, entry: Entry) -> uuid.UUID | None:
    if entry.row.parent is None:
        return None
    parent = _document(session, entry.row.parent)
    if parent is None:  # its own row was refused: without it this one would stand alone for ever
        raise Conflict("IMPORT-PARENT-FAILED", parent=entry.row.parent)
    return parent.id


def _document(session: Session, code: str) -> Document | None:
    query = select(Document).where(Document.canonical_code == canonical_code(code))
    return session.scalars(query).one_or_none()
