"""Signed PDFs are judged whole for page and API; what was found is kept only while it holds."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from qms.app import create_app
from qms.documents.model import Document
from qms.documents.signed_papers import judge_papers
from qms.people import acts as people
from qms.signing.enrol import certificates_of
from qms.signing.model import RevocationReason, Verdict
from tests.documents.desk import Desk
from tests.support import sealed
from tests.support.api import caller
from tests.support.cast import ROOT, Cast
from tests.support.clock import Clock


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def cast(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Cast]:
    """Two signed papers, one of them sealed and archived."""
    if request.param == "sqlite":
        with sealed.on_sqlite(tmp_path, clock) as made:
            yield made
    else:
        cluster = request.getfixturevalue("cluster")
        with sealed.on_postgresql(cluster, tmp_path, clock) as made:
            yield made


def document_of(cast: Cast) -> uuid.UUID:
    with cast.service.db.read() as session:
        return session.scalars(select(Document.id).where(Document.code == "QT-05")).one()


def remembered(cast: Cast) -> int:
    with cast.service.db.read() as session:
        return session.scalar(select(func.count()).select_from(Verdict)) or 0


def test_page_and_program_say_what_a_signed_pdf_is_worth(cast: Cast) -> None:
    document_id = document_of(cast)
    app = create_app(service=cast.service)
    hai = Desk(app, "hai")
    hai.open(f"/documents/{document_id}/evidence")
    assert "PDF đã ký của lần 01/00" in hai.text
    assert "Kiểm tra đạt" in hai.text
    told = caller(app, cast, "hai").get(f"/documents/{document_id}/signed-pdfs")["items"]
    assert [(one["ok"], one["signatures"], one["archived"]) for one in told] == [(True, 4, True)]


def test_a_verdict_is_made_once_and_not_kept_beyond_a_revocation(cast: Cast) -> None:
    document_id, now = document_of(cast), cast.service.now()
    assert judge_papers(cast.service, document_id)[0].result.ok
    assert judge_papers(cast.service, document_id)[0].result.ok
    assert remembered(cast) == 1
    with cast.service.db.read() as session:
        certificate = certificates_of(session, cast["chau"])[0].id
    people.revoke_certificate(
        cast.service,
        ROOT,
        certificate,
        RevocationReason.KEY_COMPROMISE,
        invalidity_at=now - timedelta(days=300),
    )
    after = judge_papers(cast.service, document_id)[0].result
    assert not after.ok
    assert "CERTIFICATE-REVOKED-BEFORE" in after.every_reason
    assert remembered(cast) == 2


def test_a_signed_pdf_that_is_not_in_the_store_as_it_was_is_said_to_be_gone(cast: Cast) -> None:
    document_id = document_of(cast)
    newest = judge_papers(cast.service, document_id)[0].sha256
    (file,) = cast.service.settings.store_path.rglob(newest)
    file.chmod(0o600)
    file.write_bytes(file.read_bytes().replace(b"%PDF", b"%PDG", 1))
    assert judge_papers(cast.service, document_id)[0].result.reasons == ("SIGNED-PDF-MISSING",)
