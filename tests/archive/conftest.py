"""An installation with a life behind it, and empty places to restore into."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from qms.service import Service, open_service
from qms.settings import Settings
from tests.support import databases
from tests.support.clock import Clock
from tests.support.lived import life, lived  # noqa: F401 - fixtures

Place = Callable[[str], Settings]


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Empty instances with an empty database of the kind asked for."""
    with ExitStack() as open_places:

        def make(kind: str) -> Settings:
            number = len(list(tmp_path.glob("place-*")))
            instance = tmp_path / f"place-{number}"
            instance.mkdir()
            url = f"sqlite:///{instance / 'qms.db'}"
            if kind == "postgresql":
                cluster = request.getfixturevalue("cluster")
                url = open_places.enter_context(databases.empty_postgresql(cluster))
            return Settings(instance=instance, database_url=url)

        yield make


def reopened(settings: Settings, clock: Clock) -> Service:
    """The restored installation as the commands open it."""
    return open_service(settings, clock)
