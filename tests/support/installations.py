"""An installation as `qms init` leaves it, its authority made once a run."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qms.db import Database
from qms.installation import Installation
from qms.service import Service, open_service
from qms.settings import Settings
from tests.support import run
from tests.support.clock import START, Clock

SECRET = bytes(range(32))
ROOT_PASSPHRASE = "đường gốc của cơ quan 2026"
AGENCY = "Sở Nông nghiệp và Môi trường tỉnh Sông Lam"


@contextmanager
def opened(db: Database, instance: Path, clock: Clock) -> Iterator[Service]:
    """Secret, keys and the installation's row are there; nothing else is."""
    settings = Settings(instance=instance, database_url=db.url)
    instance.mkdir(parents=True)
    settings.secret_path.write_bytes(SECRET)
    shutil.copytree(_authority(), settings.keys_path)
    with db.write() as session:
        session.add(
            Installation(agency=AGENCY, symbol="SNNMT", place="Sông Lam", created_at=clock())
        )
    service = open_service(settings, clock)
    try:
        yield service
    finally:
        service.close()


def _authority() -> Path:
    with run.once("keys") as keys:
        if not keys.exists():
            from qms.signing.founding import create_authority
            from qms.signing.keys import KdfCost

            making = keys.with_name("keys.making")
            making.mkdir()
            create_authority(
                making,
                organisation=AGENCY,
                root_passphrase=ROOT_PASSPHRASE,
                instance_secret=SECRET,
                now=START,
                cost=KdfCost(memory_kib=64, iterations=1, lanes=1),
            )
            making.rename(keys)
        return keys
