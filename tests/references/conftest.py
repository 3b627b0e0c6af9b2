"""The cast with a few documents that lean on each other and on the law."""

from collections.abc import Callable

import pytest
from flask import Flask

from qms.service import Service
from tests.documents.desk import Desk
from tests.support.api import Caller, caller
from tests.support.cast import Cast, assemble


@pytest.fixture
def cast(service: Service) -> Cast:
    """An, Bình, Châu, Dung, Giang and Hải, ready to work."""
    return assemble(service)


@pytest.fixture
def calls(app: Flask, cast: Cast) -> Callable[[str], Caller]:
    """`calls("vanan")` is An's program, which speaks to the API."""
    return lambda login: caller(app, cast, login)


@pytest.fixture
def desk(app: Flask, cast: Cast) -> Callable[[str], Desk]:
    """`desk("dung")` is Dung at her browser."""
    return lambda login: Desk(app, login)
