"""What happened to a document, in sentences, and who looked at it."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from flask import render_template, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from pydantic import AwareDatetime, Field

from qms.documents.model.access import AccessKind
from qms.documents.queries.evidence import ACCESS_PAGE, access_page, document_history
from qms.documents.views.blueprints import documents
from qms.documents.views.document import read
from qms.documents.views.noting import access_log
from qms.people.current import actor, service
from qms.people.views.sign_in import Page
from qms.schemas import Schema, take
from qms.web.guards import signed_in

KINDS: dict[AccessKind, LazyString] = {
    AccessKind.VIEW: _l("Xem trang"),
    AccessKind.DOWNLOAD: _l("Tải tệp"),
    AccessKind.PRINT: _l("In trang"),
}


class AccessQuestion(Schema):
    """From where a long list goes on."""

    cursor: Annotated[AwareDatetime | None, Field()] = None


@documents.get("/<uuid:document_id>/history")
@signed_in
def history(document_id: UUID) -> Page:
    """Every event with its place in the log, the latest first."""
    page = read(document_id)
    with service().db.read() as session:
        lines = document_history(session, actor(), document_id)
    return render_template("documents/history.html", page=page, lines=lines)


@documents.get("/<uuid:document_id>/access")
@signed_in
def access(document_id: UUID) -> Page:
    """Who looked, took a copy or printed, the latest first."""
    page = read(document_id)
    asked = take(AccessQuestion, {"cursor": request.args.get("cursor", "")}, form=True)
    access_log().flush()  # what was noted a moment ago is shown, too
    before: datetime | None = asked.cursor
    with service().db.read() as session:
        lines = access_page(session, actor(), document_id, before)
    following = lines[-1].at.isoformat() if len(lines) == ACCESS_PAGE else None
    return render_template(
        "documents/access.html", page=page, lines=lines, following=following, kinds=KINDS
    )
