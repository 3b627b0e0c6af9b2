"""Killed with signal 9 at step after step: nothing acknowledged is lost, nothing is half done."""

import uuid
from collections.abc import Iterator
from functools import partial

from sqlalchemy import inspect, select, text

from qms import schema, signing
from qms.db import Database
from qms.documents import acts
from qms.documents.acts import Upload
from qms.documents.model import DraftFile, Revision, Round
from qms.documents.rules.states import Act, State
from qms.outbox.model import OutboxRow
from qms.signing.judging import Against
from tests.faults.children import DONE, KILLED, killed, limited, needs_strace
from tests.races.moments import Moment
from tests.races.stage import check_log, happened, in_approval, in_force, state
from tests.support.cast import (
    Cast,
    a_docx,
    approve,
    base_of,
    issued,
    put_file,
    ready,
    register,
)

# On SQLite the steps of a commit, on PostgreSQL every message to the server and every answer.
STEPS = {
    True: [("fdatasync", 1), ("unlink", 1), ("pwrite64", 29)],
    False: [("sendto", 5), ("recvfrom", 11)],
}
FILE_STEPS = [("fsync", 1), ("rename", 1), ("fchmod", 1)]


def each_kill(cast: Cast, moment: Moment, act, steps) -> Iterator[str]:
    """Before each kill everything is as it was; after it the database is opened anew."""
    for call, stride in steps:
        cast.service.db.engine.dispose()
        for said in killed(act, call, stride):
            assert said in {KILLED, DONE}
            yield said
            moment.again()
            cast.service.db.engine.dispose()


def check_database(db: Database) -> None:
    """SQLite rolls a torn commit back when it is opened; then every page must be sound."""
    if db.is_sqlite:
        with db.engine.connect() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []


def check_signatures(cast: Cast, document_id: uuid.UUID, count: int) -> None:
    with cast.service.db.read() as session:
        found = signing.evidence(session, subject_ids=[document_id])
        against = Against(cast.service.authority.roots(), cast.service.now(), {})
        results = signing.verify_all(found, against)
    assert [result.ok for _, result in results] == [True] * count


@needs_strace
def test_an_approval_killed_at_every_step(cast: Cast, clock, moment: Moment) -> None:
    document_id = register(cast)
    first = issued(cast, document_id)
    clock.advance(days=30)
    second = in_approval(cast, document_id, "Lần hai.")
    proof = cast.ask("chau", Act.APPROVE, second)
    act = partial(acts.approve, cast.service, cast["chau"], second, proof)
    moment.keep()
    kills = 0
    for said in each_kill(cast, moment, act, STEPS[cast.service.db.is_sqlite]):
        kills += said == KILLED
        check_database(cast.service.db)
        approved = state(cast, second) is State.APPROVED
        assert approved or said == KILLED
        assert in_force(cast, document_id) == [second if approved else first]
        assert happened(cast, "revision.approved", second) == approved
        assert happened(cast, "revision.superseded", first) == approved
        with cast.service.db.read() as session:
            ended = session.scalars(select(Round.outcome).where(Round.revision_id == second)).one()
            told = session.scalars(select(OutboxRow).where(OutboxRow.kind == "index")).all()
        assert (ended is not None) == approved
        assert told
        check_log(cast)
        check_signatures(cast, document_id, 6 if approved else 5)
        if not approved:
            approve(cast, second)  # asked and signed again, it works
            assert in_force(cast, document_id) == [second]
    assert kills >= 10, kills


@needs_strace
def test_an_upload_killed_at_every_step(cast: Cast, moment: Moment) -> None:
    revision_id = ready(cast, register(cast), "Bản một.")
    base = base_of(cast, revision_id)
    moment.keep()
    kills = 0
    texts = iter(range(1000))

    def act() -> None:
        put_file(cast, revision_id, a_docx(f"Bản hai, lượt {next(texts)}."), base)

    for said in each_kill(cast, moment, act, FILE_STEPS + STEPS[cast.service.db.is_sqlite]):
        next(texts)  # the child's own count died with it: every round uploads other bytes
        kills += said == KILLED
        check_database(cast.service.db)
        with cast.service.db.read() as session:
            query = select(DraftFile.sha256).order_by(DraftFile.number)
            names = list(session.scalars(query))
        assert len(names) == 2 or said == KILLED
        assert happened(cast, "revision.file_uploaded", revision_id) == len(names)
        for name in names:
            cast.service.store.verify(name)
        check_log(cast)
        if len(names) == 1:
            act()
            assert base_of(cast, revision_id) != base
    assert kills >= 10, kills


@needs_strace
def test_a_migration_killed_at_every_step(empty_url: str) -> None:
    """The whole schema or none of it, and the next start brings it forward."""
    is_sqlite = empty_url.startswith("sqlite")
    call, stride = ("pwrite64", 40) if is_sqlite else ("sendto", 150)
    kills = 0
    for said in killed(partial(schema.upgrade, empty_url), call, stride):
        kills += said == KILLED
        assert tables(empty_url) == set() or said == DONE
    assert kills >= 3
    schema.upgrade(empty_url)
    database = Database(empty_url)
    assert schema.is_at_head(database)
    assert schema.missing_guards(database) == []
    database.close()


def tables(url: str) -> set[str]:
    database = Database(url)
    names = set(inspect(database.engine).get_table_names())
    database.close()
    return names


def test_where_no_file_may_grow_an_upload_is_refused_wholly(cast: Cast, moment: Moment) -> None:
    """First the store is full, then (SQLite) the database itself."""
    revision_id = ready(cast, register(cast), "Bản một.")
    base = base_of(cast, revision_id)
    sent = Upload(a_docx("Bản hai."), "quy trình.docx", base)
    act = partial(acts.upload, cast.service, cast["vanan"], revision_id, sent)
    before = set(cast.service.store.scan())
    limits = [len(sent.data) // 2] + [2 * len(sent.data)] * cast.service.db.is_sqlite
    for largest in limits:
        cast.service.db.engine.dispose()
        assert limited(act, largest) == "DISK-FULL"
        check_database(cast.service.db)
        assert base_of(cast, revision_id) == base
        assert happened(cast, "revision.file_uploaded", revision_id) == 1
        if largest < len(sent.data):
            assert set(cast.service.store.scan()) == before
        check_log(cast)
    act()  # there is room again
    assert base_of(cast, revision_id) != base
    with cast.service.db.read() as session:
        assert session.get_one(Revision, revision_id).state is State.DRAFT
