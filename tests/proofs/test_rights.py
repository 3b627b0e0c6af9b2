"""Who may do what at the addresses that came with lasting signatures; who may not is told so."""

import uuid
from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.routing import Rule

from qms.documents.rules.states import Act
from tests.documents.desk import Desk
from tests.sealing.stage import take_in
from tests.support.api import Caller, caller
from tests.support.cast import Cast, issued, ready, register, submit

EVERYBODY = ("vanan", "binh", "chau", "dung", "giang", "hai", "khanh", "quan")
NOBODY = uuid.UUID(int=1)
FREE = frozenset({"sign-in", "sign-out"})
FORBIDDEN, ABSENT = 403, 404


@pytest.fixture
def desks(app: Flask, cast: Cast) -> Callable[[str], Desk]:
    """Everybody's browser, signed in once."""
    take_in(cast)
    known: dict[str, Desk] = {}
    return lambda login: known.setdefault(login, Desk(app, login))


@pytest.fixture
def programs(app: Flask, desks: Callable[[str], Desk], cast: Cast) -> Callable[[str], Caller]:
    """Everybody's program."""
    known: dict[str, Caller] = {}

    def of(login: str) -> Caller:
        if login not in known:
            known[login] = caller(app, cast, login)
        return known[login]

    return of


def allowed(ask: Callable[[str], int]) -> set[str]:
    """Whose answer is not that it is not for them."""
    return {login for login in EVERYBODY if ask(login) not in {FORBIDDEN, ABSENT}}


@pytest.mark.parametrize(
    "path", ["/admin/trust", "/sealing/key", "/api/v1/trust-anchors", "/api/v1/seal"]
)
def test_keys_of_the_seal_and_outside_roots_are_for_administrators(desks, programs, path) -> None:
    def ask(login: str) -> int:
        if path.startswith("/api"):
            return programs(login).send("GET", path).status_code
        return desks(login).client.get(path).status_code

    assert allowed(ask) == {"quan"}


def test_what_changes_keys_and_roots_is_for_administrators(programs) -> None:
    for path in (
        "/trust-anchors",
        f"/trust-anchors/{NOBODY}/retirement",
        "/revocation-lists",
        f"/certificate-registrations/{NOBODY}/confirmation",
        f"/certificate-registrations/{NOBODY}/refusal",
        "/seal/keys",
        "/seal/keys/device",
        f"/seal/keys/{NOBODY}/revocation",
        "/seal/picture",
    ):
        for login in set(EVERYBODY) - {"quan"}:
            answer = programs(login).send("POST", path, json={})
            assert answer.status_code == FORBIDDEN, (path, login, answer.text)


def test_a_period_is_taken_out_by_who_answers_for_the_whole_agency(desks, programs) -> None:
    assert allowed(lambda login: desks(login).client.get("/proofs/period").status_code) == {
        "giang",
        "hai",
    }
    days = {"from": "2026-03-01", "to": "2026-03-02"}
    got = allowed(
        lambda login: programs(login).send("GET", "/evidence.zip", query_string=days).status_code
    )
    assert got == {"giang", "hai"}


def test_evidence_follows_the_document_it_is_about(cast: Cast, desks, programs) -> None:
    """Dung reads what is in force; what is still under review is not hers to see."""
    waiting = ready(cast, hidden := register(cast), "Bản.")
    submit(cast, waiting)
    inside = {"vanan", "binh", "chau", "giang", "hai"}
    for path in (f"/documents/{hidden}/evidence", f"/documents/{hidden}/evidence.zip"):
        assert allowed(lambda login, path=path: desks(login).client.get(path).status_code) <= inside
        assert desks("dung").client.get(path).status_code == ABSENT
        assert programs("dung").send("GET", path).status_code == ABSENT
    for path in (f"/proofs/approval/{waiting}", f"/sealing/{waiting}"):
        assert desks("dung").client.get(path).status_code in {FORBIDDEN, ABSENT}
    for path in (f"/revisions/{waiting}/approval", f"/revisions/{waiting}/seal"):
        assert programs("dung").send("GET", path).status_code in {FORBIDDEN, ABSENT}


def test_only_the_clerk_comes_near_a_paper_that_waits_for_the_seal(
    cast: Cast, desks, programs
) -> None:
    revision_id = issued(cast, register(cast))
    page = f"/sealing/{revision_id}"
    assert allowed(lambda login: desks(login).client.get(page).status_code) <= {"khanh"}
    overseers = {"khanh", "giang", "hai"}
    file = f"{page}/paper.pdf"
    assert allowed(lambda login: desks(login).client.get(file).status_code) <= overseers
    for login in set(EVERYBODY) - {"khanh"}:
        told = programs(login).send("POST", f"/revisions/{revision_id}/seal/requests", json={})
        assert told.status_code == FORBIDDEN, (login, told.text)
        proof = {"challenge": "0" * 32, "passphrase": "không biết câu khóa"}
        told = programs(login).send("POST", f"/revisions/{revision_id}/seal", json=proof)
        assert told.status_code == FORBIDDEN, (login, told.text)


def test_one_person_s_things_are_nobody_else_s(cast: Cast, desks, programs) -> None:
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    proof = cast.ask("binh", Act.AGREE, revision_id)
    base = f"/documents/revisions/{revision_id}/sign-own/agree/{proof.challenge}"
    for login in ("chau", "giang", "hai", "quan"):
        for path in (f"{base}/statement", f"{base}/pdf"):
            assert desks(login).client.get(path).status_code == ABSENT, (login, path)
        path = f"/revisions/{revision_id}/signature-requests/{proof.challenge}/pdf"
        assert programs(login).send("GET", path).status_code == ABSENT, login


def rules(app: Flask) -> list[Rule]:
    """Every address of a page that changes something."""
    return [
        one
        for one in app.url_map.iter_rules()
        if "POST" in (one.methods or ()) and not one.rule.startswith("/api/")
    ]


def test_no_page_changes_anything_without_its_token(app: Flask, desks) -> None:
    """Asked for at every address there is, as an administrator whose browser is led astray."""
    desk, seen = desks("quan"), 0
    for rule in rules(app):
        values = {name: sample(rule, name) for name in rule.arguments}
        with app.test_request_context():
            address = app.url_map.bind("localhost").build(rule.endpoint, values, method="POST")
        answer = desk.client.post(address, data={})
        assert answer.status_code == 400, (rule.rule, answer.status_code)
        seen += 1
    assert seen > 100


def sample(rule: Rule, name: str) -> object:
    """A value the address takes."""
    kind = rule._converters[name]
    if type(kind).__name__ == "AnyConverter":
        return sorted(kind.items)[0]
    return {"UUIDConverter": NOBODY, "IntegerConverter": 1}.get(type(kind).__name__, "x")
