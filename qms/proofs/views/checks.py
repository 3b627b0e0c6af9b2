"""The hub of the room: check a file, take evidence out, checkpoints, public certificates."""

from flask import Response, render_template, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from qms import messages
from qms.errors import Invalid
from qms.people.current import actor, service
from qms.people.views.sign_in import Page
from qms.proofs import rules
from qms.proofs.acts.check import ON_PAGES, check_here
from qms.proofs.queries.checkpoints import checkpoint, checkpoints
from qms.proofs.told import ToldFault, tell
from qms.proofs.views.blueprints import proofs
from qms.web.forms import Form, refused
from qms.web.guards import signed_in

SHOWN = 10
INDEX = "proofs/index.html"
STATES: dict[str, LazyString] = {
    "draft": _l("Dự thảo"),
    "in_review": _l("Đang xem xét"),
    "in_approval": _l("Đang phê duyệt"),
    "approved": _l("Đã phê duyệt"),
    "withdrawn": _l("Đã thu hồi"),
    "cancelled": _l("Đã hủy"),
    "abandoned": _l("Đã bỏ"),
}
REVOKED: dict[str, LazyString] = {
    "no": _l("Chưa bị thu hồi"),
    "before_signing": _l("Bị thu hồi trước khi ký"),
    "after_signing": _l("Bị thu hồi sau khi ký"),
    "unknown": _l("Không rõ"),
}


@proofs.get("/")
@signed_in
def index() -> Page:
    """What can be checked and taken away here."""
    return render_template(INDEX, form=Form(), **_around())


@proofs.post("/check")
@signed_in
def check() -> Page:
    """The frozen answer about a file; the file itself is forgotten."""
    given = request.files.get("file")
    if given is None or not given.filename:
        missing = Invalid("FIELDS-INVALID", fields={"file": "FIELD-MISSING"})
        return refused(INDEX, {}, missing, **_around())
    answer = check_here(service(), given.stream, actor(), limits=ON_PAGES)
    return render_template("proofs/answer.html", told=tell(answer, given.filename))


@proofs.get("/checkpoints/<int:epoch>-<int:size>.txt")
@signed_in
def one_checkpoint(epoch: int, size: int) -> Page:
    """A signed checkpoint as it was sent outside."""
    with service().db.read() as session:
        row = checkpoint(session, epoch, size)
    headers = {"Content-Disposition": f'attachment; filename="{row.name}"'}
    return Response(row.note, mimetype="text/plain", headers=headers)


@proofs.app_template_filter("fault_words")
def fault_words(fault: ToldFault) -> str:
    """What is wrong with a file, where, and why."""
    facts = {"entry": fault.entry, "name": fault.entry}
    codes = [fault.code, *(one for one in fault.reasons if one.isupper())]
    return " ".join(messages.sentence(code, facts) for code in codes)


@proofs.app_template_filter("revision_state")
def revision_state(state: str) -> str:
    """How far a revision has come, in words."""
    return str(STATES[state])


@proofs.app_template_filter("revoked_plainly")
def revoked_plainly(revoked: str) -> str:
    """How the signer's certificate stands, in words."""
    return str(REVOKED[revoked])


def _around() -> dict[str, object]:
    with service().db.read() as session:
        rows = checkpoints(session, SHOWN)
    return {
        "rows": rows,
        "may_export": rules.may_export_period(actor()),
        "public_address": url_for("authority.published", _external=True),
    }
