"""Proposing a verdict, signing it, giving it back."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, url_for
from flask_babel import gettext as _

from qms.documents.queries.document import document_page
from qms.documents.schemas import Proof, ReasonGiven
from qms.documents.views import ceremony
from qms.documents.views.ceremony import Ceremony
from qms.documents.views.words import choices
from qms.errors import Conflict, Invalid, NotAllowed
from qms.people.current import actor, service
from qms.people.views.sign_in import Page, see_other
from qms.periodic import acts
from qms.periodic.queries.listing import due_row
from qms.periodic.queries.reviews import ReviewPage, review_page, reviews_of
from qms.periodic.schemas import Proposal
from qms.periodic.views import words
from qms.periodic.views.blueprints import periodic
from qms.schemas import take
from qms.web.errors import row_of
from qms.web.forms import Form, refusal, refused, submitted
from qms.web.guards import signed_in

PROPOSE, ONE = "/documents/<uuid:document_id>", "/<uuid:review_id>"


@periodic.get(PROPOSE)
@signed_in
def propose(document_id: UUID) -> Page:
    """What is in force, how it was reviewed before, and the form of a verdict."""
    return render_template("periodic/propose.html", form=Form(), **_document(document_id))


@periodic.post(PROPOSE)
@signed_in
def propose_verdict(document_id: UUID) -> Page:
    """To the approvers, who sign it."""
    values = submitted()
    try:
        wish = take(Proposal, values, form=True)
        review_id = acts.propose_verdict(service(), actor().id, document_id, wish)
    except (Invalid, Conflict) as error:
        return refused("periodic/propose.html", values, error, **_document(document_id))
    flash(_("Đã gửi kết quả rà soát. Người có thẩm quyền phê duyệt sẽ ký."))
    return see_other("periodic.one", review_id=review_id)


@periodic.get(ONE)
@signed_in
def one(review_id: UUID) -> Page:
    """A verdict with its reason, and what may be done."""
    return _draw(review_id, Form())


@periodic.post(f"{ONE}/return")
@signed_in
def give_back(review_id: UUID) -> Page:
    """Not signed, with the reason; another verdict may be proposed."""
    values = submitted()
    try:
        reason = take(ReasonGiven, values, form=True).reason
        acts.return_verdict(service(), actor().id, review_id, reason)
    except (Invalid, Conflict) as error:
        return _draw(review_id, refusal(values, error)), row_of(type(error)).page
    flash(_("Đã trả lại kết quả rà soát."))
    return see_other("periodic.one", review_id=review_id)


@periodic.get(f"{ONE}/sign")
@signed_in
def sign(review_id: UUID) -> Page:
    """Exactly what will be signed."""
    page = _load(review_id)
    try:
        return ceremony.ask(_ceremony(page), lambda: _ask(review_id))
    except (Conflict, NotAllowed) as error:
        return _draw(review_id, refusal({}, error)), row_of(type(error)).page


@periodic.post(f"{ONE}/sign")
@signed_in
def sign_verdict(review_id: UUID) -> Page:
    """With the passphrase."""
    page, values = _load(review_id), submitted()

    def perform(proof: Proof) -> None:
        acts.sign_verdict(service(), actor().id, review_id, proof)

    try:
        not_signed = ceremony.sign(_ceremony(page), values, perform)
    except (Conflict, NotAllowed) as error:
        return _draw(review_id, refusal({}, error)), row_of(type(error)).page
    if not_signed is not None:
        return not_signed
    flash(_("Đã ký kết quả rà soát."))
    return see_other("periodic.one", review_id=review_id)


def _ask(review_id: UUID) -> Any:
    return acts.ask_to_sign_verdict(service(), actor().id, review_id)


def _ceremony(page: ReviewPage) -> Ceremony:
    return Ceremony(
        title=str(_("Ký kết quả rà soát định kỳ")),
        address=url_for("periodic.sign_verdict", review_id=page.line.id),
        back=url_for("periodic.one", review_id=page.line.id),
        files={
            role: url_for("documents.original", revision_id=page.line.revision_id, kind=role)
            for role in ("docx", "pdf")
        },
        words=page.line.reason,
    )


def _load(review_id: UUID) -> ReviewPage:
    with service().db.read() as session:
        return review_page(session, actor(), review_id, service().now())


def _draw(review_id: UUID, form: Form) -> str:
    return render_template("periodic/review.html", page=_load(review_id), form=form)


def _document(document_id: UUID) -> dict[str, Any]:
    me, now = actor(), service().now()
    with service().db.read() as session:
        document = document_page(session, me, document_id, now)
        row = due_row(session, me, document_id, now)
        past = reviews_of(session, me, document_id, now)
    if row is None:
        raise Conflict("PERIODIC-NOTHING-IN-FORCE")
    if not document.may_see_history:
        raise NotAllowed("PERIODIC-PROPOSE-NOT-ALLOWED")
    return {
        "document": document,
        "row": row,
        "past": past,
        "verdicts": choices(words.VERDICTS),
    }
