"""Proposing, deciding and answering, with the database behind it."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from qms.changes import acts
from qms.changes.acts import clock as rounds
from qms.changes.queries.impact import impact
from qms.changes.queries.links import request_numbers
from qms.changes.queries.listing import RequestFilter, Show, requests_page
from qms.changes.queries.waiting import waiting_count, waiting_for
from qms.changes.rules import RequestAct, Standing
from qms.documents import acts as documents
from qms.documents.model import Revision
from qms.documents.queries.revision import revision_page
from qms.documents.rules.permissions import Visibility
from qms.documents.rules.states import Act
from qms.documents.schemas import NewDocument
from qms.errors import Conflict, Invalid, NotAllowed, NotFound, QmsError
from qms.outbox import notices_for
from qms.people.rules import Role
from tests.changes.asking import accept, accepted, ask, merge, seen
from tests.support.cast import (
    a_docx,
    approve,
    base_of,
    issued,
    plan,
    put_file,
    register,
    review,
    submit,
)


def code_of(wanted: type[QmsError], act) -> str:
    with pytest.raises(wanted) as refused:
        act()
    return refused.value.code


def answered(cast, document_id, *requests):
    """The requests go into a draft, which goes all the way."""
    revision_id = merge(cast, document_id, *requests)
    put_file(cast, revision_id, a_docx("Còn 02 ngày."), base_of(cast, revision_id))
    plan(cast, revision_id)
    submit(cast, revision_id)
    review(cast, revision_id)
    cast.service.clock.advance(minutes=1)
    approve(cast, revision_id)
    return revision_id


def told(cast, login):
    with cast.service.db.read() as session:
        return [one.kind for one in notices_for(session, cast[login], limit=20)]


def tasks(cast, login):
    with cast.service.db.read() as session:
        now = cast.service.now()
        found = waiting_for(session, cast.actor(login), now)
        count = waiting_count(cast.actor(login), now)
        assert (session.scalar(select(count)) if count is not None else 0) == len(found)
    return [(one.kind, one.code) for one in found]


def test_a_member_of_staff_proposes_and_the_quality_manager_is_told(cast, qt05):
    request_id = ask(cast, qt05, place="1. Mục đích", quoted="Nội dung")
    page = seen(cast, request_id, "dung")
    assert (page.row.code, page.row.standing) == ("ĐN-01/2026", Standing.PROPOSED)
    assert page.acts == {RequestAct.WITHDRAW}
    assert told(cast, "giang")[0] == "change_proposed"
    assert tasks(cast, "giang") == [("changes.decide", "ĐN-01/2026")]
    assert tasks(cast, "dung") == []


def test_numbers_start_again_with_the_year_of_viet_nam(cast, qt05, clock):
    assert seen(cast, ask(cast, qt05)).row.code == "ĐN-01/2026"
    clock.set(clock().replace(month=12, day=31, hour=17, minute=30))  # 00:30 on New Year's Day
    assert seen(cast, ask(cast, qt05)).row.code == "ĐN-01/2027"
    assert seen(cast, ask(cast, qt05)).row.code == "ĐN-02/2027"


def test_a_refused_proposal_takes_no_number(cast, qt05):
    assert code_of(Invalid, lambda: ask(cast, qt05, place="99. Không có")) == "CHANGE-PLACE-UNKNOWN"
    assert seen(cast, ask(cast, qt05)).row.code == "ĐN-01/2026"


def test_an_auditor_and_an_administrator_propose_nothing(cast, qt05):
    for login in ("hai",):
        refused = code_of(NotAllowed, lambda login=login: ask(cast, qt05, login))
        assert refused == "CHANGE-PROPOSE-NOT-ALLOWED"


def test_nothing_is_proposed_against_what_is_not_in_force(cast):
    document_id = register(cast, "QT-06")
    assert code_of(Conflict, lambda: ask(cast, document_id)) == "CHANGE-NOTHING-IN-FORCE"


def test_a_reader_outside_the_circle_is_told_of_no_document(cast):
    new = NewDocument(
        code="QT-07",
        title="Quy trình nội bộ",
        type_code="QT",
        field_code="chung",
        owner_unit_id=cast.units["VP"],
        visibility=Visibility.NAMED,
    )
    document_id = documents.register_document(cast.service, cast["vanan"], new)
    issued(cast, document_id)
    assert code_of(NotFound, lambda: ask(cast, document_id)) == "DOCUMENT-NOT-FOUND"


def test_the_owner_declines_with_a_reason_and_the_proposer_reads_it(cast, qt05):
    request_id = ask(cast, qt05)
    acts.decline_request(cast.service, cast["vanan"], request_id, "Luật quy định 05 ngày.")
    page = seen(cast, request_id, "dung")
    assert page.row.standing is Standing.DECLINED
    assert page.decision_reason == "Luật quy định 05 ngày."
    assert told(cast, "dung")[0] == "change_declined"
    refused = code_of(Conflict, lambda: accept(cast, request_id))
    assert refused == "CHANGE-WRONG-STATE"


def test_only_the_owner_decides_and_only_the_proposer_takes_back(cast, qt05):
    request_id = ask(cast, qt05)
    assert code_of(NotFound, lambda: accept(cast, request_id, "binh")) == "CHANGE-NOT-FOUND"
    assert code_of(NotAllowed, lambda: accept(cast, request_id, "chau")) == "CHANGE-NOT-OWNER"
    assert code_of(NotAllowed, lambda: accept(cast, request_id, "dung")) == "CHANGE-NOT-OWNER"
    with pytest.raises(NotAllowed, match="CHANGE-NOT-PROPOSER"):
        acts.withdraw_request(cast.service, cast["giang"], request_id)
    acts.withdraw_request(cast.service, cast["dung"], request_id)
    assert seen(cast, request_id).row.standing is Standing.WITHDRAWN
    assert tasks(cast, "giang") == []


def test_two_requests_become_one_revision_that_names_them_in_its_log(cast, qt05):
    first, second = accepted(cast, qt05), accepted(cast, qt05, place="1. Mục đích")
    assert tasks(cast, "vanan")[0] == ("changes.take_up", "ĐN-01/2026")
    revision_id = merge(cast, qt05, second, first)
    with cast.service.db.read() as session:
        revision = session.get_one(Revision, revision_id)
        assert request_numbers(session, revision_id) == ("ĐN-01/2026", "ĐN-02/2026")
    assert revision.change_requests == "ĐN-01/2026; ĐN-02/2026"
    assert revision.change_reason.startswith("ĐN-01/2026: Người dân chờ lâu")
    assert revision.change_place == "1. Mục đích"
    assert seen(cast, first).row.standing is Standing.IN_WORK
    assert tasks(cast, "vanan") == []


def test_requests_are_answered_when_their_revision_is_approved_and_the_proposer_hears(cast, qt05):
    request_id = accepted(cast, qt05)
    answered(cast, qt05, request_id)
    assert seen(cast, request_id, "dung").row.standing is Standing.ANSWERED
    assert rounds.announce(cast.service) == 1
    assert rounds.announce(cast.service) == 0
    assert told(cast, "dung")[0] == "change_answered"


def test_an_abandoned_draft_gives_its_requests_back(cast, qt05):
    request_id = accepted(cast, qt05)
    revision_id = merge(cast, qt05, request_id)
    documents.abandon(cast.service, cast["vanan"], revision_id, "Chưa làm năm nay")
    assert seen(cast, request_id).row.standing is Standing.ACCEPTED
    again = merge(cast, qt05, request_id)
    assert again != revision_id
    assert seen(cast, request_id).row.revision_id == again


def test_a_submitted_revision_takes_no_more_and_gives_none_back(cast, qt05):
    first, second = accepted(cast, qt05), accepted(cast, qt05)
    revision_id = merge(cast, qt05, first)
    put_file(cast, revision_id, a_docx("Còn 02 ngày."), base_of(cast, revision_id))
    plan(cast, revision_id)
    submit(cast, revision_id)
    refused = code_of(Conflict, lambda: merge(cast, qt05, second))
    assert refused == "CHANGE-REVISION-NOT-DRAFT"
    with pytest.raises(Conflict, match="CHANGE-REVISION-NOT-DRAFT"):
        acts.unlink_request(cast.service, cast["vanan"], first)


def test_a_request_leaves_a_draft_and_its_number_leaves_the_log(cast, qt05):
    first, second = accepted(cast, qt05), accepted(cast, qt05)
    revision_id = merge(cast, qt05, first, second)
    acts.unlink_request(cast.service, cast["giang"], first)
    with cast.service.db.read() as session:
        assert session.get_one(Revision, revision_id).change_requests == "ĐN-02/2026"
    assert seen(cast, first).row.standing is Standing.ACCEPTED


def test_an_undecided_request_goes_into_no_revision(cast, qt05):
    request_id = ask(cast, qt05)
    assert code_of(Conflict, lambda: merge(cast, qt05, request_id)) == "CHANGE-WRONG-STATE"
    with cast.service.db.read() as session:
        opened = session.query(Revision).filter(Revision.state == "draft").count()
    assert opened == 0


def test_requests_of_another_document_are_not_found_here(cast, qt05):
    other = register(cast, "QT-06")
    issued(cast, other)
    request_id = accepted(cast, qt05)
    assert code_of(NotFound, lambda: merge(cast, other, request_id)) == "CHANGE-NOT-FOUND"


def test_after_ten_days_a_request_is_overdue_and_said_so_once(cast, qt05, clock):
    request_id = ask(cast, qt05)
    clock.advance(days=10)
    assert not seen(cast, request_id).row.overdue
    assert rounds.remind(cast.service) == 0
    clock.advance(days=1)
    assert seen(cast, request_id).row.overdue
    assert rounds.remind(cast.service) == 1
    assert rounds.remind(cast.service) == 0
    assert told(cast, "giang")[0] == "change_overdue"


def test_the_forms_of_a_document_are_touched_by_its_change(cast, qt05):
    new = NewDocument(
        code="BM-01-QT-05",
        title="Phiếu tiếp nhận",
        type_code="BM",
        field_code="chung",
        owner_unit_id=cast.units["VP"],
        parent_id=qt05,
    )
    form = documents.register_document(cast.service, cast["vanan"], new)
    issued(cast, form)
    with cast.service.db.read() as session:
        found = impact(session, cast.actor("dung"), qt05, cast.service.now())
    assert [one.code for one in found.forms] == ["BM-01-QT-05"]


def test_a_list_shows_own_requests_and_those_one_answers_for(cast, qt05):
    cast.add("khanh", "Đỗ Khánh", (Role.STAFF, "QLDD"))
    first, _second = ask(cast, qt05), ask(cast, qt05, "khanh")

    def listed(login, **wanted):
        with cast.service.db.read() as session:
            filter_ = RequestFilter(**wanted)
            now = cast.service.now()
            rows = requests_page(session, cast.actor(login), filter_, now, limit=1)
            rest = (
                requests_page(session, cast.actor(login), filter_, now, rows.next)
                if (rows.next)
                else None
            )
        return [one.code for one in [*rows.rows, *(rest.rows if rest else [])]]

    assert listed("dung") == ["ĐN-01/2026"]
    assert listed("giang") == ["ĐN-02/2026", "ĐN-01/2026"]
    assert listed("binh") == []
    assert listed("giang", text="đn-02") == ["ĐN-02/2026"]
    assert listed("giang", text="thu hoi dat") == ["ĐN-02/2026", "ĐN-01/2026"]
    acts.decline_request(cast.service, cast["giang"], first, "Không phù hợp")
    assert listed("giang", show=Show.DECLINED) == ["ĐN-01/2026"]
    assert listed("dung") == []


def test_whoever_sees_the_revision_sees_what_it_answers(cast, qt05):
    request_id = accepted(cast, qt05)
    revision_id = answered(cast, qt05, request_id)
    assert seen(cast, request_id, "binh").row.revision_id == revision_id
    with cast.service.db.read() as session:
        page = revision_page(session, cast.actor("binh"), revision_id, cast.service.now())
    assert Act.APPROVE not in page.acts


def test_the_database_keeps_words_order_and_rows_of_requests(cast, qt05):
    request_id = ask(cast, qt05)
    acts.decline_request(cast.service, cast["giang"], request_id, "Không phù hợp")
    attempts = [
        "UPDATE change_request SET proposed = 'khác'",
        "UPDATE change_request SET state = 'accepted'",
        "UPDATE change_request SET number = 7",
        "DELETE FROM change_request",
        "DELETE FROM change_series",
        "UPDATE change_series SET last = 5",
    ]
    for attempt in attempts:
        with cast.service.db.engine.connect() as connection, pytest.raises(DatabaseError):
            connection.execute(text(attempt))


def test_the_database_keeps_what_an_approved_revision_answers(cast, qt05):
    request_id = accepted(cast, qt05)
    answered(cast, qt05, request_id)
    assert seen(cast, request_id).row.standing is Standing.ANSWERED
    attempts = [
        "UPDATE change_request SET revision_id = NULL, linked_at = NULL",
        "UPDATE change_request SET state = 'declined', decision_reason = 'x', revision_id = NULL,"
        " linked_at = NULL",
    ]
    for attempt in attempts:
        with cast.service.db.engine.connect() as connection, pytest.raises(DatabaseError):
            connection.execute(text(attempt))
