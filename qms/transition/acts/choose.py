"""Which documents a project concerns, what becomes of each, and opening all their drafts."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select

from qms.documents.acts.case import lock_document
from qms.documents.acts.draft import open_draft
from qms.documents.model import Document, Revision
from qms.documents.queries.facts import document_facts
from qms.documents.queries.in_force import in_force_at
from qms.documents.rules import permissions
from qms.documents.rules.numbering import Step
from qms.errors import Conflict, Invalid, NotFound, NotSignedIn
from qms.people.queries import load_actor
from qms.people.rules import Actor
from qms.service import Service
from qms.transition.acts.case import Case, load_project
from qms.transition.acts.project import take_decision
from qms.transition.model import TransitionDocument
from qms.transition.queries.progress import document_progress
from qms.transition.rules import REASONED, REWRITTEN, Progress, Verdict
from qms.transition.schemas import Choice, Choices

STEPS = {Verdict.EDITION: Step.NEW_EDITION, Verdict.AMEND: Step.AMENDMENT}


def choose(service: Service, actor_id: uuid.UUID, project_id: uuid.UUID, wanted: Choices) -> None:
    """Set the verdict on each of these documents in force; all of them, or none."""
    with service.db.write() as session:
        case = load_project(session, service, actor_id, project_id)
        for one in wanted.choices:
            document = session.get(Document, one.document_id)
            if document is None:
                raise NotFound("DOCUMENT-NOT-FOUND")
            _choose(case, document, one)


def _choose(case: Case, document: Document, one: Choice) -> None:
    if one.verdict in REASONED and not one.reason.strip():
        raise Invalid(
            "TRANSITION-REASON", fields={"reason": "TRANSITION-REASON"}, document=document.code
        )
    if one.writer_id is not None and _writer(case, document, one.writer_id) is None:
        fields = {"writer_id": "TRANSITION-NOT-A-WRITER"}
        raise Invalid("TRANSITION-NOT-A-WRITER", fields=fields, document=document.code)
    row = case.session.get(TransitionDocument, (case.project.id, document.id))
    if row is None:
        _require_in_force(case, document)
        row = TransitionDocument(project_id=case.project.id, document_id=document.id)
        case.session.add(row)
    row.verdict, row.reason, row.writer_id = one.verdict, one.reason, one.writer_id
    row.chosen_at, row.chosen_by = case.now, case.actor.id
    case.event("document_chosen", document_id=str(document.id), verdict=one.verdict.value)


def leave_out(
    service: Service, actor_id: uuid.UUID, project_id: uuid.UUID, document_id: uuid.UUID
) -> None:
    """Take a document off the project's list; its revisions stay as they are."""
    with service.db.write() as session:
        case = load_project(session, service, actor_id, project_id)
        row = session.get(TransitionDocument, (project_id, document_id))
        if row is None:
            raise NotFound("DOCUMENT-NOT-FOUND")
        session.delete(row)
        case.event("document_left_out", document_id=str(document_id))


def open_drafts(service: Service, actor_id: uuid.UUID, project_id: uuid.UUID) -> list[uuid.UUID]:
    """A draft for every chosen document that still waits for one: all of them, or none.

    A new edition or an amendment as the verdict says, under the decision of the project; raises
    Conflict("TRANSITION-DRAFT-REFUSED", document=...) where one of them cannot be opened.
    """
    with service.db.write() as session:
        case = load_project(session, service, actor_id, project_id)
        states = document_progress(session, case.project, case.now)
        query = select(TransitionDocument).where(
            TransitionDocument.project_id == project_id,
            TransitionDocument.verdict.in_(REWRITTEN),
        )
        rows = session.scalars(query.order_by(TransitionDocument.document_id)).all()
        waiting = [one for one in rows if states[one.document_id] is Progress.WAITING]
        if not waiting:
            raise Conflict("TRANSITION-NOTHING-TO-OPEN")
        opened = [_open(case, one).id for one in waiting]
        case.event("drafts_opened", count=len(opened))
        return opened


def _open(case: Case, chosen: TransitionDocument) -> Revision:
    document = lock_document(case.session, chosen.document_id)
    with _naming(document):
        draft = open_draft(
            case.session,
            _chosen_writer(case, document, chosen.writer_id),
            document,
            STEPS[chosen.verdict],
            case.now,
            case.act_id,
            by=case.actor.id,
        )
    draft.change_reason = chosen.reason or case.project.name
    take_decision(case, draft)
    return draft


def _chosen_writer(case: Case, document: Document, writer_id: uuid.UUID | None) -> Actor:
    """Who was named; else the author of what is in force; else the manager who opens it."""
    if writer_id is not None:
        named = _writer(case, document, writer_id)
        if named is None:
            raise Conflict("TRANSITION-NOT-A-WRITER", document=document.code)
        return named
    query = select(Revision.responsible_id).where(
        Revision.document_id == document.id, in_force_at(case.now)
    )
    present = case.session.scalars(query).one_or_none()
    found = _writer(case, document, present) if present is not None else None
    return found or case.actor


def _writer(case: Case, document: Document, person_id: uuid.UUID) -> Actor | None:
    """The person, if in service and allowed to draft this document."""
    try:
        found = load_actor(case.session, person_id, case.now)
    except (NotSignedIn, NotFound):
        return None
    return found if permissions.may_draft(found, document_facts(case.session, document)) else None


def _require_in_force(case: Case, document: Document) -> None:
    query = select(Revision.id).where(Revision.document_id == document.id, in_force_at(case.now))
    if case.session.scalar(query) is None:
        raise Conflict("TRANSITION-NOT-IN-FORCE", document=document.code)


@contextmanager
def _naming(document: Document) -> Iterator[None]:
    try:
        yield
    except Conflict as error:
        named = {**error.parameters, "document": document.code, "because": error.code}
        raise Conflict("TRANSITION-DRAFT-REFUSED", **named) from error
