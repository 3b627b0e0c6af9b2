"""The signatures about a document, judged one by one in words, and the bundle to take away."""

import tempfile
from uuid import UUID

from flask import render_template
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from qms import messages
from qms.documents.evidence import Kept, export_zip, judge, load_evidence
from qms.documents.model.access import AccessKind
from qms.documents.queries.evidence import require_history
from qms.documents.views.blueprints import documents
from qms.documents.views.document import read
from qms.documents.views.noting import note
from qms.documents.views.sending import send
from qms.people.current import actor, service
from qms.people.views.sign_in import Page
from qms.signing import Revoked
from qms.web.guards import signed_in
from qms.word import slug

IN_MEMORY = 4 * 1024 * 1024
KEPT: dict[Kept, LazyString] = {
    Kept.SAME: _l("Tệp lưu giữ đúng là tệp đã ký"),
    Kept.CHANGED: _l("Tệp lưu giữ đã bị thay đổi so với tệp đã ký"),
    Kept.MISSING: _l("Không còn tệp đã ký trong kho"),
}
REVOKED: dict[Revoked, LazyString] = {
    Revoked.NO: _l("Chưa bị thu hồi"),
    Revoked.BEFORE_SIGNING: _l("Bị thu hồi trước khi ký"),
    Revoked.AFTER_SIGNING: _l("Bị thu hồi sau khi ký"),
    Revoked.UNKNOWN: _l("Không có trong sổ chứng thư"),
}


@documents.get("/<uuid:document_id>/evidence")
@signed_in
def evidence(document_id: UUID) -> Page:
    """Intact, valid, trusted and revoked are four questions, answered apart."""
    page = read(document_id)
    with service().db.read() as session:
        require_history(session, actor(), document_id)
        found = load_evidence(session, document_id)
    checked = judge(service(), found, document_id)
    return render_template(
        "documents/evidence.html",
        page=page,
        checked=list(reversed(checked)),
        sound=sum(one.ok for one in checked),
    )


@documents.get("/<uuid:document_id>/evidence.zip")
@signed_in
def evidence_bundle(document_id: UUID) -> Page:
    """Everything an auditor needs to check the signatures elsewhere, with standard tools."""
    with service().db.read() as session:
        document = require_history(session, actor(), document_id)
    stream = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 closed when sent
    try:
        export_zip(service(), document_id, stream)
    except BaseException:
        stream.close()
        raise
    stream.seek(0)
    note(AccessKind.DOWNLOAD, document_id)
    name = f"bang-chung_{slug(document.code) or 'tai-lieu'}.zip"
    return send(stream, "application/zip", name)


@documents.app_template_filter("kept_words")
def kept_words(kept: Kept) -> str:
    """Whether the signed bytes are still there, in words."""
    return str(KEPT[kept])


@documents.app_template_filter("revoked_words")
def revoked_words(revoked: Revoked) -> str:
    """How the signer's certificate stands, in words."""
    return str(REVOKED[revoked])


@documents.app_template_filter("sentence_of")
def sentence_of(code: str) -> str:
    """The sentence of a code."""
    return messages.sentence(code)
