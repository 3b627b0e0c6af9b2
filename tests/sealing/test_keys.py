"""The seal gets its key from two people; only the clerk of the agency itself may use it."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from qms.audit import AuditEvent
from qms.errors import Conflict, Invalid, NotAllowed, NotFound, Throttled, Unavailable
from qms.installation import installation
from qms.people import acts as people
from qms.people.rules import UnitKind
from qms.people.schemas import NewUnit
from qms.sealing import acts
from qms.sealing.acts.unlocking import opened_seal
from qms.sealing.model import SealKey
from qms.sealing.queries.clerks import clerks, is_clerk
from qms.sealing.queries.keys import seal_certificate, seal_page
from qms.sealing.rules import KeyKind
from qms.sealing.schemas import DeviceKey, SealPicture
from qms.signing import RevocationReason, WrongPassphrase
from qms.signing.model import Certificate, Crl, KeyBlob, Source
from tests.sealing.stage import PIN, SECRET, a_picture, hold, key_wish, make_seal
from tests.support.cast import CHEAP, PASSWORD, ROOT, Cast


def live(cast: Cast) -> Certificate | None:
    with cast.service.db.read() as session:
        return seal_certificate(session, cast.service.now())


def events(cast: Cast, action: str) -> int:
    with cast.service.db.read() as session:
        found = session.scalars(select(AuditEvent).where(AuditEvent.action == action))
        return len(list(found))


def device_wish(cast: Cast, **changes: object) -> DeviceKey:
    values = {"clerk_id": cast["khanh"], "clerk_password": PASSWORD, "pin": PIN}
    return DeviceKey(**{**values, **changes})


def keeps(cast: Cast, login: str) -> bool:
    with cast.service.db.read() as session:
        return is_clerk(session, cast[login], cast.service.now())


def test_an_administrator_and_the_clerk_together_make_the_key_of_the_agency(cast):
    made = acts.make_key(cast.service, cast["quan"], key_wish(cast), cost=CHEAP)
    with cast.service.db.read() as session:
        certificate = session.get_one(Certificate, made)
        here = installation(session)
        assert certificate.holder_id == here.system_id
        assert certificate.source is Source.INTERNAL
        assert "UID=con-dau" in certificate.subject
        assert session.get(KeyBlob, made) is not None
        page = seal_page(session, cast.service.now())
    assert page.live is not None
    assert (page.live.made_by, page.live.witness) == ("Lò Văn Quân", "Đỗ Ngọc Khánh")
    assert events(cast, "sealing.certificate.issued") == 1


def test_nobody_makes_the_key_alone(cast):
    hold(cast, "quan", "records_clerk", "SO")
    with pytest.raises(Conflict) as told:
        acts.make_key(cast.service, cast["quan"], key_wish(cast, "quan"), cost=CHEAP)
    assert told.value.code == "SEAL-TWO-PEOPLE"


def test_the_witness_must_keep_the_seal_and_type_the_own_password(cast):
    with pytest.raises(Conflict) as told:
        acts.make_key(cast.service, cast["quan"], key_wish(cast, "dung"), cost=CHEAP)
    assert told.value.code == "SEAL-WITNESS-NOT-CLERK"
    wrong = key_wish(cast, clerk_password="không phải mật khẩu")
    with pytest.raises(Invalid) as refused:
        acts.make_key(cast.service, cast["quan"], wrong, cost=CHEAP)
    assert refused.value.fields == {"clerk_password": "SEAL-WITNESS-WRONG"}
    assert live(cast) is None


def test_the_clerk_alone_or_a_quality_manager_makes_no_key(cast):
    hold(cast, "dung", "records_clerk", "SO")
    for login in ("khanh", "giang"):
        with pytest.raises(NotAllowed) as told:
            acts.make_key(cast.service, cast[login], key_wish(cast, "dung"), cost=CHEAP)
        assert told.value.code == "ADMINISTRATOR-ONLY"


def test_the_passphrase_of_the_seal_is_not_the_clerks_password(cast):
    with pytest.raises(Invalid) as told:
        acts.make_key(cast.service, cast["quan"], key_wish(cast, passphrase=PASSWORD), cost=CHEAP)
    assert told.value.code == "PASSPHRASE-IS-PASSWORD"


def test_a_good_key_is_replaced_only_when_asked_and_ends_on_the_revocation_list(cast):
    first = acts.make_key(cast.service, cast["quan"], key_wish(cast), cost=CHEAP)
    cast.service.clock.advance(minutes=5)
    with pytest.raises(Conflict) as told:
        acts.make_key(cast.service, cast["quan"], key_wish(cast), cost=CHEAP)
    assert told.value.code == "SEAL-HAS-KEY"
    second = acts.make_key(cast.service, cast["quan"], key_wish(cast, replace=True), cost=CHEAP)
    found = live(cast)
    assert found is not None
    assert found.id == second
    with cast.service.db.read() as session:
        assert session.get_one(Certificate, first).reason is RevocationReason.SUPERSEDED
        assert session.get(KeyBlob, first) is None
        assert session.scalars(select(Crl)).first() is not None


def test_an_administrator_ends_the_certificate_of_the_seal(cast):
    made = acts.make_key(cast.service, cast["quan"], key_wish(cast), cost=CHEAP)
    with pytest.raises(NotAllowed):
        acts.end_key(cast.service, cast["khanh"], made, RevocationReason.KEY_COMPROMISE)
    acts.end_key(cast.service, cast["quan"], made, RevocationReason.KEY_COMPROMISE)
    assert live(cast) is None
    with pytest.raises(NotFound):  # a person's certificate is not ended here
        acts.end_key(cast.service, cast["quan"], cast["binh"], RevocationReason.SUPERSEDED)


def test_the_seal_opens_with_its_passphrase_and_locks_after_five_wrong_ones(cast):
    acts.make_key(cast.service, cast["quan"], key_wish(cast), cost=CHEAP)
    found = live(cast)
    with opened_seal(cast.service, cast["khanh"], found, SECRET) as opened:
        assert opened.holder_id == found.holder_id
    for _ in range(4):
        with (
            pytest.raises(WrongPassphrase),
            opened_seal(cast.service, cast["khanh"], found, "sai"),
        ):
            pass
    with pytest.raises(Throttled), opened_seal(cast.service, cast["khanh"], found, "sai"):
        pass
    with pytest.raises(Throttled), opened_seal(cast.service, cast["khanh"], found, SECRET):
        pass
    assert events(cast, "sealing.key.unlock_failed") == 5


def test_without_a_configured_device_none_is_certified(cast):
    with pytest.raises(Unavailable) as told:
        acts.certify_device(cast.service, cast["quan"], device_wish(cast))
    assert told.value.code == "DEVICE-NOT-CONFIGURED"


def test_a_key_made_inside_the_device_gets_the_certificate_of_the_agency(with_device):
    cast = with_device
    made = acts.certify_device(cast.service, cast["quan"], device_wish(cast, make=True))
    found = live(cast)
    assert found is not None
    assert (found.id, found.source) == (made, Source.TOKEN)
    with cast.service.db.read() as session:
        assert session.get(KeyBlob, made) is None
        assert session.get_one(SealKey, made).kind is KeyKind.DEVICE
    with opened_seal(cast.service, cast["khanh"], found, PIN) as opened:
        assert opened.key.public_key().key_size == 256


def test_wrong_pins_are_counted_here_before_the_device_counts_them(with_device):
    cast = with_device
    acts.certify_device(cast.service, cast["quan"], device_wish(cast, make=True))
    found = live(cast)
    for left in (4, 3, 2, 1):
        with (
            pytest.raises(WrongPassphrase) as told,
            opened_seal(cast.service, cast["khanh"], found, "000000"),
        ):
            pass
        assert told.value.parameters["left"] == left
    with pytest.raises(Throttled), opened_seal(cast.service, cast["khanh"], found, "000000"):
        pass
    with pytest.raises(Throttled) as locked, opened_seal(cast.service, cast["khanh"], found, PIN):
        pass
    assert locked.value.code == "SEAL-LOCKED"
    cast.service.clock.advance(minutes=16)
    with opened_seal(cast.service, cast["khanh"], found, PIN):
        pass
    assert events(cast, "sealing.key.unlock_failed") == 5


def test_an_unplugged_device_costs_no_attempt(with_device):
    cast = with_device
    acts.certify_device(cast.service, cast["quan"], device_wish(cast, make=True))
    found = live(cast)
    settings = replace(cast.service.settings, pkcs11_module="/khong/co.so")
    unplugged = replace(cast.service, settings=settings)
    for _ in range(6):
        with (
            pytest.raises(Unavailable) as told,
            opened_seal(unplugged, cast["khanh"], found, PIN),
        ):
            pass
        assert told.value.code == "DEVICE-ABSENT"
    with opened_seal(cast.service, cast["khanh"], found, PIN):
        pass


def test_a_clerk_sits_in_the_head_unit_or_its_office_and_nowhere_else(cast):
    below = [
        ("VPS", UnitKind.OFFICE, "SO"),
        ("CC", UnitKind.BRANCH_DEPARTMENT, "SO"),
        ("VPCC", UnitKind.OFFICE, "CC"),
    ]
    for code, kind, parent in below:
        new = NewUnit(code=code, name=f"Đơn vị {code}", kind=kind, parent_id=cast.units[parent])
        cast.units[code] = people.create_unit(cast.service, ROOT, new)
    assert keeps(cast, "khanh")
    for login, unit in [("dung", "CC"), ("binh", "VPCC"), ("vanan", "QLDD"), ("giang", "VPS")]:
        hold(cast, login, "records_clerk", unit)
    assert [one for one in ("dung", "binh", "vanan", "giang") if keeps(cast, one)] == ["giang"]
    with cast.service.db.read() as session:
        found = clerks(session, cast.service.now())
    assert {one.login for one in found} == {"khanh", "giang"}


def test_who_is_no_longer_clerk_keeps_the_seal_no_longer(cast):
    post = hold(cast, "dung", "records_clerk", "SO")
    assert keeps(cast, "dung")
    people.end_position(cast.service, ROOT, post)
    assert not keeps(cast, "dung")


def test_the_picture_of_the_seal_is_put_by_an_administrator_and_is_red(cast):
    red, size = a_picture("#c81020", (300, 300)), SealPicture(width_mm=36)
    with pytest.raises(NotAllowed):
        acts.put_picture(cast.service, cast["khanh"], red, size)
    with pytest.raises(Invalid) as told:
        acts.put_picture(cast.service, cast["quan"], a_picture("black"), size)
    assert told.value.code == "PICTURE-NOT-RED"
    acts.put_picture(cast.service, cast["quan"], red, size)
    with cast.service.db.read() as session:
        assert seal_page(session, cast.service.now()).picture_mm == 36


def test_a_key_of_the_seal_is_never_changed_or_deleted(cast):
    made = make_seal(cast)
    with (
        pytest.raises(Exception, match="never changed"),
        cast.service.db.write() as session,
    ):
        session.get_one(SealKey, made).label = "khác"
    with pytest.raises(Exception, match="seal_key"), cast.service.db.write() as session:
        session.delete(session.get_one(SealKey, made))
