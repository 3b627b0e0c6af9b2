"""A program that speaks to the API with the token of one person."""

import json
from io import BytesIO
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from qms.people.acts import create_token, sign_in
from qms.people.schemas import NewToken
from tests.support.cast import PASSPHRASE, PASSWORD, ROOT, Cast

BASE = "/api/v1"


class Caller:
    """One person's program; every answer's status is checked where it is asked for."""

    def __init__(self, app: Flask, token: str) -> None:
        self.client = app.test_client()
        self.headers = {"Authorization": f"Bearer {token}"}

    def get(self, path: str, status: int = 200, **query: Any) -> Any:
        """Read something; the JSON of the answer (or of the problem)."""
        answer = self.send("GET", path, query_string=query)
        return self._told(answer, status)

    def post(self, path: str, status: int = 201, headers: Any = None, **body: Any) -> Any:
        """Send a JSON body."""
        return self._told(self.send("POST", path, headers=headers, json=body), status)

    def put(self, path: str, etag: str = "", status: int = 200, **body: Any) -> Any:
        """Change something, with If-Match where it has an ETag."""
        headers = {"If-Match": etag} if etag else {}
        return self._told(self.send("PUT", path, headers=headers, json=body), status)

    def upload(
        self,
        revision: str,
        data: bytes,
        base: str = "",
        status: int | None = 201,
        name: str = "quy trình.docx",
        **form: str,
    ) -> Any:
        """Put a Word file into a draft."""
        fields = {"file": (BytesIO(data), name), **form}
        if base:
            fields["base_sha256"] = base
        answer = self.send("POST", f"/revisions/{revision}/files", data=fields)
        return self._told(answer, status)

    def sign(self, subject: str, act: str | None, words: str = "", passphrase: str = "") -> Any:
        """Ask for the statement, then sign it."""
        body = {} if act is None else {"act": act, "words": words}
        asked = self.post(f"{subject}/signature-requests", **body)
        proof = {"challenge": asked["challenge"], "passphrase": passphrase or PASSPHRASE}
        return self.post(f"{subject}/signatures", **proof, **({"words": words} if words else {}))

    def send(self, method: str, path: str, headers: Any = None, **kwargs: Any) -> TestResponse:
        """Anything else; the whole answer."""
        address = path if path.startswith("/api") else BASE + path
        together = {**self.headers, **(headers or {})}
        return self.client.open(address, method=method, headers=together, buffered=True, **kwargs)

    def _told(self, answer: TestResponse, status: int | None) -> Any:
        text = answer.get_data(as_text=True)
        assert status in {None, answer.status_code}, f"{answer.status}: {text[:800]}"
        return json.loads(text) if text else None


def etag(answer: Any) -> str:
    """The ETag that belongs to an answer with a row version."""
    return f'"{answer["row_version"]}"'


def caller(app: Flask, cast: Cast, login: str, *, may_act: bool = True) -> Caller:
    """The person signs in, makes a token for a program, and hands it over."""
    me, service = cast[login], cast.service
    raw = sign_in(service, login, PASSWORD)
    token = create_token(
        service, me, me, NewToken(name="chương trình", may_act=may_act), session_token=raw
    )
    return Caller(app, token.raw)


__all__ = ["PASSPHRASE", "ROOT", "Caller", "caller", "etag"]
