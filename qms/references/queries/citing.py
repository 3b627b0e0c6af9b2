"""Who cites a document or a law: what a change of it touches."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from qms.documents.model import Document, Revision
from qms.documents.queries.in_force import in_force_at, readable_by
from qms.people.queries import unit_names
from qms.people.rules import Actor
from qms.references.model import Citation, ExternalDocument
from qms.references.queries.targets import names_external
from qms.references.rules.citations import Kind
from qms.references.rules.codes import meanings, short_of


@dataclass(frozen=True, slots=True)
class Citing:
    """One document in force that cites it: how often, and where first."""

    document_id: uuid.UUID
    revision_id: uuid.UUID
    code: str
    title: str
    type_code: str
    owner_unit_id: uuid.UUID
    unit: str
    times: int
    heading: str
    snippet: str


def citing(session: Session, document_id: uuid.UUID, actor: Actor, now: datetime) -> list[Citing]:
    """The documents in force that cite this document's code, of those this person may read."""
    document = session.get(Document, document_id)
    if document is None:
        return []
    canonical = document.canonical_code
    short = short_of(canonical)
    taken = short != "" and _is_registered(session, short)  # then BM-01 is a document of its own

    def is_meant(key: str, own: str) -> bool:
        if own == canonical or (key == short and taken):
            return False
        return canonical in meanings(key, own)

    keys = [canonical, short] if short else [canonical]
    names = Citation.kind == Kind.INTERNAL, Citation.key.in_(keys)
    return _lines(session, actor, names, now, is_meant)


def citing_external(
    session: Session, external_id: uuid.UUID, actor: Actor, now: datetime
) -> list[Citing]:
    """The documents in force that cite this external document, of those this person may read."""
    line = session.get(ExternalDocument, external_id)
    if line is None:
        return []
    same = select(ExternalDocument.id).where(ExternalDocument.id == line.id, names_external())
    names = Citation.base == line.base, same.correlate(Citation).exists()
    return _lines(session, actor, names, now)


def _is_registered(session: Session, canonical: str) -> bool:
    found = select(Document.id).where(Document.canonical_code == canonical)
    return session.scalar(found) is not None


def _lines(
    session: Session,
    actor: Actor,
    names: tuple[ColumnElement[bool], ...],
    now: datetime,
    is_meant: Callable[[str, str], bool] | None = None,
) -> list[Citing]:
    query = (
        select(Document, Revision.id, Revision.title, Citation)
        .join(Revision, Revision.document_id == Document.id)
        .join(Citation, Citation.revision_id == Revision.id)
        .where(*names, in_force_at(now), readable_by(actor))
        .order_by(Document.sort_code, Document.id, Citation.number)
    )
    found: dict[uuid.UUID, list[tuple[Document, uuid.UUID, str, Citation]]] = {}
    for row in session.execute(query):
        if is_meant is None or is_meant(row[3].key, row[0].canonical_code):
            found.setdefault(row[0].id, []).append((row[0], row[1], row[2], row[3]))
    if not found:
        return []
    units = unit_names(session, now, {rows[0][0].owner_unit_id for rows in found.values()})
    return [_line(rows, units) for rows in found.values()]


def _line(
    rows: list[tuple[Document, uuid.UUID, str, Citation]], units: dict[uuid.UUID, str]
) -> Citing:
    document, revision_id, title, first = rows[0]
    return Citing(
        document_id=document.id,
        revision_id=revision_id,
        code=document.code,
        title=title,
        type_code=document.type_code,
        owner_unit_id=document.owner_unit_id,
        unit=units.get(document.owner_unit_id, ""),
        times=len(rows),
        heading=first.heading,
        snippet=first.snippet,
    )
