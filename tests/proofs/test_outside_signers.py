"""Bundles with a signature made on somebody's own token, below an authority that is not ours."""

from datetime import timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest

from qms.documents.acts import own_token
from qms.documents.model import Revision
from qms.proofs.acts.check import check_elsewhere, check_here
from qms.proofs.acts.export import document_bundle
from qms.signing import trust
from tests.documents.test_own_token import Errand, foreign, on_paper, reviewing, token
from tests.support.cast import Cast, approve
from tests.support.foreign import ForeignCa, Token, sign_pdf_outside


def signed_in_the_pdf(errand: Errand, foreign: ForeignCa, token: Token) -> bytes:
    service = errand.cast.service
    handed = own_token.hand_out(service, errand.me, errand.intent, errand.challenge)
    base = own_token.pdf_to_sign(service, handed)
    told = {"field": handed.spot.field, "reason": handed.reason, "at": service.now()}
    return sign_pdf_outside(base, token, chain=[foreign.middle], **told)


def exported(cast: Cast, revision_id: UUID) -> BytesIO:
    approve(cast, revision_id)
    with cast.service.db.read() as session:
        document_id = session.get_one(Revision, revision_id).document_id
    stream = BytesIO()
    assert document_bundle(cast.service, document_id, stream) == 3
    return stream


def test_a_pdf_signed_outside_holds_in_the_bundle(on_paper, foreign, token):
    cast, revision_id = on_paper
    errand = Errand(cast, revision_id)
    errand.bring(signed_in_the_pdf(errand, foreign, token))
    judge_everywhere(cast, exported(cast, revision_id), foreign)


@pytest.mark.openssl
def test_a_statement_signed_outside_holds_in_the_bundle(reviewing, foreign, token, tmp_path: Path):
    cast, revision_id = reviewing
    errand = Errand(cast, revision_id)
    errand.bring(errand.signed(token, tmp_path))
    judge_everywhere(cast, exported(cast, revision_id), foreign)


def judge_everywhere(cast: Cast, stream: BytesIO, foreign: ForeignCa) -> None:
    """Good here, and for a stranger who trusts the other authority; else named by its name."""
    here = check_here(cast.service, stream).bundle
    assert here.faults == ()
    later = cast.service.now() + timedelta(days=30)
    stranger = partial(check_elsewhere, stream, later, cast.service.authority.roots())
    with cast.service.db.read() as session:
        anchors = trust.anchors(session)
    assert stranger(anchors=anchors).bundle.faults == ()
    refused = stranger().bundle
    assert not refused.ok
    (wrong,) = [one.result for one in refused.statements if not one.result.ok]
    assert wrong.reasons == ("CHAIN-NOT-TRUSTED", "REVOCATION-UNKNOWN")
    assert foreign.name in wrong.parameters["issuer"]


__all__ = ["foreign", "on_paper", "reviewing", "token"]
