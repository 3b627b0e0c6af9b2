"""Confirming that one has read, and seeing who has."""

from uuid import UUID

from flask import flash, render_template, request
from flask_babel import gettext as _

from qms import messages
from qms.distribution import acts, rules
from qms.distribution.queries.lists import overview
from qms.distribution.queries.reading import ReaderFilter, Who, reader_page, reading_summary
from qms.distribution.queries.seeing import readers_within
from qms.distribution.schemas import Acknowledge
from qms.distribution.views.blueprints import distribution
from qms.distribution.views.words import WHO
from qms.errors import Conflict, Invalid
from qms.people.current import actor, service
from qms.people.views.sign_in import Page, see_other
from qms.schemas import Schema, take
from qms.web.forms import submitted
from qms.web.guards import permission, signed_in


class ReaderQuery(Schema):
    """Which readers the page shows."""

    who: Who = Who.MISSING
    unit_id: UUID | None = None
    cursor: str = ""


@distribution.get("/distribution/")
@permission(rules.may_see_room)
def index() -> Page:
    """Every document with a list or with copies: how reading and recall go."""
    with service().db.read() as session:
        page = overview(session, actor(), service().now(), request.args.get("cursor", ""))
    return render_template("distribution/index.html", page=page)


@distribution.get("/documents/<uuid:document_id>/readers")
@signed_in
def readers(document_id: UUID) -> Page:
    """Per unit how many have read, and the names; a unit head sees the own units."""
    asked = take(ReaderQuery, request.args.to_dict(), form=True)
    now = service().now()
    with service().db.read() as session:
        document, within = readers_within(session, actor(), document_id)
        summary = reading_summary(session, document_id, now, within)
        wanted = ReaderFilter(asked.who, asked.unit_id, within)
        page = reader_page(session, document_id, now, wanted, asked.cursor)
    return render_template(
        "distribution/readers.html",
        document=document,
        summary=summary,
        page=page,
        asked=asked,
        who=WHO,
        whole=within is None,
    )


@distribution.post("/documents/revisions/<uuid:revision_id>/acknowledge")
@signed_in
def acknowledge(revision_id: UUID) -> Page:
    """One press; whoever pressed on an ended edition is led to the one in force."""
    try:
        read = take(Acknowledge, submitted(), form=True)
        document_id = acts.acknowledge(service(), actor().id, revision_id, read)
    except (Conflict, Invalid) as error:
        current = error.parameters.get("document_id")
        if error.code != "ACKNOWLEDGE-OUTDATED" or current is None:
            raise
        flash(messages.sentence(error.code, error.parameters), "warning")
        return see_other("documents.document", document_id=current)
    flash(_("Đã ghi nhận: Ông/Bà đã nhận và đọc tài liệu này."))
    return see_other("documents.document", document_id=document_id)
