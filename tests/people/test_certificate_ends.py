"""A person sees their certificates, and is warned before one ends."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from qms.people.rules.ending import Ending, ending
from qms.signing import live_certificate
from tests.documents.desk import Desk
from tests.support.cast import Cast, assemble
from tests.support.clock import Clock

NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=61), Ending.FAR),
        (timedelta(days=60), Ending.SOON),
        (timedelta(days=8), Ending.SOON),
        (timedelta(days=7), Ending.CLOSE),
        (timedelta(seconds=1), Ending.CLOSE),
        (timedelta(0), Ending.OVER),
    ],
)
def test_the_end_is_near_from_sixty_days_and_close_from_seven(left: timedelta, said: Ending):
    assert ending(NOW + left, NOW) is said


def stand_before_the_end(cast: Cast, clock: Clock, days: int) -> None:
    """So many days before An's certificate ends."""
    with cast.service.db.read() as session:
        found = live_certificate(session, cast["vanan"], clock())
        assert found is not None
        clock.set(found.not_after - timedelta(days=days))


def test_the_profile_lists_the_certificates_and_warns_of_none_that_lasts(app: Flask, service):
    assemble(service)
    an = Desk(app, "vanan")
    an.open("/profile")
    assert "Cơ quan cấp, khóa giữ tại đây" in an.text
    assert "Chứng thư ký số còn" not in an.text


@pytest.mark.parametrize(("days", "tone"), [(30, "wait"), (5, "dead")])
def test_the_profile_and_the_key_page_warn_before_the_end(app: Flask, service, clock, days, tone):
    cast = assemble(service)
    stand_before_the_end(cast, clock, days)
    an = Desk(app, "vanan")
    for address in ("/profile", "/profile/signing-key"):
        an.open(address)
        warned = an.page.select_one(f".standing.{tone}")
        assert f"còn {days} ngày" in warned.get_text()
