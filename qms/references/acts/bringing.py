"""Bringing in a list of external documents; what the register holds already is left as it is."""

import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import audit
from qms.errors import Invalid
from qms.people.queries import lock_actor
from qms.people.rules import Actor
from qms.references.acts.ending import find_external
from qms.references.acts.reading import read_citations
from qms.references.acts.register import add_line, event
from qms.references.acts.telling import tell_authors, tell_managers
from qms.references.model import ExternalDocument
from qms.references.queries.reviews import open_reviews
from qms.references.rules.naming import naming
from qms.references.rules.standing import ENDED, Status, check_days, check_replacement, require_end
from qms.references.schemas import ExternalList, ImportedExternal, NewExternal, Replacement
from qms.schemas import take
from qms.service import Service

_LAWS = Path(__file__).parent.parent / "data" / "laws.json"
_FACTS = tuple(NewExternal.model_fields)


@dataclass(frozen=True, slots=True)
class Brought:
    """How many lines were new, and how many the register held already."""

    added: int
    known: int


def seed_external(service: Service, actor_id: uuid.UUID) -> Brought:
    """The laws and standards that a department's model documents rest on, to be checked there."""
    return bring_in(service, actor_id, usual_laws())


@cache
def usual_laws() -> ExternalList:
    """The list that ships with the product."""
    return take(ExternalList, {"items": json.loads(_LAWS.read_text(encoding="utf-8"))})


def bring_in(service: Service, actor_id: uuid.UUID, wanted: ExternalList) -> Brought:
    """Take a whole list in, or nothing of it; a second time changes nothing."""
    read_citations(service)
    with service.db.write() as session:
        now, act_id = service.now(), audit.new_act()
        actor = lock_actor(session, actor_id, now)
        require_end(actor)
        fresh = _fresh(session, wanted)
        added = [_add(session, actor, act_id, one, now) for one in fresh]
        for one, line in zip(fresh, added, strict=True):
            _end(session, one, line, now)
        session.flush()
        ended = [line.id for line in added if line.status in ENDED]
        reviews = open_reviews(session, now, ExternalDocument.id.in_(ended)) if ended else []
        tell_authors(session, reviews, "law_changed", "once", now)
        tell_managers(session, reviews, "law_changed", "once", now)
        return Brought(len(fresh), len(wanted.items) - len(fresh))


def _fresh(session: Session, wanted: ExternalList) -> list[ImportedExternal]:
    known = set(session.scalars(select(ExternalDocument.canonical)))
    fresh = []
    for one in wanted.items:
        canonical = naming(one.number, one.issued_on).canonical
        if canonical not in known:
            known.add(canonical)
            fresh.append(one)
    return fresh


def _add(
    session: Session, actor: Actor, act_id: uuid.UUID, one: ImportedExternal, now: datetime
) -> ExternalDocument:
    new = NewExternal(**{name: getattr(one, name) for name in _FACTS})
    line = add_line(session, actor, new, now)
    event(session, actor, act_id, now, "added", line, number=line.number, status=one.status.value)
    return line


def _end(session: Session, one: ImportedExternal, line: ExternalDocument, now: datetime) -> None:
    if one.status not in ENDED:
        line.status = one.status
        return
    if one.ended_on is None:
        raise Invalid("EXTERNAL-END-DAY-MISSING", fields={"items": "EXTERNAL-END-DAY-MISSING"})
    check_days(line.issued_on, line.effective_on, one.ended_on)
    if one.status is Status.REPLACED:
        line.replaced_by_id = _successor(session, one, line)
    line.status, line.ended_on, line.marked_at = one.status, one.ended_on, now
    session.flush()


def _successor(session: Session, one: ImportedExternal, line: ExternalDocument) -> uuid.UUID:
    found = find_external(session, Replacement(number=one.replaced_by)) if one.replaced_by else None
    if found is None:
        fields = {"items": "EXTERNAL-REPLACEMENT-UNKNOWN"}
        raise Invalid("EXTERNAL-REPLACEMENT-UNKNOWN", fields=fields, number=one.replaced_by)
    links = select(ExternalDocument.id, ExternalDocument.replaced_by_id)
    check_replacement(line.id, found.id, {row[0]: row[1] for row in session.execute(links)})
    return found.id
