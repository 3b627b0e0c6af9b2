"""While a round runs: remarks, another reviewer or approver, and ending it with a reason."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, render_template
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from qms.documents import acts
from qms.documents.queries.revision import RevisionPage, TaskLine
from qms.documents.rules.states import Act
from qms.documents.schemas import NewApprover, NewComment, ReasonGiven, Reassignment
from qms.documents.views.blueprints import documents
from qms.documents.views.choices import approver_choices, reviewer_choices
from qms.documents.views.revision_page import SUGGESTED_DAYS, load, refused_page
from qms.errors import Conflict, Invalid, NotAllowed, NotFound
from qms.people.current import actor, service
from qms.people.rules import today
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.service import Service
from qms.web.forms import Form, refused, submitted
from qms.web.guards import signed_in

End = Callable[[Service, UUID, UUID, str], None]
ENDS: dict[Act, tuple[End, LazyString]] = {
    Act.CANCEL_REVIEW: (
        acts.cancel_review,
        _l("Lượt trình đang chạy kết thúc, tài liệu trở về dự thảo; ý kiến đã ký được giữ lại."),
    ),
    Act.RETURN: (
        acts.return_to_draft,
        _l("Tài liệu trở về dự thảo để sửa; lý do được gửi cho người chủ trì soạn thảo."),
    ),
    Act.ABANDON: (
        acts.abandon,
        _l("Dự thảo này dừng hẳn. Lần ban hành đang có hiệu lực không thay đổi."),
    ),
    Act.CANCEL: (
        acts.cancel_approved,
        _l("Lần đã ký sẽ không có hiệu lực; lần ban hành trước đó tiếp tục có hiệu lực."),
    ),
}
DONE = {
    Act.CANCEL_REVIEW: _l("Đã rút lại; tài liệu trở về dự thảo."),
    Act.RETURN: _l("Đã trả lại; tài liệu trở về dự thảo."),
    Act.ABANDON: _l("Đã bỏ dự thảo."),
    Act.CANCEL: _l("Đã hủy phê duyệt."),
}
ENDING = "/revisions/<uuid:revision_id>/<any(cancel_review, 'return', abandon, cancel):act>"
REASSIGNING = "/revisions/<uuid:revision_id>/reviewers/<uuid:task_id>"
APPROVING = "/revisions/<uuid:revision_id>/approver"


@documents.get(ENDING)
@signed_in
def end(revision_id: UUID, act: str) -> Page:
    """What this does, and why it is done."""
    page = load(revision_id)
    if Act(act) not in page.acts:
        return not_offered(revision_id)
    return render_template("documents/revision_end.html", form=Form(), **_ending(page, Act(act)))


@documents.post(ENDING)
@signed_in
def end_with_reason(revision_id: UUID, act: str) -> Page:
    """The reason is kept with the round or the revision."""
    wanted, values = Act(act), submitted()
    try:
        reason = take(ReasonGiven, values, form=True).reason
        ENDS[wanted][0](service(), actor().id, revision_id, reason)
    except (Invalid, Conflict) as error:
        context = _ending(load(revision_id), wanted)
        return refused("documents/revision_end.html", values, error, **context)
    flash(str(DONE[wanted]))
    return see_other("documents.revision", revision_id=revision_id)


def not_offered(revision_id: UUID) -> Page:
    """Back to the revision, which shows what can be done now."""
    flash(_("Việc này hiện không thực hiện được; tình trạng mới nhất ở dưới."), "warning")
    return see_other("documents.revision", revision_id=revision_id)


def _ending(page: RevisionPage, act: Act) -> dict[str, Any]:
    return {"page": page, "act": act, "effect": ENDS[act][1]}


@documents.post("/revisions/<uuid:revision_id>/comments")
@signed_in
def comment(revision_id: UUID) -> Page:
    """A remark on a place of the text; it decides nothing."""
    values = submitted()
    try:
        acts.comment_on(service(), actor().id, revision_id, take(NewComment, values, form=True))
    except (Invalid, Conflict, NotFound) as error:
        return refused_page(revision_id, "comment", values, error)
    flash(_("Đã ghi góp ý."))
    return see_other("documents.revision", revision_id=revision_id)


@documents.get(REASSIGNING)
@signed_in
def reassign(revision_id: UUID, task_id: UUID) -> Page:
    """Who reviews instead, by when, and why."""
    page = load(revision_id)
    if Act.REASSIGN not in page.acts:
        return not_offered(revision_id)
    form = Form({"due_on": today(service().now()) + SUGGESTED_DAYS})
    context = _reassigning(page, task_id)
    return render_template("documents/revision_reassign.html", form=form, **context)


@documents.post(REASSIGNING)
@signed_in
def reassign_task(revision_id: UUID, task_id: UUID) -> Page:
    """The task of before stays in the history as released."""
    values = submitted()
    try:
        change = take(Reassignment, {**values, "task_id": str(task_id)}, form=True)
        acts.reassign(service(), actor().id, revision_id, change)
    except (Invalid, Conflict, NotAllowed) as error:
        context = _reassigning(load(revision_id), task_id)
        return refused("documents/revision_reassign.html", values, error, **context)
    flash(_("Đã chuyển việc xem xét cho người khác."))
    return see_other("documents.revision", revision_id=revision_id)


def _reassigning(page: RevisionPage, task_id: UUID) -> dict[str, Any]:
    tasks = page.rounds[0].tasks if page.rounds else ()
    task = next((one for one in tasks if one.id == task_id), None)
    if task is None:
        raise NotFound("REVIEW-TASK-NOT-FOUND")
    return {"page": page, "task": task, "people": _others(page, tasks)}


def _others(page: RevisionPage, tasks: tuple[TaskLine, ...]) -> list[tuple[object, str]]:
    asked = frozenset(str(one.reviewer_id) for one in tasks if one.released_at is None)
    return reviewer_choices(page.owner_unit_id, without=asked)


@documents.get(APPROVING)
@signed_in
def approver(revision_id: UUID) -> Page:
    """Who approves instead, and why."""
    page = load(revision_id)
    if Act.REASSIGN not in page.acts:
        return not_offered(revision_id)
    return render_template("documents/revision_approver.html", form=Form(), **_approving(page))


@documents.post(APPROVING)
@signed_in
def change_approver(revision_id: UUID) -> Page:
    """No bytes are touched; the new approver is told."""
    values = submitted()
    try:
        change = take(NewApprover, values, form=True)
        acts.change_approver(service(), actor().id, revision_id, change)
    except (Invalid, Conflict, NotAllowed) as error:
        context = _approving(load(revision_id))
        return refused("documents/revision_approver.html", values, error, **context)
    flash(_("Đã đổi người phê duyệt."))
    return see_other("documents.revision", revision_id=revision_id)


def _approving(page: RevisionPage) -> dict[str, Any]:
    present = frozenset({str(page.approver_id)})
    return {"page": page, "people": approver_choices(page.owner_unit_id, without=present)}
