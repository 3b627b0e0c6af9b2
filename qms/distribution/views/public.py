"""The page behind the QR code on paper: for anybody, it says how the paper stands, nothing else."""

from flask import render_template
from flask_babel import LazyString, force_locale
from flask_babel import lazy_gettext as _l

from qms import messages
from qms.distribution.queries.paper import PaperStanding, paper_standing, revision_on_paper
from qms.distribution.rules import CopyState
from qms.distribution.views.blueprints import paper
from qms.documents.legal_weight import legal_weight
from qms.documents.rules.period import Standing
from qms.errors import NotFound
from qms.installation import installation
from qms.people.current import service
from qms.people.views.sign_in import Page
from qms.proofs.approval import judged
from qms.proofs.queries.approval import signed_for
from qms.web.filters import day
from qms.web.guards import public

LANGUAGES = ("vi", "en")
ENDED = _l("Hết hiệu lực từ ngày %(day)s. Không dùng bản này.")
HEADINGS: dict[Standing, LazyString] = {
    Standing.IN_FORCE: _l("Đang có hiệu lực"),
    Standing.SCHEDULED: _l("Chưa có hiệu lực"),
    Standing.SUPERSEDED: _l("Đã hết hiệu lực, được thay thế"),
    Standing.WITHDRAWN: _l("Đã thu hồi, hết hiệu lực"),
    Standing.CANCELLED: _l("Không có hiệu lực"),
}
DETAILS: dict[Standing, LazyString] = {
    Standing.IN_FORCE: _l("Có hiệu lực từ ngày %(day)s."),
    Standing.SCHEDULED: _l("Sẽ có hiệu lực từ ngày %(day)s."),
    Standing.SUPERSEDED: _l(
        "Được thay thế bằng lần %(number)s từ ngày %(day)s. Không dùng bản này."
    ),
    Standing.WITHDRAWN: ENDED,
    Standing.CANCELLED: _l(
        "Lần ban hành này đã bị hủy trước ngày có hiệu lực. Không dùng bản này."
    ),
}
_OUT = _l("Bản kiểm soát số %(number)s.")
COPIES: dict[CopyState, LazyString] = {
    CopyState.ISSUED: _OUT,
    CopyState.HELD: _OUT,
    CopyState.RETURNED: _l("Bản kiểm soát số %(number)s đã được thu hồi."),
    CopyState.LOST: _l("Bản kiểm soát số %(number)s đã được báo mất."),
    CopyState.DESTROYED: _l("Bản kiểm soát số %(number)s đã được hủy."),
}


@paper.get("/t/<token>")
@public
def standing(token: str) -> Page:
    """In force, superseded, withdrawn or unknown: in Vietnamese with English beside it.

    Signatures are named by what is printed with them and by nothing else: no names, no title.
    """
    try:
        with service().db.read() as session:
            found = paper_standing(session, token, service().now())
            signed = signed_for(session, revision_on_paper(session, token))
            demo = installation(session).demo
    except NotFound as error:
        said = [(one, messages.sentence(error.code, locale=one)) for one in LANGUAGES]
        return render_template("distribution/unknown.html", said=said), 404
    return render_template(
        "distribution/paper.html",
        found=found,
        said=[(one, *_in(one, found)) for one in LANGUAGES],
        steps=judged(service(), signed),
        weight=[
            (one, legal_weight({each.known.source for each in signed}, demo=demo, locale=one))
            for one in LANGUAGES
        ],
        asked_at=service().now(),
    )


def _in(locale: str, found: PaperStanding) -> tuple[str, str, str]:
    """How it stands, since when, and what became of the numbered copy, in one language."""
    facts = {"day": day(found.since), "number": found.superseded_by}
    with force_locale(locale):
        heading = str(HEADINGS[found.standing])
        if found.standing is Standing.SUPERSEDED and not found.superseded_by:
            detail = str(ENDED) % facts
        else:
            detail = str(DETAILS[found.standing]) % facts
        copy = str(COPIES[found.copy_state]) if found.copy_state is not None else ""
        return heading, detail, copy % {"number": found.copy_number}
