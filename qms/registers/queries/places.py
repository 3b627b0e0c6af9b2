"""Where documents go: the units, roles and people of their lists at an instant."""

import uuid
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from qms.collation import person_key, vi_key
from qms.distribution.model import Recipient
from qms.distribution.queries.lists import recipient_names
from qms.distribution.rules import RecipientKind
from qms.documents.model import Document
from qms.registers import wording
from qms.registers.queries.asked import Moment
from qms.registers.queries.batches import batches


def places_of(session: Session, ids: Sequence[uuid.UUID], moment: Moment) -> dict[uuid.UUID, str]:
    """Units, then roles, then people, each in the Vietnamese order.

    A document without a list goes to everybody who may read it.
    """
    words, found = wording.words()["visibility"], {}
    for some in batches(ids):
        query = select(Document.id, Document.visibility).where(Document.id.in_(some))
        found.update({row.id: str(words[row.visibility.value]) for row in session.execute(query)})
        found.update(_listed(session, some, moment))
    return found


def _listed(session: Session, ids: Sequence[uuid.UUID], moment: Moment) -> dict[uuid.UUID, str]:
    query = select(Recipient).where(
        Recipient.document_id.in_(ids),
        Recipient.added_at <= moment.at,
        or_(Recipient.removed_at.is_(None), Recipient.removed_at > moment.at),
    )
    rows = list(session.scalars(query))
    called = recipient_names(session, rows, moment.at)
    lists: dict[uuid.UUID, list[Recipient]] = defaultdict(list)
    for row in rows:
        lists[row.document_id].append(row)
    return {one: "; ".join(_in_order(some, called)) for one, some in lists.items()}


def _in_order(rows: Sequence[Recipient], called: dict[uuid.UUID, str]) -> list[str]:
    units = [called[row.id] for row in rows if row.kind is RecipientKind.UNIT]
    people = [called[row.id] for row in rows if row.kind is RecipientKind.PERSON]
    roles = [_role(row, called) for row in rows if row.kind is RecipientKind.ROLE]
    return [
        *sorted(units, key=vi_key),
        *sorted(roles, key=vi_key),
        *sorted(people, key=person_key),
    ]


def _role(row: Recipient, called: dict[uuid.UUID, str]) -> str:
    known = str(wording.words()["roles"][row.role.value]) if row.role else ""
    return ", ".join(part for part in (known, called[row.id]) if part)
