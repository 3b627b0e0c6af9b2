"""The cast of the documents room, with a project begun."""

import uuid

import pytest

from tests.documents.conftest import calls, cast, desk
from tests.support.cast import Cast
from tests.transition.stage import begin


@pytest.fixture
def project(cast: Cast) -> uuid.UUID:
    """Giang begins the change from 2008 to 2015."""
    return begin(cast)


__all__ = ["calls", "cast", "desk", "project"]
