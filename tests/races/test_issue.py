"""Issue against issue, and against whatever else can happen to a document at that instant."""

from datetime import timedelta
from functools import partial

from sqlalchemy import select

from qms.audit import AuditEvent
from qms.documents import acts
from qms.documents.model import Revision
from qms.documents.rules.states import Act, State
from qms.people import acts as people
from qms.people.rules import today
from tests.faults.children import Child
from tests.races.moments import DONE, Moment, at_once
from tests.races.stage import (
    check_log,
    happened,
    in_approval,
    in_force,
    rounds,
    signed_approval,
    state,
)
from tests.support.cast import ROOT, Cast, approve, issued, register, review, submit

ISSUES = 200
ROUNDS = 20
PROCESS_ROUNDS = 5


def test_of_two_approvals_of_one_revision_one_wins(cast: Cast, clock, moment: Moment) -> None:
    document_id = register(cast)
    first = issued(cast, document_id)
    clock.advance(days=30)
    second = in_approval(cast, document_id, "Lần hai.")
    approvals = [signed_approval(cast, second) for _ in range(2)]
    moment.keep()
    for _ in range(ISSUES):
        moment.again()
        assert in_force(cast, document_id) == [first]
        assert sorted(at_once(*approvals)) == ["REVISION-WRONG-STATE", DONE]
        assert in_force(cast, document_id) == [second]
        assert happened(cast, "revision.approved", second) == 1
        assert happened(cast, "revision.superseded", first) == 1
    check_log(cast)


def test_of_four_processes_that_approve_one_wins(cast: Cast, moment: Moment) -> None:
    """As several servers on one database: the whole ceremony in each, nothing shared."""
    document_id = register(cast)
    revision_id = in_approval(cast, document_id, "Bản.")
    proofs = [cast.ask("chau", Act.APPROVE, revision_id) for _ in range(4)]
    approvals = [
        partial(acts.approve, cast.service, cast["chau"], revision_id, proof) for proof in proofs
    ]
    moment.keep()
    for _ in range(PROCESS_ROUNDS):
        moment.again()
        cast.service.db.engine.dispose()
        children = [Child(act) for act in approvals]
        for one in children:
            one.release()
        words = sorted(one.words() for one in children)
        assert words == ["REVISION-WRONG-STATE"] * 3 + [DONE]
        assert in_force(cast, document_id) == [revision_id]
        assert happened(cast, "revision.approved", revision_id) == 1
    check_log(cast)


def test_an_approval_and_the_cancelling_of_the_scheduled_one_before_it(
    cast: Cast, clock, moment: Moment
) -> None:
    """Whoever comes first: the first edition lives on until the third, the second never comes."""
    document_id = register(cast)
    first = issued(cast, document_id)
    day = today(clock())
    second = issued(cast, document_id, "Lần hai.", effective_on=day + timedelta(days=7))
    third = in_approval(cast, document_id, "Lần ba.", effective_on=day + timedelta(days=14))
    approval = signed_approval(cast, third)
    cancelling = partial(acts.cancel_approved, cast.service, cast["chau"], second, "Chờ")
    start = clock()
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        clock.set(start)
        assert at_once(approval, cancelling) == [DONE, DONE]
        assert state(cast, second) is State.CANCELLED
        for days, expected in [(0, first), (8, first), (13, first), (15, third)]:
            clock.set(start + timedelta(days=days))
            assert in_force(cast, document_id) == [expected]
    clock.set(start)
    check_log(cast)


def test_an_approval_and_the_withdrawal_of_its_predecessor(
    cast: Cast, clock, moment: Moment
) -> None:
    """Withdrawn first: nothing to supersede. Superseded first: nothing to withdraw any more."""
    document_id = register(cast)
    first = issued(cast, document_id)
    clock.advance(days=30)
    second = in_approval(cast, document_id, "Lần hai.")
    approval = signed_approval(cast, second)
    proof = cast.ask("chau", Act.WITHDRAW, first, "Hết hiệu lực")
    withdrawal = partial(acts.withdraw, cast.service, cast["chau"], first, "Hết hiệu lực", proof)
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        approved, withdrawn = at_once(approval, withdrawal)
        assert approved == DONE
        assert withdrawn in {DONE, "REVISION-WRONG-STATE"}
        assert state(cast, first) is (State.WITHDRAWN if withdrawn == DONE else State.APPROVED)
        assert in_force(cast, document_id) == [second]
    check_log(cast)


def test_approving_and_sending_back_at_once_is_one_or_the_other(cast: Cast, moment: Moment) -> None:
    revision_id = in_approval(cast, register(cast), "Bản.")
    approval = signed_approval(cast, revision_id)
    sending_back = partial(acts.return_to_draft, cast.service, cast["chau"], revision_id, "Xem lại")
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        outcome = at_once(approval, sending_back)
        assert sorted(outcome) == ["REVISION-WRONG-STATE", DONE]
        assert rounds(cast, revision_id) == ["approved" if outcome[0] == DONE else "returned"]


def test_the_author_takes_back_what_the_approver_signs(cast: Cast, moment: Moment) -> None:
    """Two people on one document: neither waits for the other for ever."""
    revision_id = in_approval(cast, register(cast), "Bản.")
    approval = signed_approval(cast, revision_id)
    taking_back = partial(acts.cancel_review, cast.service, cast["vanan"], revision_id, "Nhầm tệp")
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        outcome = at_once(approval, taking_back)
        assert sorted(outcome) == ["REVISION-WRONG-STATE", DONE]
        assert rounds(cast, revision_id) == ["approved" if outcome[0] == DONE else "cancelled"]


def test_disabling_the_approver_against_the_approval(cast: Cast, moment: Moment) -> None:
    """Approved while still in service, or not at all."""
    revision_id = in_approval(cast, register(cast), "Bản.")
    approval = signed_approval(cast, revision_id)
    disabling = partial(people.disable_person, cast.service, ROOT, cast["chau"])
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        approved, disabled = at_once(approval, disabling)
        assert disabled == DONE
        assert approved in {DONE, "ACCOUNT-DISABLED"}
        expected = State.APPROVED if approved == DONE else State.IN_APPROVAL
        assert state(cast, revision_id) is expected
        if approved == DONE:
            assert order(cast, "documents.revision.approved", "people.person.disabled")


def order(cast: Cast, *actions: str) -> bool:
    """Whether the log has these in this order."""
    query = select(AuditEvent.action).where(AuditEvent.action.in_(actions)).order_by(AuditEvent.id)
    with cast.service.db.read() as session:
        return list(session.scalars(query)) == list(actions)


def test_the_same_challenge_signs_once(cast: Cast, moment: Moment) -> None:
    """A double click on "sign": the whole ceremony twice, one approval."""
    document_id = register(cast)
    revision_id = in_approval(cast, document_id, "Bản.")
    proof = cast.ask("chau", Act.APPROVE, revision_id)
    signing = partial(acts.approve, cast.service, cast["chau"], revision_id, proof)
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        outcome = at_once(signing, signing)
        assert outcome.count(DONE) == 1
        assert set(outcome) <= {DONE, "SIGN-REQUEST-USED", "REVISION-WRONG-STATE"}
        assert in_force(cast, document_id) == [revision_id]
    check_log(cast)


def test_an_approval_that_was_signed_is_worth_nothing_for_another_state(cast: Cast) -> None:
    """Signed, then sent back and submitted again: the old signature approves nothing."""
    document_id = register(cast)
    revision_id = in_approval(cast, document_id, "Bản.")
    approval = signed_approval(cast, revision_id)
    acts.return_to_draft(cast.service, cast["chau"], revision_id, "Xem lại")
    submit(cast, revision_id)
    review(cast, revision_id)
    assert at_once(approval) == ["SIGNED-STATE-CHANGED"]
    approve(cast, revision_id)
    with cast.service.db.read() as session:
        assert session.get_one(Revision, revision_id).state is State.APPROVED
