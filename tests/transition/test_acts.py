"""Projects: who may, steps, the clause map, documents with their verdicts, drafts, the end."""

from datetime import date

import pytest
from sqlalchemy import select

from qms.documents import acts as documents
from qms.documents.model import Revision
from qms.documents.rules.numbering import Step
from qms.documents.rules.states import State
from qms.errors import Conflict, Invalid, NotAllowed, Stale
from qms.outbox.model import Notice
from qms.transition import acts
from qms.transition.queries.candidates import candidates
from qms.transition.queries.clauses import clause_map_of
from qms.transition.queries.waiting import waiting_for
from qms.transition.rules import Outcome, Progress, StepState, Verdict
from qms.transition.schemas import (
    Choice,
    Choices,
    Ending,
    MapLine,
    NewMap,
    NewProject,
    StepPlan,
    StepReport,
)
from tests.support.cast import a_docx, base_of, issued, plan, put_file, register, review, submit
from tests.transition.stage import DECIDED, NUMBER, begin, choose, decide, issue, page


def documents_in_force(cast, clock, *codes):
    ids = [register(cast, code, f"Quy trình {code}") for code in codes]
    for one in ids:
        issued(cast, one)
    clock.advance(days=1)
    return ids


def test_only_the_quality_manager_of_the_agency_begins_a_project(cast):
    new = NewProject(name="Dự án", from_standard="ISO 9001:2015", to_standard="ISO 9001:2026")
    for login in ("vanan", "chau", "dung", "hai"):
        with pytest.raises(NotAllowed, match="TRANSITION-NOT-ALLOWED"):
            acts.begin_project(cast.service, cast[login], new)
    project_id = acts.begin_project(cast.service, cast["giang"], new)
    assert len(page(cast, project_id, "dung").step_rows) == 12  # everybody may read it


def test_a_step_waits_for_its_person_and_ends_with_a_note(cast, project):
    step = page(cast, project).step_rows[0]
    due = date(2026, 3, 10)
    wanted = StepPlan(
        title=step.title, responsible_id=cast["dung"], due_on=due, row_version=step.row_version
    )
    acts.plan_step(cast.service, cast["giang"], step.id, wanted)
    with pytest.raises(Stale):
        acts.plan_step(cast.service, cast["giang"], step.id, wanted)
    with cast.service.db.read() as session:
        [task] = waiting_for(session, cast.actor("dung"), cast.service.now())
        assert (task.subject_id, task.due_on) == (step.id, due)
        told = session.scalars(select(Notice.kind).where(Notice.person_id == cast["dung"])).all()
        assert "transition_step" in told
    version = page(cast, project).step_rows[0].row_version
    done = StepReport(state=StepState.DONE, note="QĐ 12/QĐ-STNMT", row_version=version)
    with pytest.raises(NotAllowed, match="TRANSITION-STEP-NOT-YOURS"):
        acts.report_step(cast.service, cast["vanan"], step.id, done)
    bare = StepReport(state=StepState.DONE, row_version=version)
    with pytest.raises(Invalid, match="TRANSITION-NOTE-NEEDED"):
        acts.report_step(cast.service, cast["dung"], step.id, bare)
    skip = StepReport(state=StepState.NOT_NEEDED, note="Thừa", row_version=version)
    with pytest.raises(Conflict, match="TRANSITION-STEP-CLOSED"):
        acts.report_step(cast.service, cast["dung"], step.id, skip)
    acts.report_step(cast.service, cast["dung"], step.id, done)
    shown = page(cast, project)
    assert shown.step_rows[0].state is StepState.DONE
    assert shown.line.steps.done == 1
    again = StepReport(state=StepState.UNDERWAY, row_version=shown.step_rows[0].row_version)
    with pytest.raises(Conflict, match="TRANSITION-STEP-CLOSED"):
        acts.report_step(cast.service, cast["dung"], step.id, again)
    acts.report_step(cast.service, cast["giang"], step.id, again)
    assert page(cast, project).step_rows[0].ended_at is None


def test_a_changed_map_is_a_new_version_made_from_what_was_seen(cast, project):
    new = NewMap(lines=[MapLine(old="4.2.3", new=["7.5.3"])], number=1)
    assert acts.change_map(cast.service, cast["giang"], project, new) == 2
    with pytest.raises(Stale):
        acts.change_map(cast.service, cast["giang"], project, new)
    with cast.service.db.read() as session:
        found = clause_map_of(session, cast.actor("dung"), project)
    assert [one.old for one in found.lines] == ["4.2.3"]
    assert not found.may_change


def test_documents_whose_clauses_the_map_changes_are_proposed_first(cast, clock):
    documents_in_force(cast, clock, "QT-01")
    project_id = begin(cast)
    lines = [MapLine(old="7.5.3", new=["7.5.3.1", "7.5.3.2"])]
    acts.change_map(cast.service, cast["giang"], project_id, NewMap(lines=lines, number=1))
    with cast.service.db.read() as session:
        [one] = candidates(session, cast.actor("giang"), project_id, cast.service.now())
        with pytest.raises(NotAllowed):
            candidates(session, cast.actor("dung"), project_id, cast.service.now())
    assert one.is_touched
    assert one.new_clauses == ("7.5.3.1", "7.5.3.2")


def test_all_chosen_documents_are_rewritten_and_issued_by_one_decision(cast, clock):
    ids = documents_in_force(cast, clock, "QT-01", "QT-02", "QT-03")
    project_id = begin(cast)
    choose(cast, project_id, Verdict.EDITION, *ids[:2])
    choose(cast, project_id, Verdict.KEEP, ids[2])
    decide(cast, project_id)
    opened = acts.open_drafts(cast.service, cast["giang"], project_id)
    assert len(opened) == 2
    with cast.service.db.read() as session:
        drafts = [session.get_one(Revision, one) for one in opened]
        assert {(one.edition, one.revision) for one in drafts} == {(2, 0)}
        assert {(one.decision_number, one.decision_on) for one in drafts} == {(NUMBER, DECIDED)}
        assert {one.responsible_id for one in drafts} == {cast["vanan"]}
    shown = page(cast, project_id)
    assert shown.line.documents.percent == 33
    assert {one.progress for one in shown.rows} == {Progress.DRAFT, Progress.KEPT}
    for number, revision_id in enumerate(opened):
        with cast.service.db.read() as session:
            document_id = session.get_one(Revision, revision_id).document_id
        code = next(one.code for one in shown.rows if one.document_id == document_id)
        put_file(cast, revision_id, a_docx(f"Mới {number}.", code), base_of(cast, revision_id))
        plan(cast, revision_id, decision_number=NUMBER, decision_on=DECIDED)
        submit(cast, revision_id)
        review(cast, revision_id)
    assert {one.progress for one in page(cast, project_id).rows} == {
        Progress.IN_APPROVAL,
        Progress.KEPT,
    }
    clock.advance(days=1)
    issue(cast, opened)
    shown = page(cast, project_id)
    assert shown.line.documents.percent == 100
    assert [one.share.percent for one in shown.units] == [100]


def test_drafts_are_opened_all_or_none(cast, clock):
    ids = documents_in_force(cast, clock, "QT-01", "QT-02")
    project_id = begin(cast)
    choose(cast, project_id, Verdict.EDITION, *ids)
    documents.open_revision(cast.service, cast["vanan"], ids[1], Step.AMENDMENT)
    with pytest.raises(Conflict) as refused:
        acts.open_drafts(cast.service, cast["giang"], project_id)
    assert refused.value.code == "TRANSITION-DRAFT-REFUSED"
    assert refused.value.parameters["document"] == "QT-02"
    with cast.service.db.read() as session:
        open_ = select(Revision).where(Revision.state == State.DRAFT)
        assert [one.document_id for one in session.scalars(open_)] == [ids[1]]
    acts.leave_out(cast.service, cast["giang"], project_id, ids[1])
    assert len(acts.open_drafts(cast.service, cast["giang"], project_id)) == 1
    with pytest.raises(Conflict, match="TRANSITION-NOTHING-TO-OPEN"):
        acts.open_drafts(cast.service, cast["giang"], project_id)


def test_a_decision_reaches_the_drafts_that_are_open_already(cast, clock):
    ids = documents_in_force(cast, clock, "QT-01")
    project_id = begin(cast)
    choose(cast, project_id, Verdict.AMEND, *ids)
    [draft] = acts.open_drafts(cast.service, cast["giang"], project_id)
    decide(cast, project_id, date(2026, 5, 1))
    with cast.service.db.read() as session:
        found = session.get_one(Revision, draft)
        assert (found.edition, found.revision) == (1, 1)
        assert found.decision_number == NUMBER
        assert found.effective_on == date(2026, 5, 1)


def test_keeping_needs_a_reason_and_a_refused_row_refuses_all(cast, clock):
    ids = documents_in_force(cast, clock, "QT-01", "QT-02")
    project_id = begin(cast)
    rows = [
        Choice(document_id=ids[0], verdict=Verdict.EDITION),
        Choice(document_id=ids[1], verdict=Verdict.KEEP),
    ]
    with pytest.raises(Invalid, match="TRANSITION-REASON"):
        acts.choose(cast.service, cast["giang"], project_id, Choices(choices=rows))
    stranger = Choice(document_id=ids[0], verdict=Verdict.EDITION, writer_id=cast["dung"])
    with pytest.raises(Invalid, match="TRANSITION-NOT-A-WRITER"):
        acts.choose(cast.service, cast["giang"], project_id, Choices(choices=[stranger]))
    fresh = register(cast, "QT-09", "Quy trình mới")
    with pytest.raises(Conflict, match="TRANSITION-NOT-IN-FORCE"):
        choose(cast, project_id, Verdict.EDITION, fresh)
    assert page(cast, project_id).rows == ()


def test_a_project_is_finished_only_when_all_is_done(cast, clock):
    ids = documents_in_force(cast, clock, "QT-01")
    project_id = begin(cast)
    choose(cast, project_id, Verdict.EDITION, *ids)
    finished = Ending(outcome=Outcome.FINISHED)
    with pytest.raises(Conflict, match="TRANSITION-STEPS-OPEN"):
        acts.end_project(cast.service, cast["giang"], project_id, finished)
    for step in page(cast, project_id).step_rows:
        done = StepReport(state=StepState.DONE, note="Xong", row_version=step.row_version)
        acts.report_step(cast.service, cast["giang"], step.id, done)
    with pytest.raises(Conflict, match="TRANSITION-DOCUMENTS-OPEN"):
        acts.end_project(cast.service, cast["giang"], project_id, finished)
    choose(cast, project_id, Verdict.KEEP, *ids)
    acts.end_project(cast.service, cast["giang"], project_id, finished)
    shown = page(cast, project_id)
    assert shown.line.outcome is Outcome.FINISHED
    assert not shown.may_manage
    with pytest.raises(Conflict, match="TRANSITION-CLOSED"):
        choose(cast, project_id, Verdict.KEEP, *ids)
    other = begin(cast)
    with pytest.raises(Invalid, match="REASON-NEEDED"):
        acts.end_project(cast.service, cast["giang"], other, Ending(outcome=Outcome.CANCELLED))
