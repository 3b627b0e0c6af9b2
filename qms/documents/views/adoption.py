"""The list of what was in force on paper: read it, see every fingerprint, sign it once."""

from uuid import UUID

from flask import flash, render_template, url_for
from flask_babel import gettext as _

from qms.documents import acts
from qms.documents.queries.adoption import AdoptionPage, adoption_page
from qms.documents.rules.states import Act
from qms.documents.views import words
from qms.documents.views.blueprints import documents
from qms.documents.views.ceremony import Ceremony, ask, sign
from qms.errors import Conflict, Invalid, NotAllowed
from qms.people.current import actor, service
from qms.people.views.sign_in import Page, see_other
from qms.web.forms import Form, refused, submitted
from qms.web.guards import signed_in

PAGE = "documents/adoption.html"


@documents.get("/adoptions/<uuid:adoption_id>")
@signed_in
def adoption(adoption_id: UUID) -> Page:
    """Everything on the list, with the hash of every file."""
    return render_template(PAGE, form=Form(), adoption=_load(adoption_id))


@documents.get("/adoptions/<uuid:adoption_id>/sign")
@signed_in
def sign_adoption(adoption_id: UUID) -> Page:
    """What will be signed: the whole list under one decision."""
    page = _load(adoption_id)
    if not page.may_sign:
        return see_other("documents.adoption", adoption_id=adoption_id)
    try:
        return ask(_ceremony(page), lambda: acts.ask_to_adopt(service(), actor().id, adoption_id))
    except (Invalid, Conflict, NotAllowed) as error:
        return refused(PAGE, {}, error, adoption=page)


@documents.post("/adoptions/<uuid:adoption_id>/sign")
@signed_in
def adopt(adoption_id: UUID) -> Page:
    """Every document on the list is in force from the day it states."""
    page = _load(adoption_id)
    try:
        not_signed = sign(
            _ceremony(page),
            submitted(),
            lambda proof: acts.adopt(service(), actor().id, adoption_id, proof),
        )
    except (Invalid, Conflict, NotAllowed) as error:
        return refused(PAGE, {}, error, adoption=page)
    if not_signed is not None:
        return not_signed
    flash(_("Đã ký danh sách tiếp nhận; các tài liệu đang có hiệu lực."))
    return see_other("documents.adoption", adoption_id=adoption_id)


def _load(adoption_id: UUID) -> AdoptionPage:
    with service().db.read() as session:
        return adoption_page(session, actor(), adoption_id)


def _ceremony(page: AdoptionPage) -> Ceremony:
    return Ceremony(
        title=str(words.ACTS[Act.ADOPT]),
        address=url_for("documents.sign_adoption", adoption_id=page.id),
        back=url_for("documents.adoption", adoption_id=page.id),
    )
