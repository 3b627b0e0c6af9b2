"""What a draft still needs, what its file says differently, and uploads waiting for a decision."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import word
from qms.documents.model import HeldUpload
from qms.documents.queries.document import DocumentPage, document_page
from qms.documents.queries.facts import last_approved
from qms.documents.queries.revision import RevisionPage
from qms.documents.rules.readiness import DraftFacts, FileFacts, Missing, missing
from qms.errors import NotFound
from qms.people.rules import Actor
from qms.store import Store, read_bytes


@dataclass(frozen=True, slots=True)
class HeldLine:
    """An upload kept until its sender decides; `found` are the objects and links in it."""

    id: uuid.UUID
    name: str
    at: datetime
    found: tuple[dict[str, Any], ...]


def held_uploads(session: Session, actor: Actor, page: RevisionPage) -> list[HeldLine]:
    """This person's uploads that wait for a decision, the latest first.

    One that an upload has come after is settled: its sender chose to send another file.
    """
    query = (
        select(HeldUpload)
        .where(HeldUpload.revision_id == page.id, HeldUpload.person_id == actor.id)
        .order_by(HeldUpload.held_at.desc(), HeldUpload.id)
    )
    if page.files:
        query = query.where(HeldUpload.held_at > page.files[0].at)
    return [
        HeldLine(one.id, one.name, one.held_at, tuple(one.problems))
        for one in session.scalars(query)
    ]


def document_around(
    session: Session, actor: Actor, page: RevisionPage, now: datetime
) -> DocumentPage | None:
    """The page of its document; None for whoever knows this revision but not the document."""
    try:
        return document_page(session, actor, page.document_id, now)
    except NotFound:
        return None


def base_of(session: Session, page: RevisionPage) -> str:
    """The hash the next upload must be based on; empty for the very first file of a document."""
    if page.files:
        return page.files[0].sha256
    predecessor = last_approved(session, page.document_id)
    return (predecessor.docx_sha256 or "") if predecessor is not None else ""


def still_missing(page: RevisionPage, today: date) -> list[Missing]:
    """What submitting this draft would complain about, told before anybody tries."""
    present = page.files[0] if page.files else None
    facts = DraftFacts(
        code=page.code,
        change_summary=page.change_summary,
        change_reason=page.change_reason,
        due_days=[one.due_on for one in page.planned],
        approver_id=page.approver_id,
        file=FileFacts(present.read_code, present.problems) if present else None,
    )
    return missing(facts, today)


def file_mismatches(store: Store, page: RevisionPage) -> tuple[word.Problem, ...]:
    """Where the file and the register say different things: the controlled form once there is one.

    What was prepared or submitted has its header written by the service; the author's own file
    still says what it was begun from.
    """
    if not page.files:
        return ()
    present = page.form.docx_sha256 if page.form is not None else page.files[0].sha256
    content = word.read_text(read_bytes(store, present))
    return word.mismatches(
        content,
        code=page.code,
        title=page.title,
        edition=page.edition,
        revision=page.revision,
    )
