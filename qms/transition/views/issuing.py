"""Issuing many documents under one decision: choose, read every statement, sign once."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request
from flask_babel import gettext as _

from qms import messages, signing
from qms.documents import acts
from qms.documents.acts import Asked
from qms.documents.schemas import BulkProof
from qms.documents.views.ceremony import NO_KEY
from qms.errors import Conflict, Invalid, NotAllowed, NotFound, QmsError, Throttled, Unavailable
from qms.people.current import actor, service
from qms.people.rules import Role
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.transition.queries.issuing import issues_for
from qms.transition.views.blueprints import transition
from qms.web.errors import row_of
from qms.web.forms import Form, refusal, submitted
from qms.web.guards import signed_in


@transition.get("/issue")
@signed_in
def issue() -> Page:
    """What waits for this person's approval, by decision."""
    return _draw(Form())


@transition.post("/issue/statements")
@signed_in
def statements() -> Page:
    """The exact statement of every chosen revision."""
    try:
        asked = acts.ask_to_approve_many(service(), actor().id, _chosen("revisions"))
    except (Invalid, Conflict, NotAllowed, NotFound, Unavailable) as error:
        return _refused(error)
    return _shown(asked, Form())


@transition.post("/issue/sign")
@signed_in
def sign_many() -> Page:
    """One passphrase for all, or nothing is signed."""
    values, ids = submitted("revision", "challenge"), _chosen("revision")
    pairs = zip(ids, values["challenge"], strict=False)
    signs = [{"revision_id": one, "challenge": challenge} for one, challenge in pairs]
    try:
        proof = take(BulkProof, {"signs": signs, "passphrase": values.get("passphrase", "")})
        acts.approve_many(service(), actor().id, proof)
    except (signing.WrongPassphrase, Throttled) as error:
        return _once_more(signs, error, error.code)
    except Invalid as error:
        if "passphrase" in error.fields:
            return _once_more(signs, error, error.fields["passphrase"])
        return _refused(error)
    except (Conflict, NotAllowed, NotFound) as error:
        return _refused(error)
    flash(_("Đã ký ban hành %(count)s tài liệu.", count=len(proof.signs)))
    return see_other("home.my_work")


def _chosen(name: str) -> list[UUID]:
    try:
        return [UUID(one) for one in request.form.getlist(name)]
    except ValueError as error:
        raise NotFound("DOCUMENT-NOT-FOUND") from error


def _once_more(signs: list[dict[str, Any]], error: QmsError, field_code: str) -> Page:
    """The same statements again: nothing was signed, nothing has to be read again."""
    told = Invalid(error.code, fields={"passphrase": field_code}, **error.parameters)
    try:
        with service().db.read() as session:
            asked = [Asked(one["revision_id"], _open(session, one["challenge"])) for one in signs]
    except (Conflict, NotFound) as gone:
        return _refused(gone)
    return _shown(asked, refusal({}, told)), row_of(type(error)).page


def _open(session: Any, challenge: str) -> signing.SignRequest:
    return signing.open_request(session, challenge, actor().id, service().now())


def _shown(asked: list[Asked], form: Form) -> str:
    return render_template(
        "transition/sign_many.html",
        asked=[
            (one, signing.parse(one.request.statement), one.request.statement.decode("utf-8"))
            for one in asked
        ],
        form=form,
    )


def _refused(error: QmsError) -> Page:
    """What stands in the way, in the words of the single act where one document is named."""
    form = refusal({}, error)
    because = error.parameters.get("because")
    detail = messages.sentence(str(because), error.parameters) if because else ""
    return _draw(form, detail=detail, no_key=error.code in NO_KEY), row_of(type(error)).page


def _project() -> UUID | None:
    try:
        return UUID(request.args["project"])
    except (KeyError, ValueError):
        return None


def _draw(form: Form, detail: str = "", no_key: bool = False) -> str:
    me, now = actor(), service().now()
    with service().db.read() as session:
        issues = issues_for(session, me, now, _project())
    return render_template(
        "transition/issue.html",
        issues=issues,
        form=form,
        detail=detail,
        no_key=no_key,
        is_approver=me.has(Role.APPROVER),
    )
