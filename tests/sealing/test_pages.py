"""The seal in the browser and through the API: key, picture, the clerk's desk, the register."""

from io import BytesIO

import pytest

from qms.sealing import acts
from tests.sealing.papers import a_paper, require_seal
from tests.sealing.stage import SECRET, a_picture, make_seal
from tests.support.cast import CHEAP, PASSWORD


def said(browser) -> str:
    return " ".join(browser.page.get_text(" ").split())


@pytest.fixture
def cheap_keys(monkeypatch):
    """Keys of pages are made at the product's own cost; here a cheap one will do."""
    from qms.signing import enrol

    monkeypatch.setattr(enrol, "KdfCost", lambda: CHEAP)


def test_an_administrator_and_the_clerk_set_the_seal_up_on_one_page(cast, desk, cheap_keys):
    quan = desk("quan")
    quan.open("/admin/people")
    quan.follow("Con dấu")
    assert "Con dấu chưa có chứng thư dùng được" in said(quan)
    typed = {
        "clerk_id": str(cast["khanh"]),
        "clerk_password": PASSWORD,
        "passphrase": SECRET,
        "passphrase_again": SECRET,
    }
    quan.press("Tạo khóa con dấu", 422, **{**typed, "clerk_password": "sai mật khẩu rồi"})
    assert "mật khẩu của mình" in quan.summary
    quan.press("Tạo khóa con dấu", 422, **{**typed, "passphrase_again": "khác"})
    quan.press("Tạo khóa con dấu", **typed)
    assert "Con dấu dùng được đến hết ngày" in said(quan)
    quan.press("Tạo khóa con dấu", 409, **typed)
    assert "chứng thư còn dùng được" in quan.summary
    red = (BytesIO(a_picture("#c81020", (300, 300))), "dấu.png")
    quan.press("Lưu ảnh con dấu", 422, file=(BytesIO(a_picture()), "đen.png"), width_mm="36")
    assert "màu đỏ" in quan.summary
    quan.press("Lưu ảnh con dấu", file=red, width_mm="34")
    assert "Rộng 34 mm" in said(quan)
    for login, answer in [("quan", 200), ("khanh", 200), ("dung", 403)]:
        assert desk(login).client.get("/sealing/picture.png").status_code == answer
    quan.press("Thu hồi", reason="key_compromise")
    assert "Con dấu chưa có chứng thư dùng được" in said(quan)


def test_who_does_not_administer_sees_nothing_of_the_key(cast, desk):
    for login in ("khanh", "giang"):
        desk(login).open("/sealing/key", 403)
    desk("dung").open("/sealing", 403)


def test_the_clerk_finds_reads_and_seals_a_paper(cast, desk, calls):
    require_seal(cast)
    paper = a_paper(cast)
    khanh = desk("khanh")
    khanh.open("/")
    assert "Chờ đóng dấu cơ quan" in said(khanh)
    refused = khanh.open(f"/sealing/{paper}", 409)
    assert refused.status_code == 409
    assert "Con dấu chưa có chứng thư" in said(khanh)
    vanan = desk("vanan").look(paper)
    assert "01/00: Đã ký, chờ văn thư đóng dấu cơ quan" in said(vanan)
    make_seal(cast)
    khanh.open("/")
    khanh.follow("Đóng dấu")
    assert "văn thư thực hiện: Đỗ Ngọc Khánh" in said(khanh)
    assert "GIÁM ĐỐC" in said(khanh)
    assert khanh.client.get(f"/sealing/{paper}/paper.pdf").data.startswith(b"%PDF")
    khanh.press("Đóng dấu", 422, passphrase="sai")
    assert "Còn 4 lần thử" in khanh.summary
    waiting = calls("khanh").get("/seal/waiting")["items"]
    assert [one["code"] for one in waiting] == ["QT-05"]
    khanh.press("Đóng dấu", passphrase=SECRET)
    assert "Đã đóng dấu cơ quan" in said(khanh)
    assert "Không có văn bản nào chờ đóng dấu" in said(khanh)
    khanh.open(f"/sealing/{paper}", 409)
    assert "đã được đóng dấu" in said(khanh)
    document = calls("khanh").get(f"/revisions/{paper}/seal")["document_id"]
    for address in (f"/documents/{document}", f"/documents/revisions/{paper}"):
        vanan.open(address)
        assert "01/00: Đã đóng dấu lúc" in said(vanan)
    giang = desk("giang")
    giang.open("/sealing")
    assert "Sổ sử dụng con dấu" in said(giang)
    assert "Đỗ Ngọc Khánh" in said(giang)


def test_a_type_is_said_to_need_the_seal_on_its_page(cast, desk):
    giang = desk("giang")
    giang.open("/documents/types")
    row = {"review_months": "12", "requires_seal": "1"}
    answer = giang.client.get("/documents/types")
    assert answer.status_code == 200
    giang.send("/documents/types/QT", 422, **row)
    assert "Hãy đánh dấu cả hai" in said(giang)
    giang.send("/documents/types/QT", **row, requires_pdf="1")
    lines = giang.page.select("input[name=requires_seal][checked]")
    assert len(lines) == 1


def test_the_api_makes_the_key_and_seals(cast, calls, cheap_keys):
    require_seal(cast)
    paper, quan = a_paper(cast), calls("quan")
    wish = {"clerk_id": str(cast["khanh"]), "clerk_password": PASSWORD, "passphrase": SECRET}
    made = quan.post("/seal/keys", **wish)
    device = {"clerk_id": wish["clerk_id"], "clerk_password": PASSWORD, "pin": "123456"}
    assert quan.post("/seal/keys/device", 503, **device)["code"] == "DEVICE-NOT-CONFIGURED"
    form = {"file": (BytesIO(a_picture("#c81020", (300, 300))), "d.png"), "width_mm": "36"}
    assert quan.send("POST", "/seal/picture", data=form).status_code == 201
    assert quan.get("/seal")["live"]["certificate_id"] == made["certificate_id"]
    khanh = calls("khanh")
    asked = khanh.post(f"/revisions/{paper}/seal/requests")
    proof = {"challenge": asked["challenge"], "passphrase": SECRET}
    refused = calls("giang").post(f"/revisions/{paper}/seal", 403, **proof)
    assert refused["code"] == "SEAL-NOT-CLERK"
    sealed = khanh.post(f"/revisions/{paper}/seal", **proof)
    assert sealed["clerk"] == "Đỗ Ngọc Khánh"
    assert len(khanh.get("/seal/uses")["items"]) == 1
    assert khanh.send("GET", f"/revisions/{paper}/seal/paper.pdf").data.startswith(b"%PDF")
    reason = {"reason": "superseded"}
    end = f"/seal/keys/{made['certificate_id']}/revocation"
    assert quan.send("POST", end, json=reason).status_code == 204
    assert acts.configured_device(cast.service) is None
