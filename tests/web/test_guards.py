"""Deny by default: every route says who may call it, and the guard believes nothing else."""

import pytest
from flask import Flask

from qms.errors import NotAllowed, NotSignedIn
from qms.people.rules import Role
from qms.web.guards import (
    STATIC,
    Access,
    access_of,
    allow,
    check,
    confirmed,
    public,
    signed_in,
)

PUBLIC = {
    "authority.certificates",  # what a stranger needs to judge a signature: nothing else is told
    "authority.lists",
    "authority.log_keys",
    "authority.published",
    "distribution_api.get_paper",  # in force, superseded or withdrawn: what the QR code asks
    "health.healthz",
    "health.readyz",
    "openapi.spec",
    "paper.standing",  # the same for a person with a telephone: nothing else is said
    "people.choose_language",
    "people.first_sign_in",
    "people.open_session",
    "people.redeem",
    "people.sign_in",
}


def endpoints(app: Flask) -> set[str]:
    return {rule.endpoint for rule in app.url_map.iter_rules()} - STATIC


def test_every_route_declares_who_may_call_it(app: Flask):
    assert [one for one in endpoints(app) if access_of(app.view_functions[one]) is None] == []


def test_the_public_routes_are_these_and_no_others(app: Flask):
    views = app.view_functions
    assert {one for one in endpoints(app) if not access_of(views[one]).signed_in} == PUBLIC


def test_nobody_comes_in_where_nothing_is_declared(app: Flask):
    @app.get("/forgotten")
    def forgotten() -> str:
        return "secret"

    answer = app.test_client().get("/forgotten")
    assert answer.status_code == 403
    assert b"secret" not in answer.data


def test_every_page_but_the_public_ones_sends_a_stranger_to_the_door(app: Flask):
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        if rule.endpoint in PUBLIC | STATIC or "GET" not in rule.methods or rule.arguments:
            continue
        if rule.rule.startswith("/api/"):
            continue
        answer = client.get(rule.rule)
        assert answer.status_code == 303, rule
        assert answer.location.startswith("/sign-in"), rule


def test_administration_is_for_administrators(app: Flask, browser):
    nva = browser("nva")
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("admin.") and "GET" in rule.methods and not rule.arguments:
            assert nva.client.get(rule.rule).status_code == 403, rule
            browser("admin").open(rule.rule)


def test_a_view_declares_once(app: Flask):
    with pytest.raises(TypeError):

        @public
        @signed_in
        def twice() -> str:
            return ""


def test_confirmation_needs_somebody_signed_in():
    with pytest.raises(TypeError):

        @confirmed
        @public
        def nobody() -> str:
            return ""


def test_a_role_is_asked_for(service, people):
    from qms.people.queries import load_actor

    with service.db.read() as session:
        nva = load_actor(session, people["nva"], service.now())

    @allow(Role.AUTHOR, Role.APPROVER)
    def write() -> str:
        return ""

    @allow(Role.APPROVER)
    def approve() -> str:
        return ""

    check(access_of(write), nva)
    with pytest.raises(NotAllowed):
        check(access_of(approve), nva)
    with pytest.raises(NotSignedIn):
        check(access_of(write), None)
    with pytest.raises(NotAllowed):
        check(None, nva)
    check(Access(signed_in=False), None)


def test_an_acting_token_is_made_only_after_the_password_once_more(browser, service, clock):
    nva = browser("nva")
    clock.advance(minutes=11)
    nva.open("/profile/tokens/new")
    assert nva.page.h1.text == "Xác nhận lại mật khẩu"
    nva.send("/confirm", password="ngựa đúng pin kẹp giấy")
    assert nva.page.h1.text == "Tạo mã truy cập API"
    nva.send("/profile/tokens/new", status=201, name="Cổng thông tin", may_act="true")
    assert nva.page.find(id="token").text.startswith("qms_")


def test_a_confirmation_that_ran_out_asks_again_and_makes_nothing(browser, clock):
    nva = browser("nva")
    nva.open("/profile/tokens/new")
    clock.advance(minutes=11)
    nva.send("/profile/tokens/new", name="Cổng thông tin")
    assert nva.page.h1.text == "Xác nhận lại mật khẩu"
    nva.open("/profile")
    assert "Cổng thông tin" not in nva.text
