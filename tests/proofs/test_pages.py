"""The proofs room in the browser and over the API."""

import hashlib
import io
import zipfile
from datetime import timedelta

from qms.proofs.acts.checkpoints import make_checkpoint
from tests.documents.test_evidence import store_file


def said(browser) -> str:
    return " ".join(browser.page.get_text(" ").split())


def test_a_bundle_is_checked_on_the_page_and_every_answer_is_told(desk, bundled):
    dung = desk("dung")
    dung.open("/proofs/")
    dung.send("/proofs/check", file=(io.BytesIO(bundled.getvalue()), "bang-chung.zip"))
    text = said(dung)
    assert "Đạt: 3 chữ ký đều đúng" in text
    assert "Lê Minh Châu" in text
    assert "Có bằng chứng nằm trong nhật ký" in text


def test_an_altered_bundle_is_refused_with_the_reason_in_words(desk, bundled):
    changed = bytearray(bundled.getvalue())
    changed[-1] = 7
    hai = desk("hai")
    hai.open("/proofs/")
    hai.send("/proofs/check", file=(io.BytesIO(bytes(changed)), "bang-chung.zip"))
    assert "Không đạt" in said(hai)
    assert "xin lại gói từ cơ quan" in said(hai)


def test_a_signed_file_leads_to_its_document(cast, desk, document):
    with cast.service.db.read() as session:
        from qms.documents.evidence import load_evidence
        from qms.signing import parse

        found = load_evidence(session, document)
    sha256 = parse(found[0].data).spec.files[0].sha256
    data = store_file(cast, sha256).read_bytes()
    dung = desk("dung")
    dung.open("/proofs/")
    dung.send("/proofs/check", file=(io.BytesIO(data), "quy trình.docx"))
    assert "Tệp này đã được ký tại đây" in said(dung)
    assert dung.offers("QT-05 01/00")
    dung.open("/proofs/")
    dung.send("/proofs/check", file=(io.BytesIO(b"something else"), "khác.txt"))
    assert "Không đạt" in said(dung)


def test_a_page_without_a_file_says_so(desk, document):
    dung = desk("dung")
    dung.open("/proofs/")
    dung.press("Kiểm tra", 422)
    assert "Tệp cần kiểm tra" in dung.summary


def test_the_auditor_takes_a_period_out_and_others_may_not(cast, desk, document):
    hai = desk("hai")
    hai.open("/proofs/")
    assert hai.offers("Xuất theo kỳ")
    hai.follow("Xuất theo kỳ")
    day = cast.service.now().date().isoformat()
    form = hai.page.find("input", attrs={"name": "first"}).find_parent("form")
    assert form.has_attr("data-stays")  # the download leaves the page: its button works again
    asked = {**hai._prefilled(form), "first": day, "last": day}
    with hai.client.post("/proofs/period", data=asked) as answer:
        assert answer.status_code == 200
        assert answer.data.startswith(b"PK")
    hai.open("/proofs/period")
    early = (cast.service.now() - timedelta(days=9)).date().isoformat()
    hai.press("Xuất hồ sơ bằng chứng", 404, first=early, last=early)
    assert "Không có chữ ký nào" in said(hai)
    dung = desk("dung")
    dung.open("/proofs/")
    assert not dung.offers("Xuất theo kỳ")
    dung.open("/proofs/period", 403)


def test_checkpoints_are_listed_and_handed_out(cast, desk, document):
    made = make_checkpoint(cast.service)
    dung = desk("dung")
    dung.open("/proofs/")
    link = dung.page.find("a", href=lambda one: one and "/checkpoints/" in one)
    assert dung.client.get(link["href"]).text == made.note


def test_certificates_lists_and_the_log_key_are_there_for_anybody(app, cast, bundled):
    stranger = app.test_client()
    page = stranger.get("/ca/")
    root = cast.service.authority.roots()[0]
    assert hashlib.sha256(root).hexdigest() in page.text
    for name in ("root.pem", "issuing.pem", "crl.crl", "root.crl", "log.pub"):
        answer = stranger.get(f"/ca/{name}")
        assert answer.status_code == 200, name
        assert answer.data
    assert stranger.get("/ca/root.key.json").status_code == 404


def test_the_api_checks_a_file_and_gives_the_period(calls, cast, bundled):
    hai = calls("hai")
    sent = {"file": (io.BytesIO(bundled.getvalue()), "b.zip")}
    answer = hai.client.post(
        "/api/v1/checks",
        data=sent,
        headers=hai.headers,
        content_type="multipart/form-data",
    )
    told = answer.get_json()
    assert (answer.status_code, told["kind"], told["ok"]) == (200, "bundle", True)
    assert [one["logged"] for one in told["signatures"]] == [True, True, True]
    day = cast.service.now().date().isoformat()
    period = hai.send("GET", f"/evidence.zip?first={day}&last={day}")
    assert period.data.startswith(b"PK")
    assert calls("dung").send("GET", f"/evidence.zip?first={day}&last={day}").status_code == 403


def test_a_signature_over_a_file_that_was_swapped_is_not_shown_as_good(desk, bundled):
    altered = io.BytesIO()
    with zipfile.ZipFile(bundled) as good, zipfile.ZipFile(altered, "w") as bad:
        for one in good.infolist():
            data = good.read(one)
            swapped = data[:-1] + b"X" if one.filename.endswith(".docx") else data
            bad.writestr(one, swapped)
    altered.seek(0)
    hai = desk("hai")
    hai.open("/proofs/")
    hai.press("Kiểm tra", file=(altered, "a.zip"))
    cards = hai.page.select(".verdict")
    assert len(cards) == 3
    assert all("bad" in one["class"] for one in cards)
    assert all("Không có trong gói, hoặc đã bị thay đổi" in one.text for one in cards)


def test_what_is_no_pdf_inside_is_not_blamed_for_lacking_an_archive_stamp(desk):
    hai = desk("hai")
    hai.open("/proofs/")
    hai.press("Kiểm tra", file=(io.BytesIO(b"%PDF-1.7\nhong"), "a.pdf"))
    assert "Không đọc được tệp PDF" in hai.text
    assert "dấu thời gian lưu trữ" not in hai.text
