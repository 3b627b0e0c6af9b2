"""The judge of signed statements: what is good, and every way of not being good."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.signing import Revoked, verify_statement
from qms.signing.statements import encode
from tests.signing.pki import NOW, Holder, World, sign_oddly, sign_without_attribute

YEAR = timedelta(days=365)
WORLD = World()
HONG = WORLD.person()
HONEST = WORLD.signed(HONG)


@pytest.fixture
def world() -> World:
    return WORLD


@pytest.fixture
def hong() -> Holder:
    return HONG


@pytest.fixture
def signed() -> tuple[bytes, bytes]:
    return HONEST


def test_an_honest_signature_is_intact_valid_trusted_and_not_revoked(
    world: World, hong: Holder, signed: tuple[bytes, bytes]
) -> None:
    result = world.judge(*signed, hong)
    assert (result.intact, result.valid, result.trusted) == (True, True, True)
    assert result.revoked is Revoked.NO
    assert result.ok
    assert result.reasons == ()
    assert result.notes == ("TIME-CLAIMED-ONLY",)
    assert result.signer_sha256 == hong.sha256
    assert result.claimed_time == result.signed_at == NOW


def test_a_signature_outlives_its_certificate_and_says_so(
    world: World, hong: Holder, signed: tuple[bytes, bytes]
) -> None:
    result = world.judge(*signed, hong, at=NOW + 5 * YEAR)
    assert result.ok
    assert "CERTIFICATE-EXPIRED-SINCE" in result.notes


@pytest.mark.parametrize("late", [-timedelta(seconds=2), 4 * YEAR])
def test_a_certificate_out_of_its_period_when_signing_is_not_trusted(
    world: World, hong: Holder, late: timedelta
) -> None:
    data, der = world.signed(hong, NOW + late)
    result = world.judge(data, der, hong, at=NOW + 5 * YEAR)
    assert (result.intact, result.valid, result.trusted) == (True, True, False)
    assert result.reasons == ("CERTIFICATE-OUT-OF-TIME",)


def test_a_revocation_before_signing_ends_the_signature(
    world: World, hong: Holder, signed: tuple[bytes, bytes]
) -> None:
    result = world.judge(*signed, hong, revoked_at=NOW - timedelta(days=1))
    assert (result.intact, result.valid, result.trusted) == (True, True, True)
    assert result.revoked is Revoked.BEFORE_SIGNING
    assert not result.ok


def test_a_revocation_after_signing_leaves_the_signature_standing(
    world: World, hong: Holder, signed: tuple[bytes, bytes]
) -> None:
    result = world.judge(*signed, hong, revoked_at=NOW + timedelta(days=1))
    assert result.revoked is Revoked.AFTER_SIGNING
    assert result.ok
    assert "CERTIFICATE-REVOKED-AFTER" in result.notes


def test_a_compromise_dated_back_reaches_signatures_made_since(
    world: World, hong: Holder, signed: tuple[bytes, bytes]
) -> None:
    result = world.judge(
        *signed,
        hong,
        revoked_at=NOW + timedelta(days=1),
        invalidity_at=NOW - timedelta(hours=1),
    )
    assert result.revoked is Revoked.BEFORE_SIGNING
    assert not result.ok


def test_a_certificate_nobody_registered_is_not_relied_on(
    world: World, signed: tuple[bytes, bytes]
) -> None:
    result = verify_statement(*signed, roots=world.roots, certificates={}, at=NOW)
    assert (result.intact, result.valid, result.trusted) == (True, True, True)
    assert result.revoked is Revoked.UNKNOWN
    assert not result.ok


def test_another_authority_is_not_trusted(hong: Holder, signed: tuple[bytes, bytes]) -> None:
    result = World().judge(*signed, hong)
    assert (result.intact, result.valid, result.trusted) == (True, True, False)
    assert result.reasons == ("CHAIN-NOT-TRUSTED",)


def test_without_any_root_nothing_is_trusted(hong: Holder, signed: tuple[bytes, bytes]) -> None:
    result = verify_statement(*signed, roots=[], certificates=hong.known(), at=NOW)
    assert not result.trusted


@pytest.mark.parametrize("usage", ["digital_signature", "key_agreement", "key_cert_sign"])
def test_a_certificate_for_another_use_is_not_trusted(world: World, usage: str) -> None:
    odd = world.odd_person(usage=usage, is_ca=usage == "key_cert_sign")
    data, der = world.signed(odd)
    result = world.judge(data, der, odd)
    assert result.intact
    assert not result.trusted
    assert "CERTIFICATE-USAGE" in result.reasons


def test_a_person_cannot_issue_certificates_for_others(world: World, hong: Holder) -> None:
    from qms.signing import certificates as ca

    below = world.odd_person(issuer=ca.Issuer(hong.certificate, hong.key))
    data = encode(world.content(below))
    der = sign_oddly(below, [hong.der, *world.chain], data)
    result = world.judge(data, der, below)
    assert not result.trusted


def test_another_certificate_for_the_same_key_is_refused(world: World, hong: Holder) -> None:
    """Key substitution: the second certificate fits the key but is not the one named."""
    twin = world.odd_person(key=hong.key)
    twin.id = hong.id
    data, der = world.signed(hong)
    swapped = _swap_certificate(der, hong.der, twin.der)
    assert world.judge(data, swapped, twin).reasons == ("CMS-OTHER-CERTIFICATE",)
    other = world.sign(twin, data)
    assert world.judge(data, other, twin).reasons == ("SIGNER-OTHER-CERTIFICATE",)


def _swap_certificate(der: bytes, old: bytes, new: bytes) -> bytes:
    from asn1crypto import cms, x509

    outer = cms.ContentInfo.load(der)
    signed = outer["content"]
    kept = [one.chosen for one in signed["certificates"] if one.chosen.dump() != old]
    twin = x509.Certificate.load(new)
    signed["certificates"] = [twin, *kept]
    signed["signer_infos"][0]["sid"] = cms.SignerIdentifier(
        name="issuer_and_serial_number",
        value=cms.IssuerAndSerialNumber(
            {"issuer": twin.issuer, "serial_number": twin.serial_number}
        ),
    )
    return bytes(outer.dump(force=True))


def test_a_statement_that_names_another_person_is_refused(world: World, hong: Holder) -> None:
    stranger = world.person()
    content = world.content(hong, spec=world.content(stranger).spec)
    data = encode(content)
    result = world.judge(data, world.sign(hong, data), hong)
    assert result.reasons == ("SIGNER-OTHER-PERSON",)
    assert not result.valid


@pytest.mark.parametrize("apart", [-timedelta(seconds=5), timedelta(minutes=11)])
def test_a_signature_far_from_the_claimed_time_is_refused(
    world: World, hong: Holder, apart: timedelta
) -> None:
    data = encode(world.content(hong, NOW + timedelta(days=1)))
    der = world.sign(hong, data, NOW + timedelta(days=1) + apart)
    result = world.judge(data, der, hong, at=NOW + YEAR)
    assert result.reasons == ("SIGNING-TIME-APART",)


def test_a_signature_from_the_future_is_refused(world: World, hong: Holder) -> None:
    data, der = world.signed(hong, NOW + timedelta(days=2))
    assert "SIGNING-TIME-FUTURE" in world.judge(data, der, hong, at=NOW).reasons


def test_a_signature_over_another_statement_does_not_fit(
    world: World, hong: Holder, signed: tuple[bytes, bytes]
) -> None:
    other, _der = world.signed(hong, challenge="f" * 32)
    result = world.judge(other, signed[1], hong)
    assert not result.intact
    assert not result.valid
    assert result.reasons == ("CONTENT-CHANGED",)


def test_a_demo_statement_is_marked_in_the_verdict(world: World, hong: Holder) -> None:
    data, der = world.signed(hong, installation="demo")
    assert "DEMO-INSTALLATION" in world.judge(data, der, hong).notes


def test_a_signature_with_the_content_inside_is_refused(world: World, hong: Holder) -> None:
    data = encode(world.content(hong))
    der = sign_oddly(hong, world.chain, data, detached=False)
    assert world.judge(data, der, hong).reasons == ("CMS-NOT-DETACHED",)


def test_two_signers_in_one_signature_are_refused(
    world: World, hong: Holder, signed: tuple[bytes, bytes]
) -> None:
    from asn1crypto import cms

    outer = cms.ContentInfo.load(signed[1])
    infos = list(outer["content"]["signer_infos"])
    outer["content"]["signer_infos"] = [*infos, infos[0]]
    result = world.judge(signed[0], outer.dump(force=True), hong)
    assert result.reasons == ("CMS-SIGNER-COUNT",)


def test_a_signature_without_the_signing_certificate_attribute_is_refused(
    world: World, hong: Holder
) -> None:
    data = encode(world.content(hong))
    der = sign_without_attribute(hong, world, data)
    assert world.judge(data, der, hong).reasons == ("CMS-NO-SIGNING-CERTIFICATE",)


def test_a_weak_digest_is_refused_and_a_stronger_one_taken(world: World, hong: Holder) -> None:
    data = encode(world.content(hong))
    weak = sign_oddly(hong, world.chain, data, digest="sha224")
    strong = sign_oddly(hong, world.chain, data, digest="sha512")
    assert world.judge(data, weak, hong).reasons == ("CMS-DIGEST",)
    assert world.judge(data, strong, hong).ok


def test_something_unsigned_beside_the_signature_is_refused(
    world: World, hong: Holder, signed: tuple[bytes, bytes]
) -> None:
    from asn1crypto import cms

    outer = cms.ContentInfo.load(signed[1])
    info = outer["content"]["signer_infos"][0]
    info["unsigned_attrs"] = [{"type": "signing_time", "values": [cms.Time({"utc_time": NOW})]}]
    result = world.judge(signed[0], outer.dump(force=True), hong)
    assert result.reasons == ("CMS-UNEXPECTED-PART",)


def test_a_stray_certificate_in_the_signature_is_refused(world: World, hong: Holder) -> None:
    data = encode(world.content(hong))
    der = sign_oddly(hong, [*world.chain, World().chain[0]], data)
    assert "CMS-CERTIFICATES" in world.judge(data, der, hong).reasons


@pytest.mark.parametrize("rubbish", [b"", b"\x30", b"\x30\x80\x00\x00", b"0" * 300_000, b"{}"])
def test_rubbish_gives_a_verdict_and_no_exception(
    world: World, hong: Holder, signed: tuple[bytes, bytes], rubbish: bytes
) -> None:
    assert not world.judge(signed[0], rubbish, hong).ok
    assert not world.judge(rubbish, signed[1], hong).ok


def test_bytes_behind_the_signature_are_refused(
    world: World, hong: Holder, signed: tuple[bytes, bytes]
) -> None:
    assert world.judge(signed[0], signed[1] + b"\x00", hong).reasons == ("CMS-NOT-DER",)


def test_one_changed_byte_anywhere_in_the_signature_is_found(
    world: World, hong: Holder, signed: tuple[bytes, bytes]
) -> None:
    data, der = signed
    for position in range(len(der)):
        changed = bytearray(der)
        changed[position] ^= 0x01
        assert not world.judge(data, bytes(changed), hong).ok, position


def test_one_changed_byte_anywhere_in_the_statement_is_found(
    world: World, hong: Holder, signed: tuple[bytes, bytes]
) -> None:
    data, der = signed
    for position in range(0, len(data), 3):
        changed = bytearray(data)
        changed[position] ^= 0x01
        assert not world.judge(bytes(changed), der, hong).ok, position


def test_a_signature_cut_short_anywhere_gives_a_verdict(
    world: World, hong: Holder, signed: tuple[bytes, bytes]
) -> None:
    data, der = signed
    for length in range(0, len(der), 17):
        assert not world.judge(data, der[:length], hong).ok, length


@settings(max_examples=150, deadline=None)
@given(place=st.integers(0, 1300), new=st.binary(max_size=3), cut=st.integers(0, 3))
def test_no_rewriting_of_a_signature_is_taken_or_raises(place: int, new: bytes, cut: int) -> None:
    data, der = HONEST
    changed = der[:place] + new + der[place + cut :]
    assert changed == der or not WORLD.judge(data, changed, HONG).ok
