"""Requests made from the description of the API: addresses and bodies that are right."""

import re
from collections.abc import Iterator
from typing import Any

NOBODY = "00000000-0000-4000-8000-000000000000"


def operations(spec: dict, tag: str) -> Iterator[tuple[str, str, dict]]:
    """Method, path and description of every operation of a room."""
    for path, methods in spec["paths"].items():
        for method, described in methods.items():
            if path.startswith("/api/v1/") and described.get("tags") == [tag]:
                yield method.upper(), path, described


def filled(path: str, known: dict[str, str]) -> str:
    """The address with real ids where there are some, a nobody's id elsewhere."""
    return re.sub(r"{(\w+)}", lambda found: known.get(found[1], NOBODY), path)


def right_body(spec: dict, described: dict, known: dict[str, str]) -> dict[str, Any] | None:
    """A JSON body with everything that is required; None where none is taken."""
    schema = body_schema(described)
    return None if schema is None else _required(spec, schema, known)


def right_fields(spec: dict, described: dict, known: dict[str, str]) -> dict[str, Any]:
    """The required fields beside the file in a multipart body."""
    schema = body_schema(described, "multipart/form-data")
    fields = {} if schema is None else _required(spec, schema, known)
    return {name: value for name, value in fields.items() if name != "file"}


def body_schema(described: dict, media: str = "application/json") -> dict[str, Any] | None:
    """The schema of the body of this kind."""
    content = described.get("requestBody", {}).get("content", {}).get(media)
    return None if content is None else content["schema"]


def _required(spec: dict, schema: dict, known: dict[str, str]) -> dict[str, Any]:
    return {
        name: sample(spec, name, one, known)
        for name, one in schema["properties"].items()
        if name in schema.get("required", []) or name.endswith("_id")
    }


def sample(spec: dict, name: str, schema: dict, known: dict[str, str]) -> Any:
    """A value of the right kind."""
    if name in known:
        return known[name]
    if "$ref" in schema:
        schema = spec["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    schema = schema.get("anyOf", [schema])[0]
    if "enum" in schema:
        return schema["enum"][0]
    kinds = {"uuid": NOBODY, "date": "2026-03-02", "array": [], "integer": 12, "boolean": False}
    return kinds.get(schema.get("format") or schema.get("type"), "văn bản đủ dài")
