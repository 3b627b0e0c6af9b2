"""The demonstration is a whole installation: everything promised is there, and everything holds."""

import pytest
from sqlalchemy import func, select

from qms import demo, search
from qms.demo.agency import PASSPHRASE, PASSWORD
from qms.demo.office import Office
from qms.documents.model import AccessEntry, DocumentText, Revision
from qms.documents.queries.document import DocumentPage, document_by_code, document_page
from qms.documents.queries.finding import Wanted, find
from qms.documents.queries.revision import revision_page
from qms.documents.queries.waiting import Wait, waiting_for
from qms.documents.rules.period import Standing
from qms.documents.rules.states import Outcome, State
from qms.errors import Conflict, NotSignedIn
from qms.people import acts as people
from qms.people.queries import delegations
from qms.people.rules import DelegationKind, today
from qms.signing.model import Statement
from qms.verification.installation import verify_installation

MANAGER = "mai.nguyen"


def page(office: Office, code: str, login: str = MANAGER) -> DocumentPage:
    with office.service.db.read() as session:
        document_id = document_by_code(session, code)
        return document_page(session, office.actor(login), document_id, office.service.now())


def numbers(lines) -> list[tuple[int, int, str]]:
    return [(one.edition, one.revision, one.standing.value) for one in lines]


def open_revision(office: Office, code: str):
    line = page(office, code).open
    assert line is not None
    with office.service.db.read() as session:
        return revision_page(session, office.actor(MANAGER), line.id, office.service.now())


def test_log_signatures_files_and_rows_all_hold(told: Office):
    report = verify_installation(told.service)
    assert report.problems == ()
    assert len(report.statements) > 55
    assert report.log is not None
    assert report.log.pending == 0


def test_every_statement_says_that_it_was_signed_in_a_demonstration(told: Office):
    with told.service.db.read() as session:
        signed = session.scalars(select(Statement.bytes)).all()
        assert demo.is_demo(session)
    assert signed
    assert all(b'"installation":"demo"' in one for one in signed)


def test_the_whole_model_set_is_in_force_but_for_what_was_withdrawn(told: Office):
    with told.service.db.read() as session:
        in_force = session.scalar(
            select(func.count()).where(
                Revision.state == State.APPROVED,
                Revision.effective_at <= told.service.now(),
                (Revision.superseded_at.is_(None)) | (Revision.superseded_at > told.service.now()),
            )
        )
    assert in_force == 57
    withdrawn = page(told, "BM-03-HD-01")
    assert withdrawn.current is None
    assert numbers(withdrawn.past) == [(1, 0, "withdrawn")]


def test_one_procedure_was_superseded_three_times(told: Office):
    one_stop = page(told, "QT-09")
    assert one_stop.current is not None
    assert (one_stop.current.edition, one_stop.current.revision) == (2, 0)
    assert sorted(numbers(one_stop.past)) == [
        (1, 0, "superseded"),
        (1, 1, "superseded"),
        (1, 2, "superseded"),
    ]


def test_one_comes_into_force_next_week_and_a_new_edition_is_promised(told: Office):
    land, goals = page(told, "QT-ĐĐ-01"), page(told, "MTCL-01")
    days = (today(land.scheduled[0].effective_at) - today(told.service.now())).days
    assert days == 7
    assert numbers(goals.scheduled) == [(2, 0, "scheduled")]
    assert goals.current is not None
    assert (goals.current.edition, goals.current.revision) == (1, 0)


def test_one_was_taken_back_before_its_day_and_one_given_up(told: Office):
    assert (1, 1, "cancelled") in numbers(page(told, "QT-07").past)
    assert page(told, "QT-07").current is not None
    assert (1, 1, "abandoned") in numbers(page(told, "QT-KS-01").past)


def outcomes(office: Office, revision_id) -> list[Outcome | None]:
    """How the rounds of a revision ended, in order."""
    with office.service.db.read() as session:
        shown = revision_page(session, office.actor(MANAGER), revision_id, office.service.now())
    return [one.outcome for one in sorted(shown.rounds, key=lambda one: one.number)]


def test_rounds_ended_by_a_request_for_changes_and_by_a_return(told: Office):
    land, permit = page(told, "QT-ĐĐ-01").current, page(told, "QT-MT-01").past
    assert land is not None
    assert outcomes(told, land.id) == [Outcome.CHANGES_REQUESTED, Outcome.APPROVED]
    first = next(one for one in permit if one.revision == 1)
    assert outcomes(told, first.id) == [Outcome.RETURNED, Outcome.APPROVED]


def test_one_is_in_review_with_a_comment_and_one_verdict(told: Office):
    shown = open_revision(told, "QT-MT-02")
    assert shown.standing is Standing.IN_REVIEW
    running = shown.rounds[-1]
    assert sorted(one.verdict is None for one in running.tasks) == [False, True]
    assert len(running.comments) == 1


def test_one_waits_for_the_director_and_one_for_its_reviewer(told: Office):
    with told.service.db.read() as session:
        now = told.service.now()
        director = waiting_for(session, told.actor("minh.le"), now)
        reviewer = waiting_for(session, told.actor("dung.pham"), now)
        deputy = waiting_for(session, told.actor("ha.tran"), now)
    assert [(one.kind, one.code) for one in director] == [(Wait.APPROVE, "QT-05")]
    assert (Wait.APPROVE, "QT-05") in [(one.kind, one.code) for one in deputy]
    assert (Wait.REVIEW, "QT-MT-02") in [(one.kind, one.code) for one in reviewer]


def test_one_draft_has_a_file_and_is_not_submitted(told: Office):
    shown = open_revision(told, "QT-TNN-01")
    assert shown.standing is Standing.DRAFT
    assert [one.read_revision for one in shown.files] == [0]  # what it was begun from


def test_the_deputy_signed_for_the_director(told: Office):
    with told.service.db.read() as session:
        given = delegations(session, told.people["ha.tran"], now=told.service.now())
        signed = session.scalars(select(Statement.bytes)).all()
    assert [one.kind for one in given] == [DelegationKind.KT]
    assert any("KT. GIÁM ĐỐC".encode() in one for one in signed)


def test_the_leaver_is_gone_and_the_work_was_finished_by_another(told: Office):
    training = page(told, "QT-06").current
    assert training is not None
    assert (training.edition, training.revision) == (1, 1)
    with pytest.raises(NotSignedIn):
        people.sign_in(told.service, "kien.luong", PASSWORD)


def test_everybody_of_the_table_signs_in_with_the_printed_password(told: Office):
    for line in demo.sign_in_table():
        assert people.sign_in(told.service, line.login, line.password)
    signers = {one.login for one in demo.sign_in_table() if one.passphrase == PASSPHRASE}
    assert {"minh.le", "ngoc.ta", "dung.pham"} <= signers
    assert PASSPHRASE != PASSWORD


def test_a_clerk_finds_a_procedure_without_diacritics(told: Office):
    index = search.open_index(told.service.settings.index_path)
    with told.service.db.read() as session:
        answer = find(
            session,
            index,
            told.actor("nam.trinh"),
            Wanted(text="dang ky dat dai lan dau"),
            told.service.now(),
        )
    assert not answer.from_titles
    assert answer.rows[0].code == "QT-ĐĐ-01"
    assert (answer.rows[0].edition, answer.rows[0].revision) == (1, 3)


def test_looks_are_logged_and_every_approved_file_states_its_own_number(told: Office):
    with told.service.db.read() as session:
        assert (session.scalar(select(func.count()).select_from(AccessEntry)) or 0) > 800
        last = session.scalar(select(func.max(AccessEntry.at)))
        assert last is not None
        assert last <= told.service.now()
        approved = select(Revision, DocumentText).join(
            DocumentText, DocumentText.sha256 == Revision.docx_sha256
        )
        for revision, text in session.execute(approved):
            assert (text.edition, text.revision) == (revision.edition, revision.revision)


def test_a_second_telling_is_refused(told: Office):
    with told.service.db.read() as session:
        assert not demo.is_empty(session)
        with pytest.raises(Conflict) as caught:
            demo.check_ready(session, told.service.settings)
    assert caught.value.code == "DEMO-NOT-EMPTY"
