"""SQL for "in force at an instant" and "readable for this person", used by every list."""

import uuid
from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, and_, exists, false, or_, select, true

from qms.documents.model import Document, DocumentReader, Revision
from qms.documents.rules.permissions import Visibility
from qms.documents.rules.states import State
from qms.people.rules import Actor, Role

HISTORY_ROLES = (
    Role.AUDITOR,
    Role.QUALITY_MANAGER,
    Role.AUTHOR,
    Role.APPROVER,
    Role.UNIT_HEAD,
)
DRAFT_ROLES = (Role.AUDITOR, Role.QUALITY_MANAGER)
OPEN_ROLES = (*DRAFT_ROLES, Role.AUTHOR)


def in_force_at(at: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """The revision whose period holds this instant."""
    return and_(
        Revision.state.in_([State.APPROVED, State.WITHDRAWN]),
        Revision.effective_at <= at,
        or_(Revision.superseded_at.is_(None), Revision.superseded_at > at),
        or_(Revision.withdrawn_at.is_(None), Revision.withdrawn_at > at),
    )


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """Documents whose edition in force this person may read (rules: `may_read_in_force`)."""
    named = exists(
        select(DocumentReader.document_id).where(
            DocumentReader.document_id == Document.id, DocumentReader.person_id == actor.id
        )
    )
    own_unit = and_(
        Document.visibility == Visibility.UNIT, Document.owner_unit_id.in_(actor.unit_ids)
    )
    return or_(
        Document.visibility == Visibility.AGENCY,
        own_unit,
        and_(Document.visibility == Visibility.NAMED, named),
        owned_under(actor, HISTORY_ROLES),
    )


def owned_under(actor: Actor, roles: tuple[Role, ...]) -> ColumnElement[bool]:
    """Documents of units for which the person holds one of these roles."""
    units: set[uuid.UUID] = set()
    for role in roles:
        bound = actor.units_with(role)
        if bound is None:
            return true()
        units |= bound
    return Document.owner_unit_id.in_(units) if units else false()
