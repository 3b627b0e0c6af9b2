"""What a change would touch: forms below the document, and whatever cites its code."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from qms.documents.queries.document import Related, document_page
from qms.people.rules import Actor
from qms.references.queries.citing import citing


@dataclass(frozen=True, slots=True)
class Touched:
    """A document in force that names the code: how often, and under which heading first."""

    id: uuid.UUID
    code: str
    title: str
    unit: str
    times: int
    heading: str


@dataclass(frozen=True, slots=True)
class Impact:
    """Forms of the document and what else names it, as far as this person may see them."""

    forms: tuple[Related, ...]
    citing: tuple[Touched, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing else is touched."""
        return not (self.forms or self.citing)


def impact(session: Session, actor: Actor, document_id: uuid.UUID, now: datetime) -> Impact:
    """What a change of this document touches; its forms are named once, as its forms."""
    page = document_page(session, actor, document_id, now)
    own = {one.id for one in page.children} | {document_id}
    found = citing(session, document_id, actor, now)
    others = tuple(
        Touched(one.document_id, one.code, one.title, one.unit, one.times, one.heading)
        for one in found
        if one.document_id not in own
    )
    return Impact(page.children, others)
