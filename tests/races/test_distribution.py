"""Two at once: numbers of copies, returns, acknowledgements, lines of a list."""

from functools import partial

from sqlalchemy import func, select

from qms.distribution import acts
from qms.distribution.model import Acknowledgement, CopyStep, PaperCopy, Recipient
from qms.distribution.rules import CopyAct, RecipientKind
from qms.distribution.schemas import (
    Acknowledge,
    CopyHolder,
    CopyLost,
    CopyReturned,
    NewCopies,
    NewRecipient,
)
from tests.distribution.stage import a_copy, day, hand_over, mine, put_person
from tests.races.moments import DONE, Moment, at_once
from tests.races.stage import check_log
from tests.support.cast import Cast, issued, register

ROUNDS = 5


def test_two_people_number_copies_at_once(cast: Cast, moment: Moment) -> None:
    document_id = register(cast)
    issued(cast, document_id)
    new = NewCopies(holders=[CopyHolder(unit_id=cast.units["VP"])] * 3)
    issuing = [
        partial(acts.issue_copies, cast.service, cast[login], document_id, new)
        for login in ("vanan", "giang")
    ]
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        assert at_once(*issuing) == [DONE, DONE]
        with cast.service.db.read() as session:
            query = select(PaperCopy.number).order_by(PaperCopy.number)
            assert session.scalars(query).all() == [1, 2, 3, 4, 5, 6]
    check_log(cast)


def test_a_copy_comes_back_twice_at_once_or_is_lost_meanwhile(cast: Cast, moment: Moment) -> None:
    document_id = register(cast)
    issued(cast, document_id)
    copy_id = a_copy(cast, document_id)
    hand_over(cast, copy_id)
    back = CopyReturned(who="Phạm Thị Dung", on=day(cast))
    gone = CopyLost(on=day(cast), reason="Thất lạc")
    returning = [
        partial(acts.return_copy, cast.service, cast[login], copy_id, back)
        for login in ("vanan", "giang")
    ]
    losing = partial(acts.lose_copy, cast.service, cast["giang"], copy_id, gone)
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        assert sorted(at_once(*returning)) == ["COPY-RETURNED-ALREADY", DONE]
        with cast.service.db.read() as session:
            query = select(func.count()).where(CopyStep.act == CopyAct.RETURN)
            assert session.scalar(query) == 1
        moment.again()
        assert at_once(returning[0], losing) in ([DONE, "COPY-WRONG-STATE"], [DONE, DONE])


def test_one_person_confirms_twice_at_once(cast: Cast, moment: Moment) -> None:
    document_id = register(cast)
    issued(cast, document_id)
    put_person(cast, document_id, "dung")
    found = mine(cast, "dung", document_id)
    assert found is not None
    wish = Acknowledge(sha256=found.sha256)
    pressing = partial(acts.acknowledge, cast.service, cast["dung"], found.revision_id, wish)
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        assert sorted(at_once(pressing, pressing)) == ["ACKNOWLEDGED-ALREADY", DONE]
        with cast.service.db.read() as session:
            assert session.scalar(select(func.count()).select_from(Acknowledgement)) == 1


def test_one_line_is_put_on_a_list_once(cast: Cast, moment: Moment) -> None:
    document_id = register(cast)
    new = NewRecipient(kind=RecipientKind.UNIT, unit_id=cast.units["QLDD"])
    adding = [
        partial(acts.add_recipient, cast.service, cast[login], document_id, new)
        for login in ("vanan", "giang")
    ]
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        assert sorted(at_once(*adding)) == [DONE, "RECIPIENT-TWICE"][::-1]
        with cast.service.db.read() as session:
            assert session.scalar(select(func.count()).select_from(Recipient)) == 1
