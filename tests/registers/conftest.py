"""The cast of the documents room, and Giang's table with its Word files."""

from collections.abc import Callable

import pytest
from flask import Flask

from qms.service import Service
from tests.documents.desk import Desk
from tests.registers.wizard import Wizard
from tests.support.api import Caller, caller
from tests.support.cast import Cast, assemble


@pytest.fixture
def cast(service: Service) -> Cast:
    """An, Bình, Châu, Dung, Giang and Hải, ready to work."""
    return assemble(service)


@pytest.fixture
def wizard(cast: Cast) -> Wizard:
    """Giang with a table of her documents."""
    return Wizard(cast)


@pytest.fixture
def calls(app: Flask, cast: Cast) -> Callable[[str], Caller]:
    """`calls("giang")` is Giang's program, which speaks to the API."""
    return lambda login: caller(app, cast, login)


@pytest.fixture
def desk(app: Flask, cast: Cast) -> Callable[[str], Desk]:
    """`desk("giang")` is Giang at her browser."""
    return lambda login: Desk(app, login)
