"""How much may come in: bytes by kind of body, depth and numbers of JSON."""

import json
import math
from typing import Any

from flask import Flask, Request, request
from flask.json.provider import DefaultJSONProvider

from qms.errors import Invalid, WrongMedia

TEXT_BYTES = 1024 * 1024  # forms and JSON; files have their own limit
DEPTH = 32
_TEXT_BODIES = frozenset({"application/x-www-form-urlencoded", "application/json", "text/plain"})


class StrictJson(DefaultJSONProvider):
    """JSON as RFC 8259 means it: no NaN, no twin keys, no nesting made to exhaust a parser."""

    ensure_ascii = False
    sort_keys = False

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        try:
            value = json.loads(
                s, parse_constant=_no_constant, parse_float=_finite, object_pairs_hook=_no_twins
            )
        except RecursionError as error:
            raise Invalid("JSON-DEEP", most=DEPTH) from error
        except ValueError as error:  # also an integer of thousands of digits, and bad UTF-8
            raise Invalid("JSON-MALFORMED") from error
        if _depth_exceeds(value, DEPTH):
            raise Invalid("JSON-DEEP", most=DEPTH)
        return value


def install(app: Flask, max_upload_bytes: int) -> None:
    """Limit every request; a body of text is limited far below a file."""
    app.config["MAX_CONTENT_LENGTH"] = max_upload_bytes + TEXT_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = TEXT_BYTES
    app.config["MAX_FORM_PARTS"] = 500
    app.json = StrictJson(app)
    app.before_request(_limit_text)


def json_object(req: Request) -> dict[str, Any]:
    """The JSON object of the body; raises WrongMedia or Invalid."""
    if req.mimetype != "application/json":
        raise WrongMedia("JSON-EXPECTED")
    value = req.get_json(force=True)
    if not isinstance(value, dict):
        raise Invalid("JSON-NOT-OBJECT")
    return value


def _limit_text() -> None:
    if request.mimetype in _TEXT_BODIES:
        request.max_content_length = TEXT_BYTES


def _no_constant(name: str) -> Any:
    raise Invalid("JSON-NUMBER", value=name)


def _finite(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise Invalid("JSON-NUMBER", value=text[:20])
    return value


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Invalid("JSON-TWIN-KEYS")
    return found


def _depth_exceeds(value: Any, most: int) -> bool:
    level = [value]
    for _ in range(most):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return False
    return True


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
