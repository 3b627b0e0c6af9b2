"""The signing page: exactly what will be signed, the passphrase, and a way on when refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask import render_template
from flask_babel import gettext as _

from qms import signing
from qms.documents.schemas import Proof, SignedAct
from qms.errors import Conflict, Invalid, NotFound, QmsError, Throttled
from qms.people.current import actor, service
from qms.people.views.sign_in import Page
from qms.schemas import take
from qms.web.errors import row_of
from qms.web.forms import Form, refusal

Perform = Callable[[Proof], None]
# The request is gone or the text has changed: nothing was signed, it has to be shown anew.
AGAIN = frozenset(
    {
        "SIGN-REQUEST-NOT-FOUND",
        "SIGN-REQUEST-USED",
        "SIGN-REQUEST-EXPIRED",
        "SIGNED-STATE-CHANGED",
    }
)
NO_KEY = frozenset({"SIGNING-NO-CERTIFICATE", "CERTIFICATE-REVOKED"})


@dataclass(frozen=True, slots=True)
class Ceremony:
    """One thing to sign: what it is called, where its form goes, and where one comes from."""

    title: str
    address: str
    back: str
    files: Mapping[str, str] = field(default_factory=dict)  # role of a file -> where it is read
    signed_before: bool = False  # the PDF handed out has more than what the statement names
    words: str = ""
    effective: str = ""
    replaces: str = ""
    own_address: str = ""  # where it is signed with one's own token; empty: not offered
    asks_by_get: bool = True  # a request without words is asked for again by its address alone


def ask(ceremony: Ceremony, request: Callable[[], signing.SignRequest]) -> Page:
    """Make the request and show it; somebody without a key is told how to get one."""
    try:
        asked = request()
    except Conflict as error:
        if error.code in NO_KEY:
            return _no_key(ceremony, error)
        raise
    return _shown(ceremony, asked, Form())


def sign(ceremony: Ceremony, values: Mapping[str, Any], perform: Perform) -> Page | None:
    """None when it was signed; otherwise the page that says why not, with everything kept."""
    try:
        data = take(SignedAct, values, form=True)
        perform(Proof(challenge=data.challenge, passphrase=data.passphrase))
    except (signing.WrongPassphrase, Throttled) as error:
        return _once_more(ceremony, values, error, error.code)
    except Invalid as error:
        if "passphrase" not in error.fields:
            raise
        return _once_more(ceremony, values, error, error.fields["passphrase"])
    except (Conflict, NotFound) as error:
        if error.code in NO_KEY:
            return _no_key(ceremony, error)
        if error.code in AGAIN:
            return _again(ceremony, error)
        raise
    return None


def _once_more(
    ceremony: Ceremony, values: Mapping[str, Any], error: QmsError, field_code: str
) -> Page:
    told = Invalid(error.code, fields={"passphrase": field_code}, **error.parameters)
    form = replace(refusal(values, told), sentence=str(_("Chưa có gì được ký.")))
    try:
        with service().db.read() as session:
            challenge = str(values.get("challenge", ""))
            asked = signing.open_request(session, challenge, actor().id, service().now())
    except (Conflict, NotFound) as gone:
        return _again(ceremony, gone)
    return _shown(ceremony, asked, form), row_of(type(error)).page


def _shown(ceremony: Ceremony, asked: signing.SignRequest, form: Form) -> str:
    return render_template(
        "documents/sign.html",
        ceremony=ceremony,
        asked=asked,
        content=signing.parse(asked.statement),
        statement=asked.statement.decode("utf-8"),
        form=form,
    )


def _again(ceremony: Ceremony, error: QmsError) -> Page:
    page = render_template(
        "documents/sign_again.html", ceremony=ceremony, form=refusal({}, error), code=error.code
    )
    return page, row_of(type(error)).page


def _no_key(ceremony: Ceremony, error: QmsError) -> Page:
    page = render_template("documents/sign_no_key.html", ceremony=ceremony, form=refusal({}, error))
    return page, row_of(type(error)).page
