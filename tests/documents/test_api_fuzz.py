"""Extreme values in every place of every operation: always an answer by name, never a fault."""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from itertools import product
from typing import Any

import pytest
from flask import Flask

from qms import search
from qms.documents.queries.indexing import all_entries
from qms.people import acts as people
from qms.people.rules import Role
from qms.people.schemas import NewRole
from tests.support.api import Caller, caller
from tests.support.cast import ROOT, Cast, issued, ready, register
from tests.support.described import body_schema, filled, operations, right_body

EXTREMES: list[Any] = [
    "a\x00b",
    "\ud800",
    "\u202eabc",
    "x" * 20_000,
    "9999-12-31",
    "0001-01-01",
    10**30,
    None,
    {"a": {"b": 1}},
]
IN_ADDRESS = ["%00", "%ED%A0%80", "x" * 3000, "9999-12-31", "0001-01-01T00:00:00%2B14:00", "1" * 40]
JSON = "application/json"
IN_PATH = ["%00", "%ED%A0%80", "..%2f..%2fetc", "1" * 40, "'%20OR%201=1--"]


@pytest.fixture
def spec(client) -> dict:
    return client.get("/api/v1/openapi.json").json


@pytest.fixture
def somebody(app: Flask, cast: Cast) -> tuple[Caller, dict[str, str]]:
    """Who may do everything to content, and real things to do it to."""
    for role in (Role.AUTHOR, Role.REVIEWER, Role.APPROVER):
        people.grant_role(cast.service, ROOT, cast["giang"], NewRole(role=role))
    document_id = register(cast)
    issued(cast, document_id)
    known = {
        "document_id": str(document_id),
        "revision_id": str(ready(cast, document_id, "Bản sau.")),
        "unit_id": str(cast.units["VP"]),
        "owner_unit_id": str(cast.units["VP"]),
        "approver_id": str(cast["chau"]),
        "code": "QT-05",
        "number": "1",
    }
    return caller(app, cast, "giang"), known


@pytest.fixture
def administrator(app: Flask, cast: Cast) -> tuple[Caller, dict[str, str]]:
    """Who may do everything to people."""
    cast.add("quantri", "Đỗ Quản Trị", (Role.ADMINISTRATOR, None))
    known = {
        "unit_id": str(cast.units["VP"]),
        "parent_id": str(cast.units["SO"]),
        "person_id": str(cast["hai"]),
        "position_code": "director",
    }
    return caller(app, cast, "quantri"), known


def bodies(spec: dict, described: dict, known: dict[str, str]) -> Iterator[dict[str, Any]]:
    """A body that is right but for one field, with each extreme in each field."""
    right = right_body(spec, described, known)
    if right is None:
        return
    for name, extreme in product(body_schema(described)["properties"], EXTREMES):
        yield {**right, name: extreme}
    yield {**right, "không có": 1}


def attempts(spec: dict, tag: str, known: dict[str, str]) -> Iterator[tuple[str, str, dict]]:
    """Every extreme in every place: method, address, what goes with it."""
    for method, path, described in operations(spec, tag):
        address = filled(path, known)
        for body in bodies(spec, described, known):
            with_body = {"data": json.dumps(body), "content_type": JSON}
            yield method, address, {**with_body, "headers": {"If-Match": '"1"'}}
        if method == "GET":
            queries = [one["name"] for one in described["parameters"] if one["in"] == "query"]
            for name, value in product(queries, IN_ADDRESS):
                yield method, f"{address}?{name}={value}", {}
        for name, value in product(re.findall(r"{(\w+)}", path), IN_PATH):
            yield method, filled(path.replace(f"{{{name}}}", value), known), {}


def faults(who: Caller, tried: Iterator[tuple[str, str, dict]]) -> list[str]:
    """What was answered by a fault of ours, or refused without a code."""
    found = []
    for method, address, kwargs in tried:
        answer = who.send(method, address, **kwargs)
        named = answer.status_code < 400 or "code" in (answer.json or {})
        if answer.status_code >= 500 or not named:
            found.append(f"{answer.status_code} {method} {address[:120]} {str(kwargs)[:200]}")
    return found


def test_no_extreme_value_makes_a_fault_in_the_room_of_documents(spec, somebody):
    who, known = somebody
    assert faults(who, attempts(spec, "Documents", known)) == []


def test_no_extreme_value_makes_a_fault_in_the_room_of_people(spec, administrator):
    who, known = administrator
    assert faults(who, attempts(spec, "People", known)) == []


def test_no_query_makes_a_fault_in_a_living_index(somebody, cast):
    search.open_index(cast.service.settings.index_path).rebuild(all_entries(cast.service.db))
    who, _ = somebody
    queries = [
        "*",
        "a*b?",
        '"' * 50,
        "AND OR NOT",
        "[a TO b]",
        "x~2",
        "(((",
        ":" * 9,
        "-",
        "đ" * 900,
    ]
    queries += ["%00", "%ED%A0%80", "%E2%80%AE" * 20, "thu%00hoi", "QT-05" * 100, "1" * 1999]
    tried = (("GET", f"/search?q={one}&history=true", {}) for one in queries)
    assert faults(who, tried) == []


def test_extremes_in_headers_and_files_are_refused_by_name(somebody):
    who, known = somebody
    path = f"/documents/{known['document_id']}"
    for value in ('"' + "9" * 40 + '"', 'W/"1"', "*", "é", '"-1"'):
        answer = who.send("PUT", path, json={}, headers={"If-Match": value})
        assert answer.status_code in {412, 422}, value
    for key in ("x" * 101, "é", "\t\x7f"):
        answer = who.send("POST", "/documents", json={}, headers={"Idempotency-Key": key})
        assert answer.json["code"] in {"IDEMPOTENCY-KEY", "FIELDS-INVALID"}, key
    for name, data in [
        ("a" * 5000, b""),
        ("..\\..\\x\u202e.doc", b"PK"),
        ("", b"x"),
        ("\x00", b""),
    ]:
        fields = {"file": (BytesIO(data), name), "base_sha256": "0" * 64}
        answer = who.send("POST", f"/revisions/{known['revision_id']}/files", data=fields)
        assert answer.status_code in {415, 422}, name
