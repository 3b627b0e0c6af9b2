"""Revocation lists: what they say, when they are issued, which outside ones are taken in."""

import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from cryptography import x509

from qms.errors import Invalid, Unavailable
from qms.signing import (
    RevocationReason,
    after_revocation,
    current_crls,
    import_crl,
    issue_crl,
    refresh_crls,
    renew_issuing,
    revoke,
)
from qms.signing import certificates as ca
from qms.signing.lists import Ended, build
from qms.signing.lists import pem as crl_pem
from qms.signing.model import Crl
from tests.signing.conftest import Office
from tests.signing.pki import CHEAP, NOW, SECRET, World

LATER = NOW + timedelta(days=3)


def issued(office: Office) -> x509.CertificateRevocationList:
    with office.db.write() as session:
        return x509.load_der_x509_crl(issue_crl(session, office.authority, LATER).der)


def ended(office: Office, reason: RevocationReason, *, days: int | None = None) -> int:
    """Somebody whose certificate ended; returns its serial."""
    certificate = office.certificate(office.enrol(uuid4()))
    since = None if days is None else LATER - timedelta(days=days)
    with office.db.write() as session:
        revoke(session, certificate.id, reason=reason, invalidity_at=since, now=LATER)
    return int(certificate.serial, 16)


def test_a_list_names_what_ended_with_reason_and_invalidity_date(office: Office) -> None:
    lost = ended(office, RevocationReason.PASSPHRASE_LOST)
    stolen = ended(office, RevocationReason.KEY_COMPROMISE, days=2)
    good = int(office.certificate(office.enrol(uuid4())).serial, 16)
    made = issued(office)
    assert made.get_revoked_certificate_by_serial_number(good) is None
    for serial, reason in [
        (lost, x509.ReasonFlags.superseded),
        (stolen, x509.ReasonFlags.key_compromise),
    ]:
        entry = made.get_revoked_certificate_by_serial_number(serial)
        assert entry is not None
        assert entry.extensions.get_extension_for_class(x509.CRLReason).value.reason is reason
    since = entry.extensions.get_extension_for_class(x509.InvalidityDate).value
    assert since.invalidity_date_utc == LATER - timedelta(days=2)


def test_a_list_is_signed_by_the_issuing_ca_and_lasts_thirty_days(office: Office) -> None:
    made = issued(office)
    issuer = x509.load_der_x509_certificate(office.authority.issuers()[0])
    assert made.is_signature_valid(issuer.public_key())  # type: ignore[arg-type]
    assert made.next_update_utc == LATER + timedelta(days=30)


def test_every_list_has_the_next_number(office: Office) -> None:
    with office.db.write() as session:
        numbers = [issue_crl(session, office.authority, LATER).number for _time in range(3)]
    assert numbers == ["1", "2", "3"]


def test_the_newest_list_of_each_ca_that_spoke_at_a_moment(office: Office) -> None:
    with office.db.write() as session:
        refresh_crls(session, office.authority, NOW)
        second = issue_crl(session, office.authority, LATER)
        found = {one.id: one.issuer for one in current_crls(session, LATER)}
        assert second.id in found
        assert len(found) == 2, "the root's own list, and the issuing CA's"
        assert any("Root" in name for name in found.values())
        assert second.id not in {one.id for one in current_crls(session, NOW)}
        assert current_crls(session, NOW - timedelta(days=1)) == []


def test_the_clock_issues_a_list_once_a_day(office: Office) -> None:
    def refreshed(after: timedelta) -> int:
        with office.db.write() as session:
            return len(refresh_crls(session, office.authority, NOW + after))

    assert refreshed(timedelta()) == 2, "the root's list is taken in as well"
    assert refreshed(timedelta(hours=23)) == 0
    assert refreshed(timedelta(hours=25)) == 1


def test_without_the_issuing_key_revoking_still_works(office: Office) -> None:
    (office.authority.keys_path / "issuing.key.json").unlink()
    with office.db.write() as session:
        assert after_revocation(session, office.authority, LATER) is None
        assert len(refresh_crls(session, office.authority, LATER)) == 1, "the root's own list"
        with pytest.raises(Unavailable, match="SIGNING-NO-ISSUING-KEY"):
            issue_crl(session, office.authority, LATER)


def test_a_replaced_ca_goes_on_ending_what_it_issued(office: Office) -> None:
    before = office.certificate(office.enrol(uuid4()))
    renew_issuing(
        office.authority.keys_path,
        root_passphrase="mật khẩu của chứng thư gốc",
        instance_secret=SECRET,
        now=NOW + timedelta(days=1),
        cost=CHEAP,
    )
    with office.db.write() as session:
        revoke(session, before.id, reason=RevocationReason.SUPERSEDED, now=LATER)
        after_revocation(session, office.authority, LATER)
        lists = [x509.load_der_x509_crl(one.der) for one in current_crls(session, LATER)]
    naming = [
        one for one in lists if one.get_revoked_certificate_by_serial_number(int(before.serial, 16))
    ]
    assert [one.issuer.rfc4514_string() for one in naming] == [before.issuer]
    assert len({one.issuer for one in lists}) == 2


@pytest.mark.openssl
def test_openssl_refuses_what_the_list_names(office: Office, tmp_path: Path) -> None:
    gone = office.certificate(office.enrol(uuid4()))
    stays = office.certificate(office.enrol(uuid4()))
    with office.db.write() as session:
        revoke(session, gone.id, reason=RevocationReason.CESSATION_OF_OPERATION, now=LATER)
        issue_crl(session, office.authority, LATER)
        refresh_crls(session, office.authority, LATER)
        lists = b"".join(crl_pem(one.der) for one in current_crls(session, LATER))
    (tmp_path / "root.pem").write_bytes(ca.pem(office.authority.roots()[0]))
    (tmp_path / "chain.pem").write_bytes(ca.pem(office.authority.issuers()[0]))
    (tmp_path / "crls.pem").write_bytes(lists)
    for certificate, said in [(stays, "OK"), (gone, "certificate revoked")]:
        (tmp_path / "one.pem").write_bytes(ca.pem(certificate.der))
        command = [
            *("openssl", "verify", "-crl_check_all", "-CAfile", "root.pem"),
            *("-untrusted", "chain.pem", "-CRLfile", "crls.pem"),
            *("-attime", str(int((LATER + timedelta(days=1)).timestamp())), "one.pem"),
        ]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert said in done.stdout + done.stderr


def outside(world: World, number: int = 7, *, days: int = 0) -> bytes:
    entry = Ended(77, LATER, RevocationReason.KEY_COMPROMISE)
    return build(world.issuing, [entry], number, LATER + timedelta(days=days), timedelta(days=9))


def test_a_list_of_a_declared_outside_ca_is_taken_in_once(office: Office) -> None:
    world = World()
    data = outside(world)
    issuers = [ca.der(world.root.certificate), ca.der(world.issuing.certificate)]
    with office.db.write() as session:
        first = import_crl(session, data, issuers, LATER)
        assert import_crl(session, crl_pem(data), issuers, LATER).id == first.id
        assert (first.number, first.next_update) == ("7", LATER + timedelta(days=9))
        assert session.query(Crl).count() == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (lambda _world: b"", "CRL-UNREADABLE"),
        (lambda _world: b"-----BEGIN X509 CRL-----", "CRL-UNREADABLE"),
        (lambda _world: b"0" * (21 * 1024**2), "CRL-TOO-LARGE"),
        (lambda _world: outside(World()), "CRL-UNKNOWN-ISSUER"),
        (lambda world: outside(world)[:-1] + b"\x00", "CRL-U"),
        (lambda world: outside(world, days=1), "CRL-FUTURE"),
    ],
    ids=["nothing", "half", "flood", "unknown CA", "changed", "future"],
)
def test_any_other_list_is_refused_with_the_reason(
    data: Callable[[World], bytes], code: str, office: Office
) -> None:
    world = World()
    with office.db.write() as session, pytest.raises(Invalid, match=code):
        import_crl(session, data(world), [ca.der(world.issuing.certificate)], LATER)


def test_an_own_list_leaves_outside_certificates_alone(office: Office) -> None:
    holder: UUID = office.enrol(uuid4())
    certificate = office.certificate(holder)
    world = World()
    assert len(issued(office)) == 0
    with office.db.write() as session:
        revoke(session, certificate.id, reason=RevocationReason.SUPERSEDED, now=LATER)
    assert len(issued(office)) == 1
    from qms.signing.lists import belongs

    assert not belongs(certificate.der, world.issuing.certificate)
