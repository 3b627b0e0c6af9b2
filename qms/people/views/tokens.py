"""API tokens: a person makes an acting one in the browser, after the password once more."""

from uuid import UUID

from flask import flash, render_template, request
from flask_babel import gettext as _

from qms.errors import Invalid
from qms.people.acts import tokens
from qms.people.current import actor, service
from qms.people.schemas import NewToken
from qms.people.views.blueprints import own
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.web.cookies import session_token
from qms.web.forms import Form, refused, submitted
from qms.web.guards import confirmed, signed_in


@own.get("/profile/tokens/new")
@confirmed
@signed_in
def new_token() -> Page:
    """What the token is for and how long it lives."""
    return render_template("people/token_new.html", form=Form({"days": 90}))


@own.post("/profile/tokens/new")
@confirmed
@signed_in
def create_token() -> Page:
    """Shown once; afterwards nobody can read it again."""
    values = submitted()
    try:
        data = take(NewToken, values, form=True)
    except Invalid as error:
        return refused("people/token_new.html", values, error)
    me = actor().id
    raw = session_token(request) or ""
    token = tokens.create_token(service(), me, me, data, session_token=raw)
    return render_template("people/token_made.html", token=token, name=data.name), 201


@own.post("/profile/tokens/<uuid:token_id>/revoke")
@signed_in
def revoke_token(token_id: UUID) -> Page:
    """Dead at once."""
    tokens.revoke_token(service(), actor().id, token_id)
    flash(_("Mã truy cập đã bị thu hồi."))
    return see_other("people.profile")
