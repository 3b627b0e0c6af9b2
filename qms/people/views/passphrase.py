"""Another passphrase for one's own signing key."""

from flask import flash, render_template
from flask_babel import gettext as _

from qms.errors import Conflict, Invalid, Throttled
from qms.people.acts import change_passphrase
from qms.people.current import actor, service
from qms.people.schemas import NewPassphrase
from qms.people.views.blueprints import own
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.web.forms import Form, refusal, same_twice, submitted
from qms.web.guards import signed_in


@own.get("/profile/signing-key/passphrase")
@signed_in
def passphrase() -> Page:
    """The form; without a live key the act says what to do."""
    return render_template("people/passphrase.html", form=Form())


@own.post("/profile/signing-key/passphrase")
@signed_in
def set_passphrase() -> Page:
    """The same key under the new passphrase; what was signed is untouched."""
    values = submitted()
    try:
        data = take(NewPassphrase, same_twice(values, "passphrase"), form=True)
        change_passphrase(service(), actor().id, data.present, data.passphrase)
    except (Invalid, Throttled, Conflict) as error:
        return render_template("people/passphrase.html", form=refusal(values, error)), 422
    flash(_("Đã đổi mật khẩu ký."))
    return see_other("people.signing_key")
