"""The story told once on each database, with signing keys that open quickly."""

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path

import pytest

from qms import demo
from qms.demo.office import Office
from qms.documents.seeds import seed_register
from qms.people import acts as people
from qms.service import open_service
from tests.conftest import BACKENDS
from tests.support import databases, installations
from tests.support.cast import CHEAP, ROOT
from tests.support.clock import START, Clock

END = START + timedelta(days=420)  # the authority of the tests is valid before the first day


@pytest.fixture(scope="module", params=BACKENDS)
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator:
    """The office at the end of the story."""
    folder: Path = tmp_path_factory.mktemp("demo")
    if request.param == "sqlite":
        opened = databases.fresh_sqlite(folder)
    else:
        opened = databases.fresh_postgresql(request.getfixturevalue("cluster"))
    with opened as db, installations.opened(db, folder / "instance", Clock(START)) as service:
        people.load_positions(service, ROOT)
        with db.write() as session:
            seed_register(session)
        clock = demo.story_clock(END)
        office: Office = demo.tell(
            open_service(service.settings, clock), clock, lambda _name: nullcontext(), cost=CHEAP
        )
        yield office
        office.service.close()
