"""The shelf, and its people at their browsers and programs."""

from collections.abc import Callable

import pytest
from flask import Flask

from qms.service import Service
from tests.documents.desk import Desk
from tests.retention.shelf import Shelf, stock
from tests.support.api import Caller, caller


@pytest.fixture
def shelf(service: Service) -> Shelf:
    """A plan of 2026 with files kept for different times, and the sample rules."""
    return stock(service)


@pytest.fixture
def desk(app: Flask, shelf: Shelf) -> Callable[[str], Desk]:
    """`desk("giang")` is Giang at the browser."""
    return lambda login: Desk(app, login)


@pytest.fixture
def calls(app: Flask, shelf: Shelf) -> Callable[[str], Caller]:
    """`calls("giang")` is Giang's program."""
    return lambda login: caller(app, shelf.cast, login)
