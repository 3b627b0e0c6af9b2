"""The demo's clerk, its fictional seal and its drawn signatures."""

from datetime import timedelta
from pathlib import Path

from qms.demo.clock import StoryClock
from qms.demo.office import Office, set_up
from qms.demo.pictures import seal_picture, signature_picture
from qms.demo.sealing import CLERK, SECRET, put_pictures, seal_clerk, seal_waiting, set_up_seal
from qms.documents.seeds import seed_register
from qms.people import acts as people
from qms.people.queries.pictures import picture_of
from qms.people.rules import Operator
from qms.sealing.queries.clerks import clerks
from qms.sealing.queries.keys import seal_page
from tests.support import databases, installations
from tests.support.cast import CHEAP
from tests.support.clock import START, Clock


def test_the_pictures_are_always_alike_and_differ_by_name():
    assert seal_picture() == seal_picture()
    assert signature_picture("Lê Hoàng Minh") == signature_picture("Lê Hoàng Minh")
    assert signature_picture("Lê Hoàng Minh") != signature_picture("Trần Thị Thu Hà")


def test_the_demo_has_a_clerk_with_a_seal_and_people_with_signatures(tmp_path: Path):
    clock = StoryClock(START + timedelta(days=30), 20)
    with (
        databases.fresh_sqlite(tmp_path) as db,
        installations.opened(db, tmp_path / "i", Clock()) as service,
    ):
        object.__setattr__(service, "clock", clock)
        people.load_positions(service, Operator("demo"))
        with db.write() as session:
            seed_register(session)
        office = Office(service, clock, CHEAP)
        set_up(office)
        assert seal_clerk(service) == ()
        assert set_up_seal(office)
        (line,) = seal_clerk(service)
        assert people.sign_in(service, line.login, line.password)
        assert SECRET in line.does
        put_pictures(office)
        assert seal_waiting(office) == 0
        with db.read() as session:
            assert [one.login for one in clerks(session, clock())] == [CLERK.login]
            page = seal_page(session, clock())
            assert picture_of(session, office.people["minh.le"]) is not None
    assert page.live is not None
    assert page.picture_mm == 36
