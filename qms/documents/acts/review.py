"""Review: submitting freezes a round, reviewers give verdicts, a stuck review is reassigned."""

import uuid

from sqlalchemy import func, select

from qms.documents.acts.case import Case, add_author, load_case
from qms.documents.acts.ceremony import Effect, Intent, own_task, perform
from qms.documents.acts.draft import check_approver, check_reviewer
from qms.documents.acts.prepare import present_form
from qms.documents.acts.submission import planned
from qms.documents.model import ReviewComment, ReviewTask, Round
from qms.documents.rules import permissions, states
from qms.documents.rules.states import Act, State, Verdict
from qms.documents.schemas import NewApprover, NewComment, Proof, Reassignment
from qms.errors import Conflict, Invalid, NotAllowed, NotFound
from qms.people.rules import today
from qms.service import Service
from qms.signing.model import Statement


def submit_for_review(
    service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID, proof: Proof
) -> None:
    """Freeze the present file and words as a round and ask the named reviewers; signed."""
    perform(service, actor_id, Intent(Act.SUBMIT, revision_id), proof, freeze_round)


def freeze_round(case: Case, statement: Statement) -> None:
    """What a submission does once it is signed: a round begins, the reviewers are asked."""
    running = _freeze(case, statement)
    # Whoever signs as the author is one: a submission must not lead past the separation of duties.
    add_author(case.session, case.revision.id, case.actor.id)
    for one in planned(case):
        task = ReviewTask(
            round_id=running.id, reviewer_id=one.person_id, due_on=one.due_on, asked_at=case.now
        )
        case.session.add(task)
        case.tell(one.person_id, "review_asked", f"round-{running.number}")
    case.revision.state = states.next_state(case.revision.state, Act.SUBMIT)
    case.event(
        "submitted",
        round=running.number,
        docx_sha256=running.docx_sha256,
        pdf_sha256=running.pdf_sha256 or "",
        statement_sha256=statement.sha256,
    )


def _freeze(case: Case, statement: Statement) -> Round:
    present = case.latest_file()
    if present is None:
        raise Invalid("SUBMIT-WITHOUT-FILE")
    revision, form = case.revision, present_form(case)
    query = select(func.max(Round.number)).where(Round.revision_id == revision.id)
    running = Round(
        revision_id=revision.id,
        number=(case.session.scalar(query) or 0) + 1,
        docx_sha256=form.docx_sha256,
        docx_size=form.docx_size,
        docx_name=present.name,
        pdf_sha256=form.pdf_sha256,
        pdf_size=form.pdf_size,
        pdf_origin=form.pdf_origin,
        title=revision.title,
        change_summary=revision.change_summary,
        change_reason=revision.change_reason,
        effective_on=revision.effective_on,
        decision_number=revision.decision_number,
        decision_on=revision.decision_on,
        submitted_at=case.now,
        submitted_by=case.actor.id,
        statement_id=statement.id,
    )
    case.session.add(running)
    case.session.flush()
    return running


def agree(
    service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID, words: str, proof: Proof
) -> None:
    """A reviewer agrees; when all have, the approver is asked. Signed."""
    perform(service, actor_id, Intent(Act.AGREE, revision_id, words), proof, verdict(words))


def request_changes(
    service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID, words: str, proof: Proof
) -> None:
    """A reviewer asks for changes: the round ends and the draft opens again. Signed."""
    intent = Intent(Act.REQUEST_CHANGES, revision_id, words)
    perform(service, actor_id, intent, proof, verdict(words))


def verdict(words: str) -> Effect:
    """What a reviewer's verdict does once it is signed."""

    def effect(case: Case, statement: Statement) -> None:
        task = own_task(case)
        act = Act(statement.action)
        task.verdict = Verdict(act.value)
        task.comment = words
        task.decided_at = case.now
        task.statement_id = statement.id
        case.event(
            "agreed" if act is Act.AGREE else "changes_requested",
            round=case.running_round().number,
            statement_sha256=statement.sha256,
        )
        if act is Act.AGREE:
            _ask_approver_when_all_agree(case)
        else:
            end_round(case, act)

    return effect


def _ask_approver_when_all_agree(case: Case) -> None:
    state = states.after_agreement([task.verdict for task in case.tasks])
    if state is not State.IN_APPROVAL:
        return
    case.revision.state = state
    case.event("sent_for_approval", round=case.running_round().number)
    if case.revision.approver_id is not None:
        step = f"round-{case.running_round().number}"
        case.tell(case.revision.approver_id, "approval_asked", step)


def end_round(case: Case, act: Act, reason: str = "") -> None:
    """End the running round with the outcome of this act; verdicts stay with it."""
    running = case.running_round()
    running.ended_at = case.now
    running.outcome = states.ENDS_ROUND[act]
    running.end_reason = reason
    case.revision.state = states.next_state(case.revision.state, act)
    case.tell(case.revision.responsible_id, running.outcome.value, f"round-{running.number}")


def cancel_review(
    service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID, reason: str
) -> None:
    """The author takes a running review back to draft, with a reason."""
    _end(service, actor_id, revision_id, Act.CANCEL_REVIEW, reason)


def return_to_draft(
    service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID, reason: str
) -> None:
    """The approver sends it back instead of signing, with a reason."""
    _end(service, actor_id, revision_id, Act.RETURN, reason)


def _end(
    service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID, act: Act, reason: str
) -> None:
    with service.db.write() as session:
        case = load_case(session, service, actor_id, revision_id)
        case.allow(act)
        end_round(case, act, reason)
        case.event(states.ENDS_ROUND[act].value, round=case.running_round().number)


def reassign(
    service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID, change: Reassignment
) -> None:
    """Ask somebody else instead of a reviewer who does not answer; no bytes are touched."""
    with service.db.write() as session:
        case = load_case(session, service, actor_id, revision_id)
        case.allow(Act.REASSIGN)
        task = next((one for one in case.tasks if one.id == change.task_id), None)
        if task is None:
            raise NotFound("REVIEW-TASK-NOT-FOUND")
        if task.verdict is not None:
            raise Conflict("VERDICT-ALREADY-GIVEN")
        hand_task_over(case, task, change)


def hand_task_over(case: Case, task: ReviewTask, change: Reassignment) -> None:
    """Release a task and ask another person, who must not be an author or already asked."""
    check_reviewer(case.session, change.person_id, case.document.owner_unit_id, case.now)
    if change.due_on < today(case.now):
        raise Invalid("REVIEW-DUE-PAST", fields={"due_on": "REVIEW-DUE-PAST"})
    permissions.require_apart(
        frozenset({change.person_id}), case.revision_facts.authors, "REVIEWER-IS-AUTHOR"
    )
    if any(one.reviewer_id == change.person_id for one in case.tasks):
        raise Conflict("REVIEWER-TWICE")
    task.released_at = case.now
    task.release_reason = change.reason
    case.session.flush()
    new = ReviewTask(
        round_id=task.round_id,
        reviewer_id=change.person_id,
        due_on=change.due_on,
        asked_at=case.now,
    )
    case.session.add(new)
    case.event("review_reassigned", old=str(task.reviewer_id), new=str(change.person_id))
    case.tell(change.person_id, "review_asked", f"task-{task.id}")


def change_approver(
    service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID, change: NewApprover
) -> None:
    """Ask another approver; no bytes are touched."""
    with service.db.write() as session:
        case = load_case(session, service, actor_id, revision_id)
        case.allow(Act.REASSIGN)
        check_approver(session, change.person_id, case.document.owner_unit_id, case.now)
        permissions.require_apart(
            frozenset({change.person_id}), case.revision_facts.authors, "APPROVER-IS-AUTHOR"
        )
        old, case.revision.approver_id = case.revision.approver_id, change.person_id
        case.event("approver_changed", old=str(old), new=str(change.person_id))
        if case.revision.state is State.IN_APPROVAL:
            case.tell(change.person_id, "approval_asked", f"from-{old}")


def comment_on(
    service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID, new: NewComment
) -> None:
    """A remark by whoever takes part in the running round."""
    with service.db.write() as session:
        case = load_case(session, service, actor_id, revision_id)
        taking_part = permissions.is_party(case.actor, case.revision_facts)
        if not taking_part and not permissions.manages(case.actor, case.facts):
            raise NotAllowed("DOCUMENT-ACT-NOT-ALLOWED", act="comment")
        comment = ReviewComment(
            round_id=case.running_round().id,
            author_id=case.actor.id,
            place=new.place,
            text=new.text,
            made_at=case.now,
        )
        session.add(comment)
        session.flush()
        case.event("commented", comment=str(comment.id), round=case.running_round().number)
