"""SQL for the records a person may read, the same rule as `rules.may_read`."""

import uuid

from sqlalchemy import ColumnElement, or_, true

from qms.people.rules import Actor
from qms.records.model import Record
from qms.records.rules import READERS


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """Own records, those of own units, and those of units one answers for or audits."""
    units: set[uuid.UUID] = set(actor.unit_ids)
    for role in READERS:
        bound = actor.units_with(role)
        if bound is None:
            return true()
        units |= bound
    return or_(Record.started_by == actor.id, Record.unit_id.in_(units))
