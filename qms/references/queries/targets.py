"""What a citation names: documents of the register and external ones, and how they stand now."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from qms.documents.model import Document, Revision
from qms.documents.queries.in_force import OPEN_ROLES, in_force_at, owned_under, readable_by
from qms.documents.rules.states import State
from qms.people.rules import Actor
from qms.references.model import Citation, ExternalDocument
from qms.references.rules.citations import Cited, Kind
from qms.references.rules.standards import is_dated
from qms.references.rules.standing import Stands, external_stands

SOME = 400  # keys in one statement


@dataclass(frozen=True, slots=True)
class Target:
    """What is cited and how it stands; `id` is None where this person may not go there."""

    id: uuid.UUID | None
    code: str
    title: str
    stands: Stands
    successor_id: uuid.UUID | None = None
    successor: str = ""
    ended_on: date | None = None


def internal_targets(
    session: Session, actor: Actor, keys: Collection[str], now: datetime
) -> dict[str, tuple[uuid.UUID, Target]]:
    """Canonical code -> the document's id and what this person may know of it."""
    found: dict[str, tuple[uuid.UUID, Target]] = {}
    for some in _portions(keys):
        for row in session.execute(_documents(actor, now).where(Document.canonical_code.in_(some))):
            found[row.canonical_code] = row.id, _target(row)
    return found


def external_targets(
    session: Session, cited: Iterable[Cited], day: date
) -> dict[tuple[Kind, str], tuple[uuid.UUID, Target]]:
    """(kind, key) -> the line of the register of external documents; the latest where several."""
    wanted = {(one.kind, one.key): one for one in cited if one.kind is not Kind.INTERNAL}
    lines = _external_lines(session, wanted.values())
    found: dict[tuple[Kind, str], tuple[uuid.UUID, Target]] = {}
    for place, one in wanted.items():
        fitting = [row for row in lines if _means(one, row[0])]
        if fitting:
            line, successor = max(fitting, key=lambda row: _preference(row[0], day))
            found[place] = line.id, external_target(line, successor, day)
    return found


def external_target(line: ExternalDocument, successor: str | None, day: date) -> Target:
    """A line of the register as a citing document must know it."""
    return Target(
        id=line.id,
        code=line.number,
        title=line.title,
        stands=external_stands(line.status, line.effective_on, line.ended_on, day),
        successor_id=line.replaced_by_id,
        successor=successor or "",
        ended_on=line.ended_on,
    )


def names_external() -> ColumnElement[bool]:
    """Whether a citation names an external document (SQL twin of `_means` for dated names).

    A yearless number without a day names every document of that number: better one look too many.
    """
    return and_(
        Citation.base == ExternalDocument.base,
        or_(
            Citation.key == ExternalDocument.canonical,
            Citation.key == Citation.base,
            ExternalDocument.canonical == ExternalDocument.base,
        ),
    )


def _means(one: Cited, line: ExternalDocument) -> bool:
    if one.kind is Kind.STANDARD and not is_dated(one.key):
        return line.canonical.partition(":")[0] == one.key
    same = one.key in {line.canonical, one.base} or line.canonical == line.base
    return one.base == line.base and same


def _preference(line: ExternalDocument, day: date) -> tuple[bool, date, str]:
    alive = external_stands(line.status, line.effective_on, line.ended_on, day) in {
        Stands.IN_FORCE,
        Stands.PARTLY,
    }
    return alive, line.issued_on or date.min, line.canonical


def _external_lines(
    session: Session, cited: Iterable[Cited]
) -> list[tuple[ExternalDocument, str | None]]:
    successor = aliased(ExternalDocument)
    query = select(ExternalDocument, successor.number).outerjoin(
        successor, successor.id == ExternalDocument.replaced_by_id
    )
    cited = list(cited)
    found: dict[uuid.UUID, tuple[ExternalDocument, str | None]] = {}
    for some in _portions({one.base for one in cited}):
        for line, number in session.execute(query.where(ExternalDocument.base.in_(some))):
            found[line.id] = line, number
    latest = {one.key for one in cited if one.kind is Kind.STANDARD and not is_dated(one.key)}
    for key in sorted(latest):
        editions = ExternalDocument.canonical.startswith(f"{key}:", autoescape=True)
        for line, number in session.execute(query.where(editions)):
            found[line.id] = line, number
    return list(found.values())


def _documents(actor: Actor, now: datetime) -> Any:
    other, past = aliased(Revision), aliased(Revision)
    coming = exists(
        select(other.id).where(
            other.document_id == Document.id,
            other.state == State.APPROVED,
            other.effective_at > now,
        )
    )
    was = exists(
        select(past.id).where(
            past.document_id == Document.id,
            past.state.in_([State.APPROVED, State.WITHDRAWN]),
            past.effective_at <= now,
        )
    )
    return select(
        Document.id,
        Document.canonical_code,
        Document.code,
        Document.title,
        Revision.id.label("revision_id"),
        Revision.title.label("revision_title"),
        coming.label("coming"),
        was.label("was"),
        readable_by(actor).label("readable"),
        owned_under(actor, OPEN_ROLES).label("insider"),
    ).outerjoin(Revision, and_(Revision.document_id == Document.id, in_force_at(now)))


def _target(row: Any) -> Target:
    if row.revision_id is not None:
        if not row.readable:
            return Target(None, row.code, "", Stands.HIDDEN)
        return Target(row.id, row.code, row.revision_title, Stands.IN_FORCE)
    if row.was and not row.coming:
        known = row.readable or row.insider
        return Target(row.id if known else None, row.code, row.title if known else "", Stands.ENDED)
    if not row.insider:  # what is being written is told only to who may write
        return Target(None, row.code, "", Stands.NOT_ISSUED)
    stands = Stands.SCHEDULED if row.coming else Stands.NOT_ISSUED
    return Target(row.id, row.code, row.title, stands)


def _portions(keys: Collection[str]) -> Iterable[list[str]]:
    ordered = sorted(keys)
    for start in range(0, len(ordered), SOME):
        yield ordered[start : start + SOME]
