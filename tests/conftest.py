"""Fixtures everybody shares."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qms import triggers
from qms.db import Base, Database


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """A fresh database with the tables of whatever models the test imported."""
    database = Database(f"sqlite:///{tmp_path / 'qms.db'}")
    with database.engine.begin() as connection:
        Base.metadata.create_all(connection)
        tables = set(Base.metadata.tables)
        triggers.create(connection, tables)
    yield database
    database.close()
