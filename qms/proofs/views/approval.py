"""The certificate of approval: who signed a revision and how each signature stands, to print."""

from uuid import UUID

import segno
from flask import render_template
from flask_babel import get_locale
from markupsafe import Markup

from qms.documents.legal_weight import legal_weight
from qms.documents.queries.files import readable
from qms.documents.reading import public_address
from qms.people.current import actor, service
from qms.people.views.sign_in import Page
from qms.proofs.approval import judged
from qms.proofs.queries.approval import approval
from qms.proofs.views.blueprints import proofs
from qms.web.guards import signed_in


@proofs.get("/approval/<uuid:revision_id>")
@signed_in
def approval_page(revision_id: UUID) -> Page:
    """For whoever may read the revision; every signature is judged when the page is drawn."""
    now = service().now()
    with service().db.read() as session:
        readable(session, actor(), revision_id, now)
        found = approval(session, revision_id, now)
    steps = judged(service(), found.signed)
    address = public_address(service(), found.public_token)
    return render_template(
        "proofs/approval.html",
        found=found,
        steps=steps,
        sound=sum(one.result.ok for one in steps),
        address=address,
        code=qr(address),
        log_code=qr(found.checkpoint) if found.checkpoint else "",
        weight=legal_weight(
            {one.known.source for one in found.signed}, demo=found.demo, locale=str(get_locale())
        ),
        asked_at=now,
    )


def qr(text: str) -> Markup:
    """A QR code as a drawing inside the page, with the quiet zone of ISO/IEC 18004."""
    made = segno.make(text, error="m", micro=False, boost_error=False)
    return Markup(made.svg_inline(scale=3, border=4, omitsize=True, svgclass="qr", lineclass=None))  # noqa: S704
