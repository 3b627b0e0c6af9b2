"""Who gets which document in the fictional department, who read it, and where the paper is."""

import uuid
from collections.abc import Sequence

from qms.demo.desk import Desk
from qms.distribution import acts
from qms.distribution.acts import clock as jobs
from qms.distribution.queries.copies import CopyLine, copies_of
from qms.distribution.queries.mine import my_reading
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
    ReadingTerms,
)
from qms.people.queries import unit_by_code
from qms.people.rules import Role

KEEPER = "mai.nguyen"
PROCEDURES, LAND, PERMIT = "QT-09", "QT-ĐĐ-01", "QT-MT-01"
DILIGENT = ("dung.pham", "son.hoang", "lan.vu", "nam.trinh", "long.dang", "bich.ngo", "mai.nguyen")


def keep_lists(desk: Desk) -> None:
    """The lists of four documents, soon after they were taken over from paper."""
    everybody = NewRecipient(kind=RecipientKind.UNIT, unit_id=_unit(desk, "SO"))
    _add(desk, "QT-01", everybody)
    _add(desk, PROCEDURES, everybody)
    acts.change_terms(
        desk.service,
        desk.id(KEEPER),
        desk.document(PROCEDURES),
        ReadingTerms(days_to_read=7, escalate_after=5, row_version=1),
    )
    for unit in ("QLDD", "VPDK", "MOTCUA"):
        _add(desk, LAND, NewRecipient(kind=RecipientKind.UNIT, unit_id=_unit(desk, unit)))
    _add(desk, PERMIT, NewRecipient(kind=RecipientKind.UNIT, unit_id=_unit(desk, "CCMT")))
    _add(desk, PERMIT, NewRecipient(kind=RecipientKind.ROLE, role=Role.UNIT_HEAD))
    inspector = desk.id("yen.phan")
    _add(desk, PERMIT, NewRecipient(kind=RecipientKind.PERSON, person_id=inspector))


def hand_out_paper(desk: Desk) -> None:
    """Numbered copies where people work without a screen: one of them gets lost."""
    made = _issue(desk, LAND, ("QLDD", "VPDK", "MOTCUA"))
    desk.clock.later(minutes=20)
    acts.print_copy(desk.service, desk.id(KEEPER), made[0])
    for copy_id, who in zip(made, ("Vũ Thị Lan", "Mai Văn Phúc", "Trịnh Văn Nam"), strict=True):
        _hand_over(desk, copy_id, who)
    for copy_id, who in zip(
        _issue(desk, PERMIT, ("CCMT", "MOTCUA")), ("Ngô Thị Bích", "Trịnh Văn Nam"), strict=True
    ):
        _hand_over(desk, copy_id, who)
    desk.clock.later(hours=3)
    gone = CopyLost(on=desk.today(), reason="Thất lạc khi chuyển quầy tiếp nhận sang tầng 1.")
    acts.lose_copy(desk.service, desk.id(KEEPER), made[2], gone)


def call_back(desk: Desk) -> None:
    """A new edition has begun: one old copy came back and was destroyed, another is still out."""
    held = [one for one in _copies(desk, PERMIT) if one.recall]
    for copy in held[:1]:
        back = CopyReturned(who="Trịnh Văn Nam", on=desk.today())
        acts.return_copy(desk.service, desk.id(KEEPER), copy.id, back)
        desk.clock.later(minutes=30)
        shredded = CopyDestroyed(
            on=desk.today(), reason="Bản của lần đã hết hiệu lực.", witness="Phạm Quốc Dũng"
        )
        acts.destroy_copy(desk.service, desk.id(KEEPER), copy.id, shredded)


def read_what_is_asked(desk: Desk, people: Sequence[str] = DILIGENT) -> int:
    """These people confirm everything they are asked to read now; returns how often."""
    read = 0
    for login in people:
        for code in ("QT-01", PROCEDURES, LAND, PERMIT):
            desk.clock.later(minutes=4)
            read += _read(desk, login, code)
    return read


def a_night(desk: Desk) -> None:
    """What the background process would have said by now."""
    jobs.announce(desk.service)
    jobs.remind(desk.service)
    jobs.recall(desk.service)


def _read(desk: Desk, login: str, code: str) -> bool:
    now = desk.service.now()
    with desk.service.db.read() as session:
        asked = my_reading(session, desk.office.actor(login), desk.document(code), now)
    if asked is None or not asked.asked or asked.acknowledged_at is not None:
        return False
    wish = Acknowledge(sha256=asked.sha256)
    acts.acknowledge(desk.service, desk.id(login), asked.revision_id, wish)
    return True


def _add(desk: Desk, code: str, new: NewRecipient) -> None:
    desk.clock.later(minutes=3)
    acts.add_recipient(desk.service, desk.id(KEEPER), desk.document(code), new)


def _issue(desk: Desk, code: str, units: Sequence[str]) -> list[uuid.UUID]:
    holders = [CopyHolder(unit_id=_unit(desk, one)) for one in units]
    new = NewCopies(holders=holders)
    return acts.issue_copies(desk.service, desk.id(KEEPER), desk.document(code), new)


def _hand_over(desk: Desk, copy_id: uuid.UUID, who: str) -> None:
    told = CopyHandedOver(who=who, on=desk.today())
    acts.hand_over_copy(desk.service, desk.id(KEEPER), copy_id, told)


def _copies(desk: Desk, code: str) -> tuple[CopyLine, ...]:
    with desk.service.db.read() as session:
        return copies_of(session, desk.document(code), desk.service.now())


def _unit(desk: Desk, code: str) -> uuid.UUID:
    with desk.service.db.read() as session:
        return unit_by_code(session, code)
