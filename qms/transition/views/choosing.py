"""Which documents a project concerns: proposed by the map, chosen by the manager, row by row."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request
from flask_babel import gettext as _

from qms.documents.views.words import choices
from qms.errors import Conflict, Invalid, QmsError
from qms.people.current import actor, service
from qms.people.queries import people_with
from qms.people.rules import Role
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.transition import acts, rules
from qms.transition.queries.candidates import candidates
from qms.transition.queries.clauses import project_of
from qms.transition.schemas import Choices
from qms.transition.views import words
from qms.transition.views.blueprints import transition
from qms.web.errors import row_of
from qms.web.forms import Form, refusal, submitted
from qms.web.guards import permission

DOCUMENTS = "/<uuid:project_id>/documents"


@transition.get(DOCUMENTS)
@permission(rules.manages)
def choosing(project_id: UUID) -> Page:
    """All that is in force, what the map touches first, each with a verdict to choose."""
    return _draw(project_id, Form({}))


@transition.post(DOCUMENTS)
@permission(rules.manages)
def choose(project_id: UUID) -> Page:
    """The rows with a verdict; all of them, or none."""
    values = submitted()
    try:
        wish = take(Choices, {"choices": _rows(values)})
        acts.choose(service(), actor().id, project_id, wish)
    except (Invalid, Conflict) as error:
        return _refused(project_id, values, error)
    flash(_("Đã ghi kết luận cho %(count)s tài liệu.", count=len(wish.choices)))
    return see_other("transition.one", project_id=project_id)


@transition.post(f"{DOCUMENTS}/<uuid:document_id>/leave-out")
@permission(rules.manages)
def leave_out(project_id: UUID, document_id: UUID) -> Page:
    """Off the list; its revisions stay."""
    acts.leave_out(service(), actor().id, project_id, document_id)
    flash(_("Đã đưa tài liệu ra khỏi danh sách."))
    return see_other("transition.one", project_id=project_id)


def _rows(values: dict[str, Any]) -> list[dict[str, Any]]:
    """What was typed per document, where a verdict was chosen."""
    rows = []
    for document_id in request.form.getlist("document"):
        verdict = values.get(f"verdict_{document_id}")
        if not verdict:
            continue
        row = {"document_id": document_id, "verdict": verdict}
        row["reason"] = values.get(f"reason_{document_id}", "")
        writer = values.get(f"writer_{document_id}")
        rows.append(row | ({"writer_id": writer} if writer else {}))
    return rows


def _refused(project_id: UUID, values: dict[str, Any], error: QmsError) -> Page:
    return _draw(project_id, refusal(values, error)), row_of(type(error)).page


def _draw(project_id: UUID, form: Form) -> str:
    now = service().now()
    with service().db.read() as session:
        project = project_of(session, project_id)
        name = project.name
        rows = candidates(session, actor(), project_id, now)
        writers = {
            one.id: one.full_name
            for role in (Role.AUTHOR, Role.QUALITY_MANAGER)
            for one in people_with(session, role, None, now)
        }
    return render_template(
        "transition/choose.html",
        form=form,
        project_id=project_id,
        name=name,
        rows=rows,
        verdicts=choices(words.VERDICTS),
        writers=list(writers.items()),
    )
