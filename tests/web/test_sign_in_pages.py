"""Signing in and out through the pages."""

from dataclasses import replace

from flask import Flask

from qms.app import create_app
from qms.people import acts
from tests.web.browser import PASSWORD, Browser
from tests.web.conftest import ROOT


def cookie_of(browser: Browser) -> str:
    cookie = browser.client.get_cookie("qms")
    assert cookie is not None
    return cookie.value


def test_whoever_signs_in_comes_to_the_page_wanted(browser):
    visitor = browser()
    visitor.open("/profile")
    assert "Đăng nhập" in visitor.page.h1.text
    visitor.send("/sign-in", login="nva", password=PASSWORD)
    assert visitor.page.h1.text == "Nguyễn Văn An"


def test_a_search_with_tones_is_still_there_after_signing_in(browser):
    visitor = browser()
    visitor.open("/admin/people?text=Đỗ&active_only=1")
    answer = visitor.send("/sign-in", login="admin", password=PASSWORD)
    assert answer.request.path == "/admin/people"
    assert visitor.page.find(id="text")["value"] == "Đỗ"


def test_over_https_the_cookies_belong_to_this_host_alone(service, people):
    settings = replace(service.settings, secure_cookies=True, base_url="https://qms.example")
    app = create_app(service=replace(service, settings=settings))
    client = app.test_client()
    page = client.get("/sign-in", base_url="https://qms.example")
    assert page.headers["Set-Cookie"].startswith("__Host-qms_form=")
    assert "Secure" in page.headers["Set-Cookie"]
    assert client.get("/sign-in", base_url="https://evil.example").status_code == 400


def test_a_wrong_password_keeps_the_login_and_never_the_password(browser):
    visitor = browser()
    visitor.open("/sign-in")
    visitor.send("/sign-in", status=401, login="nva", password="sai hoàn toàn")
    assert visitor.page.find(id="login")["value"] == "nva"
    assert visitor.page.find(id="password")["value"] == ""
    assert visitor.page.find(id="error-summary") is not None
    assert visitor.page.title.text.startswith("Lỗi:")


def test_an_unknown_login_is_refused_in_the_same_words(browser):
    words = set()
    for login in ("nva", "khong.ai"):
        visitor = browser()
        visitor.open("/sign-in")
        visitor.send("/sign-in", status=401, login=login, password="sai hoàn toàn")
        words.add(visitor.page.find(id="error-summary").get_text(" ", strip=True))
    assert len(words) == 1


def test_an_empty_field_is_named_at_the_top_and_beside_it(browser):
    visitor = browser()
    visitor.open("/sign-in")
    visitor.send("/sign-in", status=422, login="", password="x")
    link = visitor.page.find(id="error-summary").find("a", href="#login")
    assert link.text.startswith("Tên đăng nhập:")
    assert visitor.page.find(id="login")["aria-invalid"] == "true"
    assert visitor.page.find(id=visitor.page.find(id="login")["aria-describedby"])


def test_a_copied_cookie_is_dead_after_signing_out(browser, app: Flask):
    an = browser("nva")
    copied = cookie_of(an)
    an.open("/profile")
    an.send("/sign-out")
    thief = app.test_client()
    thief.set_cookie("qms", copied)
    assert thief.get("/profile").status_code == 303


def test_signing_in_gives_a_new_session_and_ends_the_old_one(browser, app: Flask):
    """A session planted before signing in (fixation) is worth nothing afterwards."""
    visitor = browser("nva")
    before = cookie_of(visitor)
    visitor.open("/profile")
    token = visitor.page.find("input", attrs={"name": "csrf_token"})["value"]
    data = {"login": "admin", "password": PASSWORD, "csrf_token": token}
    assert visitor.client.post("/sign-in", data=data).status_code == 303
    assert cookie_of(visitor) != before
    thief = app.test_client()
    thief.set_cookie("qms", before)
    assert thief.get("/profile").status_code == 303


def test_the_form_token_of_before_is_dead_after_signing_in(browser):
    visitor = browser()
    visitor.open("/sign-in?next=/profile")
    planted = visitor.page.find("input", attrs={"name": "csrf_token"})["value"]
    visitor.send("/sign-in", login="nva", password=PASSWORD)
    assert visitor.client.post("/sign-out", data={"csrf_token": planted}).status_code == 400


def test_the_session_cookie_holds_a_random_word_and_nothing_else(browser):
    an = browser("nva")
    cookie = an.client.get_cookie("qms")
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    assert "nva" not in cookie.value.split(".")
    assert len(cookie.value) >= 43


def test_a_disabled_account_is_out_at_once(browser, service, people):
    an = browser("nva")
    acts.disable_person(service, people["admin"], people["nva"])
    answer = an.client.get("/profile")
    assert answer.status_code == 303
    assert answer.location == "/sign-in?next=/profile"


def test_a_one_time_code_sets_the_password_and_only_once(browser, service, people):
    code = acts.issue_one_time_code(service, people["admin"], people["nva"]).code
    for status in (200, 404):
        visitor = browser()
        visitor.open("/first-sign-in")
        new = "mật khẩu mới của An 2026"
        visitor.send("/first-sign-in", status=status, code=code, password=new, password_again=new)
    browser().sign_in("nva", "mật khẩu mới của An 2026").open("/profile")


def test_two_different_new_passwords_are_refused_at_the_second(browser):
    visitor = browser()
    visitor.open("/first-sign-in")
    visitor.send(
        "/first-sign-in", status=422, code="ABCD", password="một hai ba bốn", password_again="khác"
    )
    assert visitor.page.find(id="password_again-error") is not None
    assert visitor.page.find(id="code")["value"] == "ABCD"


def test_a_password_set_for_somebody_must_be_changed_before_anything_else(browser, service, people):
    acts.set_password(service, ROOT, people["nva"], "tạm thời cho An 2026", must_change=True)
    an = browser().sign_in("nva", "tạm thời cho An 2026")
    an.open("/profile")
    assert an.page.h1.text == "Đổi mật khẩu"
    new = "của riêng An, 2026"
    an.send("/profile/password", present="tạm thời cho An 2026", password=new, password_again=new)
    an.open("/profile")
    assert an.page.h1.text == "Nguyễn Văn An"


def test_too_many_attempts_must_wait(browser):
    visitor = browser()
    visitor.open("/sign-in")
    codes = []
    for _ in range(8):
        token = visitor.page.find("input", attrs={"name": "csrf_token"})["value"]
        data = {"login": "nva", "password": "sai", "csrf_token": token}
        codes.append(visitor.client.post("/sign-in", data=data).status_code)
    assert codes[0] == 401
    assert codes[-1] == 429


def test_the_language_is_the_persons_and_of_the_browser_before_signing_in(browser, service, people):
    visitor = browser()
    visitor.open("/sign-in")
    assert visitor.page.html["lang"] == "vi"
    visitor.send("/language", locale="en")
    assert visitor.page.html["lang"] == "en"
    an = browser("nva")
    an.open("/profile")
    an.send("/language", locale="en")
    assert an.page.html["lang"] == "en"
    assert browser("nva").open("/profile").get_data(as_text=True).find('lang="en"') > 0
