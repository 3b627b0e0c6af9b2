"""Administration of units and people, and one's own affairs, through the pages."""

import pytest

from qms.people import acts, queries
from tests.web.browser import PASSWORD
from tests.web.conftest import ROOT


@pytest.fixture
def admin(browser):
    return browser("admin")


def at(admin, people) -> str:
    return f"/admin/people/{people['nva']}"


def test_a_newcomer_gets_a_code_sets_a_password_and_comes_in(admin, browser):
    admin.open("/admin/people/new")
    admin.send("/admin/people/new", status=201, login="tran.binh", full_name="Trần Thị Bình")
    code = admin.page.find(id="code").text
    visitor = browser()
    visitor.open(f"/first-sign-in?code={code}")
    new = "con đường làng quê tôi"
    visitor.send("/first-sign-in", password=new, password_again=new)
    visitor.sign_in("tran.binh", new)
    assert visitor.page.h1.text == "Trần Thị Bình"


def test_a_login_that_is_taken_is_named_and_nothing_typed_is_lost(admin):
    admin.open("/admin/people/new")
    admin.send("/admin/people/new", status=409, login="nva", full_name="Nguyễn Văn Anh")
    assert admin.page.find(id="full_name")["value"] == "Nguyễn Văn Anh"
    assert "nva" in admin.page.find(id="error-summary").find("a", href="#login").text


def test_people_are_found_without_tones(admin):
    admin.open("/admin/people?text=nguyen van")
    assert "Nguyễn Văn An" in admin.text
    admin.open("/admin/people?text=khong co")
    assert "Không có ai khớp" in admin.text


def test_a_bad_filter_is_refused_not_broken(admin):
    admin.open("/admin/people?unit_id=x", status=422)
    admin.open("/admin/people?cursor=x", status=422)


def test_a_change_over_somebody_elses_change_is_refused(admin, service, people):
    admin.open(at(admin, people))
    acts.issue_one_time_code(service, ROOT, people["nva"])
    acts.set_password(service, ROOT, people["nva"], "khác hẳn lúc trước", must_change=False)
    admin.send(at(admin, people), status=422, full_name="Nguyễn Văn Ân")
    assert admin.page.find(id="full_name")["value"] == "Nguyễn Văn Ân"


def test_a_role_is_given_for_a_unit_and_ended(admin, people, service):
    admin.open(f"{at(admin, people)}/roles/new")
    admin.send(
        f"{at(admin, people)}/roles/new",
        role="reviewer",
        unit_id=str(people["so"]),
        basis="12/QĐ-SNNMT",
    )
    assert "12/QĐ-SNNMT" in admin.text
    admin.send(f"{at(admin, people)}/roles/")
    with service.db.read() as session:
        detail = queries.person_detail(session, people["nva"], service.now())
    assert any(one.valid_to is not None for one in detail.roles)


def test_an_administrator_gives_nothing_to_oneself(admin, people):
    path = f"/admin/people/{people['admin']}/roles/new"
    admin.open(path)
    admin.send(path, status=403, role="approver")


def test_a_position_and_a_delegation_on_it(admin, people, service):
    admin.open(f"{at(admin, people)}/positions/new")
    admin.send(
        f"{at(admin, people)}/positions/new", position_code="director", unit_id=str(people["so"])
    )
    deputy = acts.create_person(
        service, ROOT, acts_new_person("pham.dung", "Phạm Thị Dung")
    ).person_id
    admin.open(f"/admin/people/{deputy}/positions/new")
    admin.send(
        f"/admin/people/{deputy}/positions/new",
        position_code="deputy_director",
        unit_id=str(people["so"]),
    )
    path = f"{at(admin, people)}/delegations/new"
    admin.open(path)
    values = {"kind": "KT", "valid_to": "2026-12-31", "basis": "Quy chế làm việc"}
    admin.send(path, status=422, delegate_id="khong.ai", **values)
    assert admin.page.find(id="basis")["value"] == "Quy chế làm việc"
    holding = admin.page.find(id="holding_id").find("option")["value"]
    admin.send(path, holding_id=holding, delegate_id="pham.dung", **values)
    assert "Phạm Thị Dung" in admin.text


def acts_new_person(login: str, name: str):
    from qms.people.schemas import NewPerson

    return NewPerson(login=login, full_name=name)


def test_a_unit_is_set_up_renamed_and_closed(admin, people, service):
    admin.open("/admin/units/new")
    admin.send(
        "/admin/units/new", code="VP", name="Văn phòng", kind="office", parent_id=str(people["so"])
    )
    with service.db.read() as session:
        unit_id = queries.unit_by_code(session, "VP")
    path = f"/admin/units/{unit_id}"
    admin.open(path)
    admin.send(path, name="Văn phòng Sở", kind="office", valid_from="2026-04-01", basis="5/QĐ-UBND")
    assert "Văn phòng Sở" in admin.text
    assert "5/QĐ-UBND" in admin.text
    admin.send(f"{path}/close", last_day="2026-12-31", basis="9/QĐ-UBND")
    admin.open("/admin/units")
    assert "VP" in admin.text


def test_somebody_leaves_and_is_out(admin, browser, people):
    nva = browser("nva")
    admin.open(at(admin, people))
    admin.send(f"{at(admin, people)}/leave", status=422, last_day="")
    admin.send(f"{at(admin, people)}/leave", last_day="2026-03-02")
    assert nva.client.get("/profile").status_code == 200  # the last day is still to be worked
    admin.send(f"{at(admin, people)}/disable")
    assert nva.client.get("/profile").status_code == 303
    admin.send(f"{at(admin, people)}/enable")


def test_a_password_is_changed_and_other_browsers_are_out(browser):
    here, elsewhere = browser("nva"), browser("nva")
    here.open("/profile/password")
    new = "đồng lúa chín vàng ươm"
    here.send("/profile/password", present=PASSWORD, password=new, password_again=new)
    here.open("/profile")
    assert elsewhere.client.get("/profile").status_code == 303


def test_one_browser_signs_another_out(browser):
    here, elsewhere = browser("nva"), browser("nva")
    here.open("/profile")
    here.send("/profile/sessions/")
    statuses = {one.client.get("/profile").status_code for one in (here, elsewhere)}
    assert statuses == {200, 303}


def test_a_signing_key_is_made_and_revoked(browser):
    nva = browser("nva")
    nva.open("/profile/signing-key")
    assert "chưa có khóa ký số" in nva.text
    phrase = "trời thu xanh ngắt mấy từng cao"
    values = {"passphrase": phrase, "passphrase_again": phrase}
    nva.send("/profile/signing-key", status=422, password="sai", **values)
    nva.send("/profile/signing-key", password=PASSWORD, **values)
    assert "Ông/Bà ký được đến hết ngày" in nva.text
    nva.open("/profile/signing-key/passphrase")
    other = dict.fromkeys(values, "một câu khóa khác hẳn")
    nva.send("/profile/signing-key/passphrase", status=422, present="không phải", **other)
    nva.send("/profile/signing-key/passphrase", present=phrase, **other)
    assert "Đã đổi mật khẩu ký" in nva.text
    nva.send("/profile/signing-key/", reason="passphrase_lost")
    assert "Quên mật khẩu ký" in nva.text


def test_nobody_ends_the_session_of_another(browser, service, people):
    nva, admin = browser("nva"), browser("admin")
    with service.db.read() as session:
        idle = queries.idle_of(service)
        (theirs,) = queries.sessions_of(session, people["admin"], service.now(), idle)
    nva.open("/profile")
    token = nva.page.find("input", attrs={"name": "csrf_token"})["value"]
    path = f"/profile/sessions/{theirs.id}/end"
    assert nva.client.post(path, data={"csrf_token": token}).status_code == 404
    admin.open("/profile")
