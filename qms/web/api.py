"""What API blueprints share: bodies read by our own schemas, lists, ETags, the OpenAPI page."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from apiflask import APIFlask
from apiflask.schema_adapters.pydantic import PydanticAdapter
from apiflask.schema_adapters.registry import registry
from flask import Request, Response, jsonify, request
from pydantic import BaseModel

from qms.errors import Invalid, Stale
from qms.schemas import take
from qms.web.limits import json_object

SPEC_PATH = "/api/v1/openapi.json"
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "Stable; the same on pages and command line"},
        "detail": {"type": "string", "description": "A sentence in the caller's language"},
        "fields": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}
PROBLEM_ANSWERS = {
    "401": "Not signed in",
    "403": "Not allowed",
    "404": "Not found",
    "409": "In conflict with the present state",
    "422": "Cannot be taken as it is",
}


class OurSchemas(PydanticAdapter):
    """`@bp.input(Model)` reads bodies and queries as our schemas do everywhere."""

    def validate_input(self, request: Request, location: str, **kwargs: Any) -> BaseModel:
        if location == "json":
            return take(self.model_class, json_object(request))
        return take(self.model_class, _texts(request, location), form=True)


def install(app: APIFlask) -> None:
    """Read what comes in by our own schemas and describe the API as OpenAPI 3.1."""
    registry.register("pydantic", OurSchemas)
    app.config["OPENAPI_VERSION"] = "3.1.0"
    app.config["AUTO_VALIDATION_ERROR_RESPONSE"] = False
    app.config["AUTO_404_RESPONSE"] = False
    app.config["AUTO_SERVERS"] = False
    app.config["AUTO_OPERATION_ID"] = True
    app.config["SECURITY_SCHEMES"] = {"bearer": {"type": "http", "scheme": "bearer"}}
    app.spec_processor(_complete)


def page_of(items: Sequence[Any], following: str | None = None) -> Response:
    """A list as the API gives it; `following` is the cursor of the next page."""
    return jsonify({"items": items, "next": following})


def etag_of(version: int) -> str:
    """A strong ETag of a row version."""
    return f'"{version}"'


def expected_version(*, required: bool = True) -> int | None:
    """The row version of `If-Match`; raises Stale (412) for one that cannot be ours."""
    given = request.headers.get("If-Match", "").strip()
    if not given:
        if required:
            raise Invalid("IF-MATCH-MISSING")
        return None
    number = given.strip('"')
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Stale("IF-MATCH-FOREIGN")
    return int(number)


def idempotency_key() -> str | None:
    """The caller's name for this creation, so that a retry has one effect."""
    key = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > 100 or not key.isascii() or not key.isprintable():
        raise Invalid("IDEMPOTENCY-KEY")
    return key or None


def uuid_of(text: str, name: str) -> UUID:
    """A UUID from a query; raises Invalid naming the field."""
    try:
        return UUID(text)
    except ValueError as error:
        raise Invalid("FIELD-UUID", fields={name: "FIELD-UUID"}) from error


def _texts(req: Request, location: str) -> dict[str, Any]:
    if location in {"query", "querystring"}:
        return req.args.to_dict()
    return {**req.form.to_dict(), **req.files.to_dict()}


def _complete(spec: dict[str, Any] | str) -> dict[str, Any] | str:
    """Say what no single view says: tokens everywhere, problem+json for every error."""
    if isinstance(spec, str):
        return spec
    schemas = spec.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = PROBLEM
    spec["security"] = [{"bearer": []}]
    answer = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for operations in spec.get("paths", {}).values():
        for operation in operations.values():
            for status, description in PROBLEM_ANSWERS.items():
                operation["responses"][status] = {"description": description, "content": answer}
    return spec
