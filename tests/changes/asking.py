"""Requests as people of the cast write them."""

import uuid

from qms.changes import acts
from qms.changes.queries.request import RequestPage, request_page
from qms.changes.schemas import Merge, NewRequest
from tests.support.cast import Cast

WISH = {"proposed": "Rút thời hạn còn 02 ngày", "reason": "Người dân chờ lâu"}


def ask(cast: Cast, document_id: uuid.UUID, login: str = "dung", **words: str) -> uuid.UUID:
    """Dung proposes a change."""
    return acts.propose(cast.service, cast[login], document_id, NewRequest(**{**WISH, **words}))


def accept(cast: Cast, request_id: uuid.UUID, login: str = "giang") -> None:
    """Giang, the quality manager, takes it up."""
    acts.accept_request(cast.service, cast[login], request_id)


def accepted(cast: Cast, document_id: uuid.UUID, **words: str) -> uuid.UUID:
    """Proposed by Dung, accepted by Giang."""
    request_id = ask(cast, document_id, **words)
    accept(cast, request_id)
    return request_id


def merge(cast: Cast, document_id: uuid.UUID, *ids: uuid.UUID, login: str = "vanan") -> uuid.UUID:
    """An takes them into one revision."""
    return acts.merge_requests(cast.service, cast[login], document_id, Merge(requests=list(ids)))


def seen(cast: Cast, request_id: uuid.UUID, login: str = "giang") -> RequestPage:
    """The request as this person sees it."""
    with cast.service.db.read() as session:
        return request_page(session, cast.actor(login), request_id, cast.service.now())
