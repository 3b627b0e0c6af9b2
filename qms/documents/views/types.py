"""Kinds of documents: review period, and whether a PDF is required."""

from flask import flash, render_template
from flask_babel import gettext as _

from qms.documents import acts
from qms.documents.queries.types import type_lines
from qms.documents.schemas import TypeChange
from qms.documents.views.blueprints import documents
from qms.errors import Invalid
from qms.people.current import actor, service
from qms.people.rules import Actor, Role
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.web.forms import Form, refusal, submitted
from qms.web.guards import permission

TEMPLATE = "documents/types.html"


def decides(who: Actor) -> bool:
    """The quality manager of the whole agency."""
    return who.has_everywhere(Role.QUALITY_MANAGER)


@documents.get("/types")
@permission(decides)
def types() -> Page:
    """Every kind with what is decided about it."""
    return _draw(Form())


@documents.post("/types/<code>")
@permission(decides)
def change_type(code: str) -> Page:
    """One kind is decided anew."""
    values = submitted()
    try:
        switches = {name: name in values for name in ("requires_pdf", "requires_seal")}
        asked = {**switches, **_months(values)}
        acts.change_type(service(), actor().id, code, take(TypeChange, asked, form=True))
    except Invalid as error:
        return _draw(refusal(values, error)), 422
    flash(_("Đã lưu loại tài liệu %(code)s.", code=code))
    return see_other("documents.types")


def _months(values: dict[str, str]) -> dict[str, str]:
    return {"review_months": values["review_months"]} if "review_months" in values else {}


def _draw(form: Form) -> str:
    with service().db.read() as session:
        rows = type_lines(session)
    converter = service().converter is not None
    return render_template(TEMPLATE, rows=rows, form=form, converter=converter)
