"""The one table: error class -> HTTP status, for pages and for the API alike.

A page gets `web/error.html`, the API gets `application/problem+json` (RFC 9457); both say the same
sentence under the same code.
"""

import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, current_app, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed, SecurityError
from werkzeug.exceptions import NotFound as RouteNotFound
from werkzeug.wrappers import Response as AnyResponse

from qms import messages
from qms.errors import (
    Broken,
    Conflict,
    Invalid,
    NotAllowed,
    NotFound,
    NotSignedIn,
    QmsError,
    Stale,
    Throttled,
    TooLarge,
    Unavailable,
    WrongMedia,
)
from qms.web.current import is_api
from qms.web.guards import SAFE, MustChangePassword, NotConfirmed
from qms.web.redirects import present_path

log = logging.getLogger(__name__)
FALLBACK = 500
TOLD = ("held",)  # parameters a program needs to go on, beside the sentence


@dataclass(frozen=True, slots=True)
class Row:
    """What an error class becomes: status of a page and of the API, and where a page may lead."""

    page: int
    api: int
    endpoint: str | None = None  # a page on which the person can help themselves


TABLE: dict[type[QmsError], Row] = {
    NotSignedIn: Row(401, 401, "people.sign_in"),
    NotConfirmed: Row(403, 403, "people.confirm"),
    MustChangePassword: Row(403, 403, "people.password"),
    NotAllowed: Row(403, 403),
    NotFound: Row(404, 404),
    Stale: Row(409, 412),
    Conflict: Row(409, 409),
    TooLarge: Row(413, 413),
    WrongMedia: Row(415, 415),
    Invalid: Row(422, 422),
    Throttled: Row(429, 429),
    Unavailable: Row(503, 503),
    Broken: Row(500, 500),
    QmsError: Row(FALLBACK, FALLBACK),
}
# What the server itself refuses, by status: the code under which its sentence stands.
HTTP_CODES = {
    400: "BAD-REQUEST",
    404: "PAGE-NOT-FOUND",
    405: "METHOD-NOT-ALLOWED",
    408: "REQUEST-TIMEOUT",
    413: "BODY-TOO-LARGE",
    414: "ADDRESS-TOO-LONG",
    415: "MEDIA-NOT-TAKEN",
    500: "INTERNAL",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """An error as it leaves: the same facts for a page and for the API."""

    status: int
    code: str
    sentence: str
    fields: dict[str, str]
    headers: dict[str, str]
    problems: tuple[dict[str, str], ...] = ()
    parameters: dict[str, Any] = field(default_factory=dict)


def install(app: Flask) -> None:
    """Every error leaves through this table."""
    app.register_error_handler(QmsError, _qms_error)
    app.register_error_handler(HTTPException, _http_error)


def row_of(kind: type[QmsError]) -> Row:
    """The row of the class itself or of its nearest ancestor."""
    return next(TABLE[one] for one in kind.__mro__ if one in TABLE)


def field_sentences(error: QmsError) -> dict[str, str]:
    """Field -> sentence, for an Invalid that names fields."""
    fields: dict[str, str] = getattr(error, "fields", {})
    return {name: messages.sentence(code, error.parameters) for name, code in fields.items()}


def problem_sentences(error: QmsError) -> tuple[dict[str, str], ...]:
    """Code and sentence of everything an error lists as standing in the way."""
    return tuple(problem_sentence(one) for one in getattr(error, "problems", ()))


def problem_sentence(problem: Any) -> dict[str, str]:
    """Code and sentence of one problem, however its tool writes it down."""
    if isinstance(problem, Mapping):
        code, parameters = str(problem["code"]), problem
    else:
        code, parameters = problem.code, problem.parameters
    return {"code": code, "detail": messages.sentence(code, parameters)}


def answer_of(error: QmsError, *, api: bool) -> Answer:
    """Status, code and sentence of a domain error."""
    row = row_of(type(error))
    headers = {}
    if isinstance(error, Throttled):
        headers["Retry-After"] = str(error.parameters.get("seconds", 60))
    if isinstance(error, NotSignedIn) and api:
        headers["WWW-Authenticate"] = 'Bearer realm="qms"'
    return Answer(
        row.api if api else row.page,
        error.code,
        messages.sentence(error.code, error.parameters),
        field_sentences(error),
        headers,
        problem_sentences(error),
        {name: error.parameters[name] for name in TOLD if name in error.parameters},
    )


def _qms_error(error: QmsError) -> AnyResponse:
    helping = None if is_api() else _helping_page(error)
    if helping is not None:
        return helping
    answer = answer_of(error, api=is_api())
    if answer.status >= 500:
        log.error("%s %s answered %s: %s", request.method, request.path, answer.status, error)
    return _leave(answer)


def _helping_page(error: QmsError) -> AnyResponse | None:
    endpoint = row_of(type(error)).endpoint
    if endpoint is None or endpoint not in current_app.view_functions:
        return None
    return redirect(url_for(endpoint, next=_way_back()), 303)


def _way_back() -> str | None:
    """The address to come back to: this one if it can be read, never a form's target."""
    if request.method in SAFE:
        path = present_path()
        return None if path == "/" else path
    routes = current_app.url_map.bind(request.host)
    return request.path if routes.test(request.path, method="GET") else None


def _http_error(error: HTTPException) -> AnyResponse:
    if error.code is None or error.code < 400:
        return error.get_response(request.environ)  # a redirect to the right slash
    if isinstance(error, SecurityError):  # under a foreign name no address of ours can be built
        return Response(messages.sentence("HOST-UNKNOWN"), error.code, mimetype="text/plain")
    if isinstance(error, InternalServerError):
        return _leave(_unknown(error))
    code = "CSRF" if isinstance(error, CSRFError) else HTTP_CODES.get(error.code, "BAD-REQUEST")
    headers = {}
    if isinstance(error, MethodNotAllowed):
        headers["Allow"] = ", ".join(sorted(error.valid_methods or []))
    if isinstance(error, RouteNotFound) and is_api():
        code = "ADDRESS-UNKNOWN"
    return _leave(Answer(error.code, code, messages.sentence(code), {}, headers))


def _unknown(error: InternalServerError) -> Answer:
    """A fault of ours: the id is in the log beside the trace, the page tells nothing more."""
    number = secrets.token_hex(4)
    cause = error.original_exception or error
    log.error("fault %s at %s %s", number, request.method, request.path, exc_info=cause)
    return Answer(500, "INTERNAL", messages.sentence("INTERNAL", {"number": number}), {}, {})


def _leave(answer: Answer) -> AnyResponse:
    response = _problem(answer) if is_api() else _page(answer)
    response.status_code = answer.status
    response.headers.extend(answer.headers)
    return response


def _problem(answer: Answer) -> Response:
    body: dict[str, Any] = {
        "type": f"urn:qms:error:{answer.code.lower()}",
        "title": messages.title(answer.status),
        "status": answer.status,
        "code": answer.code,
        "detail": answer.sentence,
    }
    if answer.fields:
        body["fields"] = answer.fields
    if answer.problems:
        body["problems"] = answer.problems
    if answer.parameters:
        body["parameters"] = answer.parameters
    return Response(current_app.json.dumps(body), mimetype="application/problem+json")


def _page(answer: Answer) -> Response:
    page = render_template("web/error.html", answer=answer, heading=messages.title(answer.status))
    return Response(page, mimetype="text/html")
