"""The cast, in a fresh installation on each database, and moments that come again."""

import pytest

from qms.service import Service
from tests.races.moments import Moment
from tests.races.papers import papers
from tests.support.cast import Cast, assemble


@pytest.fixture
def cast(service: Service) -> Cast:
    """An, Bình, Châu, Dung, Giang and Hải, ready to work."""
    return assemble(service)


@pytest.fixture
def moment(service: Service) -> Moment:
    """`moment.keep()` once all is prepared, `moment.again()` before every kill."""
    return Moment(service.db)


__all__ = ["papers"]
