"""Units, people, roles and leaving."""

import threading
import uuid
from datetime import date

import pytest
from sqlalchemy import select

from qms import audit
from qms.errors import Conflict, Invalid, NotAllowed, NotFound, NotSignedIn, QmsError, Stale
from qms.people import acts, queries
from qms.people.model import Person
from qms.people.rules import Operator, Role, StaffKind, UnitKind
from qms.people.schemas import NewPerson, NewRole, NewToken, NewUnit, PersonChange, UnitChange
from qms.schemas import take
from qms.service import Service
from tests.people.conftest import OPERATOR, PASSWORD, Agency
from tests.support.clock import Clock


def test_a_unit_keeps_what_it_was_called_before(
    service: Service, agency: Agency, admin: uuid.UUID
) -> None:
    office = agency.unit("VPS", "Văn phòng Sở", UnitKind.OFFICE)
    room = agency.unit("QLDD", "Phòng Quản lý đất đai")
    change = UnitChange(
        name="Phòng Đất đai", kind=UnitKind.ROOM, parent_id=office, valid_from=date(2026, 4, 1)
    )
    acts.change_unit(service, admin, room, change)
    with service.db.read() as session:
        march = queries.unit_tree(session, service.now())
        acts_day = queries.unit_past(session, room)[0].valid_from
        april = queries.unit_tree(session, acts_day)
    assert [(one.name, one.depth) for one in march] == [
        ("Phòng Quản lý đất đai", 0),
        ("Văn phòng Sở", 0),
    ]
    assert [(one.name, one.depth) for one in april] == [("Văn phòng Sở", 0), ("Phòng Đất đai", 1)]


def test_a_unit_does_not_move_below_itself(service: Service, agency: Agency) -> None:
    above = agency.unit("CCBVMT", "Chi cục Bảo vệ môi trường", UnitKind.BRANCH_DEPARTMENT)
    below = agency.unit("PTH", "Phòng Tổng hợp", parent=above)
    with pytest.raises(Invalid, match="UNIT-CYCLE"):
        acts.change_unit(
            service,
            OPERATOR,
            above,
            UnitChange(name="Chi cục", kind=UnitKind.BRANCH_DEPARTMENT, parent_id=below),
        )


def test_a_unit_code_is_taken_for_ever(service: Service, agency: Agency) -> None:
    acts.close_unit(service, OPERATOR, agency.unit("TTQT", "Trung tâm Quan trắc"))
    with pytest.raises(Conflict, match="UNIT-CODE-TAKEN"):
        agency.unit("ttqt", "Trung tâm khác")


def test_a_unit_is_closed_when_it_is_empty(service: Service, agency: Agency, clock: Clock) -> None:
    above = agency.unit("VPDK", "Văn phòng Đăng ký đất đai", UnitKind.SERVICE_UNIT)
    below = agency.unit("CN1", "Chi nhánh số 1", UnitKind.DISTRICT_BRANCH, above)
    grant = agency.role(agency.person("an.nv"), Role.STAFF, below)
    with pytest.raises(Invalid, match="UNIT-HAS-UNITS"):
        acts.close_unit(service, OPERATOR, above)
    with pytest.raises(Invalid, match="UNIT-HAS-PEOPLE"):
        acts.close_unit(service, OPERATOR, below)
    acts.end_role(service, OPERATOR, grant)
    acts.close_unit(service, OPERATOR, below)
    acts.close_unit(service, OPERATOR, above, date(2026, 3, 31), "QĐ 12/QĐ-UBND")
    with service.db.read() as session:
        assert [one.code for one in queries.unit_tree(session, clock())] == ["VPDK"]
        assert queries.unit_tree(session, clock.advance(days=60)) == []
        assert queries.unit_names(session, clock())[above] == "Văn phòng Đăng ký đất đai"
        assert queries.unit_by_code(session, "vpdk") == above


def test_only_administrators_change_people(service: Service, agency: Agency) -> None:
    person = agency.person("an.nv")
    agency.role(person, Role.QUALITY_MANAGER)
    new = NewPerson(login="binh.tt", full_name="Trần Thị Bình")
    with pytest.raises(NotAllowed, match="ADMINISTRATOR-ONLY"):
        acts.create_person(service, person, new)
    with pytest.raises(NotAllowed, match="ADMINISTRATOR-ONLY"):
        acts.create_unit(service, person, NewUnit(code="X1", name="X", kind=UnitKind.ROOM))


def test_a_login_belongs_to_one_person(service: Service, agency: Agency) -> None:
    agency.person("an.nv")
    with pytest.raises(Conflict, match="LOGIN-TAKEN"):
        agency.person("An.NV")


def test_a_role_in_a_unit_reaches_the_units_below(service: Service, agency: Agency) -> None:
    above = agency.unit("CC", "Chi cục", UnitKind.BRANCH_DEPARTMENT)
    below = agency.unit("P1", "Phòng 1", parent=above)
    beside = agency.unit("P2", "Phòng 2")
    person = agency.person("an.nv")
    agency.role(person, Role.REVIEWER, above)
    with service.db.read() as session:
        actor = queries.load_actor(session, person, service.now())
        assert actor.has(Role.REVIEWER, below)
        assert not actor.has(Role.REVIEWER, beside)
        assert actor.unit_ids == {above}
        for unit, found in ((below, [person]), (beside, []), (None, [person])):
            people = queries.people_with(session, Role.REVIEWER, unit, service.now())
            assert [one.id for one in people] == found


def test_a_role_ends_when_its_time_is_over(service: Service, agency: Agency, clock: Clock) -> None:
    person = agency.person("an.nv")
    role = NewRole(role=Role.APPROVER, valid_to=date(2026, 3, 31))
    acts.grant_role(service, OPERATOR, person, role)
    with pytest.raises(Conflict, match="ROLE-HELD-ALREADY"):
        agency.role(person, Role.APPROVER)
    clock.advance(days=30)
    with service.db.read() as session:
        assert not queries.load_actor(session, person, clock()).has(Role.APPROVER)
    agency.role(person, Role.APPROVER)


def test_an_administrator_gets_no_say_in_content_and_gives_oneself_nothing(
    service: Service, agency: Agency, admin: uuid.UUID
) -> None:
    with pytest.raises(Invalid, match="ADMINISTRATOR-NO-CONTENT"):
        agency.role(admin, Role.APPROVER)
    agency.role(admin, Role.STAFF)
    with pytest.raises(NotAllowed, match="GRANT-TO-ONESELF"):
        acts.grant_role(service, admin, admin, NewRole(role=Role.AUDITOR))


def test_somebody_always_administers(service: Service, agency: Agency, admin: uuid.UUID) -> None:
    other = agency.person("binh.tt", "Trần Thị Bình")
    grant = agency.role(other, Role.ADMINISTRATOR)
    with service.db.read() as session:
        own = queries.person_detail(session, admin, service.now()).roles[0].id
    acts.end_role(service, admin, grant)
    with pytest.raises(Conflict, match="LAST-ADMINISTRATOR"):
        acts.end_role(service, admin, own)
    with pytest.raises(NotAllowed, match="DISABLE-ONESELF"):
        acts.disable_person(service, admin, admin)


def test_two_administrators_disabling_each_other_leave_one(
    service: Service, agency: Agency
) -> None:
    for number in range(5):
        pair = agency.administrator(f"mot{number}"), agency.administrator(f"hai{number}")
        done: list[str] = []

        def disable(by: uuid.UUID, whom: uuid.UUID, done: list[str] = done) -> None:
            try:
                acts.disable_person(service, by, whom)
                done.append("ok")
            except QmsError as error:
                done.append(error.code)

        threads = [threading.Thread(target=disable, args=p) for p in (pair, pair[::-1])]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert done.count("ok") == 1, done


def test_a_correction_on_an_old_page_is_refused(
    service: Service, agency: Agency, admin: uuid.UUID
) -> None:
    person = agency.person("an.nv")
    change = PersonChange(
        full_name="Nguyễn Thị Ân", staff_kind=StaffKind.PUBLIC_EMPLOYEE, row_version=1
    )
    acts.update_person(service, admin, person, change)
    with pytest.raises(Stale, match="PERSON-CHANGED-MEANWHILE"):
        acts.update_person(service, admin, person, change)
    with service.db.read() as session:
        assert queries.names(session, [person])[person].full_name == "Nguyễn Thị Ân"


def test_people_are_listed_by_given_name_page_by_page_and_found_without_tones(
    service: Service, agency: Agency
) -> None:
    room = agency.unit("P1", "Phòng 1")
    for login, name in (("a1", "Lê Bình"), ("a2", "Trần Đức Anh"), ("a3", "Nguyễn Văn Cường")):
        agency.person(login + "x", name)
    head = agency.person("truong", "Đỗ Thị Ánh")
    agency.post(head, "unit_head", room)
    with service.db.read() as session:
        first = queries.people_page(session, now=service.now(), limit=3)
        rest = queries.people_page(session, now=service.now(), limit=3, cursor=first.next)
        found = queries.people_page(session, now=service.now(), text="do ANH")
        there = queries.people_page(session, now=service.now(), unit_id=room)
        with pytest.raises(Invalid, match="CURSOR-INVALID"):
            queries.people_page(session, now=service.now(), cursor="x")
    names = [one.full_name for one in first.items + rest.items]
    assert names == ["Đỗ Thị Ánh", "Trần Đức Anh", "Lê Bình", "Nguyễn Văn Cường"]
    assert rest.next is None
    assert [one.id for one in found.items] == [head]
    assert there.items[0].posts == ("Trưởng phòng, Phòng 1",)


def test_a_leaver_works_to_the_last_day_and_not_a_minute_longer(
    service: Service, agency: Agency, admin: uuid.UUID, clock: Clock
) -> None:
    person = agency.person("an.nv", password=PASSWORD)
    agency.role(person, Role.AUTHOR)
    leaver = acts.record_leaver(service, admin, person, date(2026, 3, 2))
    assert (leaver.person_id, leaver.gone) == (person, False)
    raw = acts.sign_in(service, "an.nv", PASSWORD)
    clock.advance(minutes=10)
    assert queries.resolve_session(service, raw)
    assert acts.see_off_leavers(service) == 0
    clock.advance(hours=15)  # 00:10 in Hà Nội
    assert queries.resolve_session(service, raw) is None
    with service.db.read() as session, pytest.raises(NotSignedIn, match="ACCOUNT-DISABLED"):
        queries.load_actor(session, person, clock())
    assert acts.see_off_leavers(service) == 1
    with service.db.read() as session:
        assert session.scalars(select(Person.disabled_at).where(Person.id == person)).one()
        assert queries.people_with(session, Role.AUTHOR, None, clock()) == []


def test_a_token_reads_by_default_and_acts_only_where_its_person_confirmed(
    service: Service, agency: Agency, clock: Clock
) -> None:
    person = agency.person("an.nv", password=PASSWORD)
    by_command = acts.create_token(service, OPERATOR, person, NewToken(name="lệnh"))
    reader = queries.resolve_token(service, by_command.raw)
    assert reader is not None
    assert not reader.token_acts
    acting = NewToken(name="lệnh", may_act=True, days=1)
    with pytest.raises(NotAllowed, match="TOKEN-OPERATOR-READS-ONLY"):
        acts.create_token(service, OPERATOR, person, acting)
    raw = acts.sign_in(service, "an.nv", PASSWORD)
    clock.advance(minutes=11)
    with pytest.raises(NotAllowed, match="CONFIRM-AGAIN"):
        acts.create_token(service, person, person, acting, session_token=raw)
    acts.confirm_again(service, raw, PASSWORD)
    own = acts.create_token(service, person, person, acting, session_token=raw)
    with pytest.raises(NotAllowed, match="TOKEN-NOT-OWN"):
        acts.create_token(service, person, agency.person("binh.tt"), acting, session_token=raw)
    actor = queries.resolve_token(service, own.raw)
    assert actor is not None
    assert actor.token_acts
    clock.advance(days=1)
    assert queries.resolve_token(service, own.raw) is None


def test_a_revoked_token_is_dead_and_a_strangers_token_is_not_found(
    service: Service, agency: Agency
) -> None:
    person = agency.person("an.nv")
    token = acts.create_token(service, OPERATOR, person, NewToken(name="báo cáo"))
    with pytest.raises(NotFound, match="TOKEN-UNKNOWN"):
        acts.revoke_token(service, agency.person("binh.tt"), token.id)
    acts.revoke_token(service, person, token.id)
    assert queries.resolve_token(service, token.raw) is None
    with service.db.read() as session:
        (row,) = queries.tokens_of(session, person)
        (made, _) = audit.history(session, "api_token", [token.id])
    assert row.created_by_os == "root"
    assert made.data["os_user"] == "root"


def test_every_change_has_its_event_without_names_or_secrets(
    service: Service, agency: Agency, admin: uuid.UUID
) -> None:
    person = agency.person("an.nv", "Nguyễn Văn An")
    code = acts.issue_one_time_code(service, admin, person).code
    acts.disable_person(service, admin, person)
    with service.db.read() as session:
        events = audit.history(session, "person", [person])
    assert [one.action for one in events] == [
        "people.person.created",
        "people.person.code-issued",
        "people.person.code-issued",
        "people.person.disabled",
    ]
    assert events[-1].actor_id == admin
    assert "Nguyễn" not in repr(events)
    assert code not in repr(events)


def test_what_comes_in_is_checked_field_by_field() -> None:
    with pytest.raises(Invalid, match="FIELDS-INVALID") as caught:
        take(NewPerson, {"login": "an.nv", "full_name": "A\u202eB", "email": "x", "admin": True})
    assert caught.value.fields == {
        "full_name": "TEXT-BIDI",
        "email": "FIELD-PATTERN",
        "admin": "FIELD-UNKNOWN",
    }
    form = {"role": "author", "unit_id": "", "valid_from": "2026-03-01"}
    assert take(NewRole, form, form=True).valid_from == date(2026, 3, 1)


def test_the_catalogue_is_loaded_once(service: Service, agency: Agency) -> None:
    assert acts.load_positions(service, Operator("root")) == 0
    with service.db.read() as session:
        assert queries.positions(session)[0].code == "director"
