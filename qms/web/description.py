"""OpenAPI 3.1 of every operation, made from what the operation itself declares."""

import re
from typing import Any, Literal

from apiflask import APIFlask
from flask import Flask
from pydantic import BaseModel, TypeAdapter
from werkzeug.routing import Rule

from qms.web.guards import access_of
from qms.web.rest import VERSION, Operation, adapter, operation_of

SPEC_PATH = "/api/v1/openapi.json"
Mode = Literal["validation", "serialization"]
REF = "#/components/schemas/{model}"
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
        "problems": {
            "type": "array",
            "description": "Everything that stands in the way, each with its own code",
            "items": {
                "type": "object",
                "required": ["code", "detail"],
                "properties": {"code": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
        "parameters": {"type": "object", "description": "Facts of the error, e.g. a held upload"},
    },
}
REFUSALS = {
    "401": "Not signed in",
    "403": "Not allowed",
    "404": "Not found, or not for this person",
    "409": "In conflict with the present state",
    "422": "Cannot be taken as it is",
    "default": "Any other error",
}
PARAMETERS = {
    "If-Match": "The ETag of the version that was read; 412 where somebody changed it since",
    "Idempotency-Key": "A name of this request, so that a retry within 24 hours has one effect",
}


def install(app: APIFlask) -> None:
    """Describe the API as OpenAPI 3.1."""
    app.config["OPENAPI_VERSION"] = "3.1.0"
    app.config["AUTO_VALIDATION_ERROR_RESPONSE"] = False
    app.config["AUTO_404_RESPONSE"] = False
    app.config["AUTO_SERVERS"] = False
    app.config["AUTO_OPERATION_ID"] = True
    app.config["SECURITY_SCHEMES"] = {"bearer": {"type": "http", "scheme": "bearer"}}
    app.spec_processor(lambda spec: complete(app, spec))


def complete(app: Flask, spec: dict[str, Any] | str) -> dict[str, Any] | str:
    """Fill in bodies, answers, parameters and errors; what APIFlask made is the skeleton."""
    if isinstance(spec, str):
        return spec
    schemas = _Schemas(app)
    for rule in app.url_map.iter_rules():
        _complete_rule(app, rule, spec, schemas)
    components = spec.setdefault("components", {}).setdefault("schemas", {})
    components.update(schemas.definitions)
    components["Problem"] = PROBLEM
    spec["security"] = [{"bearer": []}]
    return spec


class _Schemas:
    """The JSON schemas of all types that come in or go out, named without clashes."""

    def __init__(self, app: Flask) -> None:
        found: dict[tuple[Any, Mode], TypeAdapter[Any]] = {}
        for view in app.view_functions.values():
            declared = operation_of(view)
            if declared is None:
                continue
            for model in (declared.body, declared.query, declared.form):
                if model is not None:
                    found[model, "validation"] = adapter(model)
            if declared.answer is not None:
                found[declared.answer, "serialization"] = adapter(declared.answer)
        inputs = [(kind, mode, one) for (kind, mode), one in found.items()]
        self.by_type, rest = TypeAdapter.json_schemas(inputs, ref_template=REF)
        self.definitions: dict[str, Any] = rest.get("$defs", {})

    def came_in(self, model: type[BaseModel]) -> dict[str, Any]:
        """A model that is read, whole."""
        schema = self.by_type[model, "validation"]
        return self.definitions[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema

    def goes_out(self, kind: Any) -> dict[str, Any]:
        """A type that is answered, by reference where it has a name."""
        return self.by_type[kind, "serialization"]


def _complete_rule(app: Flask, rule: Rule, spec: dict[str, Any], schemas: _Schemas) -> None:
    path = re.sub(r"<([^<:]+:)?", "{", rule.rule).replace(">", "}")
    view = app.view_functions[rule.endpoint]
    for method, described in spec.get("paths", {}).get(path, {}).items():
        if method.upper() not in (rule.methods or ()):
            continue
        described["responses"].update(_refusals())
        access = access_of(view)
        if access is not None and not access.signed_in:
            described["security"] = []
        declared = operation_of(view)
        if declared is not None:
            described["operationId"] = rule.endpoint.rpartition(".")[2]
            _complete_operation(described, declared, schemas, method)
        for parameter in described.get("parameters", ()):
            if f"<uuid:{parameter['name']}>" in rule.rule:
                parameter["schema"] = {"type": "string", "format": "uuid"}


def _complete_operation(
    described: dict[str, Any], declared: Operation, schemas: _Schemas, method: str
) -> None:
    described["responses"] = {str(declared.status): _answer(declared, schemas), **_refusals()}
    parameters = described.setdefault("parameters", [])
    if declared.query is not None:
        parameters += _query(schemas.came_in(declared.query))
    if declared.versioned:
        parameters.append(_header("If-Match", required=True))
        described["responses"]["412"] = _problem("Changed by somebody else meanwhile")
    if method == "post":
        parameters.append(_header("Idempotency-Key", required=False))
    if declared.body is not None:
        schema = _without_version(declared, schemas)
        described["requestBody"] = _content("application/json", schema, required=True)
    if declared.form is not None:
        schema = _with_file(schemas.came_in(declared.form))
        described["requestBody"] = _content("multipart/form-data", schema, required=True)


def _answer(declared: Operation, schemas: _Schemas) -> dict[str, Any]:
    description = "Done" if declared.answer is None else "The answer"
    answer: dict[str, Any] = {"description": description}
    if declared.answer is not None:
        answer |= _content("application/json", schemas.goes_out(declared.answer))
    elif declared.status != 204:
        answer |= {"description": "The file", **_content(declared.media, {})}
    headers = {**declared.headers, **({"ETag": "The row version"} if declared.tagged else {})}
    if headers:
        answer["headers"] = {
            name: {"description": words, "schema": {"type": "string"}}
            for name, words in headers.items()
        }
    return answer


def _query(schema: dict[str, Any]) -> list[dict[str, Any]]:
    required = schema.get("required", [])
    return [
        {"in": "query", "name": name, "required": name in required, "schema": one}
        for name, one in schema.get("properties", {}).items()
    ]


def _without_version(declared: Operation, schemas: _Schemas) -> dict[str, Any]:
    """The row version comes with If-Match, not in the body."""
    if declared.body is None:
        raise AssertionError("only a body is described here")
    schema = schemas.came_in(declared.body)
    if not declared.versioned:
        return schema
    properties = {name: one for name, one in schema["properties"].items() if name != VERSION}
    required = [name for name in schema.get("required", []) if name != VERSION]
    return {**schema, "properties": properties, "required": required}


def _with_file(schema: dict[str, Any]) -> dict[str, Any]:
    file = {"type": "string", "contentMediaType": "application/octet-stream"}
    return {
        **schema,
        "properties": {"file": file, **schema.get("properties", {})},
        "required": ["file", *schema.get("required", [])],
    }


def _content(media: str, schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"content": {media: {"schema": schema}}, **more}


def _header(name: str, *, required: bool) -> dict[str, Any]:
    return {
        "in": "header",
        "name": name,
        "required": required,
        "description": PARAMETERS[name],
        "schema": {"type": "string"},
    }


def _refusals() -> dict[str, Any]:
    return {status: _problem(words) for status, words in REFUSALS.items()}


def _problem(words: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": REF.format(model="Problem")}}}
    return {"description": words, "content": content}
