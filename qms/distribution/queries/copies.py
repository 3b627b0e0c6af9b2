"""Numbered paper copies: of one document, of all, one with its steps; which must come back."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import Session

from qms.distribution import rules
from qms.distribution.model import CopyStep, PaperCopy
from qms.distribution.queries.waiting import KEEPERS, to_recall
from qms.distribution.rules import OUT, CopyAct, CopyState
from qms.documents.model import Document, Revision
from qms.documents.queries.facts import document_facts, period_of
from qms.documents.queries.in_force import HISTORY_ROLES, owned_under
from qms.documents.rules.numbering import number_text
from qms.errors import Invalid, NotFound
from qms.people.queries import names, unit_names
from qms.people.rules import Actor

PAGE = 50


class CopyShow(StrEnum):
    """Which copies a list shows."""

    RECALL = "recall"
    OUT = "out"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class StepLine:
    """One thing done with a copy."""

    act: CopyAct
    on: date
    at: datetime
    by: str
    who: str
    witness: str
    reason: str


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One numbered copy with everything that happened to it, the first thing first."""

    id: uuid.UUID
    document_id: uuid.UUID
    code: str
    title: str
    revision_id: uuid.UUID
    edition: str
    number: str
    unit: str
    holder: str
    state: CopyState
    recall: bool  # the edition has ended and the copy is still out
    outdated: bool
    issued_at: datetime
    token: str
    row_version: int
    steps: tuple[StepLine, ...]

    def step(self, *acts: CopyAct) -> StepLine | None:
        """The last step of one of these kinds."""
        return next((one for one in reversed(self.steps) if one.act in acts), None)

    @property
    def handed_over(self) -> StepLine | None:
        return self.step(CopyAct.HAND_OVER)

    @property
    def ended(self) -> StepLine | None:
        """How it left the house's hands: returned, lost or destroyed, the latest of them."""
        return self.step(CopyAct.RETURN, CopyAct.LOSE, CopyAct.DESTROY)


@dataclass(frozen=True, slots=True)
class CopyPage:
    """Some copies in the order of codes and numbers, and the cursor of the next page."""

    rows: tuple[CopyLine, ...]
    next: str


@dataclass(frozen=True, slots=True)
class CopySheet:
    """One copy with what this person may do with it."""

    copy: CopyLine
    acts: frozenset[CopyAct]


def copies_of(session: Session, document_id: uuid.UUID, now: datetime) -> tuple[CopyLine, ...]:
    """Every copy of a document, the newest number first."""
    query = _rows().where(PaperCopy.document_id == document_id).order_by(PaperCopy.number.desc())
    return lines(session, session.execute(query).all(), now)


def copy_page(
    session: Session,
    actor: Actor,
    show: CopyShow,
    now: datetime,
    after: str = "",
    limit: int = PAGE,
) -> CopyPage:
    """Copies of the documents whose distribution this person may see."""
    query = _rows().where(owned_under(actor, (*KEEPERS, *HISTORY_ROLES)))
    if show is CopyShow.RECALL:
        query = query.where(to_recall(now))
    elif show is CopyShow.OUT:
        query = query.where(PaperCopy.state.in_(OUT))
    place = tuple_(Document.sort_code, Document.id, PaperCopy.number)
    if after:
        query = query.where(place > _place(after))
    query = query.order_by(Document.sort_code, Document.id, PaperCopy.number).limit(limit + 1)
    rows = session.execute(query).all()
    last = rows[limit - 1] if len(rows) > limit else None
    cursor = f"{last[1].sort_code}~{last[1].id.hex}~{last[0].number}" if last else ""
    return CopyPage(lines(session, rows[:limit], now), cursor)


def copy_sheet(session: Session, actor: Actor, copy_id: uuid.UUID, now: datetime) -> CopySheet:
    """One copy, for whoever may see the distribution of its document."""
    row = session.execute(_rows().where(PaperCopy.id == copy_id)).one_or_none()
    facts = document_facts(session, row.Document) if row is not None else None
    if row is None or facts is None or not rules.may_see_distribution(actor, facts):
        raise NotFound("COPY-NOT-FOUND")
    (line,) = lines(session, [row], now)
    acts = rules.copy_acts(line.state) if rules.may_distribute(actor, facts) else frozenset()
    if line.outdated:
        acts -= rules.NEEDS_EDITION_IN_FORCE
    return CopySheet(line, acts)


def _rows() -> Select[PaperCopy, Document, Revision]:
    return (
        select(PaperCopy, Document, Revision)
        .join(Document, Document.id == PaperCopy.document_id)
        .join(Revision, Revision.id == PaperCopy.revision_id)
    )


def lines(session: Session, rows: Iterable[Any], now: datetime) -> tuple[CopyLine, ...]:
    """Rows of copy, document and revision with the words of their steps, in three queries."""
    found = list(rows)
    if not found:
        return ()
    copies: list[PaperCopy] = [row.PaperCopy for row in found]
    steps = select(CopyStep).where(CopyStep.copy_id.in_([one.id for one in copies]))
    done: dict[uuid.UUID, list[CopyStep]] = defaultdict(list)
    for step in session.scalars(steps.order_by(CopyStep.number)):
        done[step.copy_id].append(step)
    wanted = {one.done_by for each in done.values() for one in each}
    people = names(session, wanted | {one.person_id for one in copies if one.person_id})
    units = unit_names(session, now, {one.unit_id for one in copies})
    return tuple(
        CopyLine(
            id=row.PaperCopy.id,
            document_id=row.Document.id,
            code=row.Document.code,
            title=row.Revision.title,
            revision_id=row.Revision.id,
            edition=number_text(row.Revision.edition, row.Revision.revision),
            number=rules.copy_number(row.PaperCopy.number, row.PaperCopy.total),
            unit=units.get(row.PaperCopy.unit_id, ""),
            holder=people[row.PaperCopy.person_id].full_name if row.PaperCopy.person_id else "",
            state=row.PaperCopy.state,
            recall=_outdated(row.Revision, now) and row.PaperCopy.state in OUT,
            outdated=_outdated(row.Revision, now),
            issued_at=row.PaperCopy.issued_at,
            token=row.PaperCopy.token,
            row_version=row.PaperCopy.row_version,
            steps=tuple(_step(one, people) for one in done[row.PaperCopy.id]),
        )
        for row in found
    )


def _step(one: CopyStep, people: Any) -> StepLine:
    return StepLine(
        one.act,
        one.done_on,
        one.at,
        people[one.done_by].full_name,
        one.who,
        one.witness,
        one.reason,
    )


def _outdated(revision: Revision, now: datetime) -> bool:
    return not period_of(revision).holds(now)


def _place(cursor: str) -> tuple[str, uuid.UUID, int]:
    parts = cursor.split("~")
    try:
        return "~".join(parts[:-2]), uuid.UUID(parts[-2]), min(int(parts[-1]), rules.MOST_NUMBER)
    except (ValueError, IndexError) as error:
        raise Invalid("CURSOR") from error
