"""Which requests a revision answers, for the amendment log and for the pages of others."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.changes.model import ChangeRequest
from qms.changes.rules import RequestState


def request_numbers(session: Session, revision_id: uuid.UUID) -> tuple[str, ...]:
    """The numbers of the requests taken into this revision, in the order they were given."""
    query = select(ChangeRequest.code).where(
        ChangeRequest.revision_id == revision_id, ChangeRequest.state == RequestState.ACCEPTED
    )
    return tuple(session.scalars(query.order_by(ChangeRequest.year, ChangeRequest.number)))
