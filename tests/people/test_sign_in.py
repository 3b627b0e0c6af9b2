"""Signing in, staying signed in, and no longer being so."""

import threading
import uuid

import pytest
from sqlalchemy import select

from qms.errors import NotFound, NotSignedIn, QmsError, Throttled
from qms.people import acts, queries
from qms.people.model import OneTimeCode, Person, WebSession
from qms.people.passwords import PasswordCost, needs_rehash, set_cost
from qms.people.schemas import NewPerson, NewToken
from qms.service import Service
from tests.people.conftest import OPERATOR, PASSWORD, Agency
from tests.support.clock import Clock

OTHER = "ba cây chụm lại nên hòn núi"


@pytest.fixture
def an(agency: Agency) -> uuid.UUID:
    return agency.person("an.nv", "Nguyễn Văn An", PASSWORD)


def refused(service: Service, login: str, password: str, address: str = "10.0.0.1") -> str:
    with pytest.raises(QmsError) as caught:
        acts.sign_in(service, login, password, address=address)
    return caught.value.code


def test_somebody_signs_in_and_is_known_by_the_cookie(service: Service, an: uuid.UUID) -> None:
    raw = acts.sign_in(service, " An.NV ", PASSWORD, address="10.0.0.1", user_agent="Firefox")
    actor = queries.resolve_session(service, raw)
    assert actor is not None
    assert (actor.id, actor.login, actor.must_change) == (an, "an.nv", False)


def test_the_cookie_is_not_kept_in_clear(service: Service, an: uuid.UUID) -> None:
    raw = acts.sign_in(service, "an.nv", PASSWORD)
    with service.db.read() as session:
        row = session.scalars(select(WebSession)).one()
    assert raw not in repr(vars(row))


def test_a_copied_cookie_is_dead_after_signing_out(service: Service, an: uuid.UUID) -> None:
    copied = raw = acts.sign_in(service, "an.nv", PASSWORD)
    acts.sign_out(service, raw)
    assert queries.resolve_session(service, copied) is None
    acts.sign_out(service, copied)  # once more does no harm


def test_a_session_ends_when_nobody_came_by_for_half_an_hour(
    service: Service, an: uuid.UUID, clock: Clock
) -> None:
    raw = acts.sign_in(service, "an.nv", PASSWORD)
    clock.advance(minutes=29)
    assert queries.resolve_session(service, raw)
    clock.advance(minutes=29)
    assert queries.resolve_session(service, raw)
    clock.advance(minutes=30)
    assert queries.resolve_session(service, raw) is None


def test_a_session_ends_after_twelve_hours_however_busy(
    service: Service, an: uuid.UUID, clock: Clock
) -> None:
    raw = acts.sign_in(service, "an.nv", PASSWORD)
    for _ in range(35):
        clock.advance(minutes=20)
        assert queries.resolve_session(service, raw)
    clock.advance(minutes=20)
    assert queries.resolve_session(service, raw) is None


def test_last_seen_is_written_at_most_once_a_minute(
    service: Service, an: uuid.UUID, clock: Clock
) -> None:
    raw = acts.sign_in(service, "an.nv", PASSWORD)
    seen = []
    for _ in range(4):
        clock.advance(seconds=30)
        queries.resolve_session(service, raw)
        row = queries.session_row(service, raw)
        assert row is not None
        seen.append(row.last_seen_at)
    assert len(set(seen)) == 3


def test_wrong_unknown_and_disabled_are_told_apart_by_nobody(
    service: Service, agency: Agency, an: uuid.UUID
) -> None:
    agency.person("chua.co.mat.khau")
    assert refused(service, "an.nv", OTHER) == "SIGN-IN-REFUSED"
    assert refused(service, "khong.ai", OTHER) == "SIGN-IN-REFUSED"
    assert refused(service, "chua.co.mat.khau", "") == "SIGN-IN-REFUSED"
    acts.disable_person(service, OPERATOR, an)
    assert refused(service, "an.nv", PASSWORD) == "SIGN-IN-REFUSED"


def test_after_five_failures_even_the_right_password_waits(
    service: Service, an: uuid.UUID, clock: Clock
) -> None:
    for _ in range(5):
        assert refused(service, "an.nv", OTHER) == "SIGN-IN-REFUSED"
    with pytest.raises(Throttled) as caught:
        acts.sign_in(service, "an.nv", PASSWORD)
    assert caught.value.parameters["seconds"] == 2
    clock.advance(seconds=2)
    acts.sign_in(service, "an.nv", PASSWORD)
    assert refused(service, "an.nv", OTHER) == "SIGN-IN-REFUSED"  # and the count starts anew


def test_the_wait_grows_with_every_further_failure(
    service: Service, an: uuid.UUID, clock: Clock
) -> None:
    waits = []
    for _ in range(12):
        try:
            acts.sign_in(service, "an.nv", OTHER)
        except Throttled as error:
            seconds = error.parameters["seconds"]
            assert isinstance(seconds, int)
            waits.append(seconds)
            clock.advance(seconds=seconds)
        except NotSignedIn:
            pass
    assert waits == [2, 4, 8, 16]


def test_one_password_tried_on_many_accounts_is_stopped_by_address(
    service: Service, an: uuid.UUID
) -> None:
    codes = [refused(service, f"nguoi{number}", OTHER, "2001:db8::1") for number in range(21)]
    assert codes[-1] == "SIGN-IN-THROTTLED"
    assert refused(service, "an.nv", OTHER, "2001:db8::ffff") == "SIGN-IN-THROTTLED"
    acts.sign_in(service, "an.nv", PASSWORD, address="2001:db8:1::1")


def test_attempts_at_once_do_not_slip_past_the_count(service: Service, an: uuid.UUID) -> None:
    codes: list[str] = []
    threads = [
        threading.Thread(target=lambda: codes.append(refused(service, "an.nv", OTHER)))
        for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes.count("SIGN-IN-REFUSED") == 5
    assert codes.count("SIGN-IN-THROTTLED") == 7


def test_a_hash_of_lower_cost_is_renewed_at_sign_in(service: Service, an: uuid.UUID) -> None:
    before = set_cost(PasswordCost(memory_kib=128, passes=1, lanes=1))
    try:
        acts.sign_in(service, "an.nv", PASSWORD)
        with service.db.read() as session:
            stored = session.scalars(select(Person.password_hash).where(Person.id == an)).one()
        assert stored is not None
        assert not needs_rehash(stored)
        acts.sign_in(service, "an.nv", PASSWORD)
    finally:
        set_cost(before)


def test_disabling_ends_sessions_tokens_and_codes_at_once(
    service: Service, agency: Agency, an: uuid.UUID, admin: uuid.UUID
) -> None:
    raw = acts.sign_in(service, "an.nv", PASSWORD)

    token = acts.create_token(
        service, an, an, NewToken(name="báo cáo", may_act=True), session_token=raw
    )
    code = acts.issue_one_time_code(service, admin, an).code
    assert queries.resolve_token(service, token.raw)
    acts.disable_person(service, admin, an)
    assert queries.resolve_session(service, raw) is None
    assert queries.resolve_token(service, token.raw) is None
    acts.enable_person(service, admin, an)
    assert queries.resolve_session(service, raw) is None
    assert queries.resolve_token(service, token.raw) is None
    with pytest.raises(NotFound, match="CODE-NOT-VALID"):
        acts.redeem_one_time_code(service, code, OTHER)


def test_a_code_sets_the_first_password_once(service: Service, agency: Agency) -> None:

    new = NewPerson(login="binh.tt", full_name="Trần Thị Bình")
    handed = acts.create_person(service, OPERATOR, new)
    typed = handed.code.lower().replace("-", " ")
    assert acts.redeem_one_time_code(service, typed, PASSWORD) == handed.person_id
    acts.sign_in(service, "binh.tt", PASSWORD)
    with pytest.raises(NotFound, match="CODE-NOT-VALID"):
        acts.redeem_one_time_code(service, handed.code, OTHER)


def test_a_new_code_kills_the_one_before_and_every_code_grows_old(
    service: Service, an: uuid.UUID, admin: uuid.UUID, clock: Clock
) -> None:
    first = acts.issue_one_time_code(service, admin, an).code
    second = acts.issue_one_time_code(service, admin, an).code
    with pytest.raises(NotFound, match="CODE-NOT-VALID"):
        acts.redeem_one_time_code(service, first, OTHER)
    clock.advance(hours=24)
    with pytest.raises(NotFound, match="CODE-NOT-VALID"):
        acts.redeem_one_time_code(service, second, OTHER)


def test_a_reset_ends_what_was_signed_in_before(
    service: Service, an: uuid.UUID, admin: uuid.UUID
) -> None:
    raw = acts.sign_in(service, "an.nv", PASSWORD)
    code = acts.issue_one_time_code(service, admin, an).code
    assert queries.resolve_session(service, raw)
    acts.redeem_one_time_code(service, code, OTHER)
    assert queries.resolve_session(service, raw) is None
    assert refused(service, "an.nv", PASSWORD) == "SIGN-IN-REFUSED"


def test_of_two_who_redeem_one_code_at_once_one_wins(
    service: Service, an: uuid.UUID, admin: uuid.UUID
) -> None:
    for _ in range(5):
        code = acts.issue_one_time_code(service, admin, an).code
        won: list[str] = []
        lost: list[str] = []

        def redeem(
            password: str, code: str = code, won: list[str] = won, lost: list[str] = lost
        ) -> None:
            try:
                acts.redeem_one_time_code(service, code, password)
                won.append(password)
            except NotFound as error:
                lost.append(error.code)

        threads = [threading.Thread(target=redeem, args=(one,)) for one in (PASSWORD, OTHER)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (len(won), lost) == (1, ["CODE-NOT-VALID"])
        acts.sign_in(service, "an.nv", won[0])


def test_changing_the_password_ends_the_other_sessions(service: Service, an: uuid.UUID) -> None:
    here = acts.sign_in(service, "an.nv", PASSWORD)
    elsewhere = acts.sign_in(service, "an.nv", PASSWORD)
    with pytest.raises(NotSignedIn, match="PASSWORD-WRONG"):
        acts.change_password(service, an, OTHER, OTHER, keep_session=here)
    acts.change_password(service, an, PASSWORD, OTHER, keep_session=here)
    assert queries.resolve_session(service, here)
    assert queries.resolve_session(service, elsewhere) is None
    acts.sign_in(service, "an.nv", OTHER)


def test_a_password_set_by_the_operator_must_be_changed(service: Service, an: uuid.UUID) -> None:
    acts.set_password(service, OPERATOR, an, OTHER)
    raw = acts.sign_in(service, "an.nv", OTHER)
    actor = queries.resolve_session(service, raw)
    assert actor is not None
    assert actor.must_change
    acts.change_password(service, an, OTHER, PASSWORD, keep_session=raw)
    actor = queries.resolve_session(service, raw)
    assert actor is not None
    assert not actor.must_change


def test_a_running_session_is_confirmed_by_the_password(
    service: Service, an: uuid.UUID, clock: Clock
) -> None:
    raw = acts.sign_in(service, "an.nv", PASSWORD)
    clock.advance(minutes=20)
    with pytest.raises(NotSignedIn, match="PASSWORD-WRONG"):
        acts.confirm_again(service, raw, OTHER)
    acts.confirm_again(service, raw, PASSWORD)
    row = queries.session_row(service, raw)
    assert row is not None
    assert row.confirmed_at == clock()
    acts.sign_out(service, raw)
    with pytest.raises(NotSignedIn):
        acts.confirm_again(service, raw, PASSWORD)


def test_another_session_is_ended_from_the_list_but_not_a_strangers(
    service: Service, agency: Agency, an: uuid.UUID, admin: uuid.UUID
) -> None:
    raw = acts.sign_in(service, "an.nv", PASSWORD)
    with service.db.read() as session:
        (row,) = queries.sessions_of(session, an, service.now(), queries.idle_of(service))
    with pytest.raises(NotFound, match="SESSION-UNKNOWN"):
        acts.end_session(service, agency.person("binh.tt"), row.id)
    acts.end_session(service, an, row.id)
    assert queries.resolve_session(service, raw) is None


def test_what_is_old_is_dropped(service: Service, an: uuid.UUID, clock: Clock) -> None:
    raw = acts.sign_in(service, "an.nv", PASSWORD)
    clock.advance(days=60)
    acts.forget_old(service)
    assert queries.session_row(service, raw) is None
    with service.db.read() as session:
        assert session.scalars(select(WebSession)).all() == []
        assert session.scalars(select(OneTimeCode)).all() == []
