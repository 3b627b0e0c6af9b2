"""Where a person is sent after a form: only to a place inside this service."""

import re
from urllib.parse import urlsplit

from flask import request
from werkzeug.urls import iri_to_uri

_PLAIN = re.compile(r"/(?![/\\])[!-~]*")  # printable ASCII: what a browser itself would send


def safe_path(target: str | None, default: str = "/") -> str:
    """The target if it is a path inside this service, otherwise the default."""
    if not target or len(target) > 2000 or "\\" in target or not _PLAIN.fullmatch(target):
        return default
    parts = urlsplit(target)
    return default if parts.scheme or parts.netloc else target


def present_path() -> str:
    """The address of this page inside the service, as a browser itself would send it."""
    return iri_to_uri(request.full_path).rstrip("?")
