"""Starting together, and going back to the moment before the start.

Preparing a signed approval costs half a second, racing it some milliseconds: the database is
prepared once, kept as it is, and put back before every round.
"""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from sqlalchemy import inspect, text

from qms.db import Database
from qms.errors import QmsError

DONE = "done"


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Start all acts together, each in its thread; returns each one's code, or "done"."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        barrier.wait()
        try:
            act()
        except QmsError as error:
            return error.code
        return DONE

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


class Moment:
    """A database as it stood when it was kept; several moments of one have names of their own."""

    def __init__(self, db: Database, name: str = "kept") -> None:
        self.db = db
        self._file = Path(str(db.engine.url.database))
        self._name = name
        self._back = ""

    def keep(self) -> None:
        """From now on this is where `again` leads."""
        self.db.engine.dispose()
        if self.db.is_sqlite:
            shutil.copyfile(self._file, self._copy)
            return
        tables = inspect(self.db.engine).get_table_names()
        kept = (f"CREATE TABLE {self._name}.{one} AS TABLE public.{one}" for one in tables)
        back = (
            f"DELETE FROM public.{one}; INSERT INTO public.{one} SELECT * FROM {self._name}.{one}"
            for one in tables
        )
        self._run("; ".join([f"CREATE SCHEMA {self._name}", *kept]))
        # As a replica would: no foreign key and none of our guards looks at what is put back.
        self._back = "; ".join(["SET LOCAL session_replication_role = replica", *back])

    def again(self) -> None:
        """Everything since `keep` has not happened."""
        if self.db.is_sqlite:
            self.db.engine.dispose()
            # A killed writer leaves its journal: it must not be rolled back into the copy.
            self._file.with_name(f"{self._file.name}-journal").unlink(missing_ok=True)
            shutil.copyfile(self._copy, self._file)
        else:
            self._run(self._back)

    @property
    def _copy(self) -> Path:
        return self._file.with_suffix(f".{self._name}")

    def _run(self, statements: str) -> None:
        with self.db.engine.begin() as connection:
            connection.execute(text(statements))
