"""Ground: engine, sessions, column types and the unit of work.

A write transaction begins with BEGIN IMMEDIATE on SQLite: with the driver's deferred default two
publishers could both see "nobody has issued yet" and both win.
"""

import enum
import sqlite3
import unicodedata
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import (
    DateTime,
    Enum,
    MetaData,
    String,
    Text,
    TypeDecorator,
    Uuid,
    create_engine,
    event,
)
from sqlalchemy.engine import Connection, Dialect, Engine, make_url
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    OperationalError,
    StatementError,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.orm.exc import StaleDataError

from qms.errors import Conflict, Invalid, QmsError, Unavailable

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
BUSY_SECONDS = 5
WAL_RESET_FIXED = (3, 51, 3)
WAL_RESET_BACKPORTS = {(3, 44): 6, (3, 50): 7}


class Base(DeclarativeBase):
    """Every table of the service."""

    metadata = MetaData(naming_convention=NAMING)


class UtcTime(TypeDecorator[datetime]):
    """An instant: aware on the Python side, stored in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def nfc(text: str) -> str:
    """Text as it is stored everywhere: NFC, without NUL and lone surrogates (raises Invalid)."""
    if "\x00" in text:
        raise Invalid("TEXT-NUL")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Invalid("TEXT-SURROGATE") from error
    return unicodedata.normalize("NFC", text)


class Nfc(TypeDecorator[str]):
    """A line of text of at most `length` characters, normalised to NFC."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else nfc(value)


class NfcText(TypeDecorator[str]):
    """Text without a length, normalised to NFC."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else nfc(value)


def enum_type(kind: type[enum.Enum], name: str) -> Enum:
    """A closed set kept as its values, with a CHECK constraint of this name."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


class HasId:
    """A row named by a random UUID, so that a number tells nothing about other rows."""

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid.uuid4)


def wal_is_safe(version: tuple[int, ...] | None = None) -> bool:
    """Whether this SQLite has the WAL-reset fix (3.51.3, or backported to 3.44.6 and 3.50.7)."""
    version = version or sqlite3.sqlite_version_info
    backport = WAL_RESET_BACKPORTS.get((version[0], version[1]))
    return version >= WAL_RESET_FIXED or (backport is not None and version[2] >= backport)


def make_engine(url: str) -> Engine:
    """An engine for this URL with the transaction rules of the service."""
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, pool_size=8, max_overflow=8)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _configure_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # SQLAlchemy says BEGIN, not the driver
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA recursive_triggers = ON")  # else REPLACE deletes past the DELETE guards
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute(f"PRAGMA journal_mode = {'WAL' if wal_is_safe() else 'DELETE'}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    write = connection.get_execution_options().get("qms_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


class Database:
    """Opens read and write transactions on one engine."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = make_engine(url)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A short read transaction; leave it before a page is rendered or a file streamed."""
        with _named_faults(), Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One act: everything in here is committed once at the end, or nothing is."""
        with _named_faults(), Session(self.engine, expire_on_commit=False) as session:
            session.connection(execution_options={"qms_write": True})
            yield session
            session.commit()

    def close(self) -> None:
        self.engine.dispose()


@contextmanager
def _named_faults() -> Iterator[None]:
    """Turn the database's own faults into facts with a code."""
    try:
        yield
    except (IntegrityError, StaleDataError) as error:
        raise Conflict("CONFLICT-AT-WRITE", detail=_constraint(error)) from error
    except OperationalError as error:
        raise Unavailable(_fault_code(error)) from error
    except DataError as error:  # a NUL or a number that no schema had stopped
        raise Invalid from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise Unavailable("DATABASE-GONE") from error
        raise
    except StatementError as error:
        if isinstance(error.orig, QmsError):  # a value that one of our column types refuses
            raise error.orig from error
        raise


def _constraint(error: IntegrityError | StaleDataError) -> str:
    if isinstance(error, StaleDataError):  # somebody else wrote the row after it was read
        return "row_version"
    diagnosis = getattr(error.orig, "diag", None)
    return str(getattr(diagnosis, "constraint_name", None) or error.orig)


def _fault_code(error: OperationalError) -> str:
    text = str(error.orig).lower()
    if "locked" in text or "deadlock" in text or "serialize" in text:
        return "DATABASE-BUSY"
    if "full" in text or "no space" in text or "disk i/o" in text:
        return "DISK-FULL"
    return "DATABASE-GONE"


def dialect_of(session: Session) -> str:
    """`sqlite` or `postgresql`."""
    return session.get_bind().dialect.name
