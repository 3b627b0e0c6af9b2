"""The page of one revision, drawn in its present state, with what was refused kept as typed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import render_template
from flask_babel import gettext as _

from qms.documents.model.access import AccessKind
from qms.documents.queries import draft as queries
from qms.documents.queries.document import DocumentPage
from qms.documents.queries.facts import authors_of
from qms.documents.queries.revision import RevisionPage, revision_page
from qms.documents.queries.timeline import RevisionLine
from qms.documents.rules.states import OPEN, Act
from qms.documents.views import words
from qms.documents.views.changes import changes_of
from qms.documents.views.choices import approver_choices, reviewer_choices
from qms.documents.views.noting import note
from qms.errors import QmsError, Stale
from qms.people.current import actor, service
from qms.people.rules import today
from qms.web.errors import row_of
from qms.web.forms import Form, refusal

REVIEWER_ROWS = 5
SUGGESTED_DAYS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What came back: of which form of the page, with its values and its error."""

    part: str
    values: Mapping[str, Any]
    error: QmsError

    @property
    def is_stale(self) -> bool:
        """Whether somebody else saved in the meantime: both versions are shown."""
        return isinstance(self.error, Stale)

    @property
    def problems(self) -> list[str]:
        """The sentences of an error that names several reasons."""
        return words.sentences(getattr(self.error, "problems", ()))

    def form(self, page: RevisionPage) -> Form:
        """The form as it is drawn again.

        A file that was refused is named at its field; whoever saves again after seeing what
        somebody else saved, saves over it.
        """
        drawn = refusal(self.values, self.error)
        if self.part == "upload" and not drawn.fields:
            refused = str(_("Tệp chưa được nhận."))
            return replace(drawn, sentence=refused, fields={"file": drawn.sentence})
        if self.part == "plan" and self.is_stale:
            return replace(drawn, values={**drawn.values, "row_version": page.row_version})
        return drawn


def refused_page(
    revision_id: UUID, part: str, values: Mapping[str, Any], error: QmsError
) -> tuple[str, int]:
    """The page again with what was typed, under the error's own status."""
    return draw(revision_id, Refusal(part, values, error)), row_of(type(error)).page


def load(revision_id: UUID) -> RevisionPage:
    """The revision as this person sees it now."""
    with service().db.read() as session:
        return revision_page(session, actor(), revision_id, service().now())


def draw(
    revision_id: UUID, refused: Refusal | None = None, typed: Mapping[str, Any] | None = None
) -> str:
    """Everything is read first; the page is drawn when no transaction is open.

    `typed` is a plan that is not saved yet: its form is drawn again as it was sent.
    """
    me, now = actor(), service().now()
    with service().db.read() as session:
        page = revision_page(session, me, revision_id, now)
        document = queries.document_around(session, me, page, now)
        held = queries.held_uploads(session, me, page)
        base = queries.base_of(session, page)
        authors = authors_of(session, page.id)
    if refused is None:
        note(AccessKind.VIEW, page.document_id, page.id)
    missing = words.sentences(queries.still_missing(page, today(now)))
    form = refused.form(page) if refused else Form()
    return render_template(
        "documents/revision.html",
        page=page,
        document=document,
        line=_line(document, page.id) if document else None,
        form=form,
        blank=Form(),
        refused=refused,
        kept=_kept(page, refused),
        missing=missing,
        next_step=words.next_step(page, not missing),
        base=base,
        today=today(now),
        converter=service().converter is not None,
        changes=changes_of(page.id) if page.standing.value in OPEN else None,
        held=[(one, words.sentences(one.found)) for one in held],
        **_draft(page, refused, form, typed, frozenset({*authors, me.id})),
    )


def _line(document: DocumentPage, revision_id: UUID) -> RevisionLine | None:
    lines = [document.current, *document.scheduled, document.open, *document.past]
    return next((one for one in lines if one is not None and one.id == revision_id), None)


def _draft(
    page: RevisionPage,
    refused: Refusal | None,
    form: Form,
    typed: Mapping[str, Any] | None,
    authors: frozenset[UUID],
) -> dict[str, Any]:
    """What only the page of a draft that this person may edit shows."""
    if Act.EDIT not in page.acts or page.adoption_id is not None:
        return {"editing": False, "mismatches": _mismatches(page)}
    unit = page.owner_unit_id
    own = frozenset(str(one) for one in authors)
    return {
        "editing": True,
        "plan": form if refused and refused.part == "plan" else Form(typed or plan_values(page)),
        "rows": range(1, max(REVIEWER_ROWS, len(page.planned)) + 1),
        "reviewers": reviewer_choices(unit, without=own - {str(p.person_id) for p in page.planned}),
        "approvers": approver_choices(unit, without=own - {str(page.approver_id)}),
        "mismatches": _mismatches(page),
    }


def _mismatches(page: RevisionPage) -> list[str]:
    """Where the file says otherwise than the register, for who writes, reviews and approves."""
    if page.standing.value not in OPEN:
        return []
    return words.sentences(queries.file_mismatches(service().store, page))


def plan_values(page: RevisionPage) -> dict[str, Any]:
    """The plan as its form shows it; rows without a person suggest a day."""
    values: dict[str, Any] = {
        "title": page.title,
        "change_summary": page.change_summary,
        "change_reason": page.change_reason,
        "change_place": page.change_place,
        "effective_on": page.effective_on,
        "decision_number": page.decision_number,
        "decision_on": page.decision_on,
        "approver_id": page.approver_id,
        "row_version": page.row_version,
    }
    suggested = today(service().now()) + SUGGESTED_DAYS
    for row in range(1, max(REVIEWER_ROWS, len(page.planned)) + 1):
        one = page.planned[row - 1] if row <= len(page.planned) else None
        values[f"reviewer_{row}"] = one.person_id if one else ""
        values[f"due_{row}"] = one.due_on if one else suggested
    return values


def _kept(page: RevisionPage, refused: Refusal | None) -> str:
    """Words somebody typed for an act that is not offered any more."""
    if refused is None or refused.part != "verdict" or page.my_task is not None:
        return ""
    return str(refused.values.get("words", ""))
