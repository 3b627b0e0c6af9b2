"""Deciding a request, taking it back, and taking several into one revision."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, render_template
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from qms.changes import acts, rules
from qms.changes.queries.listing import mergeable
from qms.changes.schemas import Acceptance, Merge
from qms.changes.views.blueprints import changes
from qms.changes.views.listing import draw
from qms.changes.views.proposing import facts_of
from qms.documents.queries.document import document_page
from qms.documents.rules.numbering import Step
from qms.documents.schemas import ReasonGiven
from qms.documents.views.words import STEPS, choices
from qms.errors import Conflict, Invalid, NotAllowed
from qms.people.current import actor, service
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.web.errors import row_of
from qms.web.forms import Form, refusal, refused, submitted
from qms.web.guards import signed_in

MERGE = "/merge/<uuid:document_id>"


@changes.post("/<uuid:request_id>/accept")
@signed_in
def accept(request_id: UUID) -> Page:
    """The owner will do it."""

    def act(values: dict[str, Any]) -> None:
        note = take(Acceptance, values, form=True).note
        acts.accept_request(service(), actor().id, request_id, note)

    done = _l("Đã chấp nhận. Người đề nghị đã được thông báo.")
    return _done(request_id, "accept", act, done)


@changes.post("/<uuid:request_id>/decline")
@signed_in
def decline(request_id: UUID) -> Page:
    """The owner will not do it, and says why."""

    def act(values: dict[str, Any]) -> None:
        reason = take(ReasonGiven, values, form=True).reason
        acts.decline_request(service(), actor().id, request_id, reason)

    done = _l("Đã ghi nhận không chấp nhận. Người đề nghị nhận được lý do.")
    return _done(request_id, "decline", act, done)


@changes.post("/<uuid:request_id>/withdraw")
@signed_in
def withdraw(request_id: UUID) -> Page:
    """The proposer takes it back."""

    def act(_values: dict[str, Any]) -> None:
        acts.withdraw_request(service(), actor().id, request_id)

    return _done(request_id, "withdraw", act, _l("Đã rút đề nghị."))


@changes.post("/<uuid:request_id>/unlink")
@signed_in
def unlink(request_id: UUID) -> Page:
    """Out of the draft, accepted again."""

    def act(_values: dict[str, Any]) -> None:
        acts.unlink_request(service(), actor().id, request_id)

    return _done(request_id, "unlink", act, _l("Đã đưa đề nghị ra khỏi dự thảo."))


def _done(
    request_id: UUID, part: str, act: Callable[[dict[str, Any]], None], done: LazyString
) -> Page:
    values = submitted()
    try:
        act(values)
    except (Invalid, Conflict) as error:
        return draw(request_id, refusal(values, error), part), row_of(type(error)).page
    flash(str(done))
    return see_other("changes.one", request_id=request_id)


@changes.get(MERGE)
@signed_in
def merge(document_id: UUID) -> Page:
    """Accepted requests of a document, to be answered together."""
    context = _merging(document_id)
    chosen = [str(one.id) for one in context["rows"]]
    form = Form({"requests": chosen, "step": Step.AMENDMENT.value})
    return render_template("changes/merge.html", form=form, **context)


@changes.post(MERGE)
@signed_in
def merge_chosen(document_id: UUID) -> Page:
    """Into the open draft, or into one opened with them."""
    values = submitted("requests")
    try:
        wish = take(Merge, values, form=True)
        revision_id = acts.merge_requests(service(), actor().id, document_id, wish)
    except (Invalid, Conflict) as error:
        return refused("changes/merge.html", values, error, **_merging(document_id))
    flash(_("Dự thảo đã ghi nhận các đề nghị; số của chúng vào bảng theo dõi sửa đổi."))
    return see_other("documents.revision", revision_id=revision_id)


def _merging(document_id: UUID) -> dict[str, Any]:
    with service().db.read() as session:
        page = document_page(session, actor(), document_id, service().now())
        rows = mergeable(session, document_id, service().now())
    if not rules.owns(actor(), facts_of(page)):
        raise NotAllowed("CHANGE-NOT-OWNER")
    return {"document": page, "rows": rows, "steps": choices(STEPS)}
