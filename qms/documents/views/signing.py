"""Signing an act on a revision: submission, verdicts, approval, withdrawal."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, render_template, url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from qms.documents import acts
from qms.documents.acts import Intent
from qms.documents.queries.draft import document_around
from qms.documents.queries.revision import RevisionPage
from qms.documents.rules.states import Act, WrongState
from qms.documents.schemas import AskToSign, Proof
from qms.documents.views import words
from qms.documents.views.blueprints import documents
from qms.documents.views.ceremony import Ceremony, ask, sign
from qms.documents.views.reviews import not_offered
from qms.documents.views.revision_page import load, refused_page
from qms.errors import Conflict, Invalid, NotAllowed, NotFound, QmsError, Unavailable
from qms.people.current import actor, service
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.web.filters import day
from qms.web.forms import Form, refused, submitted
from qms.web.guards import signed_in

SIGNING = (
    "/revisions/<uuid:revision_id>/sign/"
    "<any(submit, agree, request_changes, approve, withdraw):act>"
)
WITH_WORDS = frozenset({Act.AGREE, Act.REQUEST_CHANGES, Act.WITHDRAW})
REASON_NEEDED = frozenset({Act.REQUEST_CHANGES, Act.WITHDRAW})
DONE: dict[Act, LazyString] = {
    Act.SUBMIT: _l("Đã ký và trình. Người xem xét đã được thông báo."),
    Act.AGREE: _l("Đã ký ý kiến đồng ý."),
    Act.REQUEST_CHANGES: _l("Đã ký yêu cầu chỉnh sửa; tài liệu trở về dự thảo."),
    Act.APPROVE: _l("Đã ký phê duyệt."),
    Act.WITHDRAW: _l("Đã ký thu hồi; tài liệu hết hiệu lực."),
}


@documents.get(SIGNING, endpoint="sign")
@signed_in
def show(revision_id: UUID, act: str) -> Page:
    """What will be signed; acts that go with a comment or reason ask for it first."""
    page, wanted = load(revision_id), Act(act)
    if wanted not in page.acts:
        return not_offered(revision_id)
    if wanted in WITH_WORDS:
        context = {"page": page, "act": wanted, "needed": wanted in REASON_NEEDED}
        return render_template("documents/sign_words.html", form=Form(), **context)
    return _ask(page, wanted, "")


@documents.post(SIGNING)
@signed_in
def sign_act(revision_id: UUID, act: str) -> Page:
    """With words: shows what will be signed. With challenge and passphrase: signs it."""
    page, wanted, values = load(revision_id), Act(act), submitted()
    if "challenge" in values:
        return _sign(page, wanted, values)
    try:
        text = take(AskToSign, {"act": act, **values}, form=True).words
    except Invalid as error:
        return _refused_words(page, wanted, values, error)
    if wanted not in page.acts:
        return _refused_words(page, wanted, values, _gone(page, wanted))
    return _ask(page, wanted, text)


def _ask(page: RevisionPage, act: Act, text: str) -> Page:
    intent = Intent(act, page.id, text)
    ceremony = _ceremony(page, act, text)
    try:
        return ask(ceremony, lambda: acts.ask_to_sign(service(), actor().id, intent))
    except (Invalid, Conflict, NotAllowed, Unavailable) as error:
        return _refused_words(page, act, {"words": text}, error)


def _refused_words(page: RevisionPage, act: Act, values: dict[str, str], error: QmsError) -> Page:
    """A reason for withdrawing is typed on its own page, everything else on the revision's."""
    if act is Act.WITHDRAW and act in page.acts:
        context = {"page": page, "act": act, "needed": True}
        return refused("documents/sign_words.html", values, error, **context)
    part = "verdict" if act in WITH_WORDS else "submit"
    return refused_page(page.id, part, values, error)


def _sign(page: RevisionPage, act: Act, values: dict[str, str]) -> Page:
    text = values.get("words", "")
    ceremony = _ceremony(page, act, text)
    try:
        not_signed = sign(ceremony, values, lambda proof: _perform(page.id, act, text, proof))
    except NotFound:  # a round that ended is not there for its reviewers any more
        return _refused_words(page, act, {"words": text}, _gone(page, act))
    except (Invalid, Conflict, NotAllowed) as error:
        return _refused_words(page, act, {"words": text}, error)
    if not_signed is not None:
        return not_signed
    flash(str(DONE[act]))
    return see_other("documents.revision", revision_id=page.id)


def _gone(page: RevisionPage, act: Act) -> WrongState:
    """What this person could do a moment ago and cannot any more."""
    return WrongState(state=page.standing.value, act=act.value)


def _perform(revision_id: UUID, act: Act, text: str, proof: Proof) -> None:
    here, me = service(), actor().id
    perform: dict[Act, Callable[[], None]] = {
        Act.SUBMIT: lambda: acts.submit_for_review(here, me, revision_id, proof),
        Act.AGREE: lambda: acts.agree(here, me, revision_id, text, proof),
        Act.REQUEST_CHANGES: lambda: acts.request_changes(here, me, revision_id, text, proof),
        Act.APPROVE: lambda: acts.approve(here, me, revision_id, proof),
        Act.WITHDRAW: lambda: acts.withdraw(here, me, revision_id, text, proof),
    }
    perform[act]()


def _ceremony(page: RevisionPage, act: Act, text: str) -> Ceremony:
    return Ceremony(
        title=str(words.ACTS[act]),
        address=url_for("documents.sign", revision_id=page.id, act=act.value),
        back=url_for("documents.revision", revision_id=page.id),
        files={
            role: url_for("documents.original", revision_id=page.id, kind=role)
            for role in ("docx", "pdf")
        },
        signed_before=page.form is not None and page.form.signed_sha256 is not None,
        words=text,
        effective=_effective(page, act),
        replaces=_replaced(page) if act is Act.APPROVE else "",
        own_address=url_for("documents.sign_own", revision_id=page.id, act=act.value),
        asks_by_get=act not in WITH_WORDS,
    )


def _replaced(page: RevisionPage) -> str:
    """What will be in force no more when this is."""
    with service().db.read() as session:
        document = document_around(session, actor(), page, service().now())
    if document is None or document.current is None:
        return ""
    present = document.current
    number = words.edition_words((present.edition, present.revision))
    return str(_("%(number)s, hiệu lực từ %(day)s", number=number, day=day(present.effective_at)))


def _effective(page: RevisionPage, act: Act) -> str:
    if act is Act.WITHDRAW:
        return str(_("Hết hiệu lực ngay khi ký"))
    return day(page.effective_on) or str(_("Ngay khi được phê duyệt"))
