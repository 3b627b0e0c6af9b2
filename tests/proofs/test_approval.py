"""The certificate of approval: who signed and how it stands; and what anybody sees of it."""

import uuid

import pytest

from qms.documents.legal_weight import legal_weight
from qms.documents.model import Document, Revision
from qms.documents.rules.permissions import Visibility
from qms.signing.model import Source
from tests.documents.test_own_token import Errand, foreign, reviewing, token
from tests.support.cast import Cast, approve, issued, ready, register

__all__ = ["foreign", "reviewing", "token"]
DEMO = "KHÔNG CÓ GIÁ TRỊ PHÁP LÝ – DEMO"


@pytest.fixture
def document_id(cast: Cast) -> uuid.UUID:
    """QT-05, in force."""
    return register(cast)


@pytest.fixture
def revision_id(cast: Cast, document_id: uuid.UUID) -> uuid.UUID:
    """The approved revision of QT-05."""
    return issued(cast, document_id)


def test_the_certificate_names_everybody_who_signed_and_how_it_stands(cast, revision_id, desk):
    dung = desk("dung")
    dung.open(f"/proofs/approval/{revision_id}")
    rows = dung.page.select(".signers tbody tr")
    assert [row.th.text for row in rows] == ["Soạn thảo, trình", "Xem xét, đồng ý", "Phê duyệt"]
    assert "3/3 chữ ký kiểm tra đạt" in dung.text
    assert len(dung.page.select("svg.qr")) >= 1
    with cast.service.db.read() as session:
        token = session.get_one(Revision, revision_id).public_token
    assert dung.page.select_one("figcaption a")["href"].endswith(f"/t/{token}")


def test_a_demonstration_says_on_the_certificate_that_it_has_no_legal_value(revision_id, desk):
    dung = desk("dung")
    dung.open(f"/proofs/approval/{revision_id}")
    said = legal_weight([Source.INTERNAL], demo=False, locale="vi")[0]
    assert (DEMO in dung.text) is (said not in dung.text)


def test_a_token_of_an_outside_ca_stands_on_every_page_alike(
    app, reviewing, token, tmp_path, desk, calls
):
    cast, revision_id = reviewing
    errand = Errand(cast, revision_id, "Đồng ý")
    errand.bring(errand.signed(token, tmp_path))
    approve(cast, revision_id)
    dung = desk("dung")
    dung.open(f"/proofs/approval/{revision_id}")
    assert "3/3 chữ ký kiểm tra đạt" in dung.text
    assert all(
        one["ok"] for one in calls("dung").get(f"/revisions/{revision_id}/approval")["signatures"]
    )
    with cast.service.db.read() as session:
        mark = session.get_one(Revision, revision_id).public_token
    assert app.test_client().get(f"/t/{mark}").get_data(as_text=True).count("Đạt") == 3


def test_before_the_approval_there_is_no_certificate(cast, document_id, desk, calls):
    revision_id = ready(cast, document_id, "Dự thảo.")
    assert "/proofs/approval/" not in str(desk("vanan").look(revision_id).page)
    desk("vanan").open(f"/proofs/approval/{revision_id}", 409)
    assert calls("vanan").get(f"/revisions/{revision_id}/approval", 409)["code"] == "APPROVAL-NONE"


def test_who_may_not_read_a_document_gets_no_certificate_of_it(
    cast, document_id, revision_id, desk
):
    with cast.service.db.write() as session:
        session.get_one(Document, document_id).visibility = Visibility.NAMED
    desk("dung").open(f"/proofs/approval/{revision_id}", 404)


def test_the_pages_of_revision_and_evidence_lead_to_the_certificate(document_id, revision_id, desk):
    giang = desk("giang")
    giang.look(revision_id).follow("Lần 01/00")
    assert giang.address.endswith(f"/proofs/approval/{revision_id}")
    giang.open(f"/documents/{document_id}/evidence")
    giang.follow("Lần 01/00")
    assert giang.address.endswith(f"/proofs/approval/{revision_id}")


def test_the_evidence_page_says_who_vouches_for_the_time_and_what_it_is_worth(
    document_id, revision_id, desk
):
    giang = desk("giang")
    giang.open(f"/documents/{document_id}/evidence")
    assert giang.text.count("Thời điểm ký") == 3
    assert "Giá trị pháp lý" in giang.text


def test_programs_get_the_same_certificate(cast, revision_id, calls):
    said = calls("dung").get(f"/revisions/{revision_id}/approval")
    assert [one["action"] for one in said["signatures"]] == ["submit", "agree", "approve"]
    assert all(one["ok"] for one in said["signatures"])
    assert said["number"] == "01/00"


def test_what_is_said_of_legal_weight_follows_from_the_certificates():
    both = legal_weight([Source.OUTSIDE, Source.INTERNAL], demo=False, locale="vi")
    assert len(both) == 2
    assert "Ban Cơ yếu Chính phủ" in both[0]
    assert len(legal_weight([Source.OUTSIDE], demo=False, locale="vi")) == 1
    assert legal_weight([Source.OUTSIDE], demo=True, locale="vi")[0].startswith(DEMO)
    assert legal_weight([], demo=False, locale="fr") == legal_weight([], demo=False, locale="vi")
    assert "Government Cipher Committee" in legal_weight([], demo=False, locale="en")[0]


def test_anybody_with_the_paper_sees_the_codes_of_its_signatures_and_no_names(
    app, cast, revision_id, calls
):
    with cast.service.db.read() as session:
        token = session.get_one(Revision, revision_id).public_token
    page = app.test_client().get(f"/t/{token}").get_data(as_text=True)
    said = calls("dung").get(f"/revisions/{revision_id}/approval")
    assert all(one["statement_sha256"][:16] in page for one in said["signatures"])
    assert not any(one["full_name"] in page for one in said["signatures"])
    assert page.count("Đạt") == 3
    assert "Giá trị pháp lý" in page
