"""A person's own token: its certificate is judged, confirmed by somebody else, and then counts."""

from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select, update

from qms.audit.model import AuditEvent
from qms.errors import Conflict, Invalid, NotAllowed, NotFound
from qms.people.acts import outside_certificates as acts
from qms.people.acts import revoke_certificate, trust_anchors
from qms.people.model import CertificateRegistration
from qms.people.queries.certificates import registrations_of, waiting_registrations
from qms.people.rules import Role
from qms.people.rules.certificates import RegistrationState
from qms.people.schemas import NewAnchor
from qms.service import Service
from qms.signing import RevocationReason
from qms.signing.model import Asks, Certificate, Source
from qms.signing.outside import own_token_certificates
from qms.signing.trust import anchors, read_anchors, version, write_anchors
from tests.documents.desk import Desk
from tests.support.api import Caller, caller
from tests.support.cast import ROOT, Cast, assemble
from tests.support.foreign import POLICY, SIGNING_USE, ForeignCa, Token

LOOSE = NewAnchor(name="CA Nước ngoài", usages=["non_repudiation"], revocation=Asks.IF_KNOWN)
STRICT = NewAnchor(
    name="CA Nước ngoài",
    usages=["non_repudiation", "digital_signature"],
    extended_usages=[SIGNING_USE],
    policies=[POLICY],
)


@pytest.fixture(scope="module")
def foreign() -> ForeignCa:
    return ForeignCa()


@pytest.fixture(scope="module")
def token(foreign: ForeignCa) -> Token:
    return foreign.person("Trần Thị Bình")


@pytest.fixture
def cast(service: Service) -> Cast:
    found = assemble(service)
    found.add("quantri", "Đỗ Thị Quản Trị", (Role.ADMINISTRATOR, None))
    found.add("quantri2", "Mai Văn Hai", (Role.ADMINISTRATOR, None))
    return found


@pytest.fixture
def trusted(cast: Cast, foreign: ForeignCa) -> Cast:
    trust_anchors.add_anchor(cast.service, ROOT, LOOSE, foreign.files)
    return cast


def test_a_certificate_handed_in_waits_on_the_desk_of_administrators(
    app: Flask, trusted: Cast, token: Token
):
    registration = acts.register_certificate(trusted.service, trusted["binh"], token.pem)
    first, other = Desk(app, "quantri"), Desk(app, "binh")
    first.open("/")
    assert "Chờ xác nhận chứng thư bên ngoài: binh Trần Thị Bình" in first.text
    first.follow("Xem")
    assert first.offers("Xác nhận chứng thư của người này")
    other.open("/")
    assert "Chờ xác nhận chứng thư" not in other.text
    acts.confirm_certificate(trusted.service, trusted["quantri"], registration)
    first.open("/")
    assert "Chờ xác nhận chứng thư" not in first.text


def test_a_certificate_counts_once_an_administrator_has_confirmed_it(trusted: Cast, token: Token):
    service, now = trusted.service, trusted.service.now()
    registration = acts.register_certificate(service, trusted["binh"], token.pem)
    with service.db.read() as session:
        assert not own_token_certificates(session, trusted["binh"], now)
        (asked,) = waiting_registrations(session)
    assert (asked.full_name, asked.name, asked.alike) == ("Trần Thị Bình", "Trần Thị Bình", True)
    assert (asked.key, asked.anchor) == ("RSA-2048", "CA Nước ngoài")
    acts.confirm_certificate(service, trusted["quantri"], registration)
    with service.db.read() as session:
        (certificate,) = own_token_certificates(session, trusted["binh"], now)
        events = list(session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)))
    assert (certificate.source, certificate.der) == (Source.OUTSIDE, token.der)
    assert events[-3:] == [
        "people.registration.handed_in",
        "people.registration.confirmed",
        "people.certificate.registered",
    ]


def test_nobody_confirms_their_own_certificate(trusted: Cast, foreign: ForeignCa):
    service, own = trusted.service, foreign.person("Đỗ Thị Quản Trị")
    registration = acts.register_certificate(service, trusted["quantri"], own.der)
    with pytest.raises(NotAllowed, match="CERTIFICATE-CONFIRM-OWN"):
        acts.confirm_certificate(service, trusted["quantri"], registration)
    with pytest.raises(NotAllowed, match="ADMINISTRATOR-ONLY"):
        acts.confirm_certificate(service, trusted["binh"], registration)
    acts.confirm_certificate(service, trusted["quantri2"], registration)


def test_the_database_too_refuses_a_certificate_confirmed_by_its_holder(
    trusted: Cast, token: Token
):
    service = trusted.service
    registration = acts.register_certificate(service, trusted["binh"], token.pem)
    query = update(CertificateRegistration).where(CertificateRegistration.id == registration)
    state = {"state": RegistrationState.CONFIRMED, "decided_at": service.now()}
    with pytest.raises(Conflict, match="not_own"), service.db.write() as session:
        session.execute(query.values(**state, decided_by=trusted["binh"]))


def test_a_certificate_of_an_unknown_ca_is_refused_by_the_name_of_the_ca(trusted: Cast):
    stranger = ForeignCa("CA Lạ").person("Trần Thị Bình")
    with pytest.raises(Invalid, match="OUTSIDE-CA-UNKNOWN") as refused:
        acts.register_certificate(trusted.service, trusted["binh"], stranger.pem)
    assert "CA Lạ G1" in str(refused.value.parameters["issuer"])


def test_without_any_anchor_nothing_is_taken(cast: Cast, token: Token):
    with pytest.raises(Invalid, match="OUTSIDE-CA-UNKNOWN"):
        acts.register_certificate(cast.service, cast["binh"], token.pem)


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"may_sign": False}, "CERTIFICATE-USAGE"),
        ({"is_ca": True}, "CERTIFICATE-USAGE"),
        ({"bits": 1024}, "CERTIFICATE-WEAK"),
    ],
)
def test_an_unfit_certificate_is_refused_by_name(trusted: Cast, foreign: ForeignCa, how, code):
    unfit = foreign.person(f"Bình {code} {how}"[:40], **how)
    with pytest.raises(Invalid, match=code):
        acts.register_certificate(trusted.service, trusted["binh"], unfit.der)


def test_a_certificate_not_yet_valid_is_refused(trusted: Cast, foreign: ForeignCa):
    early = foreign.person("Bình", start=trusted.service.now() + timedelta(days=1))
    with pytest.raises(Invalid, match="OUTSIDE-OUT-OF-TIME"):
        acts.register_certificate(trusted.service, trusted["binh"], early.der)


@pytest.mark.parametrize(
    "data", [b"", b"rubbish", b"-----BEGIN CERTIFICATE-----\nAAAA\n", b"0" * 70_000]
)
def test_what_is_no_certificate_is_refused(trusted: Cast, data: bytes):
    with pytest.raises(Invalid, match="CERTIFICATE-FILE"):
        acts.register_certificate(trusted.service, trusted["binh"], data)


def test_a_strict_anchor_asks_for_use_policy_and_a_revocation_list(
    cast: Cast, foreign: ForeignCa, token: Token
):
    service, now = cast.service, cast.service.now()
    trust_anchors.add_anchor(service, ROOT, STRICT, foreign.files)
    with pytest.raises(Invalid, match="OUTSIDE-REVOCATION-UNKNOWN"):
        acts.register_certificate(service, cast["binh"], token.pem)
    trust_anchors.take_revocation_list(service, ROOT, foreign.root_crl(now))
    trust_anchors.take_revocation_list(service, ROOT, foreign.crl(now))
    registration = acts.register_certificate(service, cast["binh"], token.pem)
    revoked = foreign.crl(now, (token, now - timedelta(days=1)), number=2)
    trust_anchors.take_revocation_list(service, ROOT, revoked)
    with pytest.raises(Invalid, match="OUTSIDE-REVOKED"):
        acts.confirm_certificate(service, cast["quantri"], registration)


def test_a_policy_nobody_has_refuses_everybody(cast: Cast, foreign: ForeignCa, token: Token):
    asks = LOOSE.model_copy(update={"policies": ["1.2.3.4"]})
    trust_anchors.add_anchor(cast.service, ROOT, asks, foreign.files)
    with pytest.raises(Invalid, match="CERTIFICATE-POLICY"):
        acts.register_certificate(cast.service, cast["binh"], token.pem)


def test_the_same_certificate_is_registered_once(trusted: Cast, token: Token):
    service = trusted.service
    first = acts.register_certificate(service, trusted["binh"], token.pem)
    with pytest.raises(Conflict, match="OUTSIDE-REGISTERED-ALREADY"):
        acts.register_certificate(service, trusted["dung"], token.pem)
    acts.confirm_certificate(service, trusted["quantri"], first)
    with pytest.raises(Conflict, match="OUTSIDE-REGISTERED-ALREADY"):
        acts.register_certificate(service, trusted["dung"], token.pem)
    with pytest.raises(Conflict, match="REGISTRATION-DECIDED"):
        acts.refuse_certificate(service, trusted["quantri"], first, "Muộn rồi")


def test_what_was_refused_or_taken_back_may_be_handed_in_again(trusted: Cast, token: Token):
    service, binh = trusted.service, trusted["binh"]
    refused = acts.register_certificate(service, binh, token.pem)
    acts.refuse_certificate(service, trusted["quantri"], refused, "Chưa đối chiếu được")
    again = acts.register_certificate(service, binh, token.pem)
    with pytest.raises(NotFound):
        acts.take_back_certificate(service, trusted["dung"], again)
    acts.take_back_certificate(service, binh, again)
    with service.db.read() as session:
        states = {one.state: one.reason for one in registrations_of(session, binh)}
    assert states == {
        RegistrationState.REFUSED: "Chưa đối chiếu được",
        RegistrationState.TAKEN_BACK: "",
    }


def test_a_retired_anchor_takes_nobody_new(trusted: Cast, foreign: ForeignCa, token: Token):
    service = trusted.service
    with service.db.read() as session:
        before = anchors(session)
        anchor_id = session.scalars(select(CertificateRegistration.id)).first()
    assert anchor_id is None
    with pytest.raises(Conflict, match="ANCHOR-HERE-ALREADY"):
        trust_anchors.add_anchor(service, ROOT, LOOSE, foreign.files)
    (row,) = _anchor_ids(service)
    trust_anchors.retire_anchor(service, ROOT, row)
    with pytest.raises(Conflict, match="ANCHOR-RETIRED-ALREADY"):
        trust_anchors.retire_anchor(service, ROOT, row)
    with pytest.raises(Invalid, match="OUTSIDE-CA-UNKNOWN"):
        acts.register_certificate(service, trusted["binh"], token.pem)
    with service.db.read() as session:
        after = anchors(session)
    assert version(before) != version(after)
    assert before[0].trusted_at(service.now())
    assert not after[0].trusted_at(service.now())
    trust_anchors.add_anchor(service, ROOT, LOOSE, foreign.files)


def test_anchors_are_the_same_after_a_journey_through_a_file(trusted: Cast):
    with trusted.service.db.read() as session:
        found = anchors(session)
    assert read_anchors(write_anchors(found)) == found
    for bad in (b"", b"[]", b'{"format": "other"}', b'{"format": "qms-trust-1", "anchors": [{}]}'):
        with pytest.raises(Invalid, match="TRUST-FILE"):
            read_anchors(bad)


def test_only_a_root_with_its_own_intermediates_becomes_an_anchor(cast: Cast, foreign: ForeignCa):
    root, middle = foreign.files
    other = ForeignCa("CA Khác").files[1]
    with pytest.raises(Invalid, match="ANCHOR-NOT-ROOT"):
        trust_anchors.add_anchor(cast.service, ROOT, LOOSE, [middle])
    with pytest.raises(Invalid, match="ANCHOR-ISSUER-STRANGE"):
        trust_anchors.add_anchor(cast.service, ROOT, LOOSE, [root, other])
    with pytest.raises(NotAllowed, match="ADMINISTRATOR-ONLY"):
        trust_anchors.add_anchor(cast.service, cast["binh"], LOOSE, [root])


def test_an_outside_certificate_can_be_revoked_here(trusted: Cast, token: Token):
    service, binh = trusted.service, trusted["binh"]
    registration = acts.register_certificate(service, binh, token.pem)
    certificate = acts.confirm_certificate(service, trusted["quantri"], registration)
    revoke_certificate(service, binh, certificate, RevocationReason.KEY_COMPROMISE)
    with service.db.read() as session:
        assert session.get_one(Certificate, certificate).revoked_at == service.now()
        assert not own_token_certificates(session, binh, service.now())


def test_the_pages_take_a_certificate_to_its_confirmation(
    app: Flask, cast: Cast, foreign: ForeignCa, token: Token
):
    admin = Desk(app, "quantri")
    admin.open("/admin/trust")
    root, middle = foreign.files
    admin.press(
        "Thêm chứng thư gốc",
        422,
        name="CA Nước ngoài",
        revocation="if_known",
        files=[(BytesIO(middle), "g1.cer")],
    )
    assert "chứng thư gốc tự ký" in admin.summary
    admin.press(
        "Thêm chứng thư gốc",
        name="CA Nước ngoài",
        revocation="if_known",
        files=[(BytesIO(root), "root.pem"), (BytesIO(middle), "g1.cer")],
    )
    assert "Chỉ xét khi có danh sách thu hồi" in admin.text
    binh = Desk(app, "binh")
    binh.open("/profile/signing-key")
    binh.follow("Ký bằng thiết bị của tôi")
    binh.press("Gửi để xác nhận", 422, file=(BytesIO(b"rubbish"), "a.cer"))
    assert "Không đọc được chứng thư" in binh.summary
    binh.press("Gửi để xác nhận", file=(BytesIO(token.der), "binh.cer"))
    assert "Chờ xác nhận" in binh.text
    admin.open("/admin/trust")
    assert "Trần Thị Bình (binh)" in admin.text
    admin.press("Từ chối", 422)
    admin.press("Xác nhận chứng thư của người này")
    binh.open("/profile/own-certificate")
    assert "Ông/Bà ký được bằng thiết bị của mình" in binh.text


def test_programs_do_what_the_pages_do(app: Flask, cast: Cast, foreign: ForeignCa, token: Token):
    admin: Caller = caller(app, cast, "quantri")
    binh: Caller = caller(app, cast, "binh")
    root = foreign.root.pem + foreign.middle.pem
    body = {
        "name": "CA Nước ngoài",
        "usages": ["non_repudiation"],
        "revocation": "if_known",
        "certificates": root.decode(),
    }
    binh.post("/trust-anchors", status=403, **body)
    anchor = admin.post("/trust-anchors", **body)
    assert admin.get("/trust-anchors")["items"][0]["intermediates"] == 1
    sent = binh.send(
        "POST", "/me/certificate-registrations", data={"file": (BytesIO(token.pem), "b.pem")}
    )
    assert sent.status_code == 201
    (asked,) = admin.get("/certificate-registrations")["items"]
    assert asked["sha256"] == binh.get("/me/certificate-registrations")["items"][0]["sha256"]
    admin.post(f"/certificate-registrations/{asked['id']}/confirmation")
    assert admin.get("/certificate-registrations")["items"] == []
    admin.post(f"/trust-anchors/{anchor['id']}/retirement", status=204)
    crl = {"file": (BytesIO(foreign.crl(cast.service.now())), "g1.crl")}
    assert admin.send("POST", "/revocation-lists", data=crl).status_code == 201


def _anchor_ids(service: Service) -> list:
    from qms.signing.trust import anchor_rows

    with service.db.read() as session:
        return [one.id for one in anchor_rows(session)]
