"""An operation of the API: what it takes and gives is declared once, checked, served, described.

    @api.put("/documents/<uuid:document_id>")
    @signed_in
    @operation(DocumentPage, body=DocumentChange, versioned=True)
    def change_document(document_id: UUID, body: DocumentChange) -> DocumentPage: ...

Answers are frozen dataclasses; one pydantic adapter per type writes them and describes them, so the
OpenAPI page cannot say anything else than what is sent. Ids are strings, instants ISO 8601 in UTC.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, wraps
from typing import Any, Generic, TypeVar

from flask import Response, request
from pydantic import BaseModel, TypeAdapter
from werkzeug.datastructures import FileStorage

from qms.errors import Invalid, WrongMedia
from qms.schemas import take
from qms.web.api import etag_of, expected_version
from qms.web.limits import json_object

ATTRIBUTE = "_qms_operation"
VERSION = "row_version"
View = Callable[..., Any]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Items(Generic[Item]):
    """A list; `next` is the cursor of the following page, if there is one."""

    items: Sequence[Item]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Operation:
    """What one operation takes and gives."""

    answer: Any = None  # the type of the answer; None: an empty one (204)
    status: int = 200
    body: type[BaseModel] | None = None
    query: type[BaseModel] | None = None
    form: type[BaseModel] | None = None  # the fields beside `file` in a multipart body
    versioned: bool = False  # If-Match is needed and becomes the body's row version
    tagged: bool = False  # the answer has a row version, sent as its ETag
    secret: bool = False  # the answer holds what is shown once: never kept for a retry
    media: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)


def operation(answer: Any = None, **how: Any) -> Callable[[View], View]:
    """Declare a view an operation; it is called with `body`, `query`, `form` and `file` as due."""
    how.setdefault("status", 200 if answer is not None or "media" in how else 204)
    declared = Operation(answer, **how)

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(**path: Any) -> Response:
            given = view(**path, **_taken(declared))
            return given if isinstance(given, Response) else _sent(declared, given)

        setattr(wrapper, ATTRIBUTE, declared)
        return wrapper

    return decorate


def operation_of(view: View | None) -> Operation | None:
    """What the view declares."""
    return getattr(view, ATTRIBUTE, None)


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:
    """The one writer and describer of this type."""
    return TypeAdapter(kind)


def plain(value: Any, kind: Any = None) -> Any:
    """A frozen dataclass as plain JSON values."""
    wanted: Any = kind or type(value)
    return adapter(wanted).dump_python(value, mode="json")


def _taken(declared: Operation) -> dict[str, Any]:
    taken: dict[str, Any] = {}
    if declared.query is not None:
        taken["query"] = take(declared.query, request.args.to_dict(), form=True)
    if declared.body is not None:
        taken["body"] = take(declared.body, _body(declared))
    if declared.form is not None:
        taken["file"] = _file()
        taken["form"] = take(declared.form, request.form.to_dict(), form=True)
    return taken


def _body(declared: Operation) -> dict[str, Any]:
    values = json_object(request)
    if not declared.versioned:
        return values
    if VERSION in values:  # it comes with If-Match; two of them could differ
        raise Invalid("FIELDS-INVALID", fields={VERSION: "FIELD-UNKNOWN"})
    return {**values, VERSION: expected_version()}


def _file() -> FileStorage:
    if request.mimetype != "multipart/form-data":
        raise WrongMedia("MULTIPART-EXPECTED")
    sent = request.files.get("file")
    if sent is None:
        raise Invalid("FIELDS-INVALID", fields={"file": "FIELD-MISSING"})
    return sent


def _sent(declared: Operation, given: Any) -> Response:
    if declared.answer is None:
        return Response(status=declared.status)
    data = adapter(declared.answer).dump_json(given)
    response = Response(data, declared.status, mimetype="application/json")
    if declared.tagged:
        response.headers["ETag"] = etag_of(given.row_version)
    return response
