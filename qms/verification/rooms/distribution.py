"""Who has read, numbered copies and distribution lists, as the log tells of them."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qms.distribution.model import (
    Acknowledgement,
    CopyStep,
    DistributionList,
    PaperCopy,
    Recipient,
)
from qms.distribution.rules import DAYS_TO_READ, ESCALATE_AFTER
from qms.documents.model import Document, Revision
from qms.documents.rules.numbering import number_text
from qms.service import Service
from qms.verification.report import Found
from qms.verification.rooms.walk import NAMED_AT_MOST, Event, Events, Row, Watched, codes_of


def check_readings(
    session: Session, page: Sequence[Acknowledgement], events: Events
) -> Iterator[Found]:
    """One event for each, with the same person, revision and file; the file is the revision's."""
    of = _revisions(session, {one.revision_id for one in page})
    for one in page:
        revision, code = of.get(one.revision_id, (None, str(one.revision_id)))
        number = number_text(revision.edition, revision.revision) if revision else "–"
        row = Row("reading_acknowledgement", f"{code} {number}, {one.person_id}")
        told = events.get(one.id, ())
        if not told:
            yield row.unlogged()
            continue
        yield from row.compare(_reading(one, told))
        if revision is None or one.sha256 not in {revision.docx_sha256, revision.pdf_sha256}:
            facts = {"document": code, "number": number, "person": str(one.person_id)}
            yield Found("VERIFY-READING-FILE", facts)


def _reading(one: Acknowledgement, told: Sequence[Event]) -> Iterator[tuple[str, object, object]]:
    yield "events", 1, len(told)
    first = told[0]
    yield "action", "distribution.reading.acknowledged", first.action
    yield "revision_id", one.revision_id, first.text("revision_id")
    yield "person_id", one.person_id, first.text("person_id")
    yield "person_id", one.person_id, first.actor_id
    yield "sha256", one.sha256, first.text("sha256")


def _revisions(
    session: Session, ids: set[uuid.UUID]
) -> Mapping[uuid.UUID, tuple[Revision | None, str]]:
    query = (
        select(Revision, Document.code)
        .join(Document, Document.id == Revision.document_id)
        .where(Revision.id.in_(ids))
    )
    return {revision.id: (revision, code) for revision, code in session.execute(query)}


def check_copies(session: Session, page: Sequence[PaperCopy], events: Events) -> Iterator[Found]:
    """Its steps are its events, one for one and in order; it stands where the last one left it."""
    codes = codes_of(session, [one.document_id for one in page])
    steps: dict[uuid.UUID, list[CopyStep]] = defaultdict(list)
    query = select(CopyStep).where(CopyStep.copy_id.in_([one.id for one in page]))
    for step in session.scalars(query.order_by(CopyStep.copy_id, CopyStep.number)):
        steps[step.copy_id].append(step)
    for one in page:
        row = Row("paper_copy", f"{codes[one.document_id]} {one.number:02}/{one.total:02}")
        told = events.get(one.id, ())
        if told:
            yield from row.compare(_copy(one, steps[one.id], told))
        else:
            yield row.unlogged()


def _copy(
    copy: PaperCopy, steps: Sequence[CopyStep], told: Sequence[Event]
) -> Iterator[tuple[str, object, object]]:
    yield "number", copy.number, told[0].text("number")
    yield "document_id", copy.document_id, told[0].text("document_id")
    yield "revision_id", copy.revision_id, told[0].text("revision_id")
    yield "issued_by", copy.issued_by, told[0].actor_id
    yield "state", copy.state.value, told[-1].text("state")
    yield "steps", len(steps), len(told)
    for number, (step, event) in enumerate(zip(steps, told, strict=False), start=1):
        name = f"steps[{number}]"
        yield f"{name}.number", step.number, number
        yield f"{name}.act", step.act.value, event.what
        yield f"{name}.state", step.state.value, event.text("state")
        yield f"{name}.done_on", step.done_on.isoformat(), event.text("on")
        yield f"{name}.done_by", step.done_by, event.actor_id


def check_numbers(service: Service) -> list[Found]:
    """Numbers of the copies of a document run from 1 without gaps."""
    most, count = func.max(PaperCopy.number), func.count()
    query = (
        select(Document.code, most, count)
        .join(Document, Document.id == PaperCopy.document_id)
        .group_by(Document.code)
        .having(most != count)
        .order_by(Document.code)
        .limit(NAMED_AT_MOST)
    )
    with service.db.read() as session:
        rows = session.execute(query).all()
    return [
        Found("VERIFY-COPY-NUMBERS", {"document": code, "last": last, "copies": copies})
        for code, last, copies in rows
    ]


def check_lists(
    session: Session, page: Sequence[DistributionList], events: Events
) -> Iterator[Found]:
    """Days to read and every line, as they were put on and taken off."""
    codes = codes_of(session, [one.document_id for one in page])
    lines: dict[uuid.UUID, list[Recipient]] = defaultdict(list)
    query = select(Recipient).where(Recipient.document_id.in_([one.document_id for one in page]))
    for line in session.scalars(query.order_by(Recipient.id)):
        lines[line.document_id].append(line)
    for one in page:
        row = Row("distribution_list", codes[one.document_id])
        told = events.get(one.document_id, ())
        if not told:
            yield row.unlogged()
            continue
        yield from row.compare(_terms(one, told))
        yield from _lines(row, lines[one.document_id], told)


def _terms(kept: DistributionList, told: Sequence[Event]) -> Iterator[tuple[str, object, object]]:
    said = [one.data for one in told if one.what == "terms_changed"]
    last = said[-1] if said else {}
    yield "days_to_read", kept.days_to_read, last.get("days_to_read", DAYS_TO_READ)
    yield "escalate_after", kept.escalate_after, last.get("escalate_after", ESCALATE_AFTER)


def _lines(row: Row, lines: Sequence[Recipient], told: Sequence[Event]) -> Iterator[Found]:
    added = {one.text("recipient"): one for one in told if one.what == "recipient_added"}
    removed = {one.text("recipient"): one for one in told if one.what == "recipient_removed"}
    for line in lines:
        begun = added.pop(str(line.id), None)
        if begun is None:
            yield Row("distribution_recipient", f"{row.name}, {line.id}").unlogged()
            continue
        named = Row("distribution_recipient", f"{row.name}, {line.id}")
        yield from named.compare(_line(line, begun, removed.get(str(line.id))))
    for gone in sorted(added):
        yield Found("VERIFY-ROW-GONE", {"table": "distribution_recipient", "row": gone})


def _line(
    line: Recipient, begun: Event, ended: Event | None
) -> Iterator[tuple[str, object, object]]:
    yield "kind", line.kind.value, begun.text("kind")
    yield "unit_id", line.unit_id, begun.text("unit_id")
    yield "role", line.role.value if line.role else "", begun.text("role")
    yield "person_id", line.person_id, begun.text("person_id")
    yield "added_by", line.added_by, begun.actor_id
    yield "removed_by", line.removed_by, ended.actor_id if ended else None


WATCHED = (
    Watched(Acknowledgement, Acknowledgement.id, "reading_acknowledgement", check_readings),
    Watched(PaperCopy, PaperCopy.id, "paper_copy", check_copies),
    Watched(DistributionList, DistributionList.document_id, "distribution_list", check_lists),
)
