"""A paper with everything on it: three people, the seal, the archive's time-stamp, a checkpoint.

LibreOffice and five signatures take seconds, so it is made once a run on each database and copied.
"""

import json
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from qms.db import Database
from qms.documents.acts.archive import archive_papers
from qms.proofs.acts.checkpoints import make_checkpoint
from qms.service import open_service
from qms.settings import Settings
from tests.sealing import papers, stage
from tests.support import databases, installations, run
from tests.support.cast import Cast, assemble
from tests.support.clock import Clock
from tests.support.postgres import Cluster

MODEL = "qms_sealed"


def live(cast: Cast) -> None:
    """QT-05 approved, sealed and archived, QT-06 approved and waiting for the seal."""
    stage.take_in(cast)
    papers.require_seal(cast)
    stage.make_seal(cast)
    papers.seal(cast, papers.a_paper(cast))
    papers.a_paper(cast, "QT-06")
    assert archive_papers(cast.service) == 1
    assert make_checkpoint(cast.service) is not None


@contextmanager
def on_sqlite(folder: Path, clock: Clock) -> Iterator[Cast]:
    """A copy below this folder."""
    home = folder / "sealed"
    shutil.copytree(_once_sqlite(), home)
    with _opened(home, f"sqlite:///{home / 'qms.db'}", clock) as cast:
        yield cast


@contextmanager
def on_postgresql(cluster: Cluster, folder: Path, clock: Clock) -> Iterator[Cast]:
    """A copy in a PostgreSQL database of its own."""
    home = folder / "sealed"
    shutil.copytree(_once_postgresql(cluster), home)
    name = f"t_{uuid.uuid4().hex}"
    databases.administer(cluster, f"CREATE DATABASE {name} TEMPLATE {MODEL}")
    try:
        with _opened(home, cluster.url(name), clock) as cast:
            yield cast
    finally:
        databases.administer(cluster, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _opened(home: Path, url: str, clock: Clock) -> Iterator[Cast]:
    said = json.loads((home / "cast.json").read_text())
    clock.set(datetime.fromisoformat(said["at"]))
    service = open_service(Settings(instance=home / "instance", database_url=url), clock)
    ids, units = (
        {name: uuid.UUID(one) for name, one in said[part].items()} for part in ("ids", "units")
    )
    try:
        yield Cast(service, ids, units)
    finally:
        service.close()


def _once_sqlite() -> Path:
    with run.once("sealed") as home:
        if not home.exists():
            making = home.with_name("sealed.making")
            making.mkdir()
            with databases.fresh_sqlite(making) as db:
                _make(db, making)
            making.rename(home)
        return home


def _once_postgresql(cluster: Cluster) -> Path:
    with run.once("sealed-postgresql") as home:
        if not home.exists():
            making = home.with_name("sealed-postgresql.making")
            making.mkdir()
            with databases.fresh_postgresql(cluster) as db:
                _make(db, making)
                name = db.engine.url.database
                db.engine.dispose()
                databases.administer(cluster, f"DROP DATABASE IF EXISTS {MODEL}")
                databases.administer(cluster, f"CREATE DATABASE {MODEL} TEMPLATE {name}")
            making.rename(home)
        return home


def _make(db: Database, home: Path) -> None:
    clock = Clock()
    with installations.opened(db, home / "instance", clock) as service:
        cast = assemble(service)
        live(cast)
    said = {
        "at": clock().isoformat(),
        "ids": {name: str(one) for name, one in cast.ids.items()},
        "units": {name: str(one) for name, one in cast.units.items()},
    }
    (home / "cast.json").write_text(json.dumps(said))
