"""Ending somebody's certificate: a key that was lost, or a person who cannot do it any more."""

from uuid import UUID

from flask import flash
from flask_babel import gettext as _

from qms.errors import Conflict, Invalid
from qms.people.acts import signing_keys as acts
from qms.people.current import actor, service
from qms.people.rules import may_administer
from qms.people.schemas import RevocationOf
from qms.people.views.blueprints import admin
from qms.people.views.people import person_page
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.web.forms import submitted
from qms.web.guards import permission


@admin.post("/people/<uuid:person_id>/certificates/revoke")
@permission(may_administer)
def revoke_certificate_of(person_id: UUID) -> Page:
    """Final; what was signed before stays valid, unless a compromise reaches back to then."""
    values = submitted()
    try:
        data = take(RevocationOf, values, form=True)
        acts.revoke_certificate(
            service(),
            actor().id,
            data.certificate_id,
            data.reason,
            invalidity_at=data.invalidity_at,
        )
    except (Invalid, Conflict) as error:
        return person_page(person_id, values, error), 422
    flash(_("Chứng thư đã bị thu hồi; danh sách thu hồi mới đã được công bố."))
    return see_other("admin.person", person_id=person_id)
