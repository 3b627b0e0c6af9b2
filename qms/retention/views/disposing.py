"""Proposals of disposal: the list, one with its stubs, its signature, its minutes."""

from typing import Any
from uuid import UUID

from flask import Response, flash, render_template, url_for
from flask_babel import gettext as _

from qms.documents.schemas import Proof, ReasonGiven
from qms.documents.views import ceremony
from qms.documents.views.ceremony import Ceremony
from qms.errors import Conflict, Invalid, NotAllowed
from qms.people.current import actor, service
from qms.people.views.sign_in import Page, see_other
from qms.retention import acts, paper
from qms.retention.queries.disposals import DisposalPage, disposal_page
from qms.retention.queries.disposals import disposals as listed
from qms.retention.rules import may_see
from qms.retention.views.blueprints import retention
from qms.retention.views.due import send
from qms.schemas import take
from qms.web.errors import row_of
from qms.web.forms import Form, refusal, submitted
from qms.web.guards import permission, signed_in

ONE = "/disposals/<uuid:disposal_id>"


@retention.get("/disposals")
@permission(may_see)
def disposals() -> Page:
    """What was proposed, destroyed or rejected."""
    with service().db.read() as session:
        rows = listed(session, actor())
    return render_template("retention/disposals.html", rows=rows)


@retention.get(ONE)
@signed_in
def disposal(disposal_id: UUID) -> Page:
    """One proposal: what, why, who, and what may be done."""
    return _draw(disposal_id, Form())


@retention.post(f"{ONE}/reject")
@signed_in
def reject(disposal_id: UUID) -> Page:
    """Not signed, with the reason; the records stay."""
    values = submitted()
    try:
        reason = take(ReasonGiven, values, form=True).reason
        acts.reject_disposal(service(), actor().id, disposal_id, reason)
    except (Invalid, Conflict) as error:
        return _draw(disposal_id, refusal(values, error)), row_of(type(error)).page
    flash(_("Đã từ chối đề nghị tiêu hủy. Các hồ sơ vẫn được giữ."))
    return see_other("retention.disposal", disposal_id=disposal_id)


@retention.get(f"{ONE}/sign")
@signed_in
def sign(disposal_id: UUID) -> Page:
    """Exactly what will be signed, with every record in it."""
    page = _load(disposal_id)
    try:
        return ceremony.ask(_ceremony(page), lambda: _ask(disposal_id))
    except (Conflict, NotAllowed) as error:
        return _draw(disposal_id, refusal({}, error)), row_of(type(error)).page


@retention.post(f"{ONE}/sign")
@signed_in
def sign_disposal(disposal_id: UUID) -> Page:
    """With the passphrase; carried out at once."""
    page, values = _load(disposal_id), submitted()

    def perform(proof: Proof) -> None:
        acts.sign_disposal(service(), actor().id, disposal_id, proof)

    try:
        not_signed = ceremony.sign(_ceremony(page), values, perform)
    except (Conflict, NotAllowed) as error:
        return _draw(disposal_id, refusal({}, error)), row_of(type(error)).page
    if not_signed is not None:
        return not_signed
    flash(_("Đã phê duyệt và tiêu hủy. Biên bản đã sẵn sàng để in."))
    return see_other("retention.disposal", disposal_id=disposal_id)


@retention.get(f"{ONE}/minutes.<any(docx, pdf):form>")
@signed_in
def minutes(disposal_id: UUID, form: str) -> Response:
    """Biên bản hủy tài liệu hết giá trị."""
    return send(paper.minutes(service(), actor(), disposal_id, paper.Form(form)))


def _ask(disposal_id: UUID) -> Any:
    return acts.ask_to_sign_disposal(service(), actor().id, disposal_id)


def _ceremony(page: DisposalPage) -> Ceremony:
    return Ceremony(
        title=str(_("Phê duyệt tiêu hủy hồ sơ số %(name)s", name=page.row.name)),
        address=url_for("retention.sign_disposal", disposal_id=page.row.id),
        back=url_for("retention.disposal", disposal_id=page.row.id),
        words="\n".join([page.row.reason, *page.council]),
    )


def _load(disposal_id: UUID) -> DisposalPage:
    with service().db.read() as session:
        return disposal_page(session, actor(), disposal_id, service().now())


def _draw(disposal_id: UUID, form: Form) -> str:
    return render_template("retention/disposal.html", page=_load(disposal_id), form=form)
