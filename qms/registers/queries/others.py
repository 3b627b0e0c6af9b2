"""Registers of other rooms: their frozen rows as cells of the official columns."""

import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.collation import vi_key
from qms.distribution.queries.registers import (
    CopyRow,
    DistributionForm,
    DistributionRow,
    copy_rows,
    distribution_rows,
)
from qms.documents.model import Document
from qms.documents.queries.document import document_by_code
from qms.documents.queries.in_force import HISTORY_ROLES, owned_under
from qms.errors import NotFound
from qms.listing import Cell
from qms.people.rules import Actor, fold, today
from qms.records.queries.plan import PlanLineRow
from qms.records.queries.registers import RecordListRow, file_plan_rows, record_rows
from qms.records.rules import LineKind
from qms.references.queries.printed import ExternalRow, external_rows
from qms.registers import wording
from qms.registers.queries.asked import Asked, Moment, Order
from qms.retention.queries.disposals import disposal_rows

Rows = list[tuple[Cell, ...]]


def external(session: Session, actor: Actor, asked: Asked, moment: Moment) -> Rows:
    """External documents at the end of a day, in the order of legal force unless asked."""
    found = [
        one
        for one in external_rows(session, moment.day)
        if _says(asked.text, one.number, one.title, one.issuer)
    ]
    if asked.order is Order.TITLE:
        found.sort(key=lambda one: vi_key(one.title))
    return [_external(one) for one in found]


def _external(one: ExternalRow) -> tuple[Cell, ...]:
    words = wording.words()["stands"]
    state = [str(words[one.stands.value])]
    if one.ended_on is not None:
        state.append(wording.note("from_day", day=one.ended_on))
    if one.replaced_by:
        state.append(wording.note("replaced", number=one.replaced_by))
    return (
        one.title,
        one.number,
        one.issuer,
        one.issued_on,
        one.effective_on,
        "\n".join(state),
        one.kept_at,
        one.last_checked_on,
    )


def records(session: Session, actor: Actor, asked: Asked, moment: Moment) -> Rows:
    """Records that this person may read, as they were kept then."""
    found = [
        one
        for one in record_rows(session, moment.at, actor)
        if _says(asked.text, one.code, one.title, one.unit)
    ]
    if asked.order is Order.TITLE:
        found.sort(key=lambda one: vi_key(one.title))
    elif asked.order is Order.UNIT:
        found.sort(key=lambda one: vi_key(one.unit))
    return [_record(one) for one in found]


def _record(one: RecordListRow) -> tuple[Cell, ...]:
    keeper = "\n".join(part for part in (one.keeper, one.unit, one.file) if part)
    return (
        one.title,
        one.code,
        keeper,
        wording.note("electronic"),
        _term(one.retention_years, permanent=one.permanent),
        wording.note("kept_for_ever" if one.permanent else "after_term"),
    )


def _term(years: int | None, *, permanent: bool) -> str:
    if permanent:
        return wording.note("permanent")
    return wording.note("years", years=f"{years:02d}") if years is not None else ""


def file_plan(session: Session, actor: Actor, asked: Asked, moment: Moment) -> Rows:
    """The plan of a year in its order; headings have no term (decree 30/2020, annex V)."""
    return [_plan_line(one) for one in file_plan_rows(session, asked.year or moment.day.year)]


def _plan_line(one: PlanLineRow) -> tuple[Cell, ...]:
    if one.kind is not LineKind.FILE:
        return (one.mark, one.title, "", "", one.note)
    term = _term(one.retention_years, permanent=one.permanent)
    return (one.mark, one.title, term, one.person or one.unit, one.note)


def file_plan_closing(rows: Rows) -> str:
    """How many files, permanent and for a term, in the words of the decree."""
    terms = [str(row[2]) for row in rows if row[2]]
    permanent = terms.count(wording.note("permanent"))
    count = {"count": len(terms), "permanent": permanent, "fixed": len(terms) - permanent}
    return wording.note("file_plan", **{name: f"{one:02d}" for name, one in count.items()})


def distribution(session: Session, actor: Actor, asked: Asked, moment: Moment) -> Rows:
    """Who gets what: lists and numbered copies of documents this person answers for."""
    one_document, seen = _documents(session, actor, asked)
    found = distribution_rows(session, moment.at, one_document)
    return [_sent(one) for one in found if one.document_id in seen]


def _sent(one: DistributionRow) -> tuple[Cell, ...]:
    words = wording.words()
    recipient = one.recipient
    if one.role is not None:
        role = str(words["roles"].get(one.role.value, one.role.value))
        recipient = ", ".join(part for part in (role, recipient) if part)
    paper = one.form is DistributionForm.PAPER
    read = wording.note("read", done=one.acknowledged, asked=one.asked)
    return (
        one.code,
        recipient,
        one.copy_number if paper else "",
        words["forms"][one.form.value],
        one.received_on,
        one.received_by if paper else read,
        one.recalled_on,
    )


def copies(session: Session, actor: Actor, asked: Asked, moment: Moment) -> Rows:
    """Numbered paper copies with where each of them was then."""
    one_document, seen = _documents(session, actor, asked)
    found = copy_rows(session, moment.at, one_document)
    return [_copy(one) for one in found if one.document_id in seen]


def _copy(one: CopyRow) -> tuple[Cell, ...]:
    state = str(wording.words()["copies"][one.state.value])
    notes = [wording.note("to_recall")] if one.to_recall else []
    notes += [part for part in (one.reason, one.witness) if part]
    return (
        one.code,
        one.edition,
        one.number,
        ", ".join(part for part in (one.holder, one.unit) if part),
        one.issued_on,
        one.handed_over_on,
        one.received_by,
        state,
        one.ended_on,
        "\n".join(notes),
    )


def disposals(session: Session, actor: Actor, asked: Asked, moment: Moment) -> Rows:
    """What was destroyed by then, and by whose decision."""
    return [
        (
            one.disposal,
            today(one.disposed_at),
            one.number,
            one.title,
            one.unit,
            one.ended_year,
            one.due_on,
            one.proposed_by,
            one.approved_by,
            one.reason,
        )
        for one in disposal_rows(session, moment.at, actor)
    ]


def _documents(
    session: Session, actor: Actor, asked: Asked
) -> tuple[uuid.UUID | None, set[uuid.UUID]]:
    """The document asked for (None: all), and those whose history this person sees."""
    query: Any = select(Document.id).where(owned_under(actor, HISTORY_ROLES))
    if asked.unit_id is not None:
        query = query.where(Document.owner_unit_id == asked.unit_id)
    seen = set(session.scalars(query))
    if not asked.document:
        return None, seen
    wanted = document_by_code(session, asked.document)
    if wanted not in seen:
        raise NotFound("DOCUMENT-NOT-FOUND")
    return wanted, seen


def _says(text: str, *lines: str) -> bool:
    """Whether every word asked for stands in the line, in any writing."""
    folded = fold(" ".join(lines))
    return all(word in folded for word in fold(text).split()[:8])
