"""What is due ("xem xét hủy"), per unit; from here a disposal is proposed."""

from io import BytesIO
from typing import Annotated, Any
from uuid import UUID

from flask import Response, flash, render_template, request, send_file, url_for
from flask_babel import gettext as _
from pydantic import Field
from werkzeug.utils import redirect

from qms.errors import Conflict, Invalid, NotAllowed, NotFound
from qms.people.current import actor, service
from qms.people.queries import unit_tree
from qms.people.rules import today
from qms.people.views.sign_in import Page, see_other
from qms.retention import acts, paper
from qms.retention.queries.due import DueFilter, Show, due_page, kept_revisions
from qms.retention.queries.rules import policy_row
from qms.retention.rules import may_manage, may_see
from qms.retention.schemas import Proposal
from qms.retention.views import words
from qms.retention.views.blueprints import retention
from qms.schemas import Line, Schema, take
from qms.web.forms import Form, refused, submitted
from qms.web.guards import permission


class DueQuestion(Schema):
    """What the address of the list asks; the address is the saved filter."""

    text: Annotated[Line, Field(max_length=100)] = ""
    unit: UUID | None = None
    file: UUID | None = None
    show: Show = Show.DUE
    cursor: Annotated[str, Field(max_length=400)] = ""

    def filter(self) -> DueFilter:
        """As the query takes it."""
        return DueFilter(self.text, self.unit, self.show, self.file)

    @property
    def narrowed(self) -> bool:
        """Whether anything but what is due is asked for."""
        return self.filter() != DueFilter()


@retention.get("")
@permission(may_see)
def index() -> Page:
    """Closed records whose time has run out; nothing is destroyed by itself."""
    return render_template("retention/index.html", form=Form(), **_context())


@retention.get("/files/<uuid:line_id>")
@permission(may_see)
def file(line_id: UUID) -> Page:
    """What is due in one file of the plan."""
    return redirect(url_for("retention.index", file=line_id), 303)


@retention.post("")
@permission(may_see)
def propose() -> Page:
    """A proposal of what was chosen; somebody else signs it."""
    values = submitted("record_ids")
    try:
        disposal_id = acts.propose_disposal(
            service(), actor().id, take(Proposal, values, form=True)
        )
    except (Invalid, Conflict, NotAllowed, NotFound) as error:
        return refused("retention/index.html", values, error, **_context())
    flash(_("Đã lập đề nghị tiêu hủy. Người có thẩm quyền phê duyệt sẽ ký; chưa có gì bị hủy."))
    return see_other("retention.disposal", disposal_id=disposal_id)


@retention.get("/due.<any(docx, pdf):form>")
@permission(may_see)
def due_paper(form: str) -> Response:
    """The current filter as a list for the council."""
    return send(paper.due_list(service(), actor(), _question().filter(), paper.Form(form)))


def send(found: paper.Paper) -> Response:
    """A file to keep."""
    return send_file(BytesIO(found.data), as_attachment=True, download_name=found.name)


def _question() -> DueQuestion:
    asked = {name: one for name, one in request.args.items() if name in DueQuestion.model_fields}
    return take(DueQuestion, asked, form=True)


def _context() -> dict[str, Any]:
    question, now = _question(), service().now()
    with service().db.read() as session:
        page = due_page(session, actor(), question.filter(), now, question.cursor)
        units = [(one.id, "— " * one.depth + one.name) for one in unit_tree(session, now)]
        revisions = kept_revisions(session, now)
        policy = policy_row(session)
    return {
        "page": page,
        "question": question,
        "units": units,
        "shows": [(show.value, name) for show, name in words.SHOWS.items()],
        "revisions": revisions,
        "policy": policy,
        "may_hold": any(may_manage(actor(), one.unit_id) for one in page.rows),
        "day": today(now),
    }
