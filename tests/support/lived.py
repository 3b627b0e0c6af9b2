"""An installation with a life behind it: what backup, restore and verification are tried on.

On SQLite it is lived once a run and copied for each test; on PostgreSQL it is lived anew.
"""

import json
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from qms.documents import acts
from qms.documents.rules.states import Act
from qms.people.rules import today
from qms.service import open_service
from qms.settings import Settings
from tests.support import databases, installations, run
from tests.support.cast import (
    Cast,
    a_docx,
    a_draft,
    approve,
    assemble,
    base_of,
    plan,
    put_file,
    register,
    review,
    submit,
)
from tests.support.clock import Clock
from tests.support.postgres import Cluster

STATEMENTS = 14


def begin(cast: Cast, document_id: uuid.UUID, code: str, text: str, **changes: object) -> uuid.UUID:
    """An opens the next revision, uploads a file with this code and submits it."""
    revision_id = a_draft(cast, document_id)
    put_file(cast, revision_id, a_docx(text, code), base_of(cast, revision_id))
    plan(cast, revision_id, **changes)
    submit(cast, revision_id)
    return revision_id


def issue(cast: Cast, document_id: uuid.UUID, code: str, text: str, **changes: object) -> uuid.UUID:
    """The same, reviewed and approved."""
    revision_id = begin(cast, document_id, code, text, **changes)
    review(cast, revision_id)
    approve(cast, revision_id)
    return revision_id


def live(cast: Cast, clock: Clock) -> dict[str, uuid.UUID]:
    """QT-05 in its second revision, QT-06 scheduled, QT-07 withdrawn, QT-08 in review."""
    codes = ("QT-05", "QT-06", "QT-07", "QT-08")
    ids = {code: register(cast, code, f"Quy trình {code}") for code in codes}
    issue(cast, ids["QT-05"], "QT-05", "Lần đầu.")
    clock.advance(days=10)
    issue(cast, ids["QT-05"], "QT-05", "Lần hai.")
    issue(cast, ids["QT-06"], "QT-06", "Sắp tới.", effective_on=today(clock()) + timedelta(days=7))
    gone = issue(cast, ids["QT-07"], "QT-07", "Sẽ bỏ.")
    proof = cast.ask("chau", Act.WITHDRAW, gone, "Hết hiệu lực")
    acts.withdraw(cast.service, cast["chau"], gone, "Hết hiệu lực", proof)
    begin(cast, ids["QT-08"], "QT-08", "Đang xem xét.")
    return ids


@contextmanager
def on_sqlite(folder: Path, clock: Clock) -> Iterator[Cast]:
    """A copy of the life lived once, below this folder."""
    home = folder / "lived"
    shutil.copytree(_lived_once(), home)
    said = json.loads((home / "cast.json").read_text())
    clock.set(datetime.fromisoformat(said["at"]))
    settings = Settings(instance=home / "instance", database_url=f"sqlite:///{home / 'qms.db'}")
    service = open_service(settings, clock)
    ids, units = (
        {name: uuid.UUID(one) for name, one in said[part].items()} for part in ("ids", "units")
    )
    try:
        yield Cast(service, ids, units)
    finally:
        service.close()


@contextmanager
def on_postgresql(cluster: Cluster, folder: Path, clock: Clock) -> Iterator[Cast]:
    """The same life in a PostgreSQL database of its own."""
    with (
        databases.fresh_postgresql(cluster) as db,
        installations.opened(db, folder / "lived" / "instance", clock) as service,
    ):
        cast = assemble(service)
        live(cast, clock)
        yield cast


def _lived_once() -> Path:
    with run.once("lived") as home:
        if not home.exists():
            making = home.with_name("lived.making")
            making.mkdir()
            clock = Clock()
            with (
                databases.fresh_sqlite(making) as db,
                installations.opened(db, making / "instance", clock) as service,
            ):
                cast = assemble(service)
                live(cast, clock)
            said = {
                "at": clock().isoformat(),
                "ids": {name: str(one) for name, one in cast.ids.items()},
                "units": {name: str(one) for name, one in cast.units.items()},
            }
            (making / "cast.json").write_text(json.dumps(said))
            making.rename(home)
        return home


@pytest.fixture
def lived(tmp_path: Path, clock: Clock) -> Iterator[Cast]:
    """Documents in every state, on SQLite."""
    with on_sqlite(tmp_path, clock) as cast:
        yield cast


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def life(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Cast]:
    """The same on each database."""
    if request.param == "sqlite":
        yield request.getfixturevalue("lived")
    else:
        with on_postgresql(request.getfixturevalue("cluster"), tmp_path, clock) as cast:
            yield cast
