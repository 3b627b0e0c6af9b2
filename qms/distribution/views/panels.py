"""What this room shows on the page of a document: the button for readers, figures for keepers."""

from flask import current_app, render_template, url_for

from qms.distribution import rules
from qms.distribution.queries.lists import copy_counts, recipient_lines
from qms.distribution.queries.mine import MyReading, my_reading
from qms.distribution.queries.reading import reading_summary
from qms.documents.model import Document
from qms.documents.queries.document import DocumentPage
from qms.documents.queries.facts import document_facts
from qms.documents.queries.revision import RevisionPage
from qms.documents.rules.permissions import DocumentFacts
from qms.documents.rules.states import OPEN
from qms.people.current import actor, service

COMPARISON = "documents.compare"


def asked_to_read(page: DocumentPage) -> str:
    """ "Đã nhận và đọc", for whoever is asked to read the edition in force."""
    if page.current is None:
        return ""
    with service().db.read() as session:
        mine = my_reading(session, actor(), page.id, service().now())
    if mine is None:
        return ""
    return render_template(
        "distribution/panel_read.html",
        mine=mine,
        compare=_comparison(mine) if page.may_see_history else "",
    )


def how_it_goes(page: DocumentPage) -> str:
    """Figures and the ways in, for whoever keeps the distribution or sees the history."""
    facts = DocumentFacts(page.owner_unit_id, page.visibility, frozenset(page.readers))
    if not rules.may_see_distribution(actor(), facts):
        return ""
    now = service().now()
    with service().db.read() as session:
        summary = reading_summary(session, page.id, now)
        out, back = copy_counts(session, page.id, now)
    return render_template(
        "distribution/panel_summary.html",
        page=page,
        tally=summary.total if summary else None,
        out=out,
        back=back,
        keeps=rules.may_distribute(actor(), facts),
    )


def nobody_asked(page: RevisionPage) -> str:
    """A warning while an edition is made: nobody will be told when it comes into force."""
    if page.standing.value not in OPEN:
        return ""
    now = service().now()
    with service().db.read() as session:
        if recipient_lines(session, page.document_id, now):
            return ""
        facts = document_facts(session, session.get_one(Document, page.document_id))
    keeps = rules.may_distribute(actor(), facts)
    return render_template("distribution/panel_nobody.html", page=page, keeps=keeps)


def _comparison(mine: MyReading) -> str:
    """Where the two editions are compared, as far as there is such a page."""
    if mine.previous is None or COMPARISON not in current_app.view_functions:
        return ""
    return url_for(COMPARISON, revision_id=mine.revision_id, base=f"r{mine.previous}")
