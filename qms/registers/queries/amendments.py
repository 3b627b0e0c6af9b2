"""The amendment log (theo dõi sửa đổi) of one document or of all: only what was approved."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from qms.collation import vi_key
from qms.documents.model import Adoption, Document, Revision
from qms.documents.queries.document import document_by_code
from qms.documents.queries.facts import document_facts
from qms.documents.queries.in_force import HISTORY_ROLES, owned_under
from qms.documents.rules import permissions
from qms.documents.rules.numbering import number_text
from qms.documents.rules.states import State
from qms.errors import Invalid, NotFound
from qms.listing import Cell
from qms.people.queries import names
from qms.people.rules import Actor, fold, today
from qms.registers import wording
from qms.registers.queries.asked import Asked, Moment, Order


def amendment_rows(
    session: Session, actor: Actor, asked: Asked, moment: Moment
) -> list[tuple[Cell, ...]]:
    """Every approved revision that had begun by then, of documents whose history is seen."""
    found = list(session.execute(_matching(_query(actor, moment), asked)))
    if asked.order is Order.TITLE:
        found.sort(key=lambda row: vi_key(row.Revision.title))
    elif asked.order is Order.DAY:
        found.sort(key=lambda row: row.Revision.effective_at)
    people = names(session, {row.Revision.approved_by for row in found})
    return [(row.Document.code, row.Revision.title, *_line(row, people)) for row in found]


def log_rows(
    session: Session, actor: Actor, asked: Asked, moment: Moment
) -> list[tuple[Cell, ...]]:
    """The log page of one document; whoever sees its history may have it."""
    if not asked.document:
        raise Invalid("FIELDS-INVALID", fields={"document": "FIELD-MISSING"})
    document = session.get_one(Document, document_by_code(session, asked.document))
    if not permissions.may_see_history(actor, document_facts(session, document)):
        raise NotFound("DOCUMENT-NOT-FOUND")
    query = _query(actor, moment).where(Document.id == document.id)
    found = list(session.execute(query))
    people = names(session, {row.Revision.approved_by for row in found})
    return [_line(row, people) for row in found]


def _query(actor: Actor, moment: Moment) -> Select[*tuple[Any, ...]]:
    return (
        select(Revision, Document, Adoption)
        .join(Document, Document.id == Revision.document_id)
        .outerjoin(Adoption, Adoption.id == Revision.adoption_id)
        .where(
            Revision.state.in_([State.APPROVED, State.WITHDRAWN]),
            Revision.effective_at <= moment.at,
            owned_under(actor, HISTORY_ROLES),
        )
        .order_by(Document.sort_code, Document.id, Revision.sequence)
    )


def _matching(query: Select[*tuple[Any, ...]], asked: Asked) -> Select[*tuple[Any, ...]]:
    if asked.unit_id is not None:
        query = query.where(Document.owner_unit_id == asked.unit_id)
    if asked.type_code:
        query = query.where(Document.type_code == asked.type_code)
    if asked.field_code:
        query = query.where(Document.field_code == asked.field_code)
    for word in fold(asked.text).split()[:8]:
        query = query.where(Document.search_key.contains(word, autoescape=True))
    return query


def _line(row: Any, people: Any) -> tuple[Cell, ...]:
    revision: Revision = row.Revision
    adopted = row.Adoption is not None
    issued_on = row.Adoption.decision_on if adopted else revision.decision_on
    approver = people.get(revision.approved_by)
    return (
        revision.change_requests,
        revision.change_place,
        "\n".join(_summary(row)),
        number_text(revision.edition, revision.revision),
        issued_on or (today(revision.approved_at) if revision.approved_at else None),
        approver.full_name if approver else "",
    )


def _summary(row: Any) -> Iterator[str]:
    revision: Revision = row.Revision
    if revision.change_summary:
        yield revision.change_summary
    elif revision.sequence == 1:
        yield wording.note("first_issue")
    if row.Adoption is not None:
        yield wording.note("adopted", number=row.Adoption.decision_number)
    if revision.withdrawn_at is not None:
        yield wording.note("withdrawn", day=today(revision.withdrawn_at))
