"""`/healthz`: the process answers. `/readyz`: everything it needs answers too."""

import logging
from collections.abc import Callable, Mapping
from typing import cast

from flask import Blueprint, Flask, Response, current_app, jsonify

from qms.errors import QmsError
from qms.web.guards import public

Check = Callable[[], None]
EXTENSION = "qms.checks"
USEFUL = {"converter"}  # without these the service works, with less
log = logging.getLogger(__name__)
bp = Blueprint("health", __name__)


def install(app: Flask, checks: Mapping[str, Check]) -> None:
    """Each check is silent when all is well and raises QmsError otherwise."""
    app.extensions[EXTENSION] = dict(checks)
    app.register_blueprint(bp)


@bp.get("/healthz")
@public
def healthz() -> Response:
    """The process is alive."""
    return jsonify({"status": "ok"})


@bp.get("/readyz")
@public
def readyz() -> tuple[Response, int]:
    """Codes only: whoever asks need not be signed in. 503 only when something needed is gone."""
    checks = cast(dict[str, Check], current_app.extensions[EXTENSION])
    found = {name: _code(name, check) for name, check in checks.items()}
    lacking = {name for name, code in found.items() if code != "ok"}
    ready = lacking <= USEFUL
    status = ("degraded" if lacking else "ready") if ready else "not-ready"
    return jsonify({"status": status, "checks": found}), 200 if ready else 503


def _code(name: str, check: Check) -> str:
    try:
        check()
    except QmsError as error:
        log.warning("not ready: %s: %s", name, error)
        return error.code
    return "ok"
