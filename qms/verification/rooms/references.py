"""External documents and decisions about what cites them, as the log tells."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from qms.references.model import ExternalDocument, ReferenceReview
from qms.references.rules.standing import Status
from qms.verification.report import Found
from qms.verification.rooms.walk import Event, Events, Row, Watched, codes_of

STATUSES = {one.value for one in Status}


def check_external(
    _session: Session, page: Sequence[ExternalDocument], events: Events
) -> Iterator[Found]:
    """Each line stands as it was last said to stand."""
    for one in page:
        row = Row("external_document", one.number)
        told = events.get(one.id, ())
        if told:
            yield from row.compare(_standing(one, told))
        else:
            yield row.unlogged()


def _standing(
    line: ExternalDocument, told: Sequence[Event]
) -> Iterator[tuple[str, object, object]]:
    yield "created_by", line.created_by, told[0].actor_id
    marked = [one for one in told if one.what in STATUSES]
    if not marked:
        yield "status", line.status.value, told[0].text("status") or Status.IN_FORCE.value
        return
    last = marked[-1]
    yield "status", line.status.value, last.what
    yield "ended_on", line.ended_on, last.text("ended_on")
    yield "replaced_by_id", line.replaced_by_id, last.text("replaced_by_id")


def check_decisions(
    session: Session, page: Sequence[ReferenceReview], events: Events
) -> Iterator[Found]:
    """One event for each decision, about the same law, document and revision."""
    codes = codes_of(session, [one.document_id for one in page])
    for one in page:
        row = Row("reference_review", f"{codes[one.document_id]}, {one.id}")
        told = events.get(one.id, ())
        if told:
            yield from row.compare(_decision(one, told))
        else:
            yield row.unlogged()


def _decision(one: ReferenceReview, told: Sequence[Event]) -> Iterator[tuple[str, object, object]]:
    yield "events", 1, len(told)
    yield "external_id", one.external_id, told[0].text("external_id")
    yield "document_id", one.document_id, told[0].text("document_id")
    yield "revision_id", one.revision_id, told[0].text("revision_id")
    yield "decided_by", one.decided_by, told[0].actor_id


WATCHED = (
    Watched(ExternalDocument, ExternalDocument.id, "external_document", check_external),
    Watched(ReferenceReview, ReferenceReview.id, "reference_review", check_decisions),
)
