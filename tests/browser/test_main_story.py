"""A procedure of the model set becomes a new version in force, by hand in Chromium."""

import json
from io import BytesIO
from pathlib import Path

import docx
import pytest

from qms.documents import acts
from qms.documents.schemas import ImportRow, Proof
from qms.settings import ROOT
from tests.browser.conftest import DESK, PHONE, Person, Site
from tests.support.cast import PASSPHRASE, Cast

pytestmark = pytest.mark.browser
SET = ROOT / "controlled_docs"


def adopt_from_model_set(cast: Cast, code: str) -> None:
    """Giang lists a model procedure, Châu signs the list: it is in force."""
    from datetime import date

    row = next(
        one
        for one in json.loads((SET / "manifest.json").read_text(encoding="utf-8"))
        if one["code"] == code
    )
    service = cast.service
    adoption_id = acts.prepare_adoption(
        service, cast["giang"], "12/QĐ-SNNMT", date(2026, 2, 20), cast["chau"]
    )
    wanted = ImportRow(
        code=code,
        title=row["title"],
        type_code=row["type"],
        field_code="chung",
        owner_unit_id=cast.units["VP"],
        file=Path(row["file"]).name,
        edition=row["edition"],
        revision=row["revision"],
        effective_on=date(2026, 2, 25),
        summary=row["summary"],
    )
    data = (SET / row["file"]).read_bytes()
    acts.import_document(service, cast["giang"], wanted, data, adoption_id)
    request = acts.ask_to_adopt(service, cast["chau"], adoption_id)
    proof = Proof(challenge=request.challenge, passphrase=PASSPHRASE)
    acts.adopt(service, cast["chau"], adoption_id, proof)


def amended(data: bytes) -> bytes:
    """What the author does in Word: one more paragraph."""
    document = docx.Document(BytesIO(data))
    document.add_paragraph("Bổ sung: hồ sơ điện tử được lưu kèm chữ ký số.")
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def edit_in_word(author: Person, path: Path) -> None:
    """Download to edit, one more paragraph, upload."""
    with author.page.expect_download() as got:
        author.page.get_by_role("link", name="Tải về để sửa").click()
    assert got.value.suggested_filename.startswith("QT-01")
    got.value.save_as(path)
    path.write_bytes(amended(path.read_bytes()))
    author.page.set_input_files("#file", path)
    author.page.locator("form:has(#file) button[type=submit]").click()
    author.page.wait_for_load_state()


def revise(author: Person, path: Path) -> str:
    """From the document's page to the signed submission; returns the revision's address."""
    author.go("/documents/code/QT-01")
    author.shot("03-tai-lieu")
    author.page.locator("a[href$='/revisions/new']").first.click()
    author.page.locator("main form button[type=submit]").first.click()
    author.page.wait_for_load_state()
    edit_in_word(author, path)
    author.page.fill("#change_summary", "Bổ sung quy định về hồ sơ điện tử")
    author.page.fill("#change_reason", "Kết luận đánh giá nội bộ đợt 1")
    author.page.select_option("#reviewer_1", label="Trần Thị Bình")
    author.page.fill("#due_1", "2026-03-09")
    author.page.select_option("#approver_id", label="Lê Minh Châu")
    author.press("Lưu nội dung và phân công")
    author.shot("04-du-thao")
    author.press("Ký trình xem xét")
    author.shot("05-trang-ky")
    author.sign()
    return author.page.url


def agree(reviewer: Person, revision: str) -> None:
    """On a phone, with a word of comment."""
    reviewer.shot("06-viec-cua-toi-dien-thoai")
    reviewer.page.goto(revision)
    reviewer.shot("07-xem-xet-dien-thoai")
    reviewer.page.fill("#words", "Đồng ý, nội dung rõ ràng.")
    reviewer.press("Đồng ý")
    reviewer.sign()


def approve(director: Person, revision: str) -> None:
    """The director's signature."""
    director.page.goto(revision + "/sign/approve")
    director.shot("08-ky-phe-duyet")
    director.sign()
    director.shot("09-da-phe-duyet")


def find_without_tones(clerk: Person) -> None:
    """Only the new edition is offered."""
    clerk.page.keyboard.press("/")
    clerk.page.keyboard.type("kiem soat thong tin dang van ban")
    clerk.page.keyboard.press("Enter")
    clerk.page.wait_for_url("**/search?*")
    assert "QT-01" in clerk.text
    assert "02/01" in clerk.text
    assert "02/00" not in clerk.text
    clerk.shot("10-tim-kiem-dien-thoai")
    clerk.go("/documents/code/qt1")
    clerk.shot("11-dang-co-hieu-luc-dien-thoai")
    assert "HẾT HIỆU LỰC" not in clerk.text


def see_the_dead_one(auditor: Person) -> None:
    """The old edition is there for the auditor, marked as dead."""
    auditor.go("/documents/code/QT-01")
    auditor.shot("12-cac-lan-ban-hanh")
    assert "Lần 02/00" in auditor.text
    auditor.page.get_by_role("link", name="Chi tiết").last.click()
    auditor.page.wait_for_load_state()
    auditor.shot("13-het-hieu-luc")
    assert "TÀI LIỆU HẾT HIỆU LỰC" in auditor.text


def test_a_procedure_is_revised_reviewed_signed_and_found(site: Site, sign_in, tmp_path) -> None:
    adopt_from_model_set(site.cast, "QT-01")
    site.jobs.round()
    author = sign_in("vanan")
    author.shot("01-viec-cua-toi")
    author.go("/documents")
    author.shot("02-danh-muc")
    revision = revise(author, tmp_path / "qt01.docx")
    agree(sign_in("binh", PHONE), revision)
    approve(sign_in("chau"), revision)
    site.jobs.round()
    find_without_tones(sign_in("dung", PHONE))
    see_the_dead_one(sign_in("hai", DESK))
