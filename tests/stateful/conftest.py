"""The cast, in a fresh installation on each database."""

import pytest

from qms.service import Service
from tests.support.cast import Cast, assemble


@pytest.fixture
def cast(service: Service) -> Cast:
    """An, Bình, Châu, Dung, Giang and Hải, ready to work."""
    return assemble(service)
