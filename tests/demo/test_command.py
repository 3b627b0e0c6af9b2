"""`qms demo`: only into an empty installation, and how to sign in is said again at every start."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import update

from qms import demo
from qms.cli.init import PASSPHRASE_FILE, found_authority
from qms.cli.main import qms
from qms.db import Database
from qms.demo.telling import UNFINISHED
from qms.errors import QmsError
from qms.installation import Installation
from qms.people import acts as people
from qms.people.schemas import NewPerson
from qms.service import Service, open_service
from tests.support import installations
from tests.support.cast import ROOT
from tests.support.clock import START, Clock


@pytest.fixture
def empty(db: Database, tmp_path: Path) -> Iterator[Service]:
    with installations.opened(db, tmp_path / "instance", Clock(START)) as service:
        yield service


def run(service: Service, *words: str) -> Result:
    url = service.settings.database_url.replace("postgresql+psycopg", "postgresql")
    environment = {"QMS_INSTANCE": str(service.settings.instance), "QMS_DATABASE_URL": url}
    return CliRunner().invoke(qms, ["demo", *words], env=environment)


def code_of(result: Result) -> str:
    assert isinstance(result.exception, QmsError), result.output
    return result.exception.code


def somebody(service: Service) -> None:
    people.create_person(service, ROOT, NewPerson(login="vanan", full_name="Nguyễn Văn An"))


def test_an_installation_with_people_is_refused(empty: Service):
    somebody(empty)
    assert code_of(run(empty)) == "DEMO-NOT-EMPTY"


def test_if_empty_leaves_somebody_elses_installation_alone_without_a_word(empty: Service):
    somebody(empty)
    result = run(empty, "--if-empty")
    assert (result.exit_code, result.output) == (0, "")


def test_a_second_start_of_a_demonstration_says_how_to_sign_in(empty: Service):
    somebody(empty)
    with empty.db.write() as session:
        session.execute(update(Installation).values(demo=True))
    result = run(empty, "--if-empty")
    assert result.exit_code == 0
    for line in demo.sign_in_table():
        assert line.login in result.output
        assert line.password in result.output


def test_half_a_story_is_never_taken_for_a_whole_one(empty: Service):
    (empty.settings.instance / UNFINISHED).touch()
    assert code_of(run(empty)) == "DEMO-UNFINISHED"
    assert code_of(run(empty, "--if-empty")) == "DEMO-UNFINISHED"


def test_the_authority_made_anew_is_valid_from_the_first_day_under_the_same_passphrase(
    empty: Service,
):
    service = open_service(empty.settings, demo.story_clock(START + timedelta(days=10)))
    first = found_authority(service, "Sở Tài nguyên và Môi trường")
    assert found_authority(service, "Sở Tài nguyên và Môi trường") == first
    kept = (service.settings.instance / PASSPHRASE_FILE).read_text(encoding="utf-8").strip()
    assert kept == first
    assert len(service.authority.roots()) == 1
    service.close()


def test_the_clock_of_the_story_never_runs_backwards_nor_past_the_end():
    clock = demo.story_clock(START)
    seen = [clock()]
    for days in (400, 399, 10, 11, 3, 1):
        clock.days_ago(days, hour=15)
        seen.append(clock())
        clock.next_day()
        seen.append(clock())
        clock.later(hours=2)
        seen.append(clock())
    assert seen == sorted(seen)
    assert seen[-1] <= START
    clock.finish()
    assert clock() == START
