"""The person and the service of this request, as views and APIs of every room use them."""

from typing import cast

from flask import current_app, request

from qms.errors import NotSignedIn
from qms.people.rules import Actor
from qms.service import Service
from qms.web.current import current_actor

EXTENSION = "qms.service"


def actor() -> Actor:
    """Who is acting; raises NotSignedIn."""
    found = current_actor()
    if not isinstance(found, Actor):
        raise NotSignedIn()
    return found


def service() -> Service:
    """The installation this application serves."""
    return cast(Service, current_app.extensions[EXTENSION])


def address() -> str:
    """Where the request came from, behind the configured number of proxies."""
    return request.remote_addr or ""
