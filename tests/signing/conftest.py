"""An installation that signs: authority, database, and people enrolled in it."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from qms.db import Database
from qms.signing import (
    Authority,
    Certificate,
    LogHead,
    Signed,
    StatementSpec,
    create_authority,
    open_authority,
    prepare_enrolment,
    record,
    request,
    sign,
    store_enrolment,
)
from qms.signing.pdf import Made
from tests.signing.papers import Signers, signable
from tests.signing.pki import CHEAP, NOW, PASSPHRASE, SECRET, spec

LATER = NOW + timedelta(minutes=1)


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The key folder of a fresh authority, made once a run."""
    keys = tmp_path_factory.mktemp("founded") / "keys"
    create_authority(
        keys,
        organisation="Sở Nội vụ tỉnh Sông Hồng",
        root_passphrase="mật khẩu của chứng thư gốc",
        instance_secret=SECRET,
        now=NOW,
        cost=CHEAP,
    )
    return keys


@pytest.fixture
def authority(founded: Path, tmp_path: Path) -> Authority:
    """An authority of this test alone."""
    keys = shutil.copytree(founded, tmp_path / "keys")
    return open_authority(keys, SECRET)


@dataclass
class Office:
    """Short words for the acts of signing."""

    db: Database
    authority: Authority

    def enrol(
        self,
        holder: UUID | None = None,
        *,
        at: datetime = NOW,
        replace: bool = False,
        passphrase: str = PASSPHRASE,
    ) -> UUID:
        """Somebody with a key; returns who."""
        holder = holder or uuid4()
        made = prepare_enrolment(
            self.authority,
            holder_id=holder,
            login="hong.nt",
            full_name="Nguyễn Thị Hồng",
            passphrase=passphrase,
            now=at,
            cost=CHEAP,
        )
        with self.db.write() as session:
            store_enrolment(session, made, replace=replace)
        return holder

    def certificate(self, holder: UUID) -> Certificate:
        """The latest certificate of this person."""
        from qms.signing import certificates_of

        with self.db.read() as session:
            return certificates_of(session, holder)[0]

    def ask(
        self, holder: UUID, about: UUID | None = None, *, at: datetime = LATER, **changes: object
    ) -> str:
        """A request for this person; returns its challenge."""
        subject = about or uuid4()
        with self.db.write() as session:
            return self.request(session, spec(holder, subject, **changes), subject, at).challenge

    def request(self, session: Session, what: StatementSpec, subject: UUID, at: datetime):  # type: ignore[no-untyped-def]
        """The request itself, inside somebody's transaction."""
        return request(
            session,
            self.authority,
            what,
            subject_id=subject,
            system="0b5f3f44-9d0e-4a0e-9f2e-000000000001",
            demo=False,
            now=at,
            head=LogHead(0, 7, "d" * 64),
        )

    def sign(
        self,
        challenge: str,
        holder: UUID,
        *,
        at: datetime = LATER,
        passphrase: str = PASSPHRASE,
        on_failure: Callable[[Session], None] | None = None,
    ) -> Signed:
        """Sign what was asked."""
        return sign(
            self.db,
            self.authority,
            challenge=challenge,
            holder_id=holder,
            passphrase=passphrase,
            now=at,
            on_failure=on_failure,
        )

    def record(self, signed: Signed, *, at: datetime = LATER) -> UUID:
        """Record it; returns the statement's id."""
        with self.db.write() as session:
            return record(session, signed, now=at).id

    def whole(
        self, holder: UUID, about: UUID | None = None, *, at: datetime = LATER, **changes: object
    ) -> UUID:
        """Ask, sign and record."""
        return self.record(
            self.sign(self.ask(holder, about, at=at, **changes), holder, at=at), at=at
        )


@pytest.fixture
def office(db: Database, authority: Authority) -> Office:
    """An installation ready to enrol and sign."""
    return Office(db, authority)


@pytest.fixture(scope="module")
def signers(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Signers:
    keys = shutil.copytree(founded, tmp_path_factory.mktemp("making") / "keys")
    return Signers(open_authority(keys, SECRET))


@pytest.fixture(scope="module")
def signed(signers: Signers) -> bytes:
    """Everybody has signed."""
    return signers.all(signable(3))


@pytest.fixture(scope="module")
def archived(signers: Signers, signed: bytes) -> Made:
    """And it was archived."""
    return signers.archive(signed)
