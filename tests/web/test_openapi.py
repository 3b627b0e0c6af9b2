"""The description of the API is OpenAPI 3.1, names every route, and real answers fit it."""

import re

import pytest
from flask import Flask
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from qms.service import Service
from qms.web.guards import access_of
from qms.web.rest import operation_of
from tests.support.api import Caller, caller, etag
from tests.support.cast import Cast, a_docx, assemble, issued, register

SPEC = "/api/v1/openapi.json"


@pytest.fixture
def spec(client) -> dict:
    return client.get(SPEC).json


def routes(app: Flask) -> dict[tuple[str, str], str]:
    """(method, path as OpenAPI writes it) -> endpoint, of everything below /api/v1."""
    found = {}
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/v1/") and rule.rule != SPEC:
            path = re.sub(r"<([^<:]+:)?([^>]+)>", r"{\2}", rule.rule)
            for method in rule.methods - {"HEAD", "OPTIONS"}:
                found[method.lower(), path] = rule.endpoint
    return found


def test_a_validator_accepts_it(spec):
    validate(spec, cls=OpenAPIV31SpecValidator)


def test_tokens_and_problems_are_declared(spec):
    assert spec["openapi"].startswith("3.1")
    assert spec["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    assert "code" in spec["components"]["schemas"]["Problem"]["required"]


def test_every_route_of_the_api_is_described(app, spec):
    described = {
        (method, path)
        for path, operations in spec["paths"].items()
        for method in operations
        if path.startswith("/api/v1/")
    }
    assert described == set(routes(app))
    assert len(described) > 60


def test_every_operation_declares_itself_and_its_guard(app):
    for place, endpoint in routes(app).items():
        view = app.view_functions[endpoint]
        assert operation_of(view) is not None, place
        assert access_of(view) is not None, place


def test_every_operation_says_what_it_takes_and_gives(app, spec):
    for (method, path), endpoint in routes(app).items():
        described, declared = (
            spec["paths"][path][method],
            operation_of(app.view_functions[endpoint]),
        )
        assert described["summary"], path
        assert described["operationId"], path
        assert str(declared.status) in described["responses"]
        assert "default" in described["responses"]
        assert ("requestBody" in described) == bool(declared.body or declared.form), path
        names = {one["name"] for one in described["parameters"]}
        assert set(re.findall(r"{(\w+)}", path)) <= names
        assert ("If-Match" in names) == declared.versioned, path
        assert ("Idempotency-Key" in names) == (method == "post"), path


def test_a_row_version_comes_by_if_match_alone(spec):
    body = spec["paths"]["/api/v1/documents/{document_id}"]["put"]["requestBody"]
    schema = body["content"]["application/json"]["schema"]
    assert "row_version" not in schema["properties"]
    assert "row_version" not in schema["required"]


@pytest.fixture
def cast(service: Service) -> Cast:
    return assemble(service)


class Checking(Caller):
    """A program that believes the description: every answer must fit it."""

    spec: dict

    def send(self, method, path, **kwargs):
        answer = super().send(method, path, **kwargs)
        if answer.mimetype == "application/json":
            self._check(method, path, answer)
        return answer

    def _check(self, method, path, answer) -> None:
        described = self._operation("/api/v1" + path)[method.lower()]
        content = described["responses"][str(answer.status_code)]["content"]
        schema = {**content["application/json"]["schema"], "components": self.spec["components"]}
        Draft202012Validator(schema).validate(answer.json)

    def _operation(self, path: str) -> dict:
        exact = self.spec["paths"].get(path)
        if exact is not None:
            return exact
        for known, operations in self.spec["paths"].items():
            if re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(known)), path):
                return operations
        raise AssertionError(f"not described: {path}")


def test_real_answers_fit_the_description(app, spec, cast):
    vanan, giang, chau = (_checking(app, spec, cast, one) for one in ("vanan", "giang", "chau"))
    document_id = register(cast)
    issued(cast, document_id)
    path = f"/documents/{document_id}"
    page = giang.get(path)
    changed = {
        "title": "Quy trình thu hồi đất (mới)",
        "field_code": "chung",
        "owner_unit_id": str(cast.units["VP"]),
        "review_months": 24,
        "visibility": "named",
        "readers": [str(cast["dung"])],
    }
    giang.put(path, etag(page), **changed)
    draft = vanan.post(f"{path}/revisions")
    base = page["current"]["docx_sha256"]
    vanan.upload(draft["id"], a_docx("Lần hai."), base)
    vanan.post(f"/revisions/{draft['id']}/signature-requests", status=422, act="submit")
    for name in ("history", "access", "evidence"):
        assert giang.get(f"{path}/{name}")["next"] is None
    giang.get(f"{path}/in-force", on="2026-03-02")
    for name in ("/documents", "/units", "/positions", "/document-types", "/document-fields"):
        assert giang.get(name)["items"], name
    assert vanan.get("/me")["roles"][0]["role"] == "author"
    for name in ("/me/work", "/me/sessions", "/me/tokens", "/me/certificates", "/delegations"):
        vanan.get(name)
    assert chau.get("/holdings")["items"][0]["title"] == "Giám đốc"
    assert vanan.get("/role-holders", role="reviewer")["items"][0]["login"] == "binh"
    vanan.get(f"/units/{cast.units['VP']}")
    vanan.get(f"/revisions/{draft['id']}/readiness")
    assert vanan.get("/search", q="thu hoi dat")["from_titles"] is True


def _checking(app: Flask, spec: dict, cast: Cast, login: str) -> Checking:
    known = caller(app, cast, login)
    checking = Checking.__new__(Checking)
    checking.client, checking.headers, checking.spec = known.client, known.headers, spec
    return checking
