"""The clause map: read by everybody, edited as a whole by the manager."""

from typing import Any
from uuid import UUID

from flask import flash, render_template
from flask_babel import gettext as _

from qms.errors import Conflict, Invalid
from qms.people.current import actor, service
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.transition import acts, rules
from qms.transition.queries.clauses import ClauseMap, clause_map_of, project_of
from qms.transition.schemas import NewMap
from qms.transition.views.blueprints import transition
from qms.web.errors import row_of
from qms.web.forms import Form, refusal, submitted
from qms.web.guards import permission, signed_in

MAP = "/<uuid:project_id>/clauses"
BLANK_LINES = 5


@transition.get(MAP)
@signed_in
def clauses(project_id: UUID) -> Page:
    """Old clause, new clauses, remark."""
    found, name = _load(project_id)
    return render_template("transition/clauses.html", map=found, name=name)


@transition.get(f"{MAP}/edit")
@permission(rules.manages)
def edit_clauses(project_id: UUID) -> Page:
    """Every line to be changed, and some empty ones."""
    found, _name = _load(project_id)
    lines = [(one.old, ", ".join(one.new), one.note) for one in found.lines]
    return _draw(project_id, Form(), lines, found.number)


@transition.post(f"{MAP}/edit")
@permission(rules.manages)
def change_clauses(project_id: UUID) -> Page:
    """A new version of the map; a line without an old clause is left out."""
    values = submitted("old", "new", "note")
    lines = list(zip(values["old"], values["new"], values["note"], strict=False))
    try:
        number = int(values.get("number", "0")) if values.get("number", "0").isdigit() else 0
        wish = take(NewMap, {"lines": _taken(lines), "number": number})
        acts.change_map(service(), actor().id, project_id, wish)
    except (Invalid, Conflict) as error:
        page = _draw(project_id, refusal({}, error), lines, number)
        return page, row_of(type(error)).page
    flash(_("Đã ghi bảng đối chiếu điều khoản."))
    return see_other("transition.clauses", project_id=project_id)


def _taken(lines: list[tuple[str, str, str]]) -> list[dict[str, Any]]:
    return [
        {
            "old": old.strip(),
            "new": [one.strip() for one in new.split(",") if one.strip()],
            "note": note.strip(),
        }
        for old, new, note in lines
        if old.strip() or new.strip() or note.strip()
    ]


def _load(project_id: UUID) -> tuple[ClauseMap, str]:
    with service().db.read() as session:
        return clause_map_of(session, actor(), project_id), project_of(session, project_id).name


def _draw(project_id: UUID, form: Form, lines: list[tuple[str, str, str]], number: int) -> str:
    filled = [one for one in lines if any(one)]
    return render_template(
        "transition/clauses_edit.html",
        form=form,
        project_id=project_id,
        lines=[*filled, *[("", "", "")] * BLANK_LINES],
        number=number,
    )
