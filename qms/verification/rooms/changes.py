"""Change requests: what became of each, as the log tells."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from qms.changes.model import ChangeRequest
from qms.changes.rules import RequestState
from qms.verification.report import Found
from qms.verification.rooms.walk import Event, Events, Row, Watched

DECISIONS = {one.value for one in RequestState} - {RequestState.PROPOSED.value}


def check_requests(
    _session: Session, page: Sequence[ChangeRequest], events: Events
) -> Iterator[Found]:
    """State, who decided, and the revision it was taken into."""
    for one in page:
        row = Row("change_request", one.code)
        told = events.get(one.id, ())
        if told:
            yield from row.compare(_differences(one, told))
        else:
            yield row.unlogged()


def _differences(
    request: ChangeRequest, told: Sequence[Event]
) -> Iterator[tuple[str, object, object]]:
    first, decided, linked = told[0], None, ""
    for event in told:
        if event.what in DECISIONS:
            decided, linked = event, ""
        elif event.what == "linked":
            linked = event.text("revision_id")
        elif event.what == "unlinked":
            linked = ""
    yield "code", request.code, first.text("code")
    yield "document_id", request.document_id, first.text("document_id")
    yield "about_revision_id", request.about_revision_id, first.text("about_revision_id")
    yield "proposed_by", request.proposed_by, first.actor_id
    yield "state", request.state.value, decided.what if decided else RequestState.PROPOSED.value
    yield "decided_by", request.decided_by, decided.actor_id if decided else None
    yield "revision_id", request.revision_id, linked


WATCHED = (Watched(ChangeRequest, ChangeRequest.id, "change_request", check_requests),)
