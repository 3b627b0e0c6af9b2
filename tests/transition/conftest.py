"""The cast of the documents room, with a project begun."""

import uuid

import pytest

from qms.transition import acts
from qms.transition.schemas import NewProject
from tests.documents.conftest import calls, cast, desk
from tests.support.cast import Cast


@pytest.fixture
def project(cast: Cast) -> uuid.UUID:
    """Giang begins the change from 2008 to 2015."""
    new = NewProject(
        name="Chuyển đổi sang TCVN ISO 9001:2015",
        from_standard="TCVN ISO 9001:2008",
        to_standard="TCVN ISO 9001:2015",
        map="9001-2008-2015",
    )
    return acts.begin_project(cast.service, cast["giang"], new)


__all__ = ["calls", "cast", "desk", "project"]
