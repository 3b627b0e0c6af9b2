"""One external document: how it stands, who cites it, what is to be reviewed; and a document's."""

from typing import Any
from uuid import UUID

from flask import flash, render_template
from flask_babel import gettext as _
from flask_babel import ngettext as _n

from qms.documents.queries.document import document_page
from qms.errors import Conflict, Invalid, NotAllowed, NotFound
from qms.people.current import actor, service
from qms.people.rules import Role, today
from qms.people.views.sign_in import Page, see_other
from qms.references import acts
from qms.references.queries.citing import citing
from qms.references.queries.resting import document_references
from qms.references.queries.reviews import OpenReview, reviews_of
from qms.references.rules.standing import may_end, may_keep
from qms.references.schemas import CheckGiven, NoChangeNeeded, StatusChange
from qms.references.views import words
from qms.references.views.blueprints import references
from qms.references.views.panels import AT_ONCE
from qms.references.views.register import read
from qms.schemas import take
from qms.web.forms import Form, refused, submitted
from qms.web.guards import allow, permission, signed_in

STATUS, DECIDE = "references/status.html", "references/decide.html"
REPLACEMENT = ("number", "title", "issuer", "issued_on", "effective_on")


@references.get("/external/<uuid:external_id>")
@signed_in
def external(external_id: UUID) -> Page:
    """Facts, who cites it, and the state of every review."""
    acts.read_citations(service(), AT_ONCE)
    page, day = read(external_id), today(service().now())
    return render_template("references/external.html", page=page, line=page.line, today=day)


@references.post("/external/<uuid:external_id>/check")
@permission(may_keep)
def check(external_id: UUID) -> Page:
    """Looked up today: it stands as the list says."""
    given = take(CheckGiven, submitted(), form=True)
    acts.check_external(service(), actor().id, external_id, given)
    flash(_("Đã ghi nhận việc kiểm tra hôm nay."))
    return see_other("references.external", external_id=external_id)


@references.get("/external/<uuid:external_id>/status")
@permission(may_end)
def status(external_id: UUID) -> Page:
    """How it stands from now on."""
    page = read(external_id)
    return render_template(STATUS, form=Form({"status": "replaced"}), **_status_context(page.line))


@references.post("/external/<uuid:external_id>/status")
@permission(may_end)
def mark(external_id: UUID) -> Page:
    """Say it; the number of documents to review is told at once."""
    values = submitted()
    try:
        change = take(StatusChange, _nested(values), form=True)
        count = acts.mark_status(service(), actor().id, external_id, change)
    except (Invalid, Conflict, NotAllowed) as error:
        if isinstance(error, Invalid) and "replaced_by" in error.fields:
            error.fields = {"by_number": error.fields["replaced_by"]}
        return refused(STATUS, values, error, **_status_context(read(external_id).line))
    text = _n(
        "Đã ghi tình trạng. %(num)s tài liệu nội bộ phải rà soát.",
        "Đã ghi tình trạng. %(num)s tài liệu nội bộ phải rà soát.",
        count,
    )
    flash(text if count else _("Đã ghi tình trạng. Không có tài liệu nội bộ nào phải rà soát."))
    return see_other("references.external", external_id=external_id)


@references.get("/external/<uuid:external_id>/reviews/<uuid:document_id>")
@allow(Role.QUALITY_MANAGER)
def review(external_id: UUID, document_id: UUID) -> Page:
    """A document may go on citing it: why?"""
    one = _review(external_id, document_id)
    return render_template(DECIDE, form=Form(), one=one)


@references.post("/external/<uuid:external_id>/reviews/<uuid:document_id>")
@allow(Role.QUALITY_MANAGER)
def decide(external_id: UUID, document_id: UUID) -> Page:
    """Checked, no change needed; recorded with its reason."""
    values = submitted()
    try:
        given = take(NoChangeNeeded, values, form=True)
    except Invalid as error:
        return refused(DECIDE, values, error, one=_review(external_id, document_id))
    acts.decide_no_change(service(), actor().id, external_id, document_id, given)
    flash(_("Đã ghi kết luận: không cần sửa."))
    return see_other("references.external", external_id=external_id)


@references.get("/documents/<uuid:document_id>")
@signed_in
def document(document_id: UUID) -> Page:
    """Everything a document rests on, place by place, and everything that cites it."""
    acts.read_citations(service(), AT_ONCE)
    now, me = service().now(), actor()
    with service().db.read() as session:
        page = document_page(session, me, document_id, now)
        resting = document_references(session, me, document_id, now)
        cited_by = citing(session, document_id, me, now)
        reviews = reviews_of(session, document_id, now) if page.may_see_history else []
    return render_template(
        "references/document.html",
        page=page,
        references=resting,
        cited_by=cited_by,
        reviews=reviews,
        today=today(now),
        may_keep=may_keep(me),
    )


def _nested(values: dict[str, Any]) -> dict[str, Any]:
    """The form as the schema takes it: what replaces it is one value."""
    plain = {name: one for name, one in values.items() if not name.startswith("by_")}
    by = {name: values[f"by_{name}"] for name in REPLACEMENT if values.get(f"by_{name}")}
    return {**plain, "replaced_by": by} if by and plain.get("status") == "replaced" else plain


def _status_context(line: Any) -> dict[str, Any]:
    return {
        "line": line,
        "statuses": [(one.value, name) for one, name in words.STATUSES.items()],
    }


def _review(external_id: UUID, document_id: UUID) -> OpenReview:
    found = [one for one in read(external_id).open if one.document_id == document_id]
    if not found:
        raise NotFound("EXTERNAL-NOT-FOUND")
    return found[0]
