"""The cast at their desks, with a search index that the test brings up to date."""

from collections.abc import Callable

import pytest
from flask import Flask

from qms.jobs.indexing import bring_up_to_date, open_index
from qms.service import Service
from tests.documents.desk import Desk
from tests.support.cast import Cast, assemble


@pytest.fixture
def cast(service: Service) -> Cast:
    """An, Bình, Châu, Dung, Giang and Hải, ready to work."""
    return assemble(service)


@pytest.fixture
def desk(app: Flask, cast: Cast) -> Callable[[str], Desk]:
    """`desk("dung")` is Dung at her browser."""
    return lambda login: Desk(app, login)


@pytest.fixture
def indexed(service: Service) -> Callable[[], int]:
    """What the jobs process does between two clicks."""
    index = open_index(service)
    return lambda: bring_up_to_date(service, index)
