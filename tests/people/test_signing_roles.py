"""Positions, delegations and what is printed above a signature; signing keys."""

import uuid
from dataclasses import dataclass
from datetime import date

import pytest

from qms.errors import Conflict, Invalid, NotAllowed, NotFound, NotSignedIn
from qms.people import acts, queries
from qms.people.rules import DelegationKind, UnitKind
from qms.people.schemas import NewDelegation, NewHolding
from qms.service import Service
from qms.signing.enrol import live_certificate
from qms.signing.model import RevocationReason
from tests.people.conftest import OPERATOR, PASSWORD, Agency
from tests.support.clock import Clock

PASSPHRASE = "mười hai con giáp quay vòng"


@dataclass(frozen=True)
class Leaders:
    """Director and deputy, head of the office and deputy."""

    service: Service
    director: uuid.UUID
    directorship: uuid.UUID
    deputy: uuid.UUID
    head: uuid.UUID
    headship: uuid.UUID
    second: uuid.UUID

    def give(
        self,
        kind: DelegationKind,
        to: uuid.UUID,
        *,
        by: uuid.UUID | None = None,
        holding: uuid.UUID | None = None,
        source: uuid.UUID | None = None,
        types: list[str] | None = None,
    ) -> uuid.UUID:
        data = NewDelegation(
            kind=kind,
            holding_id=holding or self.directorship,
            delegate_id=to,
            source_id=source,
            document_types=types or [],
            valid_from=date(2026, 3, 1),
            valid_to=date(2026, 6, 30),
            basis="QĐ số 05/QĐ-SNNMT",
        )
        return acts.delegate(self.service, by or self.director, data)

    def texts(self, person: uuid.UUID, document_type: str | None = None) -> list[str]:
        with self.service.db.read() as session:
            roles = queries.signer_roles(
                session, person, self.service.now(), document_type=document_type
            )
        return [one.text for one in roles]


@pytest.fixture
def leaders(service: Service, agency: Agency) -> Leaders:
    board = agency.unit("BGD", "Ban Giám đốc", UnitKind.BOARD)
    office = agency.unit("VPS", "Văn phòng Sở", UnitKind.OFFICE)
    people = [
        agency.person(login, name, PASSWORD)
        for login, name in (
            ("giamdoc.a", "Vũ Đình Sơn"),
            ("pho.gd", "Lường Thị Hoa"),
            ("chanh.vp", "Hà Văn Thắng"),
            ("pho.vp", "Tòng Thị Mai"),
        )
    ]
    director, deputy, head, second = people
    directorship = agency.post(director, "director", board)
    agency.post(deputy, "deputy_director", board)
    headship = agency.post(head, "office_head", office)
    agency.post(second, "deputy_office_head", office)
    return Leaders(service, director, directorship, deputy, head, headship, second)


def test_without_delegation_everybody_signs_in_their_own_position(
    service: Service, agency: Agency, leaders: Leaders
) -> None:
    assert leaders.texts(leaders.director) == ["GIÁM ĐỐC"]
    assert leaders.texts(leaders.deputy) == ["PHÓ GIÁM ĐỐC"]
    assert leaders.texts(agency.person("moi.vao")) == ["CÔNG CHỨC"]


def test_a_deputy_signs_kt_while_the_delegation_lasts(
    service: Service, leaders: Leaders, clock: Clock
) -> None:
    given = leaders.give(DelegationKind.KT, leaders.deputy)
    with service.db.read() as session:
        own = queries.signer_role(session, leaders.deputy, clock())
        best = queries.signer_role(session, leaders.deputy, clock(), highest=True)
    assert own.text == "PHÓ GIÁM ĐỐC"
    assert best.text == "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"
    assert (best.delegation_id, best.on_behalf_of) == (given, leaders.director)
    assert (best.unit, best.position_code) == ("Ban Giám đốc", "director")
    clock.advance(days=121)  # 1 July
    assert leaders.texts(leaders.deputy) == ["PHÓ GIÁM ĐỐC"]
    with service.db.read() as session, pytest.raises(NotAllowed, match="DELEGATION-NOT-VALID"):
        queries.signer_role(session, leaders.deputy, clock(), delegation_id=given)


def test_by_order_is_passed_on_to_the_units_own_deputy(leaders: Leaders) -> None:
    given = leaders.give(DelegationKind.TL, leaders.head)
    leaders.give(
        DelegationKind.KT, leaders.second, by=leaders.head, holding=leaders.headship, source=given
    )
    with leaders.service.db.read() as session:
        role = queries.signer_role(session, leaders.second, leaders.service.now(), highest=True)
    assert role.text == "TL. GIÁM ĐỐC\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG"
    assert role.acted_for == (leaders.head, leaders.director)
    assert role.on_behalf_of == leaders.director
    acts.end_delegation(leaders.service, leaders.director, given)
    assert leaders.texts(leaders.second) == ["PHÓ CHÁNH VĂN PHÒNG"]


def test_an_authorisation_is_not_passed_on(leaders: Leaders) -> None:
    given = leaders.give(DelegationKind.TUQ, leaders.head)
    with pytest.raises(Invalid, match="DELEGATION-NOT-PASSED-ON"):
        leaders.give(
            DelegationKind.KT,
            leaders.second,
            by=leaders.head,
            holding=leaders.headship,
            source=given,
        )


def test_only_the_holder_or_an_administrator_delegates(leaders: Leaders, agency: Agency) -> None:
    with pytest.raises(NotAllowed, match="DELEGATION-NOT-OWN"):
        leaders.give(DelegationKind.KT, leaders.deputy, by=leaders.head)
    leaders.give(DelegationKind.KT, leaders.deputy, by=agency.administrator())
    with pytest.raises(Conflict, match="DELEGATION-GIVEN-ALREADY"):
        leaders.give(DelegationKind.KT, leaders.deputy)


def test_the_prefix_goes_with_the_post(leaders: Leaders) -> None:
    with pytest.raises(Invalid, match="DELEGATE-NOT-FIT-KT"):
        leaders.give(DelegationKind.KT, leaders.head)
    with pytest.raises(Invalid, match="DELEGATE-NOT-FIT-TL"):
        leaders.give(DelegationKind.TL, leaders.second)
    with pytest.raises(Invalid, match="DELEGATE-IS-DELEGATOR"):
        leaders.give(DelegationKind.TUQ, leaders.director)


def test_a_delegation_for_some_types_is_not_offered_for_others(leaders: Leaders) -> None:
    leaders.give(DelegationKind.TL, leaders.head, types=["QT"])
    assert len(leaders.texts(leaders.head, "QT")) == 2
    assert leaders.texts(leaders.head, "CS") == ["CHÁNH VĂN PHÒNG"]


def test_a_delegation_ends_with_the_position_it_rests_on(
    service: Service, leaders: Leaders
) -> None:
    leaders.give(DelegationKind.KT, leaders.deputy)
    leaders.give(DelegationKind.Q, leaders.head)
    assert leaders.texts(leaders.head) == ["CHÁNH VĂN PHÒNG", "Q. GIÁM ĐỐC"]
    acts.end_position(service, OPERATOR, leaders.directorship)
    assert leaders.texts(leaders.deputy) == ["PHÓ GIÁM ĐỐC"]
    assert leaders.texts(leaders.head) == ["CHÁNH VĂN PHÒNG"]
    with service.db.read() as session:
        (past,) = queries.delegations(session, leaders.deputy)
        (held,) = queries.holdings(session, leaders.director)
    assert (past.delegator, past.position) == ("Vũ Đình Sơn", "Giám đốc")
    assert (held.title, held.unit) == ("Giám đốc", "Ban Giám đốc")


def test_ending_a_delegation_does_not_lengthen_it(leaders: Leaders) -> None:
    given = leaders.give(DelegationKind.KT, leaders.deputy)
    with pytest.raises(Invalid, match="DELEGATION-NOT-EXTENDED"):
        acts.end_delegation(leaders.service, leaders.director, given, date(2027, 1, 1))


def test_on_behalf_of_the_collective_names_the_collective(agency: Agency, leaders: Leaders) -> None:
    committee = agency.unit("BCD", "Ban Chỉ đạo ISO", UnitKind.BOARD)
    chair = agency.post(leaders.director, "steering_committee_head", committee)
    with pytest.raises(Invalid, match="DELEGATE-NOT-FIT-TM"):
        leaders.give(DelegationKind.TM, leaders.deputy, holding=chair)
    agency.post(leaders.deputy, "steering_committee_deputy", committee)
    leaders.give(DelegationKind.TM, leaders.deputy, holding=chair)
    assert "TM. BAN CHỈ ĐẠO ISO\nPHÓ GIÁM ĐỐC" not in leaders.texts(leaders.deputy)
    assert "TM. BAN CHỈ ĐẠO ISO\nPHÓ TRƯỞNG BAN" in leaders.texts(leaders.deputy)


def test_a_position_is_printed_as_it_is_called_there(agency: Agency, service: Service) -> None:
    centre = agency.unit("TTCNTT", "Trung tâm Công nghệ thông tin", UnitKind.SERVICE_UNIT)
    person = agency.person("gd.tt")
    agency.post(person, "centre_director", centre, "Giám đốc Trung tâm Công nghệ thông tin")
    with service.db.read() as session:
        role = queries.signer_role(session, person, service.now())
    assert role.text == "GIÁM ĐỐC TRUNG TÂM CÔNG NGHỆ THÔNG TIN"
    with pytest.raises(Conflict, match="POSITION-HELD-ALREADY"):
        agency.post(person, "centre_director", centre)
    unknown = NewHolding(position_code="king", unit_id=centre)
    with pytest.raises(Invalid, match="POSITION-UNKNOWN"):
        acts.hold_position(service, OPERATOR, person, unknown)


def test_a_person_enrols_with_a_passphrase_that_is_not_the_password(
    service: Service, leaders: Leaders
) -> None:
    person = leaders.director
    with pytest.raises(Invalid, match="PASSPHRASE-IS-PASSWORD"):
        acts.enrol_signing_key(service, person, PASSWORD, PASSWORD)
    with pytest.raises(NotSignedIn, match="PASSWORD-WRONG"):
        acts.enrol_signing_key(service, person, PASSPHRASE, "không phải mật khẩu")
    made = acts.enrol_signing_key(service, person, PASSPHRASE, PASSWORD)
    with pytest.raises(Conflict, match="SIGNING-ALREADY-ENROLLED"):
        acts.enrol_signing_key(service, person, PASSPHRASE, PASSWORD)
    with pytest.raises(NotFound, match="CERTIFICATE-NOT-FOUND"):
        acts.revoke_certificate(service, leaders.deputy, made, RevocationReason.PASSPHRASE_LOST)
    acts.revoke_certificate(service, person, made, RevocationReason.PASSPHRASE_LOST)
    again = acts.enrol_signing_key(service, person, PASSPHRASE, PASSWORD)
    with service.db.read() as session:
        live = live_certificate(session, person, service.now())
    assert live is not None
    assert live.id == again != made


def test_whoever_has_left_cannot_sign_any_more(
    service: Service, leaders: Leaders, admin: uuid.UUID, clock: Clock
) -> None:
    acts.enrol_signing_key(service, leaders.head, PASSPHRASE, PASSWORD)
    leaders.give(DelegationKind.TL, leaders.head)
    with pytest.raises(Invalid, match="LEFT-BEFORE-COMING"):
        acts.record_leaver(service, admin, leaders.head, date(2026, 2, 1))
    clock.advance(days=10)
    assert acts.record_leaver(service, admin, leaders.head, date(2026, 3, 10)).gone
    assert leaders.texts(leaders.head) == ["CÔNG CHỨC"]
    with service.db.read() as session:
        assert live_certificate(session, leaders.head, clock()) is None
