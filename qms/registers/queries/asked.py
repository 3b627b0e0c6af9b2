"""What a person asks of a register, and whether they may ask it of that day."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from qms.documents.queries.in_force import DRAFT_ROLES, HISTORY_ROLES
from qms.documents.queries.register import RegisterFilter, Show
from qms.documents.rules.period import last_instant
from qms.errors import NotAllowed
from qms.people.rules import Actor, today


class Order(StrEnum):
    """By what the rows are put in order."""

    CODE = "code"
    TITLE = "title"
    UNIT = "unit"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Asked:
    """The filter; `as_of` None is now. `document` is a code, `year` that of a file plan."""

    as_of: date | None = None
    text: str = ""
    unit_id: uuid.UUID | None = None
    type_code: str = ""
    field_code: str = ""
    show: Show = Show.IN_FORCE
    document: str = ""
    year: int | None = None
    order: Order = Order.CODE


@dataclass(frozen=True, slots=True)
class Moment:
    """The instant a register speaks of, and now."""

    at: datetime
    now: datetime

    @property
    def day(self) -> date:
        """The day printed on it."""
        return today(self.at)

    @property
    def past(self) -> bool:
        """Whether it speaks of an earlier day than today."""
        return self.day < today(self.now)

    @property
    def ahead(self) -> bool:
        """Whether it speaks of a later day than today."""
        return self.day > today(self.now)


def moment_of(actor: Actor, asked: Asked, now: datetime) -> Moment:
    """The end of the day asked for; the past is for who sees history, the future for managers."""
    if asked.as_of is None or asked.as_of == today(now):
        return Moment(now, now)
    moment = Moment(last_instant(asked.as_of), now)
    if not actor.has_any(DRAFT_ROLES if moment.ahead else HISTORY_ROLES):
        raise NotAllowed("REGISTER-DAY-NOT-ALLOWED", day=asked.as_of)
    return moment


def register_filter(asked: Asked, moment: Moment) -> RegisterFilter:
    """The same question as the register of documents takes it."""
    return RegisterFilter(
        text=asked.text,
        unit_id=asked.unit_id,
        type_code=asked.type_code,
        field_code=asked.field_code,
        show=asked.show,
        on=moment.day if moment.past or moment.ahead else None,
    )
