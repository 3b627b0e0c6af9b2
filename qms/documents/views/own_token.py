"""Signing with one's own token: take the files away, sign them with any tool, bring them back."""

from io import BytesIO
from typing import Any
from uuid import UUID

from flask import Response, flash, render_template, request, send_file, url_for

from qms.documents import acts
from qms.documents.acts import Intent, own_token
from qms.documents.queries.revision import RevisionPage
from qms.documents.rules.states import Act
from qms.documents.schemas import AskToSign, OwnToken
from qms.documents.views import words
from qms.documents.views.blueprints import documents
from qms.documents.views.ceremony import AGAIN
from qms.documents.views.reviews import not_offered
from qms.documents.views.revision_page import load, refused_page
from qms.documents.views.signing import DONE, WITH_WORDS
from qms.errors import Conflict, Invalid, NotAllowed, NotFound, QmsError, TooLarge, Unavailable
from qms.people.current import actor, service
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.web.errors import row_of
from qms.web.forms import Form, refusal, submitted
from qms.web.guards import signed_in

SIGNING = (
    "/revisions/<uuid:revision_id>/sign-own/"
    "<any(submit, agree, request_changes, approve, withdraw):act>"
)
MEGABYTE = 1024 * 1024


@documents.get(SIGNING, endpoint="sign_own")
@signed_in
def show(revision_id: UUID, act: str) -> Page:
    """Acts that go with a comment or reason come here from the signing page, which has it."""
    if Act(act) in WITH_WORDS:
        return see_other("documents.sign", revision_id=revision_id, act=act)
    return _ask(load(revision_id), Act(act), "")


@documents.post(SIGNING)
@signed_in
def sign_own_act(revision_id: UUID, act: str) -> Page:
    """With a challenge: the file that came back. Without: what is to be signed, with its words."""
    page, wanted, values = load(revision_id), Act(act), submitted()
    if "challenge" not in values:
        text = take(AskToSign, {"act": act, **values}, form=True).words
        return _ask(page, wanted, text)
    data = take(OwnToken, values, form=True)
    intent = Intent(wanted, revision_id, data.words)
    try:
        own_token.accept(service(), actor().id, intent, data.challenge, _sent())
    except (Invalid, Conflict, NotFound, NotAllowed) as error:
        return _refused(page, intent, data.challenge, error)
    flash(str(DONE[wanted]))
    return see_other("documents.revision", revision_id=revision_id)


@documents.get(f"{SIGNING}/<challenge>/<any(statement, pdf):what>")
@signed_in
def own_token_file(revision_id: UUID, act: str, challenge: str, what: str) -> Response:
    """The statement's exact bytes, or the PDF as it stands now."""
    name = f"{load(revision_id).code}-{act}"
    if what == "statement":
        data = own_token.statement_to_sign(service(), actor().id, challenge)
        return _send(data, f"{name}.json", "application/json")
    intent = Intent(Act(act), revision_id)
    handed = own_token.hand_out(service(), actor().id, intent, challenge)
    return _send(own_token.pdf_to_sign(service(), handed), f"{name}.pdf", "application/pdf")


def _ask(page: RevisionPage, act: Act, text: str) -> Page:
    if act not in page.acts:
        return not_offered(page.id)
    intent = Intent(act, page.id, text)
    try:
        asked = acts.ask_to_sign(service(), actor().id, intent, own_token=True)
        handed = own_token.hand_out(service(), actor().id, intent, asked.challenge)
    except (Invalid, Conflict, NotAllowed, Unavailable) as error:
        return _back(page, intent, error)
    return _shown(page, intent, handed, Form())


def _refused(page: RevisionPage, intent: Intent, challenge: str, error: QmsError) -> Page:
    """The same request once more, while it can still be signed; else the way to a new one."""
    if error.code in AGAIN:
        return _again(page, intent, error)
    try:
        handed = own_token.hand_out(service(), actor().id, intent, challenge)
    except (Invalid, Conflict, NotFound, NotAllowed) as gone:
        return _again(page, intent, gone) if gone.code in AGAIN else _back(page, intent, gone)
    told = refusal({"words": intent.words}, error)
    return _shown(page, intent, handed, told), row_of(type(error)).page


def _shown(page: RevisionPage, intent: Intent, handed: own_token.Handed, form: Form) -> str:
    return render_template(
        "documents/sign_own.html", handed=handed, form=form, **_context(page, intent)
    )


def _again(page: RevisionPage, intent: Intent, error: QmsError) -> Page:
    ceremony: dict[str, Any] = {
        "title": str(words.ACTS[intent.act]),
        "address": _address(page, intent),
        "back": url_for("documents.revision", revision_id=page.id),
        "words": intent.words,
        "asks_by_get": intent.act not in WITH_WORDS,
    }
    form = refusal({}, error)
    shown = render_template(
        "documents/sign_again.html", ceremony=ceremony, form=form, code=error.code
    )
    return shown, row_of(type(error)).page


def _back(page: RevisionPage, intent: Intent, error: QmsError) -> Page:
    if error.code == "OUTSIDE-NOT-REGISTERED":
        told = refusal({}, error)
        shown = render_template("documents/sign_own_none.html", form=told, **_context(page, intent))
        return shown, row_of(type(error)).page
    part = "verdict" if intent.act in WITH_WORDS else "submit"
    return refused_page(page.id, part, {"words": intent.words}, error)


def _context(page: RevisionPage, intent: Intent) -> dict[str, Any]:
    return {
        "page": page,
        "title": str(words.ACTS[intent.act]),
        "address": _address(page, intent),
        "act": intent.act.value,
        "words": intent.words,
    }


def _address(page: RevisionPage, intent: Intent) -> str:
    return url_for("documents.sign_own", revision_id=page.id, act=intent.act.value)


def _sent() -> bytes:
    given = request.files.get("file")
    if given is None or not given.filename:
        raise Invalid("FIELDS-INVALID", fields={"file": "FIELD-MISSING"})
    most = 2 * service().settings.max_upload_bytes  # a PDF grows by its signatures
    data = given.stream.read(most + 1)
    if len(data) > most:
        raise TooLarge("INTAKE-FILE-TOO-LARGE", limit=most // MEGABYTE)
    return data


def _send(data: bytes, name: str, kind: str) -> Response:
    return send_file(BytesIO(data), mimetype=kind, as_attachment=True, download_name=name)
