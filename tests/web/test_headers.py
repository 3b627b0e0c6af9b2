"""The headers every answer carries."""

import re

import pytest
from flask import Flask

from qms.web.headers import HEADERS


@pytest.mark.parametrize(
    "path",
    [
        "/sign-in",
        "/healthz",
        "/nowhere",
        "/api/v1/nowhere",
        "/profile",
        "/static/qms.css",
        "/static/missing.css",
        "/api/v1/openapi.json",
    ],
)
def test_every_answer_carries_them(client, path: str):
    with client.get(path) as answer:
        headers = answer.headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS


def test_a_wrong_method_carries_them_too(client):
    answer = client.put("/sign-in")
    assert answer.status_code in {400, 405}
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_no_page_has_a_script_or_a_style_inside(browser):
    admin = browser("admin")
    for path in (
        "/first-sign-in",
        "/profile",
        "/profile/signing-key",
        "/admin/people",
        "/admin/units",
    ):
        admin.open(path)
        assert [one for one in admin.page.find_all("script") if not one.get("src")] == []
        assert admin.page.find_all("style") == []
        assert [one for one in admin.page.find_all(True) if one.has_attr("style")] == []
        marks = [name for one in admin.page.find_all(True) for name in one.attrs]
        assert [name for name in marks if name.startswith("on")] == []


def test_pages_are_never_kept_and_versioned_files_are(browser, client):
    assert client.get("/sign-in").headers["Cache-Control"] == "no-store"
    assert browser("nva").client.get("/profile").headers["Cache-Control"] == "no-store"
    page = client.get("/sign-in").get_data(as_text=True)
    (address,) = re.findall(r'"(/static/qms\.css\?v=[0-9a-f]+)"', page)
    with client.get(address) as versioned, client.get("/static/qms.css") as bare:
        assert "immutable" in versioned.headers["Cache-Control"]
        assert bare.headers["Cache-Control"] == "no-cache"


def test_https_is_remembered_only_over_https(client):
    assert "Strict-Transport-Security" not in client.get("/healthz").headers
    answer = client.get("/healthz", base_url="https://localhost")
    assert "Strict-Transport-Security" in answer.headers


def test_a_forwarded_address_is_believed_only_from_configured_proxies(app: Flask):
    from werkzeug.middleware.proxy_fix import ProxyFix

    assert not isinstance(app.wsgi_app, ProxyFix)
