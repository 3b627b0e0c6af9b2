"""A person sees their certificates, and is warned before one ends."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask

from qms.people.rules import Role, day_start, today
from qms.people.rules.ending import Ending, ending
from qms.service import Service
from qms.signing import Certificate, RevocationReason, certificates_of, live_certificate
from tests.documents.desk import Desk
from tests.support.cast import Cast, assemble
from tests.support.clock import Clock

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def certificates(service: Service, person_id: UUID) -> list[Certificate]:
    with service.db.read() as session:
        return list(certificates_of(session, person_id))


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


def test_an_administrator_ends_the_certificate_of_somebody_whose_key_was_lost(
    app: Flask, service, clock
):
    cast = assemble(service)
    cast.add("quantri", "Đỗ Thị Quản Trị", (Role.ADMINISTRATOR, None))
    (certificate,) = certificates(service, cast["binh"])
    desk = Desk(app, "quantri")
    page = f"/admin/people/{cast['binh']}"
    desk.open(page)
    assert desk.page.select_one("details #certificate_id")
    chosen = {"certificate_id": str(certificate.id), "reason": "key_compromise"}
    lost = today(service.now()) - timedelta(days=1)
    later = (lost + timedelta(days=9)).isoformat()
    desk.send(f"{page}/certificates/revoke", 422, **chosen, invalid_since=later)
    assert desk.page.select_one("details[open] #certificate_id")
    desk.send(f"{page}/certificates/revoke", **chosen, invalid_since=lost.isoformat())
    assert "Chứng thư đã bị thu hồi" in desk.text
    (ended,) = certificates(service, cast["binh"])
    assert (ended.reason, ended.invalidity_at) == (
        RevocationReason.KEY_COMPROMISE,
        day_start(lost),
    )
    assert not Desk(app, "dung").offers("Thu hồi chứng thư")
    Desk(app, "dung").open(page, 403)


def test_whoever_lost_a_key_says_since_when(service, app):
    cast = assemble(service)
    (certificate,) = certificates(service, cast["binh"])
    lost = today(service.now()) - timedelta(days=2)
    binh = Desk(app, "binh")
    binh.open("/profile/signing-key")
    binh.press("Thu hồi", reason="key_compromise", invalid_since=lost.isoformat())
    (ended,) = certificates(service, cast["binh"])
    assert (ended.id, ended.invalidity_at) == (certificate.id, day_start(lost))
