"""Bundles of evidence for programs."""

from uuid import UUID

from flask import Response, send_file

from qms.documents.api.pages import require_known
from qms.documents.model.access import AccessKind
from qms.documents.queries.evidence import require_history
from qms.documents.views.noting import note
from qms.people.current import actor, service
from qms.proofs import rules
from qms.proofs.acts.export import document_bundle, period_bundle
from qms.proofs.api.blueprint import api
from qms.proofs.schemas import Period
from qms.proofs.views.bundles import ZIP, period_name, written
from qms.web.guards import permission, signed_in
from qms.web.rest import operation

NAMED = {"Content-Disposition": "Carries the file's name"}


@api.get("/documents/<uuid:document_id>/evidence.zip")
@signed_in
@operation(media=ZIP, headers=NAMED)
def get_evidence_zip(document_id: UUID) -> Response:
    """An ASiC-E container: files, statements, signatures, to be checked with openssl alone.

    `README.txt` in it has the commands; `POST /checks` and `qms verify` judge it whole.
    """
    require_known(document_id)
    with service().db.read() as session:
        code = require_history(session, actor(), document_id).code
    bundle = written(lambda out: document_bundle(service(), document_id, out))
    note(AccessKind.DOWNLOAD, document_id)
    return send_file(
        bundle,
        ZIP,
        as_attachment=True,
        download_name=f"{code.replace('/', '-')}.evidence.zip",
    )


@api.get("/evidence.zip")
@permission(rules.may_export_period)
@operation(media=ZIP, query=Period, headers=NAMED)
def get_period_zip(query: Period) -> Response:
    """Everything signed from `first` to `last`, for who answers for or audits the whole agency.

    A PDF signed in that time goes in whole, with what was signed in it before and after.
    """
    bundle = written(lambda out: period_bundle(service(), actor().id, query.first, query.last, out))
    return send_file(
        bundle,
        ZIP,
        as_attachment=True,
        download_name=period_name(query),
    )
