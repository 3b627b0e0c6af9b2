"""The owner's decision on a request."""

import uuid

from qms.changes import rules
from qms.changes.acts.case import desk_of
from qms.changes.acts.propose import settle
from qms.changes.rules import RequestAct
from qms.service import Service


def accept_request(
    service: Service, actor_id: uuid.UUID, request_id: uuid.UUID, note: str = ""
) -> None:
    """The owner will do it; the proposer is told."""
    _decide(service, actor_id, request_id, RequestAct.ACCEPT, note)


def decline_request(
    service: Service, actor_id: uuid.UUID, request_id: uuid.UUID, reason: str
) -> None:
    """The owner will not do it and says why; also what was accepted and not begun."""
    _decide(service, actor_id, request_id, RequestAct.DECLINE, reason)


def _decide(
    service: Service, actor_id: uuid.UUID, request_id: uuid.UUID, act: RequestAct, words: str
) -> None:
    with service.db.write() as session:
        desk, request = desk_of(session, service, actor_id, request_id)
        state = rules.stored(desk.allow(request, act))
        settle(request, state, desk.actor.id, desk.now, words)
        request.revision_id = request.linked_at = request.linked_by = None
        desk.event(request, state.value)
        desk.tell(request, [request.proposed_by], f"change_{state.value}")
