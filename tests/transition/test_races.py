"""A bulk issue against another one, against a single approval, and killed: all or nothing."""

from functools import partial

import pytest
from sqlalchemy import func, select

from qms import audit
from qms.documents import acts
from qms.documents.acts.bulk import record_many
from qms.documents.acts.ceremony import open_key, sign_request
from qms.documents.model import Revision
from qms.documents.rules.states import State
from qms.people import acts as people
from qms.people.rules import Role
from qms.people.schemas import NewRole
from qms.signing.model import Statement
from tests.faults.children import DONE, KILLED, killed, needs_strace
from tests.races.moments import Moment, at_once
from tests.races.stage import check_log, signed_approval
from tests.support.cast import ROOT
from tests.transition.stage import ask, in_approval, issue

ROUNDS = 5
STEPS = {True: [("fdatasync", 1), ("pwrite64", 40)], False: [("sendto", 15), ("recvfrom", 25)]}


@pytest.fixture
def moment(service) -> Moment:
    """`moment.keep()` once all is prepared, `moment.again()` before every round."""
    return Moment(service.db)


def approved(cast, ids):
    with cast.service.db.read() as session:
        query = select(func.count()).where(Revision.id.in_(ids), Revision.state == State.APPROVED)
        return session.scalar(query)


def statements(cast):
    with cast.service.db.read() as session:
        return session.scalar(select(func.count()).where(Statement.action == "approve"))


def signed_issue(cast, ids, login="chau"):
    """Signed already: what is left is its transaction."""
    proof = ask(cast, ids, login)
    challenges = [one.challenge for one in proof.signs]
    opened, asked = open_key(cast.service, cast[login], challenges, proof.passphrase)
    made = [sign_request(cast.service, opened, one) for one in asked]
    wanted = {one.revision_id: signed for one, signed in zip(proof.signs, made, strict=True)}
    return partial(record_many, cast.service, cast[login], wanted, dict.fromkeys(wanted))


def test_two_issues_of_the_same_documents_at_once_make_one(cast, moment):
    ids = in_approval(cast, "QT-01", "QT-02", "QT-03")
    both = [signed_issue(cast, ids), signed_issue(cast, list(reversed(ids)))]
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        assert sorted(at_once(*both)) == ["BULK-REFUSED", DONE]
        assert approved(cast, ids) == 3
        assert statements(cast) == 3
    check_log(cast)


def test_two_approvers_whose_lists_overlap_do_not_wait_for_each_other_for_ever(cast, moment):
    people.grant_role(cast.service, ROOT, cast["giang"], NewRole(role=Role.APPROVER))
    ids = in_approval(cast, "QT-01", "QT-02", "QT-03")
    mine, other = signed_issue(cast, ids[:2]), signed_issue(cast, ids[1:])
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        assert sorted(at_once(mine, other)) == ["BULK-REFUSED", DONE]
        assert approved(cast, ids) == 2
    check_log(cast)


def test_a_single_approval_in_between_refuses_the_whole_issue(cast, moment):
    ids = in_approval(cast, "QT-01", "QT-02", "QT-03")
    single, many = signed_approval(cast, ids[1]), signed_issue(cast, ids)
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        one, all_ = at_once(single, many)
        assert (one, all_, approved(cast, ids)) in [
            (DONE, "BULK-REFUSED", 1),
            ("REVISION-WRONG-STATE", DONE, 3),
        ]
    check_log(cast)


@needs_strace
def test_an_issue_killed_at_every_step_has_issued_all_or_nothing(cast, moment):
    ids = in_approval(cast, "QT-01", "QT-02", "QT-03")
    proof = ask(cast, ids)
    act = partial(acts.approve_many, cast.service, cast["chau"], proof)
    moment.keep()
    kills = 0
    for call, stride in STEPS[cast.service.db.is_sqlite]:
        cast.service.db.engine.dispose()
        for said in killed(act, call, stride):
            cast.service.db.engine.dispose()
            kills += said == KILLED
            assert approved(cast, ids) in ({3} if said == DONE else {0, 3})
            assert statements(cast) == approved(cast, ids)
            check_log(cast)
            if not approved(cast, ids):
                issue(cast, ids)  # asked and signed again, it works
            moment.again()
            cast.service.db.engine.dispose()
    assert kills >= 3, kills


def test_a_returned_document_in_between_leaves_nothing_issued(cast, moment):
    ids = in_approval(cast, "QT-01", "QT-02")
    many = signed_issue(cast, ids)
    back = partial(acts.return_to_draft, cast.service, cast["chau"], ids[1], "Chưa đủ căn cứ")
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        said = tuple(at_once(back, many))
        assert said in {(DONE, "BULK-REFUSED"), ("REVISION-WRONG-STATE", DONE)}
        assert approved(cast, ids) == (2 if said[1] == DONE else 0)
    with cast.service.db.read() as session:
        assert audit.verify_log(session, []).ok
