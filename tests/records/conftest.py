"""The cast with a form in force and a file plan."""

from collections.abc import Callable

import pytest
from flask import Flask

from qms.service import Service
from tests.documents.desk import Desk
from tests.records.office import FormOffice, set_up
from tests.support.api import Caller, caller


@pytest.fixture
def office(service: Service) -> FormOffice:
    """BM-01-QT-04 is in force, the plan of 2026 has two files."""
    return set_up(service)


@pytest.fixture
def desk(app: Flask, office: FormOffice) -> Callable[[str], Desk]:
    """`desk("dung")` is Dung at her browser."""
    return lambda login: Desk(app, login)


@pytest.fixture
def calls(app: Flask, office: FormOffice) -> Callable[[str], Caller]:
    """`calls("dung")` is Dung's program."""
    return lambda login: caller(app, office.cast, login)
