"""Which two files are laid beside each other, and what is known of their redline."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.documents.model import Document, DraftFile, Redline, Revision, Round
from qms.documents.queries.facts import document_facts, period_of
from qms.documents.queries.timeline import facts_of_revision
from qms.documents.rules import permissions
from qms.documents.rules.comparison import may_see_beside
from qms.documents.rules.period import DEAD, Standing, standing
from qms.documents.rules.permissions import DocumentFacts, RevisionFacts
from qms.errors import Invalid, NotFound
from qms.people.queries import names
from qms.people.rules import Actor

MOST_CHOICES = 200


class SideKind(StrEnum):
    """A revision as it stands, an upload of the draft, or a round as it was submitted."""

    REVISION = "r"
    UPLOAD = "f"
    ROUND = "t"


@dataclass(frozen=True, slots=True)
class Side:
    """One file that may be compared; `name` is how an address names it: r3, f2, t1."""

    kind: SideKind
    number: int
    revision_id: uuid.UUID
    edition: int
    revision: int
    sha256: str
    at: datetime
    by_id: uuid.UUID
    standing: Standing | None = None

    @property
    def name(self) -> str:
        return f"{self.kind.value}{self.number}"


@dataclass(frozen=True, slots=True)
class Beside:
    """Two files of one document, and what else the first could be compared with."""

    document_id: uuid.UUID
    revision_id: uuid.UUID
    code: str
    title: str
    old: Side
    new: Side
    bases: tuple[Side, ...]
    uploads: tuple[Side, ...]
    author: str


class RedlineState(StrEnum):
    """How the Word file with tracked changes stands."""

    NOT_ASKED = "not_asked"
    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RedlineLine:
    """The redline of two files; `failure` is the code of what went wrong."""

    state: RedlineState
    sha256: str | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class _Seen:
    session: Session
    actor: Actor
    now: datetime
    document: Document
    revision: Revision
    facts: DocumentFacts
    own: RevisionFacts
    stands: Standing


def beside(
    session: Session,
    actor: Actor,
    revision_id: uuid.UUID,
    now: datetime,
    *,
    base: str | None = None,
    file: str | None = None,
) -> Beside:
    """The two files asked for; without a word the present one and what it replaces.

    Raises NotFound for whoever may not see one of them, Invalid("COMPARISON-WITHOUT-BASE").
    """
    seen = _seen(session, actor, revision_id, now)
    present = _present(session, seen.revision, seen.stands)
    own = _own_sides(seen)
    new = present if not file else _named(file, own)
    if new is None:
        raise NotFound("FILE-NOT-FOUND")
    earlier = [one for one in own if one.sha256 != new.sha256 and one.at <= new.at]
    bases = (*_other_revisions(seen), *earlier)
    old = _named(base, bases) if base else next(iter(bases), None)
    if old is None:
        raise Invalid("COMPARISON-WITHOUT-BASE")
    if old.sha256 == new.sha256 and base:
        raise Invalid("COMPARISON-SAME-SIDE")
    return Beside(
        document_id=seen.document.id,
        revision_id=seen.revision.id,
        code=seen.document.code,
        title=seen.revision.title,
        old=old,
        new=new,
        bases=tuple(bases),
        uploads=tuple(own),
        author=names(session, [new.by_id])[new.by_id].full_name,
    )


def by_sequence(session: Session, document_id: uuid.UUID, sequence: int, now: datetime) -> Side:
    """The file of the revision with this number; for whoever may read everything."""
    query = select(Revision).where(
        Revision.document_id == document_id, Revision.sequence == sequence
    )
    revision = session.scalars(query).one_or_none()
    if revision is None:
        raise NotFound("COMPARISON-SIDE-UNKNOWN")
    stands = standing(revision.state, period_of(revision), now)
    found = _present(session, revision, stands)
    if found is None:
        raise NotFound("FILE-NOT-FOUND")
    return found


def redline_line(session: Session, old_sha256: str, new_sha256: str) -> RedlineLine:
    """How the redline of these two files stands."""
    row = session.get(Redline, (old_sha256, new_sha256))
    if row is None:
        return RedlineLine(RedlineState.NOT_ASKED)
    if row.ended_at is None:
        return RedlineLine(RedlineState.WAITING)
    state = RedlineState.READY if row.sha256 else RedlineState.FAILED
    return RedlineLine(state, row.sha256, row.failure)


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
    return _Seen(session, actor, now, document, revision, facts, own, stands)


def _present(session: Session, revision: Revision, stands: Standing) -> Side | None:
    """What a revision says now: approved bytes, else the running round, else the last upload."""
    if revision.docx_sha256 and revision.approved_at and revision.approved_by:
        at, by = revision.approved_at, revision.responsible_id
        return _side(
            SideKind.REVISION, revision.sequence, revision, revision.docx_sha256, at, by, stands
        )
    running = select(Round).where(Round.revision_id == revision.id, Round.ended_at.is_(None))
    found = session.scalars(running).one_or_none()
    if found is not None:
        at, by = found.submitted_at, found.submitted_by
        return _side(
            SideKind.REVISION, revision.sequence, revision, found.docx_sha256, at, by, stands
        )
    query = select(DraftFile).where(DraftFile.revision_id == revision.id)
    last = session.scalars(query.order_by(DraftFile.number.desc()).limit(1)).one_or_none()
    if last is None:
        return None
    at, by = last.uploaded_at, last.uploaded_by
    return _side(SideKind.REVISION, revision.sequence, revision, last.sha256, at, by, stands)


def _side(
    kind: SideKind,
    number: int,
    revision: Revision,
    sha256: str,
    at: datetime,
    by: uuid.UUID,
    stands: Standing | None = None,
) -> Side:
    return Side(
        kind, number, revision.id, revision.edition, revision.revision, sha256, at, by, stands
    )


def _own_sides(seen: _Seen) -> list[Side]:
    """Uploads and finished rounds of this revision, the latest first, for who sees its making."""
    if not permissions.may_see_making(seen.actor, seen.facts, seen.own, seen.stands):
        return []
    revision = seen.revision
    rounds = select(Round).where(Round.revision_id == revision.id, Round.ended_at.is_not(None))
    files = select(DraftFile).where(DraftFile.revision_id == revision.id)
    sides = [
        _side(SideKind.ROUND, one.number, revision, one.docx_sha256, one.submitted_at,
              one.submitted_by)
        for one in seen.session.scalars(rounds)
    ] + [
        _side(SideKind.UPLOAD, one.number, revision, one.sha256, one.uploaded_at, one.uploaded_by)
        for one in seen.session.scalars(files)
    ]  # fmt: skip
    return sorted(sides, key=lambda one: (one.at, one.number), reverse=True)[:MOST_CHOICES]


def _other_revisions(seen: _Seen) -> list[Side]:
    """Approved revisions this person may see: the one it follows first, then from new to old."""
    query = (
        select(Revision)
        .where(
            Revision.document_id == seen.document.id,
            Revision.id != seen.revision.id,
            Revision.docx_sha256.is_not(None),
        )
        .order_by(Revision.sequence.desc())
        .limit(MOST_CHOICES)
    )
    rows = list(seen.session.scalars(query))
    before = [one for one in rows if one.sequence < seen.revision.sequence]
    later = [one for one in rows if one.sequence > seen.revision.sequence]
    predecessor = next((one for one in before if one.withdrawn_at is None), None)
    sides = [_visible(seen, one, one is predecessor) for one in [*before, *later]]
    found = [one for one in sides if one is not None]
    first = predecessor.sequence if predecessor else 0
    return sorted(found, key=lambda one: one.number != first)


def _visible(seen: _Seen, revision: Revision, is_predecessor: bool) -> Side | None:
    stands = standing(revision.state, period_of(revision), seen.now)
    history = permissions.may_see_history(seen.actor, seen.facts)
    if not (history and stands in DEAD):  # a long history is judged without a query for each
        own = facts_of_revision(seen.session, seen.actor, seen.document, revision, seen.now)
        if not may_see_beside(
            seen.actor, seen.facts, seen.own, own, stands, is_predecessor=is_predecessor
        ):
            return None
    return _present(seen.session, revision, stands)


def _named(name: str, sides: "tuple[Side, ...] | list[Side]") -> Side:
    found = next((one for one in sides if one.name == name), None)
    if found is None:
        raise NotFound("COMPARISON-SIDE-UNKNOWN")
    return found
