"""A revision's page, its plan, and opening the next revision."""

from typing import Any
from uuid import UUID

from flask import flash, render_template
from flask_babel import gettext as _

from qms.documents import acts
from qms.documents.queries.document import DocumentPage, document_page
from qms.documents.rules.numbering import Step, next_number, number_text
from qms.documents.rules.period import Standing
from qms.documents.schemas import OpenRevision, ReviewerPlan, RevisionPlan
from qms.documents.views import words
from qms.documents.views.blueprints import documents
from qms.documents.views.changes import changes_of, with_suggestion
from qms.documents.views.revision_page import draw, refused_page
from qms.errors import Conflict, Invalid, NotAllowed
from qms.people.current import actor, service
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.web.forms import Form, refused, submitted
from qms.web.guards import signed_in

MOST_REVIEWERS = 20
NOT_NUMBERED = frozenset({Standing.CANCELLED, Standing.ABANDONED})


@documents.get("/revisions/<uuid:revision_id>")
@signed_in
def revision(revision_id: UUID) -> Page:
    """Where this revision stands, what comes next, and everything that happened to it."""
    return draw(revision_id)


@documents.post("/revisions/<uuid:revision_id>/plan")
@signed_in
def plan(revision_id: UUID) -> Page:
    """What changes and why, from when, by which decision, who reviews, who approves."""
    values = submitted()
    if values.pop("suggest", ""):
        return draw(revision_id, typed=with_suggestion(values, changes_of(revision_id)))
    try:
        acts.plan_revision(service(), actor().id, revision_id, read_plan(values))
    except (Invalid, Conflict) as error:
        return refused_page(revision_id, "plan", values, error)
    flash(_("Đã lưu nội dung và phân công."))
    return see_other("documents.revision", revision_id=revision_id)


def read_plan(values: dict[str, Any]) -> RevisionPlan:
    """The plan of the page's form: rows of reviewers become a list, every fault at its field."""
    faults: dict[str, str] = {}
    named = {name: value for name, value in values.items() if not _is_row(name)}
    named["reviewers"] = _reviewers(values, faults)
    try:
        wanted = take(RevisionPlan, named, form=True)
    except Invalid as error:
        raise Invalid(error.code, fields={**error.fields, **faults}) from error
    if faults:
        raise Invalid("FIELDS-INVALID", fields=faults)
    return wanted


def _is_row(name: str) -> bool:
    kind, _sign, number = name.partition("_")
    return kind in {"reviewer", "due"} and number.isdecimal()


def _reviewers(values: dict[str, Any], faults: dict[str, str]) -> list[ReviewerPlan]:
    found = []
    for row in range(1, MOST_REVIEWERS + 1):
        person = values.get(f"reviewer_{row}")
        if not person:  # a suggested day alone asks nobody
            continue
        try:
            day = values.get(f"due_{row}", "")
            found.append(take(ReviewerPlan, {"person_id": person, "due_on": day}, form=True))
        except Invalid as error:
            names = {"person_id": f"reviewer_{row}", "due_on": f"due_{row}"}
            faults.update({names[name]: code for name, code in error.fields.items()})
    return found


@documents.get("/<uuid:document_id>/revisions/new")
@signed_in
def new_revision(document_id: UUID) -> Page:
    """Whether the next one amends or is a new edition."""
    document = _document(document_id)
    if document.open is not None:
        return see_other("documents.revision", revision_id=document.open.id)
    if not document.may_draft:
        raise NotAllowed("DOCUMENT-ACT-NOT-ALLOWED")
    form = Form({"step": Step.AMENDMENT.value})
    return render_template("documents/new_revision.html", form=form, **_context(document))


@documents.post("/<uuid:document_id>/revisions/new")
@signed_in
def open_revision(document_id: UUID) -> Page:
    """The draft is opened; who opened it answers for it."""
    values = submitted()
    try:
        step = take(OpenRevision, values, form=True).step
        revision_id = acts.open_revision(service(), actor().id, document_id, step)
    except (Invalid, Conflict) as error:
        document = _document(document_id)
        return refused("documents/new_revision.html", values, error, **_context(document))
    flash(_("Đã mở dự thảo. Hãy tải tệp về sửa, rồi tải lên lại."))
    return see_other("documents.revision", revision_id=revision_id)


def _document(document_id: UUID) -> DocumentPage:
    with service().db.read() as session:
        return document_page(session, actor(), document_id, service().now())


def _context(document: DocumentPage) -> dict[str, Any]:
    lines = [*document.scheduled, document.current, *document.past]
    numbered = [one for one in lines if one is not None and one.standing not in NOT_NUMBERED]
    last = max(((one.edition, one.revision) for one in numbered), default=None)
    steps = [
        (step.value, f"{name} ({number_text(*next_number(last, step))})")
        for step, name in words.STEPS.items()
    ]
    return {"document": document, "steps": steps if last else []}
