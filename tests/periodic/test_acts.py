"""Proposing, signing and giving back a verdict, with the database behind it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from qms import signing
from qms.documents import acts as documents
from qms.documents.model import Revision
from qms.documents.queries.evidence import statements_of
from qms.documents.rules.numbering import Step
from qms.documents.rules.states import Act, State
from qms.documents.schemas import Proof
from qms.errors import Conflict, NotAllowed, QmsError
from qms.outbox import notices_for
from qms.people import acts as people
from qms.people.rules import Role
from qms.people.schemas import NewRole
from qms.periodic import acts
from qms.periodic.acts import clock as rounds
from qms.periodic.queries.listing import DueFilter, Show, due_page
from qms.periodic.queries.waiting import waiting_count, waiting_for
from qms.periodic.rules import Due, Outcome, Verdict
from qms.verification.installation import verify_installation, verify_one_document
from tests.periodic.looking import REASON, due, kept, past, propose, sign
from tests.support.cast import PASSPHRASE, ROOT, approve, issued, ready, register, review, submit


def code_of(wanted: type[QmsError], act) -> str:
    with pytest.raises(wanted) as refused:
        act()
    return refused.value.code


def tasks(cast, login):
    with cast.service.db.read() as session:
        now = cast.service.now()
        found = waiting_for(session, cast.actor(login), now)
        count = waiting_count(cast.actor(login), now)
        assert (session.scalar(select(count)) if count is not None else 0) == len(found)
    return [(one.kind, one.code) for one in found]


def current(cast, document_id) -> Revision:
    query = select(Revision).where(
        Revision.document_id == document_id, Revision.state == State.APPROVED
    )
    with cast.service.db.read() as session:
        return session.scalars(query).one()


def test_a_document_is_due_a_year_after_it_came_into_force(cast, qt05, clock):
    assert due(cast)[0].due_on == date(2027, 3, 2)
    assert due(cast, show=Show.DUE) == []
    assert tasks(cast, "giang") == []
    clock.advance(days=335)  # thirty days before
    assert [one.stands for one in due(cast, show=Show.DUE)] == [Due.AHEAD]
    assert tasks(cast, "giang") == [("periodic.review", "QT-05")]
    assert tasks(cast, "vanan") == [("periodic.review", "QT-05")]
    assert tasks(cast, "chau") == tasks(cast, "dung") == []
    clock.advance(days=31)
    assert [one.stands for one in due(cast, show=Show.OVERDUE)] == [Due.OVERDUE]


def test_keeping_moves_the_next_day_without_a_new_revision(cast, qt05, clock):
    clock.advance(days=340)
    review_id = propose(cast, qt05)
    assert tasks(cast, "chau") == [("periodic.sign", "QT-05")]
    assert tasks(cast, "giang") == []
    assert due(cast)[0].stands is Due.PROPOSED
    sign(cast, review_id)
    line = past(cast, qt05)[0]
    assert (line.outcome, line.signed_by) == (Outcome.SIGNED, "Lê Minh Châu")
    assert line.next_due_on == date(2028, 2, 5) == due(cast)[0].due_on
    assert tasks(cast, "giang") == tasks(cast, "chau") == []
    with cast.service.db.read() as session:
        assert session.query(Revision).count() == 1


def test_the_signed_statement_names_the_bytes_in_force_and_rests_on_the_approval(cast, qt05):
    kept(cast, qt05)
    revision = current(cast, qt05)
    with cast.service.db.read() as session:
        rows = {one.action: one for one in statements_of(session, qt05)}
        spec = signing.parse(rows["periodic_keep"].bytes).spec
    assert (spec.action, spec.signer.full_name) == ("periodic_keep", "Lê Minh Châu")
    assert spec.signer.role == "GIÁM ĐỐC"
    assert [one.sha256 for one in spec.files] == [revision.docx_sha256]
    assert "rà soát lần tiếp theo chậm nhất ngày 02/03/2027" in spec.meaning
    assert REASON not in spec.meaning
    assert len(spec.basis) == 1
    assert verify_installation(cast.service).ok
    assert verify_one_document(cast.service, "QT-05").ok


def test_a_verdict_to_revise_opens_a_draft_for_the_author_with_the_reason(cast, qt05):
    review_id = propose(cast, qt05, Verdict.REVISE)
    sign(cast, review_id)
    line = past(cast, qt05)[0]
    with cast.service.db.read() as session:
        draft = session.get_one(Revision, line.draft_id)
    assert (draft.state, draft.change_reason) == (State.DRAFT, REASON)
    assert draft.responsible_id == cast["vanan"]
    assert due(cast)[0].stands is Due.REVISING
    assert verify_installation(cast.service).ok


def test_a_verdict_to_revise_notes_the_draft_that_is_open(cast, qt05):
    draft_id = documents.open_revision(cast.service, cast["vanan"], qt05, Step.AMENDMENT)
    sign(cast, propose(cast, qt05, Verdict.REVISE))
    assert past(cast, qt05)[0].draft_id == draft_id


def test_a_document_whose_draft_was_given_up_is_due_again(cast, qt05, clock):
    clock.advance(days=400)
    sign(cast, propose(cast, qt05, Verdict.REVISE))
    assert tasks(cast, "giang") == []
    documents.abandon(cast.service, cast["vanan"], past(cast, qt05)[0].draft_id, "Hoãn lại")
    assert tasks(cast, "giang") == [("periodic.review", "QT-05")]


def test_a_withdrawal_is_signed_once_as_the_withdrawal_itself(cast, qt05):
    review_id = propose(cast, qt05, Verdict.WITHDRAW)
    asked = code_of(
        Conflict, lambda: acts.ask_to_sign_verdict(cast.service, cast["chau"], review_id)
    )
    assert asked == "PERIODIC-SIGNED-ELSEWHERE"
    revision_id = current(cast, qt05).id
    proof = cast.ask("chau", Act.WITHDRAW, revision_id, REASON)
    documents.withdraw(cast.service, cast["chau"], revision_id, REASON, proof)
    line = past(cast, qt05)[0]
    assert (line.outcome, line.signed_at) == (Outcome.SIGNED, cast.service.now())
    assert due(cast) == []
    assert tasks(cast, "chau") == []


def test_neither_author_nor_proposer_signs(cast, qt05):
    for login in ("vanan", "giang"):
        people.grant_role(cast.service, ROOT, cast[login], NewRole(role=Role.APPROVER))
    review_id = propose(cast, qt05)
    assert code_of(NotAllowed, lambda: sign(cast, review_id, "vanan")) == "APPROVER-IS-AUTHOR"
    refused = code_of(NotAllowed, lambda: sign(cast, review_id, "giang"))
    assert refused == "PERIODIC-SIGNER-PROPOSED"
    assert tasks(cast, "vanan") == tasks(cast, "giang") == []
    assert code_of(NotAllowed, lambda: sign(cast, review_id, "binh")) == "PERIODIC-SIGN-NOT-ALLOWED"


def test_only_the_quality_manager_or_the_responsible_author_proposes(cast, qt05):
    for login in ("dung", "binh", "chau", "hai"):
        refused = code_of(NotAllowed, lambda login=login: propose(cast, qt05, login=login))
        assert refused == "PERIODIC-PROPOSE-NOT-ALLOWED"
    propose(cast, qt05, login="vanan")
    assert code_of(Conflict, lambda: propose(cast, qt05)) == "PERIODIC-ALREADY-PROPOSED"


def test_a_verdict_given_back_makes_room_for_another(cast, qt05, clock):
    review_id = propose(cast, qt05)
    acts.return_verdict(cast.service, cast["chau"], review_id, "Chưa nêu đối chiếu luật mới")
    assert past(cast, qt05)[0].outcome is Outcome.RETURNED
    assert code_of(Conflict, lambda: sign(cast, review_id)) == "PERIODIC-NOT-WAITING"
    with cast.service.db.read() as session:
        assert notices_for(session, cast["giang"], limit=1)[0].kind == "periodic_returned"
    clock.advance(minutes=5)
    kept(cast, qt05)
    assert [one.outcome for one in past(cast, qt05)] == [Outcome.SIGNED, Outcome.RETURNED]


def test_a_verdict_lapses_when_another_revision_comes_into_force(cast, qt05, clock):
    review_id = propose(cast, qt05)
    clock.advance(days=1)
    revision_id = ready(cast, qt05, "Lần hai.")
    submit(cast, revision_id)
    review(cast, revision_id)
    approve(cast, revision_id)
    assert code_of(Conflict, lambda: sign(cast, review_id)) == "PERIODIC-LAPSED"
    assert past(cast, qt05)[0].outcome is Outcome.LAPSED
    assert tasks(cast, "chau") == []
    kept(cast, qt05)


def test_what_has_a_successor_coming_is_not_reviewed(cast, qt05, clock):
    clock.advance(days=400)
    issued(cast, qt05, "Lần hai.", effective_on=date(2027, 5, 1))
    assert code_of(Conflict, lambda: propose(cast, qt05)) == "PERIODIC-HAS-SUCCESSOR"
    assert tasks(cast, "giang") == []


def test_a_passphrase_typed_after_midnight_is_asked_again_for_the_new_day(cast, qt05, clock):
    review_id = propose(cast, qt05)
    clock.set(clock().replace(hour=16, minute=58))
    asked = acts.ask_to_sign_verdict(cast.service, cast["chau"], review_id)
    clock.advance(minutes=4)
    proof = Proof(challenge=asked.challenge, passphrase=PASSPHRASE)
    with pytest.raises(Conflict, match="SIGNED-STATE-CHANGED"):
        acts.sign_verdict(cast.service, cast["chau"], review_id, proof)
    assert past(cast, qt05)[0].outcome is Outcome.WAITING


def test_one_notice_a_month_counts_what_is_due(cast, qt05, clock):
    other = register(cast, "QT-06")
    issued(cast, other)
    assert rounds.remind(cast.service) == 0
    clock.advance(days=345)
    assert rounds.remind(cast.service) == 2  # Giang and An
    assert rounds.remind(cast.service) == 0
    with cast.service.db.read() as session:
        said = notices_for(session, cast["giang"], limit=1)[0]
    assert (said.kind, said.code) == ("periodic_due", "2")
    clock.advance(days=31)
    assert rounds.remind(cast.service) == 2


def test_the_list_goes_on_page_by_page_in_the_order_of_days(cast, qt05, clock):
    for number in (7, 6, 8):
        clock.advance(days=1)
        issued(cast, register(cast, f"QT-0{number}"))
    found, after = [], ""
    while True:
        with cast.service.db.read() as session:
            actor, now = cast.actor("giang"), cast.service.now()
            page = due_page(session, actor, DueFilter(show=Show.ALL), now, after, 1)
        found += [one.code for one in page.rows]
        after = page.next
        if not after:
            break
    assert found == ["QT-05", "QT-07", "QT-06", "QT-08"]
    assert [one.code for one in due(cast, text="qt 06")] == ["QT-06"]
    assert due(cast, unit_id=cast.units["QLDD"]) == []
    assert due(cast, "dung") == []


def test_the_database_keeps_verdicts_and_their_two_people(cast, qt05):
    kept(cast, qt05)
    waiting = propose(cast, qt05)
    attempts = [
        "UPDATE periodic_review SET reason = 'khác'",
        "UPDATE periodic_review SET next_due_on = '2099-01-01' WHERE signed_at IS NOT NULL",
        "DELETE FROM periodic_review",
        f"UPDATE periodic_review SET signed_by = '{cast['vanan'].hex}', signed_at = proposed_at,"
        f" next_due_on = due_on, statement_id = (SELECT id FROM statement LIMIT 1)"
        f" WHERE id = '{waiting.hex}'",
        f"UPDATE periodic_review SET signed_by = proposed_by, signed_at = proposed_at,"
        f" next_due_on = due_on, statement_id = (SELECT id FROM statement LIMIT 1)"
        f" WHERE id = '{waiting.hex}'",
    ]
    for attempt in attempts:
        with cast.service.db.engine.connect() as connection, pytest.raises(DatabaseError):
            connection.execute(text(attempt))


def test_a_verdict_moved_in_the_database_is_found_by_verification(cast, qt05):
    kept(cast, qt05)
    with cast.service.db.engine.begin() as connection:
        if not cast.service.db.is_sqlite:
            connection.execute(text("ALTER TABLE periodic_review DISABLE TRIGGER USER"))
        else:
            connection.execute(text("DROP TRIGGER periodic_review_ended"))
            connection.execute(text("DROP TRIGGER periodic_review_words_fixed"))
        connection.execute(text("UPDATE periodic_review SET docx_sha256 = :x"), {"x": "0" * 64})
    codes = {one.code for one in verify_installation(cast.service).problems}
    assert "VERIFY-PERIODIC" in codes


def test_a_day_is_always_ahead_of_what_was_kept(cast, qt05, clock):
    for _ in range(3):
        clock.advance(days=300)
        kept(cast, qt05)
        assert due(cast)[0].due_on > cast.service.now().date() + timedelta(days=360)
