"""The chapter of the demonstration about the new edition, told over the model set."""

from datetime import timedelta

from qms import demo
from qms.demo import story, transition
from qms.demo.desk import Desk
from qms.demo.office import SET, Office
from qms.documents.seeds import seed_register
from qms.people import acts as people
from qms.service import open_service
from qms.transition.queries.projects import project_page
from tests.support.cast import CHEAP, ROOT
from tests.support.clock import START


def test_the_department_gets_ready_for_the_new_edition(service):
    people.load_positions(service, ROOT)
    with service.db.write() as session:
        seed_register(session)
    clock = demo.story_clock(START + timedelta(days=420))
    with_clock = open_service(service.settings, clock)
    office = Office(with_clock, clock, CHEAP)
    story.found(office, SET)
    story.adopt_the_set(office, SET)
    project_id = transition.tell(Desk(office))
    with with_clock.db.read() as session:
        page = project_page(session, office.actor("nam.trinh"), project_id, clock())
    assert page.line.steps.done == 2
    assert [one.code for one in page.rows] == ["QT-01", "QT-02", "QT-06", "QT-07", "STCL-01"]
    assert not page.map_checked
    with_clock.close()
