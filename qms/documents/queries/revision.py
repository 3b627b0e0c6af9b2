"""The page of one revision: plan, files, rounds with their verdicts, and what may be done next."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.documents.model import (
    Document,
    DocumentText,
    DocumentType,
    DraftFile,
    HeldUpload,
    PdfOrigin,
    PlannedReviewer,
    ReviewComment,
    ReviewTask,
    Revision,
    Round,
)
from qms.documents.queries.controlled import Form, prepared_form, wanted_form
from qms.documents.queries.facts import document_facts, period_of
from qms.documents.queries.signed_pdf import head_of_revision, head_of_round
from qms.documents.queries.timeline import facts_of_revision
from qms.documents.rules import permissions
from qms.documents.rules.period import Standing, standing
from qms.documents.rules.states import Act, Outcome, State, Verdict, acts_from
from qms.errors import NotFound
from qms.people.queries import names
from qms.people.rules import Actor


@dataclass(frozen=True, slots=True)
class FileLine:
    """One upload into the draft."""

    number: int
    sha256: str
    size: int
    name: str
    by: str
    at: datetime
    dropped: tuple[dict[str, Any], ...]
    problems: tuple[dict[str, Any], ...]
    read_code: str
    read_title: str
    read_edition: int | None
    read_revision: int | None


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A named reviewer of the next submission."""

    person_id: uuid.UUID
    name: str
    due_on: date


@dataclass(frozen=True, slots=True)
class TaskLine:
    """What was asked of one reviewer and what came back."""

    id: uuid.UUID
    reviewer_id: uuid.UUID
    name: str
    due_on: date
    released_at: datetime | None
    verdict: Verdict | None
    comment: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class CommentLine:
    """A remark made while the round ran."""

    name: str
    place: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One submission with everything that was said about it."""

    number: int
    submitted_by: str
    submitted_at: datetime
    docx_sha256: str
    docx_name: str
    pdf_sha256: str | None
    pdf_origin: PdfOrigin | None
    outcome: Outcome | None
    ended_at: datetime | None
    end_reason: str
    tasks: tuple[TaskLine, ...]
    comments: tuple[CommentLine, ...]


@dataclass(frozen=True, slots=True)
class RevisionPage:
    """Everything the page of one revision shows to one person."""

    id: uuid.UUID
    document_id: uuid.UUID
    code: str
    owner_unit_id: uuid.UUID
    edition: int
    revision: int
    title: str
    standing: Standing
    change_summary: str
    change_reason: str
    change_place: str
    change_requests: str
    effective_on: date | None
    decision_number: str
    decision_on: date | None
    responsible_id: uuid.UUID
    responsible: str
    approver_id: uuid.UUID | None
    approver: str
    authors: tuple[str, ...]
    planned: tuple[PlannedLine, ...]
    files: tuple[FileLine, ...]
    held: tuple[uuid.UUID, ...]
    rounds: tuple[RoundLine, ...]
    row_version: int
    acts: frozenset[Act]
    my_task: TaskLine | None
    adoption_id: uuid.UUID | None
    may_comment: bool
    requires_pdf: bool
    form: Form | None  # the controlled form: prepared of a draft, frozen by a round, or approved


@dataclass(frozen=True, slots=True)
class _Seen:
    """A revision somebody may see, with what the rules know of it."""

    document: Document
    revision: Revision
    facts: permissions.DocumentFacts
    own: permissions.RevisionFacts
    stands: Standing
    making: bool  # whether uploads, verdicts and remarks are shown


def revision_page(
    session: Session, actor: Actor, revision_id: uuid.UUID, now: datetime
) -> RevisionPage:
    """The page of a revision; NotFound for whoever may not see it."""
    seen = _seen(session, actor, revision_id, now)
    rounds = _rounds(session, seen.revision)
    people = _People(session, seen.revision, rounds, seen.own.authors)
    return _page(session, actor, seen, people, _round_lines(session, rounds, people))


def _seen(session: Session, actor: Actor, revision_id: uuid.UUID, now: datetime) -> _Seen:
    revision = session.get(Revision, revision_id)
    if revision is None:
        raise NotFound("DOCUMENT-NOT-FOUND")
    document = session.get_one(Document, revision.document_id)
    facts = document_facts(session, document)
    own = facts_of_revision(session, actor, document, revision, now)
    stands = standing(revision.state, period_of(revision), now)
    if not permissions.may_see_revision(actor, facts, own, stands):
        raise NotFound("DOCUMENT-NOT-FOUND")
    making = permissions.may_see_making(actor, facts, own, stands)
    return _Seen(document, revision, facts, own, stands, making)


def _acts(actor: Actor, seen: _Seen, mine: TaskLine | None) -> frozenset[Act]:
    acts = permissions.permitted_acts(actor, seen.facts, seen.own)
    acts &= acts_from(seen.revision.state)
    return acts if mine is not None else acts - {Act.AGREE, Act.REQUEST_CHANGES}


def _may_comment(actor: Actor, seen: _Seen, lines: tuple[RoundLine, ...]) -> bool:
    running = bool(lines) and lines[0].outcome is None
    takes_part = permissions.is_party(actor, seen.own) or permissions.manages(actor, seen.facts)
    return running and takes_part


def _page(
    session: Session, actor: Actor, seen: _Seen, people: "_People", lines: tuple[RoundLine, ...]
) -> RevisionPage:
    document, revision, mine = seen.document, seen.revision, _my_task(lines, actor)
    return RevisionPage(
        id=revision.id,
        document_id=document.id,
        code=document.code,
        owner_unit_id=document.owner_unit_id,
        edition=revision.edition,
        revision=revision.revision,
        title=revision.title,
        standing=seen.stands,
        change_summary=revision.change_summary,
        change_reason=revision.change_reason,
        change_place=revision.change_place,
        change_requests=revision.change_requests,
        effective_on=revision.effective_on,
        decision_number=revision.decision_number,
        decision_on=revision.decision_on,
        responsible_id=revision.responsible_id,
        responsible=people[revision.responsible_id],
        approver_id=revision.approver_id,
        approver=people[revision.approver_id],
        authors=tuple(sorted(people[one] for one in seen.own.authors)),
        planned=tuple(
            PlannedLine(one.person_id, people[one.person_id], one.due_on) for one in people.planned
        ),
        files=_files(people) if seen.making else (),
        held=_held(session, revision, actor),
        rounds=lines if seen.making else (),
        row_version=revision.row_version,
        acts=_acts(actor, seen, mine),
        my_task=mine,
        adoption_id=revision.adoption_id,
        may_comment=_may_comment(actor, seen, lines),
        requires_pdf=session.get_one(DocumentType, document.type_code).requires_pdf,
        form=_form(session, seen, people) if seen.making else None,
    )


def _form(session: Session, seen: _Seen, people: "_People") -> Form | None:
    revision = seen.revision
    running = next((one for one in people.rounds if one.ended_at is None), None)
    frozen = revision if revision.docx_sha256 is not None else running
    if frozen is not None:
        docx = (frozen.docx_sha256 or "", frozen.docx_size or 0)
        head = head_of_revision(session, revision) if frozen is revision else None
        head = head_of_round(session, running) if running is not None else head
        appended = (head.sha256, head.size) if head is not None else (None, None)
        return Form(*docx, frozen.pdf_sha256, frozen.pdf_size, frozen.pdf_origin, *appended)
    if revision.state is not State.DRAFT or not people.uploads:
        return None
    return prepared_form(session, revision.id, wanted_form(session, seen.document, revision))


class _People:
    """Names of everybody on the page, in one query; with what was loaded to know them."""

    def __init__(
        self,
        session: Session,
        revision: Revision,
        rounds: list[Round],
        authors: frozenset[uuid.UUID],
    ) -> None:
        self.rounds = rounds
        ids = [one.id for one in rounds]
        planned = select(PlannedReviewer).where(PlannedReviewer.revision_id == revision.id)
        self.planned = list(session.scalars(planned.order_by(PlannedReviewer.due_on)))
        uploads = (
            select(DraftFile, DocumentText)
            .outerjoin(DocumentText, DocumentText.sha256 == DraftFile.sha256)
            .where(DraftFile.revision_id == revision.id)
            .order_by(DraftFile.number.desc())
        )
        self.uploads: list[tuple[DraftFile, DocumentText | None]] = [
            (row[0], row[1]) for row in session.execute(uploads)
        ]
        tasks = select(ReviewTask).where(ReviewTask.round_id.in_(ids)).order_by(ReviewTask.asked_at)
        self.tasks = list(session.scalars(tasks))
        remarks = select(ReviewComment).where(ReviewComment.round_id.in_(ids))
        self.comments = list(session.scalars(remarks.order_by(ReviewComment.made_at)))
        wanted = {revision.responsible_id, *authors}
        wanted |= {revision.approver_id} if revision.approver_id else set()
        wanted |= {one.person_id for one in self.planned}
        wanted |= {file.uploaded_by for file, _ in self.uploads}
        wanted |= {one.reviewer_id for one in self.tasks}
        wanted |= {one.author_id for one in self.comments}
        wanted |= {one.submitted_by for one in rounds}
        self.names = names(session, wanted)

    def __getitem__(self, person_id: uuid.UUID | None) -> str:
        return self.names[person_id].full_name if person_id in self.names else ""


def _rounds(session: Session, revision: Revision) -> list[Round]:
    query = select(Round).where(Round.revision_id == revision.id)
    return list(session.scalars(query.order_by(Round.number.desc())))


def _round_lines(session: Session, rounds: list[Round], people: _People) -> tuple[RoundLine, ...]:
    return tuple(
        RoundLine(
            number=one.number,
            submitted_by=people[one.submitted_by],
            submitted_at=one.submitted_at,
            docx_sha256=one.docx_sha256,
            docx_name=one.docx_name,
            pdf_sha256=one.pdf_sha256,
            pdf_origin=one.pdf_origin,
            outcome=one.outcome,
            ended_at=one.ended_at,
            end_reason=one.end_reason,
            tasks=tuple(_task(task, people) for task in people.tasks if task.round_id == one.id),
            comments=tuple(
                CommentLine(people[said.author_id], said.place, said.text, said.made_at)
                for said in people.comments
                if said.round_id == one.id
            ),
        )
        for one in rounds
    )


def _task(task: ReviewTask, people: _People) -> TaskLine:
    return TaskLine(
        task.id,
        task.reviewer_id,
        people[task.reviewer_id],
        task.due_on,
        task.released_at,
        task.verdict,
        task.comment,
        task.decided_at,
    )


def _my_task(rounds: tuple[RoundLine, ...], actor: Actor) -> TaskLine | None:
    if not rounds or rounds[0].outcome is not None:
        return None
    for task in rounds[0].tasks:
        if task.reviewer_id == actor.id and not task.verdict and not task.released_at:
            return task
    return None


def _files(people: _People) -> tuple[FileLine, ...]:
    return tuple(
        FileLine(
            number=file.number,
            sha256=file.sha256,
            size=file.size,
            name=file.name,
            by=people[file.uploaded_by],
            at=file.uploaded_at,
            dropped=tuple(file.dropped),
            problems=tuple(text.problems) if text else (),
            read_code=text.code if text else "",
            read_title=text.title if text else "",
            read_edition=text.edition if text else None,
            read_revision=text.revision if text else None,
        )
        for file, text in people.uploads
    )


def _held(session: Session, revision: Revision, actor: Actor) -> tuple[uuid.UUID, ...]:
    query = select(HeldUpload.id).where(
        HeldUpload.revision_id == revision.id, HeldUpload.person_id == actor.id
    )
    return tuple(session.scalars(query.order_by(HeldUpload.held_at.desc())))
