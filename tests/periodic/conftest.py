"""The cast of the documents room, with a procedure in force."""

import uuid

import pytest

from tests.documents.conftest import calls, cast, desk
from tests.support.cast import Cast, issued, register


@pytest.fixture
def qt05(cast: Cast) -> uuid.UUID:
    """A procedure of the office, in force, reviewed every twelve months."""
    document_id = register(cast)
    issued(cast, document_id)
    return document_id


__all__ = ["calls", "cast", "desk", "qt05"]
