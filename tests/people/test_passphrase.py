"""One's signing key under another passphrase: the act, the page, the API."""

import uuid

import pytest

from qms.errors import Conflict, Invalid, Throttled
from qms.people import acts
from qms.people.acts.authority import issue_at_console
from qms.people.rules import Operator
from qms.service import Service
from qms.signing import WrongPassphrase, live_certificate
from qms.signing.unlock import unlock
from tests.people.conftest import PASSWORD, Agency
from tests.support.cast import CHEAP

OLD = "mười hai con giáp quay vòng"
NEW = "bốn mùa hoa nở trên đồi"


@pytest.fixture
def an(agency: Agency) -> uuid.UUID:
    person = agency.person("an.nv", password=PASSWORD)
    issue_at_console(agency.service, Operator("root"), person, OLD, cost=CHEAP)
    return person


def opens(service: Service, person: uuid.UUID, passphrase: str) -> bool:
    with service.db.read() as session:
        certificate = live_certificate(session, person, service.now())
    assert certificate is not None
    try:
        return bool(unlock(service.db, certificate, passphrase, now=service.now()))
    except WrongPassphrase:
        return False


def test_the_key_opens_with_the_new_passphrase_only(service: Service, an: uuid.UUID) -> None:
    with service.db.read() as session:
        before = live_certificate(session, an, service.now())
    acts.change_passphrase(service, an, OLD, NEW, cost=CHEAP)
    assert not opens(service, an, OLD)
    assert opens(service, an, NEW)
    with service.db.read() as session:
        after = live_certificate(session, an, service.now())
    assert before is not None
    assert after is not None
    assert after.id == before.id


def test_the_login_password_is_no_passphrase_and_an_easy_one_is_refused(
    service: Service, an: uuid.UUID
) -> None:
    with pytest.raises(Invalid, match="PASSPHRASE-IS-PASSWORD"):
        acts.change_passphrase(service, an, OLD, PASSWORD, cost=CHEAP)
    with pytest.raises(Invalid, match="SIGNING-PASSPHRASE-SHORT"):
        acts.change_passphrase(service, an, OLD, "ngắn", cost=CHEAP)
    assert opens(service, an, OLD)


def test_guessing_the_old_one_locks_the_key(service: Service, an: uuid.UUID) -> None:
    for _time in range(4):
        with pytest.raises(WrongPassphrase):
            acts.change_passphrase(service, an, "không phải câu này", NEW, cost=CHEAP)
    with pytest.raises(Throttled, match="SIGNING-LOCKED"):
        acts.change_passphrase(service, an, "không phải câu này", NEW, cost=CHEAP)


def test_who_has_no_key_is_told_to_make_one(agency: Agency) -> None:
    with pytest.raises(Conflict, match="SIGNING-NO-CERTIFICATE"):
        acts.change_passphrase(agency.service, agency.person("binh.tt"), OLD, NEW)
