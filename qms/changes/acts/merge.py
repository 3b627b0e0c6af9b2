"""Several accepted requests become one revision: taken into its draft, or out of it again."""

import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import select

from qms import audit
from qms.changes import rules
from qms.changes.acts.case import Desk, desk_of, lock_requests, open_desk
from qms.changes.model import ChangeRequest
from qms.changes.queries.links import request_numbers
from qms.changes.rules import RequestAct
from qms.changes.schemas import Merge
from qms.documents.acts.draft import open_draft
from qms.documents.model import Revision
from qms.documents.rules.numbering import number_text
from qms.documents.rules.permissions import may_read_in_force
from qms.documents.rules.states import OPEN, State
from qms.errors import Conflict, NotAllowed, NotFound
from qms.service import Service

WORDS_LONGEST, PLACE_LONGEST = 8000, 200


def merge_requests(
    service: Service, actor_id: uuid.UUID, document_id: uuid.UUID, wish: Merge
) -> uuid.UUID:
    """Take accepted requests into the open draft, or open one with them; returns the revision.

    The numbers stand in the revision at once, where its amendment log is made from.
    """
    with service.db.write() as session:
        desk = open_desk(session, service, actor_id, document_id)
        if not rules.owns(desk.actor, desk.facts):
            if not may_read_in_force(desk.actor, desk.facts):
                raise NotFound("DOCUMENT-NOT-FOUND")
            raise NotAllowed("CHANGE-NOT-OWNER")
        requests = _chosen(desk, wish.requests)
        for one in requests:
            desk.allow(one, RequestAct.LINK)
        revision = _draft(desk) or _opened(desk, wish)
        _suggest_words(revision, requests)
        for one in requests:
            one.revision_id, one.linked_by = revision.id, desk.actor.id
            one.linked_at = desk.now
            desk.event(one, "linked", revision_id=str(revision.id))
        _write_numbers(desk, revision, "requests_linked", requests)
        return revision.id


def unlink_request(service: Service, actor_id: uuid.UUID, request_id: uuid.UUID) -> None:
    """Take a request out of a draft: it is an accepted one again."""
    with service.db.write() as session:
        desk, request = desk_of(session, service, actor_id, request_id)
        desk.allow(request, RequestAct.UNLINK)
        revision = _draft(desk)
        if revision is None or revision.id != request.revision_id:
            raise NotFound("CHANGE-NOT-FOUND")
        request.revision_id = request.linked_at = request.linked_by = None
        desk.event(request, "unlinked", revision_id=str(revision.id))
        _write_numbers(desk, revision, "requests_unlinked", [request])


def _chosen(desk: Desk, ids: Iterable[uuid.UUID]) -> list[ChangeRequest]:
    wanted = set(ids)
    rules.check_together(len(wanted))
    found = lock_requests(desk.session, wanted)
    if len(found) < len(wanted) or any(one.document_id != desk.document.id for one in found):
        raise NotFound("CHANGE-NOT-FOUND")
    return found


def _draft(desk: Desk) -> Revision | None:
    """The open revision, which must still be a draft; None where nothing is open."""
    query = (
        select(Revision)
        .where(Revision.document_id == desk.document.id, Revision.state.in_(OPEN))
        .with_for_update(key_share=True)
    )
    revision = desk.session.scalars(query).one_or_none()
    if revision is None:
        return None
    if revision.state is not State.DRAFT or revision.adoption_id is not None:
        number = number_text(revision.edition, revision.revision)
        raise Conflict("CHANGE-REVISION-NOT-DRAFT", number=number)
    return revision


def _opened(desk: Desk, wish: Merge) -> Revision:
    return open_draft(desk.session, desk.actor, desk.document, wish.step, desk.now, desk.act_id)


def _suggest_words(revision: Revision, requests: Sequence[ChangeRequest]) -> None:
    """What is not yet said about the revision is suggested from the requests; authors reword it."""
    if not revision.change_reason:
        reasons = "\n".join(f"{one.code}: {one.reason}" for one in requests)
        revision.change_reason = reasons[:WORDS_LONGEST]
    if not revision.change_summary:
        proposals = "\n".join(f"{one.code}: {one.proposed}" for one in requests)
        revision.change_summary = proposals[:WORDS_LONGEST]
    if not revision.change_place:
        places = dict.fromkeys(one.place for one in requests if one.place)
        revision.change_place = "; ".join(places)[:PLACE_LONGEST]


def _write_numbers(
    desk: Desk, revision: Revision, action: str, requests: Sequence[ChangeRequest]
) -> None:
    desk.session.flush()
    numbers = request_numbers(desk.session, revision.id)
    if numbers:
        rules.check_together(len(numbers))
    revision.change_requests = "; ".join(numbers)
    audit.record(
        desk.session,
        act_id=desk.act_id,
        at=desk.now,
        actor_id=desk.actor.id,
        action=f"documents.revision.{action}",
        object_kind="revision",
        object_id=revision.id,
        data={
            "document_id": str(desk.document.id),
            "requests": ", ".join(one.code for one in requests),
        },
    )
