"""The cast with a document in force and a list, in a fresh installation on each database."""

import uuid
from collections.abc import Callable

import pytest
from flask import Flask

from qms.service import Service
from tests.distribution.stage import give_posts
from tests.documents.desk import Desk
from tests.support.api import Caller, caller
from tests.support.cast import Cast, assemble, assemble_with_qt05


@pytest.fixture
def cast(service: Service, request: pytest.FixtureRequest) -> Cast:
    """An, Bình, Châu, Dung, Giang and Hải, with Khoa heading the land office."""
    with_document = "document_id" in request.fixturenames
    return give_posts(assemble_with_qt05(service) if with_document else assemble(service))


@pytest.fixture
def document_id(cast: Cast) -> uuid.UUID:
    """QT-05 in force at once."""
    return cast.known["QT-05"]


@pytest.fixture
def calls(app: Flask, cast: Cast) -> Callable[[str], Caller]:
    """`calls("vanan")` is An's program, which speaks to the API."""
    return lambda login: caller(app, cast, login)


@pytest.fixture
def desk(app: Flask, cast: Cast) -> Callable[[str], Desk]:
    """`desk("dung")` is Dung at her browser."""
    return lambda login: Desk(app, login)
