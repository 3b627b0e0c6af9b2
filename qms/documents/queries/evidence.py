"""History of a document as people read it, and its signatures with their verdicts."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import audit
from qms.documents.model import AccessEntry, Adoption, Document, Revision
from qms.documents.model.access import AccessKind
from qms.documents.queries.facts import document_facts
from qms.documents.rules import permissions
from qms.documents.rules.numbering import number_text
from qms.errors import NotAllowed, NotFound
from qms.people.queries import Name, names
from qms.people.rules import Actor
from qms.signing.model import Statement

ACCESS_PAGE = 100


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One event: who did what to which revision, and when; `told` names people and numbers."""

    at: datetime
    who: str
    action: str
    edition: int | None
    revision: int | None
    data: dict[str, object]
    place: int | None  # in the audit log; None while it waits for its place
    told: dict[str, str]


@dataclass(frozen=True, slots=True)
class AccessLine:
    """One look, download or print."""

    at: datetime
    who: str
    kind: AccessKind


def require_history(session: Session, actor: Actor, document_id: uuid.UUID) -> Document:
    """The document, for whoever may see its history."""
    document = session.get(Document, document_id)
    if document is None:
        raise NotFound("DOCUMENT-NOT-FOUND")
    if not permissions.may_see_history(actor, document_facts(session, document)):
        raise NotAllowed("HISTORY-NOT-ALLOWED")
    return document


def document_history(session: Session, actor: Actor, document_id: uuid.UUID) -> list[HistoryLine]:
    """Everything that happened to a document and its revisions, the latest first."""
    require_history(session, actor, document_id)
    query = (
        select(Revision.id, Revision.edition, Revision.revision, Adoption.decision_number)
        .outerjoin(Adoption, Adoption.id == Revision.adoption_id)
        .where(Revision.document_id == document_id)
    )
    found = session.execute(query).all()
    numbers = {row.id: (row.edition, row.revision) for row in found}
    decisions = {row.id: row.decision_number for row in found if row.decision_number}
    events = audit.history(session, "document", [document_id])
    events += audit.history(session, "revision", numbers)
    events.sort(key=lambda event: event.event_id, reverse=True)
    people = names(session, {one for event in events for one in _people_in(event)})
    return [
        HistoryLine(
            event.at,
            people[event.actor_id].full_name if event.actor_id in people else "",
            event.action,
            *numbers.get(event.object_id, (None, None)),
            data=dict(event.data),
            place=event.idx,
            told=_told(event, people, numbers) | {"decision": decisions.get(event.object_id, "")},
        )
        for event in events
    ]


_PERSON_FACTS = ("old", "new", "reviewers")


def _people_in(event: audit.HistoryRow) -> list[uuid.UUID]:
    """Who acted, and whom the facts of the event name."""
    found = [event.actor_id] if event.actor_id else []
    for name in _PERSON_FACTS:
        found += _ids(event.data.get(name))
    return found


def _told(
    event: audit.HistoryRow,
    people: dict[uuid.UUID, Name],
    numbers: dict[uuid.UUID, tuple[int, int]],
) -> dict[str, str]:
    """The facts of an event with ids turned into names and numbers."""
    told = {name: str(value) for name, value in event.data.items()}
    for name in _PERSON_FACTS:
        if name in event.data:
            known = [people[one].full_name for one in _ids(event.data[name]) if one in people]
            told[name] = ", ".join(known)
    for name in ("by", "after_cancelled"):
        for one in _ids(event.data.get(name)):
            told[name] = number_text(*numbers[one]) if one in numbers else ""
    return told


def _ids(value: object) -> list[uuid.UUID]:
    texts = value if isinstance(value, list) else [value]
    return [uuid.UUID(text) for text in texts if isinstance(text, str) and len(text) == 36]


def statements_of(session: Session, document_id: uuid.UUID) -> list[Statement]:
    """The signed statements about a document, oldest first, with the lists it was adopted by."""
    adoptions = select(Revision.adoption_id).where(
        Revision.document_id == document_id, Revision.adoption_id.is_not(None)
    )
    query = select(Statement).where(
        (Statement.subject_id == document_id) | Statement.subject_id.in_(adoptions)
    )
    return list(session.scalars(query.order_by(Statement.signed_at, Statement.id)))


def access_page(
    session: Session, actor: Actor, document_id: uuid.UUID, before: datetime | None = None
) -> list[AccessLine]:
    """Who looked at a document, the latest first."""
    require_history(session, actor, document_id)
    query = select(AccessEntry).where(AccessEntry.document_id == document_id)
    if before is not None:
        query = query.where(AccessEntry.at < before)
    query = query.order_by(AccessEntry.at.desc(), AccessEntry.id.desc()).limit(ACCESS_PAGE)
    rows = list(session.scalars(query))
    people = names(session, {row.person_id for row in rows})
    return [AccessLine(row.at, people[row.person_id].full_name, row.kind) for row in rows]
