"""`Idempotency-Key`: a POST sent twice under one key has one effect and one answer, for 24 hours.

The key is claimed before the view and finished after it. An answer of success is kept and given
again; a refusal changed nothing, so its key is free again. A key whose request never finished (the
process was killed, or failed at 500) answers 409 for a minute and may then be tried again: whether
its act was committed is then decided by what the acts themselves hold (codes are used once, a
challenge is signed once, an upload needs the present base), and only a comment could stand twice.
"""

import hashlib
import json
import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, Request, Response, current_app, g, request
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from qms.db import Database
from qms.errors import Conflict, Invalid, QmsError
from qms.web.api import idempotency_key
from qms.web.current import current_actor, is_api
from qms.web.limits import json_object
from qms.web.model import IdempotentRequest
from qms.web.rest import operation_of

KEPT = timedelta(hours=24)
RUNNING = timedelta(minutes=1)
KEPT_HEADERS = ("Content-Type", "ETag")
SECRETS = frozenset({"password", "passphrase", "present"})
CHUNK = 1024 * 1024
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Claim:
    """A key under which this request runs."""

    id: uuid.UUID


@dataclass(frozen=True, slots=True)
class Keeper:
    """Remembers answers in the database by the clock of the service."""

    db: Database
    now: Callable[[], datetime]

    def begin(self) -> Response | None:
        """Claim the key of this request, or answer what it was answered before."""
        key = idempotency_key() if is_api() and request.method == "POST" else None
        actor = current_actor() if key else None
        if key is None or actor is None:
            return None
        try:
            with self.db.write() as session:
                found = self._claim(session, actor.id, key, fingerprint(request))
        except Conflict as error:
            if error.code == "CONFLICT-AT-WRITE":  # the same key at the same moment
                raise Conflict("IDEMPOTENCY-RUNNING") from error
            raise
        if isinstance(found, Claim):
            g.idempotency_claim = found
            return None
        return found

    def _claim(
        self, session: Session, person_id: uuid.UUID, key: str, sha256: str
    ) -> Claim | Response:
        now = self.now()
        session.execute(delete(IdempotentRequest).where(IdempotentRequest.created_at < now - KEPT))
        row = session.scalars(
            select(IdempotentRequest)
            .where(IdempotentRequest.person_id == person_id, IdempotentRequest.key == key)
            .with_for_update()
        ).one_or_none()
        if row is None:
            row = IdempotentRequest(
                id=uuid.uuid4(), person_id=person_id, key=key, request_sha256=sha256, created_at=now
            )
            session.add(row)
            return Claim(row.id)
        if row.request_sha256 != sha256:
            raise Invalid("IDEMPOTENCY-REUSED")
        if row.status is not None:
            return _again(row)
        if now - row.created_at < RUNNING:
            raise Conflict("IDEMPOTENCY-RUNNING")
        row.created_at = now
        return Claim(row.id)

    def end(self, response: Response) -> Response:
        """Keep an answer of success; free the key of a refusal."""
        claim: Claim | None = g.pop("idempotency_claim", None)
        if claim is None or response.status_code == 500:
            return response
        try:
            with self.db.write() as session:
                row = session.get(IdempotentRequest, claim.id, with_for_update=True)
                if row is not None and response.status_code < 300:
                    self._keep(row, response)
                elif row is not None:
                    session.delete(row)
        except QmsError as error:  # the act stands; a retry is told to wait, then tries again
            log.warning("the answer under a key was not kept: %s", error)
        return response

    def _keep(self, row: IdempotentRequest, response: Response) -> None:
        declared = operation_of(current_app.view_functions.get(request.endpoint or ""))
        row.status, row.finished_at = response.status_code, self.now()
        names = [name for name in KEPT_HEADERS if name in response.headers]
        row.headers = {name: response.headers[name] for name in names}
        secret = declared is not None and declared.secret
        row.body = None if secret else response.get_data()


def install(app: Flask, db: Database, now: Callable[[], datetime]) -> None:
    """Look at every request after the guards have let it in."""
    keeper = Keeper(db, now)
    app.before_request(keeper.begin)
    app.after_request(keeper.end)


def fingerprint(req: Request) -> str:
    """What makes two requests the same: method, address and content, however it was packed."""
    digest = hashlib.sha256(f"{req.method} {req.full_path}\n".encode("utf-8", "surrogatepass"))
    if req.mimetype == "application/json":
        digest.update(_without_secrets(json_object(req)))
        return digest.hexdigest()
    if req.mimetype != "multipart/form-data":
        digest.update(req.get_data())
        return digest.hexdigest()
    for name, value in sorted(req.form.items(multi=True)):
        digest.update(repr((name, value)).encode("utf-8", "surrogatepass"))
    for name, file in sorted(req.files.items(), key=lambda one: one[0]):
        digest.update(repr((name, file.filename)).encode("utf-8", "surrogatepass"))
        while chunk := file.stream.read(CHUNK):
            digest.update(chunk)
        file.stream.seek(0)
    return digest.hexdigest()


def _without_secrets(values: dict[str, Any]) -> bytes:
    """A plain hash of a passphrase would be a way around its slow key derivation."""
    kept = {name: value for name, value in values.items() if name not in SECRETS}
    return json.dumps(kept, sort_keys=True).encode()


def _again(row: IdempotentRequest) -> Response:
    if row.body is None or row.status is None:
        raise Conflict("IDEMPOTENCY-ANSWER-SECRET")
    headers = {**row.headers, "Idempotency-Replayed": "true"}
    return Response(row.body, row.status, headers)
