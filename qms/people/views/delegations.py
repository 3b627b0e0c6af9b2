"""Signing for somebody else: given by the holder of the position or by an administrator."""

from typing import Any
from uuid import UUID

from flask import flash, render_template
from flask_babel import gettext as _

from qms.errors import Conflict, Invalid, NotFound
from qms.people import queries
from qms.people.acts import delegations as acts
from qms.people.current import actor, service
from qms.people.rules import may_administer
from qms.people.schemas import LastDay, NewDelegation
from qms.people.views import words
from qms.people.views.blueprints import admin, own
from qms.people.views.choices import person_choices
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.web.forms import Form, refused, submitted
from qms.web.guards import permission, signed_in


@own.get("/profile/delegations/new")
@signed_in
def new_delegation() -> Page:
    """Who signs for me, in which form, until when, on which basis."""
    return render_template("people/delegation_new.html", form=Form(), **_context(actor().id))


@own.post("/profile/delegations/new")
@signed_in
def delegate() -> Page:
    """Holds from the day named; ended early by whoever gave it."""
    return _give(actor().id) or see_other("people.profile")


@own.post("/profile/delegations/<uuid:delegation_id>/end")
@signed_in
def end_delegation(delegation_id: UUID) -> Page:
    """Ends what was passed on from it too."""
    acts.end_delegation(service(), actor().id, delegation_id)
    flash(_("Ủy quyền đã kết thúc."))
    return see_other("people.profile")


@admin.get("/people/<uuid:person_id>/delegations/new")
@permission(may_administer)
def new_delegation_of(person_id: UUID) -> Page:
    """Recorded by an administrator on the written decision."""
    return render_template("people/delegation_new.html", form=Form(), **_context(person_id))


@admin.post("/people/<uuid:person_id>/delegations/new")
@permission(may_administer)
def delegate_of(person_id: UUID) -> Page:
    """The same as the holder's own act."""
    return _give(person_id) or see_other("admin.person", person_id=person_id)


@admin.post("/people/<uuid:person_id>/delegations/<uuid:delegation_id>/end")
@permission(may_administer)
def end_delegation_of(person_id: UUID, delegation_id: UUID) -> Page:
    """Now, or with the end of a day."""
    last_day = take(LastDay, submitted(), form=True).last_day
    acts.end_delegation(service(), actor().id, delegation_id, last_day)
    flash(_("Ủy quyền đã kết thúc."))
    return see_other("admin.person", person_id=person_id)


def _give(person_id: UUID) -> tuple[str, int] | None:
    """None when it was given; otherwise the page with what is wrong."""
    values = submitted()
    try:
        data = take(NewDelegation, _with_delegate(values), form=True)
        acts.delegate(service(), actor().id, data)
    except (Invalid, Conflict, NotFound) as error:
        return refused("people/delegation_new.html", values, error, **_context(person_id))
    flash(_("Đã ghi nhận ủy quyền."))
    return None


def _with_delegate(values: dict[str, Any]) -> dict[str, Any]:
    """The page takes a login, the act an id."""
    wanted = dict(values)
    login = wanted.pop("delegate_id", "")
    types = wanted.pop("document_types", "")
    with service().db.read() as session:
        try:
            wanted["delegate_id"] = str(queries.person_by_login(session, login))
        except NotFound as error:
            fields = {"delegate_id": "PERSON-UNKNOWN" if login else "FIELD-MISSING"}
            raise Invalid("FIELDS-INVALID", fields=fields, login=login) from error
    wanted["document_types"] = [one.strip() for one in types.split(",") if one.strip()]
    return wanted


def _context(person_id: UUID) -> dict[str, Any]:
    now = service().now()
    with service().db.read() as session:
        person = queries.person_detail(session, person_id, now)
        held = queries.holdings(session, person_id, now=now)
        received = queries.delegations(session, person_id, now=now)
    return {
        "person": person,
        "own_page": person_id == actor().id,
        "holdings": [(one.id, f"{one.title}, {one.unit}") for one in held],
        "sources": [
            (one.id, f"{one.kind.value}. {one.position} ({one.delegator})")
            for one in received
            if one.delegate_id == person_id and one.kind.value == "TL"
        ],
        "kinds": words.choices(words.DELEGATION_KINDS),
        "people": person_choices(),
    }
