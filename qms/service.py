"""What every act is handed: settings, database, bytes, the clock and the certificate authority."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from qms.db import Database
from qms.errors import Unavailable
from qms.settings import Settings
from qms.store import Store, open_store

if TYPE_CHECKING:
    from qms.signing import Authority
    from qms.signing.timestamps import Stamper
    from qms.word import Converter

UNFINISHED = "restore.unfinished"  # lies in the instance while a restore is under way


def utc_clock() -> datetime:
    """The machine's time in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Service:
    """One running installation; opened once per process."""

    settings: Settings
    db: Database
    store: Store
    clock: Callable[[], datetime] = utc_clock

    def now(self) -> datetime:
        """The instant of this act; below here nobody reads a clock."""
        return self.clock()

    @cached_property
    def authority(self) -> Authority:
        """The certificate authority, opened when first asked for: its libraries load slowly."""
        from qms.signing import open_authority

        return open_authority(self.settings.keys_path, instance_secret(self.settings))

    @cached_property
    def stamper(self) -> Stamper:
        """Where time-stamps come from: the authority of the settings, else the built-in one."""
        from qms.signing.timestamps import Stamper

        told = self.settings
        roots = Path(told.tsa_roots) if told.tsa_roots else ()
        return Stamper(self.authority, url=told.tsa_url, roots=roots, seconds=told.tsa_seconds)

    @cached_property
    def converter(self) -> Converter | None:
        """LibreOffice as the settings say or as found, looked for once; None when there is none."""
        from qms.word import find_converter

        told = self.settings
        return find_converter(told.soffice, seconds=told.pdf_seconds, memory_mb=told.pdf_memory_mb)

    def close(self) -> None:
        """Give the database connections back."""
        self.db.close()


def instance_secret(settings: Settings) -> bytes:
    """The secret of this installation; raises Unavailable before `qms init` has made it."""
    try:
        return settings.secret_path.read_bytes()
    except FileNotFoundError as error:
        raise Unavailable("NOT-INITIALISED") from error


def open_service(settings: Settings, clock: Callable[[], datetime] = utc_clock) -> Service:
    """Open the installation these settings name; nothing is created that `qms init` makes."""
    if (settings.instance / UNFINISHED).exists():
        raise Unavailable("RESTORE-UNFINISHED")
    return Service(
        settings, Database(settings.database_url), open_store(settings.store_path), clock
    )
