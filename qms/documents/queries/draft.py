"""What a draft still needs, what its file says differently, and uploads waiting for a decision."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import word
from qms.documents.model import HeldUpload
from qms.documents.queries.revision import RevisionPage
from qms.documents.rules.readiness import DraftFacts, FileFacts, Missing, missing
from qms.people.rules import Actor
from qms.store import Store, read_bytes


@dataclass(frozen=True, slots=True)
class HeldLine:
    """An upload kept until its sender decides; `found` are the objects and links in it."""

    id: uuid.UUID
    name: str
    at: datetime
    found: tuple[dict[str, Any], ...]


def held_uploads(session: Session, actor: Actor, revision_id: uuid.UUID) -> list[HeldLine]:
    """This person's uploads into this revision that wait for a decision, the latest first."""
    query = (
        select(HeldUpload)
        .where(HeldUpload.revision_id == revision_id, HeldUpload.person_id == actor.id)
        .order_by(HeldUpload.held_at.desc(), HeldUpload.id)
    )
    return [
        HeldLine(one.id, one.name, one.held_at, tuple(one.problems))
        for one in session.scalars(query)
    ]


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
    """Where the present file of a draft and the register say different things."""
    if not page.files:
        return ()
    content = word.read_text(read_bytes(store, page.files[0].sha256))
    return word.mismatches(
        content,
        code=page.code,
        title=page.title,
        edition=page.edition,
        revision=page.revision,
    )
