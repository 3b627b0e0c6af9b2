"""What the tests of distribution do over and over."""

import uuid
from datetime import date

from sqlalchemy import select

from qms import outbox
from qms.distribution import acts
from qms.distribution.model import PaperCopy
from qms.distribution.queries.mine import MyReading, my_reading
from qms.distribution.queries.waiting import waiting_for
from qms.distribution.rules import RecipientKind
from qms.distribution.schemas import (
    Acknowledge,
    CopyDestroyed,
    CopyHandedOver,
    CopyHolder,
    CopyLost,
    CopyReturned,
    NewCopies,
    NewRecipient,
)
from qms.people.rules import Role, today
from tests.support.cast import Cast


def give_posts(cast: Cast) -> Cast:
    """Khoa heads the land office, where Dung works."""
    cast.add("khoa", "Đặng Khoa", (Role.UNIT_HEAD, "QLDD"))
    return cast


def put_unit(cast: Cast, document_id: uuid.UUID, unit: str, login: str = "vanan") -> uuid.UUID:
    new = NewRecipient(kind=RecipientKind.UNIT, unit_id=cast.units[unit])
    return acts.add_recipient(cast.service, cast[login], document_id, new)


def put_role(cast: Cast, document_id: uuid.UUID, role: Role, unit: str | None = None) -> uuid.UUID:
    unit_id = cast.units[unit] if unit else None
    new = NewRecipient(kind=RecipientKind.ROLE, role=role, unit_id=unit_id)
    return acts.add_recipient(cast.service, cast["vanan"], document_id, new)


def put_person(cast: Cast, document_id: uuid.UUID, login: str) -> uuid.UUID:
    new = NewRecipient(kind=RecipientKind.PERSON, person_id=cast[login])
    return acts.add_recipient(cast.service, cast["vanan"], document_id, new)


def mine(cast: Cast, login: str, document_id: uuid.UUID) -> MyReading | None:
    with cast.service.db.read() as session:
        return my_reading(session, cast.actor(login), document_id, cast.service.now())


def read(cast: Cast, login: str, document_id: uuid.UUID) -> None:
    """The person presses the button of the page."""
    found = mine(cast, login, document_id)
    assert found is not None
    wish = Acknowledge(sha256=found.sha256)
    acts.acknowledge(cast.service, cast[login], found.revision_id, wish)


def tasks(cast: Cast, login: str) -> list[tuple[str, str]]:
    with cast.service.db.read() as session:
        found = waiting_for(session, cast.actor(login), cast.service.now())
    return [(one.kind, one.code) for one in found]


def told(cast: Cast, login: str) -> list[str]:
    """The kinds of what was said to the person, in order."""
    with cast.service.db.read() as session:
        rows = outbox.notices_for(session, cast[login])
    return sorted(one.kind for one in rows)


def a_copy(cast: Cast, document_id: uuid.UUID, *units: str, login: str = "vanan") -> uuid.UUID:
    """Copies for these units; the id of the first."""
    holders = [CopyHolder(unit_id=cast.units[one]) for one in units or ("QLDD",)]
    made = acts.issue_copies(cast.service, cast[login], document_id, NewCopies(holders=holders))
    return made[0]


def day(cast: Cast) -> date:
    return today(cast.service.now())


def hand_over(cast: Cast, copy_id: uuid.UUID, who: str = "Phạm Thị Dung") -> None:
    told_so = CopyHandedOver(who=who, on=day(cast))
    acts.hand_over_copy(cast.service, cast["vanan"], copy_id, told_so)


def give_back(cast: Cast, copy_id: uuid.UUID) -> None:
    told_so = CopyReturned(who="Phạm Thị Dung", on=day(cast))
    acts.return_copy(cast.service, cast["vanan"], copy_id, told_so)


def lose(cast: Cast, copy_id: uuid.UUID) -> None:
    told_so = CopyLost(on=day(cast), reason="Thất lạc khi chuyển trụ sở")
    acts.lose_copy(cast.service, cast["vanan"], copy_id, told_so)


def destroy(cast: Cast, copy_id: uuid.UUID) -> None:
    told_so = CopyDestroyed(on=day(cast), reason="Bản cũ", witness="Hoàng Giang")
    acts.destroy_copy(cast.service, cast["vanan"], copy_id, told_so)


def copy(cast: Cast, copy_id: uuid.UUID) -> PaperCopy:
    with cast.service.db.read() as session:
        return session.scalars(select(PaperCopy).where(PaperCopy.id == copy_id)).one()
