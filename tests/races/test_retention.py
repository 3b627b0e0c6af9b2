"""A hold placed while the approval of a disposal is being signed, on each database."""

from functools import partial

from sqlalchemy import select

from qms import outbox
from qms.people.rules import Role
from qms.records.model import Record
from qms.retention import acts
from qms.retention.model import Disposal, RetentionHold
from qms.retention.rules import Scope
from qms.retention.schemas import NewHold
from qms.service import Service
from tests.races.moments import DONE, Moment, at_once
from tests.retention.shelf import Shelf, stock

ROUNDS = 12


def test_a_hold_while_the_approval_is_signing_leaves_nothing_half_done(
    service: Service, moment: Moment
) -> None:
    """Either all is destroyed and the hold on it came too late, or it is refused and all stays."""
    shelf = stock(service)
    first, second = shelf.kept(), shelf.kept(so_phieu="2")
    shelf.later()
    disposal_id = shelf.propose(first, second)
    proof = shelf.proof(disposal_id)
    approval = partial(acts.sign_disposal, service, shelf.cast["chau"], disposal_id, proof)
    wish = NewHold(scope=Scope.RECORD, scope_id=second, reason="Khiếu nại mới.")
    holding = partial(acts.place_hold, service, shelf.cast["giang"], wish)
    moment.keep()
    seen = set()
    for _ in range(ROUNDS):
        moment.again()
        outcome = tuple(at_once(approval, holding))
        seen.add(outcome)
        assert outcome in {(DONE, "RETENTION-ALREADY-DISPOSED"), ("DISPOSAL-UNDER-HOLD", DONE)}
        check(shelf, disposed=outcome[0] == DONE)
    assert seen


def check(shelf: Shelf, *, disposed: bool) -> None:
    """Decision, stubs, errands and hold agree."""
    with shelf.service.db.read() as session:
        gone = [one.disposed_at is not None for one in session.scalars(select(Record))]
        signed = session.scalars(select(Disposal.signed_at)).one() is not None
        errands = len(outbox.take(session, "dispose", 10, shelf.service.now()))
        held = len(session.scalars(select(RetentionHold)).all())
    assert gone == [disposed, disposed]
    assert (signed, errands, held) == (disposed, 2 if disposed else 0, 0 if disposed else 1)


def test_two_approvers_sign_the_same_disposal_once(service: Service, moment: Moment) -> None:
    shelf = stock(service)
    shelf.cast.add("khoa", "Đỗ Khoa", (Role.APPROVER, None))
    shelf.cast.enrol("khoa")
    record_id = shelf.kept()
    shelf.later()
    disposal_id = shelf.propose(record_id)
    both = [
        partial(acts.sign_disposal, service, shelf.cast[one], disposal_id, proof)
        for one in ("chau", "khoa")
        for proof in [shelf.proof(disposal_id, one)]
    ]
    moment.keep()
    for _ in range(ROUNDS // 2):
        moment.again()
        assert sorted(at_once(*both)) == ["DISPOSAL-NOT-WAITING", DONE]
