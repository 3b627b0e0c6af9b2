"""One thing that waits for a person, as every room names it; computed, never stored."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done (`kind`, known to the room's words), about what, and by when.

    `subject_id` is what the address of the task names; `who` is whom it waits for.
    """

    kind: str
    subject_kind: str
    subject_id: uuid.UUID
    code: str
    title: str
    since: datetime
    due_on: date | None
    who: str = ""
