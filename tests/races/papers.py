"""One signable PDF and the moments of its life; a conversion takes seconds, a race needs none."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from qms import signing
from qms.db import Database
from qms.documents import acts
from qms.documents.model import Revision
from qms.documents.rules.states import Act
from qms.documents.schemas import ReviewerPlan
from qms.people.rules import Role, today
from qms.sealing import acts as sealing
from qms.service import Service
from qms.signing.model import PdfStep, SignedPdf
from qms.signing.own import against_all
from qms.store import read_bytes
from tests.conftest import BACKENDS
from tests.races.moments import Moment
from tests.sealing.papers import proof_of, require_seal
from tests.sealing.stage import hold, make_seal, take_in
from tests.support import databases, installations
from tests.support.cast import Cast, approve, assemble, ready, register, submit
from tests.support.clock import START, Clock

REVIEWERS = ("binh", "minh")


@dataclass
class Papers:
    """QT-05, which two review, Châu approves and one of two clerks seals."""

    cast: Cast
    clock: Clock
    revision_id: uuid.UUID
    moments: dict[str, Moment] = field(default_factory=dict)

    @property
    def service(self) -> Service:
        return self.cast.service

    def keep(self, name: str) -> None:
        """Remember this moment under a name."""
        self.moments[name] = Moment(self.service.db, name)
        self.moments[name].keep()

    def at(self, name: str) -> None:
        """Go back to it; the clock too."""
        self.clock.set(START)
        self.moments[name].again()

    def agreeing(self, login: str) -> Callable[[], None]:
        """A reviewer's agreement, asked for and not yet signed."""
        proof = self.cast.ask(login, Act.AGREE, self.revision_id)
        me = self.cast[login]
        return partial(acts.agree, self.service, me, self.revision_id, "", proof)

    def approving(self) -> Callable[[], None]:
        """Châu's approval, asked for and not yet signed."""
        proof = self.cast.ask("chau", Act.APPROVE, self.revision_id)
        return partial(acts.approve, self.service, self.cast["chau"], self.revision_id, proof)

    def sealing(self, login: str = "khanh") -> Callable[[], None]:
        """A clerk's seal, asked for and not yet set."""
        proof = proof_of(self.cast, self.revision_id, login)
        return partial(sealing.seal, self.service, self.cast[login], self.revision_id, proof)

    def chain(self) -> list[SignedPdf]:
        """Every state of the PDF, in order."""
        with self.service.db.read() as session:
            return list(session.scalars(select(SignedPdf).order_by(SignedPdf.number)))

    def steps(self) -> list[PdfStep]:
        """What was appended, in order."""
        return [one.step for one in self.chain()]

    def check(self) -> list[str]:
        """Every state begins with the one before, the last is judged whole; its signed fields."""
        chain = self.chain()
        kept = [read_bytes(self.service.store, one.sha256) for one in chain]
        for before, after in zip(kept, kept[1:], strict=False):
            assert after.startswith(before)
        assert [one.base_sha256 for one in chain[1:]] == [one.sha256 for one in chain[:-1]]
        assert [one.number for one in chain] == list(range(1, len(chain) + 1))
        with self.service.db.read() as session:
            against = against_all(session, self.service.authority, self.service.now())
        result = signing.pdf.check_against(kept[-1], against)
        assert result.ok, result
        return [one.field for one in result.signatures]

    @contextmanager
    def outage(self) -> Iterator[None]:
        """A time-stamping authority is configured, and nobody answers there."""
        stamper = self.service.stamper
        stamper.url = "http://127.0.0.1:9/"
        try:
            yield
        finally:
            stamper.url = ""

    def revision(self) -> Revision:
        """The row as it is now."""
        with self.service.db.read() as session:
            return session.get_one(Revision, self.revision_id)


@contextmanager
def opened(db: Database, folder: Path) -> Iterator[Papers]:
    """The cast, its seal and the paper: moments "submitted", "approvable", "approved"."""
    clock = Clock()
    with installations.opened(db, folder / "instance", clock) as service:
        cast = assemble(service, pdf=True)
        take_in(cast)
        cast.add("minh", "Đỗ Minh", (Role.REVIEWER, None))
        cast.enrol("minh")
        cast.add("lan", "Bùi Lan", (Role.STAFF, "VP"))
        hold(cast, "lan", "records_clerk", "SO")
        require_seal(cast)
        make_seal(cast)
        due = today(service.now())
        both = [ReviewerPlan(person_id=cast[login], due_on=due) for login in REVIEWERS]
        papers = Papers(cast, clock, ready(cast, register(cast), "Bản.", reviewers=both))
        submit(cast, papers.revision_id)
        papers.keep("submitted")
        for login in REVIEWERS:
            papers.agreeing(login)()
        papers.keep("approvable")
        approve(cast, papers.revision_id)
        papers.keep("approved")
        yield papers


@pytest.fixture(scope="module", params=BACKENDS)
def papers(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Papers]:
    """One installation of each kind for the whole module: LibreOffice takes seconds."""
    folder = tmp_path_factory.mktemp("papers")
    if request.param == "sqlite":
        db = databases.fresh_sqlite(folder)
    else:
        db = databases.fresh_postgresql(request.getfixturevalue("cluster"))
    with db as database, opened(database, folder) as made:
        yield made
