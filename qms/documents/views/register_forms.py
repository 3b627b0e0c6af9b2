"""Taking a document into the register, and correcting what the register says about it."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request
from flask_babel import gettext as _

from qms.documents import acts
from qms.documents.queries.document import document_by_code
from qms.documents.queries.line import RegisterLine, register_line
from qms.documents.rules.numbering import Step
from qms.documents.schemas import DocumentChange, NewDocument
from qms.documents.views import words
from qms.documents.views.blueprints import documents
from qms.documents.views.choices import (
    all_units,
    everybody,
    field_choices,
    type_choices,
    unit_choices,
)
from qms.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from qms.people.current import actor, service
from qms.people.rules import Role
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.web.forms import Form, refused, submitted
from qms.web.guards import allow, signed_in

NEW, EDIT = "documents/new.html", "documents/edit.html"


@documents.get("/new")
@allow(Role.QUALITY_MANAGER, Role.AUTHOR)
def new() -> Page:
    """What the document is called, what it is and whose; only units this person may write for."""
    units = unit_choices()
    own = units[0][0] if len(units) == 1 else ""
    values = {"visibility": "agency", "owner_unit_id": own, "parent": request.args.get("parent")}
    return render_template(NEW, form=Form(values), units=units, **_choices())


@documents.post("/new")
@allow(Role.QUALITY_MANAGER, Role.AUTHOR)
def register_new() -> Page:
    """With `open` the first draft is opened at once."""
    values = submitted("readers")
    try:
        wanted = _register_facts(values, {"open"})
        wanted["parent_id"] = _parent(wanted.pop("parent", ""))
        data = take(NewDocument, wanted, form=True)
        document_id = acts.register_document(service(), actor().id, data)
    except (Invalid, Conflict, NotAllowed) as error:
        return refused(NEW, values, error, units=unit_choices(), **_choices())
    flash(_("Đã đăng ký %(code)s vào danh mục.", code=data.code))
    if "open" not in values:
        return see_other("documents.document", document_id=document_id)
    revision_id = acts.open_revision(service(), actor().id, document_id, Step.AMENDMENT)
    return see_other("documents.revision", revision_id=revision_id)


@documents.get("/<uuid:document_id>/edit")
@signed_in
def edit(document_id: UUID) -> Page:
    """The register's facts; the code of a document never changes."""
    document = _line(document_id)
    return render_template(EDIT, form=Form(_values(document)), **_edit_context(document))


@documents.post("/<uuid:document_id>/edit")
@signed_in
def change(document_id: UUID) -> Page:
    """A change over somebody else's change shows both and asks again."""
    values = submitted("readers")
    try:
        data = take(DocumentChange, _register_facts(values), form=True)
        acts.change_document(service(), actor().id, document_id, data)
    except (Invalid, Conflict) as error:
        document = _line(document_id)
        if isinstance(error, Stale):
            values["row_version"] = str(document.row_version)
        changed = isinstance(error, Stale)
        return refused(EDIT, values, error, changed=changed, **_edit_context(document))
    flash(_("Đã lưu thông tin tài liệu."))
    return see_other("documents.document", document_id=document_id)


def _register_facts(values: dict[str, Any], without: set[str] | None = None) -> dict[str, Any]:
    """The form as the schema takes it: clauses are a list, readers only where they are named."""
    wanted = {name: value for name, value in values.items() if name not in (without or set())}
    clauses = str(wanted.pop("clauses", "")).replace(";", ",")
    wanted["clauses"] = [one.strip() for one in clauses.split(",") if one.strip()]
    if wanted.get("visibility") != "named":
        wanted["readers"] = []
    return wanted


def _parent(code: str) -> UUID | None:
    if not code:
        return None
    try:
        with service().db.read() as session:
            return document_by_code(session, code)
    except NotFound as error:
        fields = {"parent": "DOCUMENT-PARENT-UNKNOWN"}
        raise Invalid("DOCUMENT-PARENT-UNKNOWN", fields=fields) from error


def _line(document_id: UUID) -> RegisterLine:
    with service().db.read() as session:
        return register_line(session, actor(), document_id)


def _values(document: RegisterLine) -> dict[str, Any]:
    return {
        "title": document.title,
        "title_en": document.title_en,
        "field_code": document.field_code,
        "owner_unit_id": document.owner_unit_id,
        "clauses": document.clauses,
        "visibility": document.visibility.value,
        "readers": document.readers,
        "review_months": document.review_months,
        "row_version": document.row_version,
    }


def _choices() -> dict[str, Any]:
    return {
        "types": type_choices(),
        "fields": field_choices(),
        "visibilities": words.choices(words.VISIBILITIES),
        "people": everybody(),
    }


def _edit_context(document: RegisterLine) -> dict[str, Any]:
    return {"document": document, "units": all_units(), **_choices()}
