"""What a change would touch: forms below the document, and whatever cites its code."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from qms.documents.queries.document import Related, document_page
from qms.people.rules import Actor


@dataclass(frozen=True, slots=True)
class Impact:
    """Forms of the document and what else names it, as far as this person may see them."""

    forms: tuple[Related, ...]
    citing: tuple[Related, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing else is touched."""
        return not (self.forms or self.citing)


def impact(session: Session, actor: Actor, document_id: uuid.UUID, now: datetime) -> Impact:
    """What a change of this document touches."""
    page = document_page(session, actor, document_id, now)
    return Impact(page.children, ())
