"""What this room shows on the pages of documents and revisions."""

from typing import Any

from flask import render_template

from qms.documents.queries.document import DocumentPage
from qms.documents.queries.revision import RevisionPage
from qms.documents.rules.period import Standing
from qms.people.current import actor, service
from qms.references.queries.citing import citing
from qms.references.queries.derived import citations_of
from qms.references.queries.resting import Reference, file_references, rests_on

SHOWN = 8
AT_ONCE = 50  # texts read while a page waits; the rest is for the jobs process
OPEN = frozenset({Standing.DRAFT, Standing.IN_REVIEW, Standing.IN_APPROVAL})


def document_panel(page: DocumentPage) -> str:
    """What the document rests on and who cites it; what is dead stands first."""
    if page.current is None and not (page.ended_at and page.may_see_history):
        return ""
    with service().db.read() as session:
        found = _resting(session, page)
        cited_by = citing(session, page.id, actor(), service().now())
    if not found and not cited_by:
        return ""
    return render_template(
        "references/panel_document.html",
        page=page,
        references=sorted(found, key=lambda one: not one.to_mend),
        cited_by=cited_by,
        shown=SHOWN,
    )


def _resting(session: Any, page: DocumentPage) -> list[Reference]:
    if page.current is None:
        return []
    sha256 = page.current.docx_sha256 or ""
    cited = citations_of(session, page.current.id, sha256, page.code)
    return rests_on(session, actor(), page.code, cited, service().now())


def draft_panel(page: RevisionPage) -> str:
    """A warning before submission: what the draft cites that is dead, unknown or replaced."""
    if page.standing not in OPEN or not page.files or page.adoption_id is not None:
        return ""
    with service().db.read() as session:
        found = file_references(session, actor(), page.files[0].sha256, page.code, service().now())
    wrong = [one for one in found if one.to_mend]
    if not wrong:
        return ""
    return render_template("references/panel_draft.html", page=page, wrong=wrong)
