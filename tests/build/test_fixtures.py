"""The shared fixtures give what they promise."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from qms.installation import installation


def test_a_test_runs_on_both_databases(db, request):
    assert db.is_sqlite is ("sqlite" in request.node.name)


def test_what_one_test_writes_no_other_sees(db):
    for table in ("installation", "person"):
        with db.read() as session:
            assert session.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0  # noqa: S608


def test_the_clock_stands_until_it_is_moved(clock):
    before = clock()
    assert clock() == before
    assert clock.advance(days=2, hours=1) == before + timedelta(days=2, hours=1)
    clock.set(datetime(2027, 1, 1, tzinfo=UTC))
    assert clock().year == 2027


def test_the_service_is_as_init_leaves_it(service, clock):
    with service.db.read() as session:
        assert installation(session).symbol == "SNNMT"
    assert service.now() == clock()
    assert list(service.store.scan()) == []
    assert service.authority is service.authority
