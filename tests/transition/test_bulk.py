"""One decision, one passphrase, many documents: each its own statement, all or none."""

import json
from datetime import date

import pytest
from sqlalchemy import func, select

from qms import signing
from qms.audit import AuditEvent
from qms.documents import acts
from qms.documents.acts import Intent
from qms.documents.model import Revision, RevisionAuthor
from qms.documents.queries.in_force import in_force_at
from qms.documents.rules.states import Act, State
from qms.errors import Conflict, Invalid, NotAllowed, NotFound
from qms.signing import WrongPassphrase
from qms.signing.judging import Against
from qms.signing.model import Statement
from tests.support.cast import approve, ready, register, review, submit
from tests.transition.stage import ask, in_approval, issue, proof_of


def states(cast, ids):
    with cast.service.db.read() as session:
        return [session.get_one(Revision, one).state for one in ids]


def approvals(cast):
    with cast.service.db.read() as session:
        query = select(func.count()).where(AuditEvent.action == "documents.revision.approved")
        return session.scalar(query)


def test_one_passphrase_brings_all_documents_of_a_decision_into_force(cast):
    ids = in_approval(cast, "QT-01", "QT-02", "QT-03")
    issue(cast, ids)
    assert states(cast, ids) == [State.APPROVED] * 3
    with cast.service.db.read() as session:
        now = cast.service.now()
        rows = session.scalars(select(Revision).where(in_force_at(now))).all()
        assert {one.id for one in rows} == set(ids)
        assert len({one.approval_statement_id for one in rows}) == 3
        assert len({one.effective_at for one in rows}) == 1
        found = signing.evidence(session, subject_ids=[one.document_id for one in rows])
        against = Against(cast.service.authority.roots(), now, {})
        results = signing.verify_all(found, against)
        events = session.scalars(
            select(AuditEvent).where(AuditEvent.action == "documents.revision.approved")
        ).all()
    assert len(results) == 9
    assert all(result.ok for _, result in results)
    assert len({one.act_id for one in events}) == 1


def test_each_revision_has_the_statement_a_single_approval_would_make(cast):
    [one, two] = in_approval(cast, "QT-01", "QT-02")
    single = acts.ask_to_sign(cast.service, cast["chau"], Intent(Act.APPROVE, one))
    alone = signing.parse(single.statement).spec
    asked = acts.ask_to_approve_many(cast.service, cast["chau"], [two, one])
    assert [item.revision_id for item in asked] == [one, two]  # in the order of their codes
    assert signing.parse(asked[0].request.statement).spec == alone
    assert len({item.request.challenge for item in asked}) == 2


def test_the_key_is_derived_once_for_all(cast, monkeypatch):
    ids = in_approval(cast, "QT-01", "QT-02", "QT-03")
    proof, derived = ask(cast, ids), []
    from qms.signing import unlock

    real = unlock.decrypt_key

    def counted(*args, **kwargs):
        derived.append(1)
        return real(*args, **kwargs)

    monkeypatch.setattr(unlock, "decrypt_key", counted)
    acts.approve_many(cast.service, cast["chau"], proof)
    assert derived == [1]


def test_a_wrong_passphrase_is_one_attempt_and_signs_nothing(cast):
    ids = in_approval(cast, "QT-01", "QT-02")
    asked = acts.ask_to_approve_many(cast.service, cast["chau"], ids)
    with pytest.raises(WrongPassphrase) as refused:
        acts.approve_many(cast.service, cast["chau"], proof_of(asked, "không phải câu này"))
    assert refused.value.parameters["left"] == 4
    assert states(cast, ids) == [State.IN_APPROVAL] * 2
    acts.approve_many(cast.service, cast["chau"], proof_of(asked))  # the shown statements hold
    assert states(cast, ids) == [State.APPROVED] * 2


def test_one_document_that_cannot_be_signed_is_named_and_nothing_is_issued(cast):
    ids = in_approval(cast, "QT-01", "QT-02", "QT-03")
    proof = ask(cast, ids)
    approve(cast, ids[1])  # meanwhile, alone
    with pytest.raises(Conflict) as refused:
        acts.approve_many(cast.service, cast["chau"], proof)
    assert refused.value.code == "BULK-REFUSED"
    assert refused.value.parameters["document"] == "QT-02"
    assert refused.value.parameters["because"] == "REVISION-WRONG-STATE"
    assert states(cast, ids) == [State.IN_APPROVAL, State.APPROVED, State.IN_APPROVAL]
    assert approvals(cast) == 1
    issue(cast, [ids[0], ids[2]])
    assert states(cast, ids) == [State.APPROVED] * 3


def test_what_changed_after_it_was_shown_is_named_and_nothing_is_issued(cast):
    ids = in_approval(cast, "QT-01", "QT-02")
    proof = ask(cast, ids)
    acts.return_to_draft(cast.service, cast["chau"], ids[1], "Chưa đủ.")
    submit(cast, ids[1])
    review(cast, ids[1])
    with pytest.raises(Conflict) as refused:
        acts.approve_many(cast.service, cast["chau"], proof)
    assert refused.value.parameters["because"] == "SIGNED-STATE-CHANGED"
    assert refused.value.parameters["document"] == "QT-02"
    assert states(cast, ids) == [State.IN_APPROVAL] * 2


def test_a_challenge_is_good_once(cast):
    ids = in_approval(cast, "QT-01", "QT-02")
    proof = ask(cast, ids)
    acts.approve_many(cast.service, cast["chau"], proof)
    with pytest.raises(Conflict) as refused:
        acts.approve_many(cast.service, cast["chau"], proof)
    assert refused.value.code == "SIGN-REQUEST-USED"
    assert approvals(cast) == 2


def test_challenges_cannot_be_swapped_or_used_twice(cast):
    ids = in_approval(cast, "QT-01", "QT-02")
    proof = ask(cast, ids)
    first, second = proof.signs
    swapped = [
        first.model_copy(update={"challenge": second.challenge}),
        second.model_copy(update={"challenge": first.challenge}),
    ]
    with pytest.raises(Conflict, match="BULK-REFUSED"):
        acts.approve_many(cast.service, cast["chau"], proof.model_copy(update={"signs": swapped}))
    twice = [first, second.model_copy(update={"challenge": first.challenge})]
    with pytest.raises(Conflict, match="SIGN-REQUEST-USED"):
        acts.approve_many(cast.service, cast["chau"], proof.model_copy(update={"signs": twice}))
    with pytest.raises(Conflict, match="BULK-TWICE"):
        acts.approve_many(
            cast.service, cast["chau"], proof.model_copy(update={"signs": [first, first]})
        )
    assert approvals(cast) == 0


def test_somebody_elses_challenges_sign_nothing(cast):
    ids = in_approval(cast, "QT-01")
    proof = ask(cast, ids)
    with pytest.raises(NotFound, match="SIGN-REQUEST-NOT-FOUND"):
        acts.approve_many(cast.service, cast["giang"], proof)


def test_an_author_never_signs_the_own_document_among_others(cast):
    ids = in_approval(cast, "QT-01", "QT-02")
    with cast.service.db.write() as session:  # as if Châu had put a file into the second
        session.add(RevisionAuthor(revision_id=ids[1], person_id=cast["chau"]))
    with pytest.raises(NotAllowed) as refused:
        acts.ask_to_approve_many(cast.service, cast["chau"], ids)
    assert refused.value.code == "BULK-REFUSED"
    assert refused.value.parameters["because"] == "APPROVER-IS-AUTHOR"
    assert refused.value.parameters["document"] == "QT-02"


def test_only_who_may_approve_may_ask(cast):
    ids = in_approval(cast, "QT-01")
    with pytest.raises(NotAllowed) as refused:
        acts.ask_to_approve_many(cast.service, cast["giang"], ids)
    assert refused.value.parameters["because"] == "DOCUMENT-ACT-NOT-ALLOWED"
    with pytest.raises(NotFound):  # a reader does not learn that there is such a draft
        acts.ask_to_approve_many(cast.service, cast["dung"], ids)


def test_documents_under_different_decisions_are_not_signed_together(cast):
    ids = in_approval(cast, "QT-01")
    other = in_approval(cast, "QT-02", decision_number="216/QĐ-STNMT")
    later = in_approval(cast, "QT-03", effective_on=date(2026, 5, 1))
    without = ready(cast, register(cast, "QT-04", "Quy trình bốn"), "Bốn.")
    submit(cast, without)
    review(cast, without)
    for wrong in (other, later):
        with pytest.raises(Conflict) as refused:
            acts.ask_to_approve_many(cast.service, cast["chau"], [*ids, *wrong])
        assert refused.value.parameters["because"] == "BULK-DECISIONS-DIFFER"
    with pytest.raises(Conflict) as refused:
        acts.ask_to_approve_many(cast.service, cast["chau"], [without])
    assert refused.value.parameters["because"] == "BULK-NO-DECISION"
    with pytest.raises(Invalid, match="BULK-EMPTY"):
        acts.ask_to_approve_many(cast.service, cast["chau"], [])


def test_the_statement_of_each_names_its_own_document_and_decision(cast):
    ids = in_approval(cast, "QT-01", "QT-02", effective_on=date(2026, 5, 1))
    issue(cast, ids)
    assert states(cast, ids) == [State.APPROVED] * 2
    with cast.service.db.read() as session:
        query = select(Statement).where(Statement.action == "approve")
        told = [json.loads(one.bytes) for one in session.scalars(query)]
        scheduled = session.get_one(Revision, ids[0]).effective_at
    assert {one["document"]["code"] for one in told} == {"QT-01", "QT-02"}
    assert scheduled > cast.service.now()
