"""One index of each kind; the contract suite runs on every one of them."""

from pathlib import Path

import pytest

from qms.search import Filters, open_index
from tests.search.samples import NOW


@pytest.fixture(params=["whoosh"])
def index(tmp_path: Path):
    """An empty index, ready to be written."""
    made = open_index(tmp_path / "index")
    made.rebuild([])
    return made


@pytest.fixture
def now() -> Filters:
    """What is in force now, from every unit."""
    return Filters(now=NOW)
