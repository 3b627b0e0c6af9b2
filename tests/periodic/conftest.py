"""The cast of the documents room, with a procedure in force."""

import uuid

import pytest

from qms.service import Service
from tests.documents.conftest import calls, desk
from tests.support.cast import Cast, assemble, assemble_with_qt05


@pytest.fixture
def cast(service: Service, request: pytest.FixtureRequest) -> Cast:
    """An, Bình, Châu, Dung, Giang and Hải; QT-05 is there where the test asks for it."""
    return assemble_with_qt05(service) if "qt05" in request.fixturenames else assemble(service)


@pytest.fixture
def qt05(cast: Cast) -> uuid.UUID:
    """A procedure of the office, in force, reviewed every twelve months."""
    return cast.known["QT-05"]


__all__ = ["calls", "cast", "desk", "qt05"]
