"""A key inside a PKCS#11 device, on SoftHSM2: it signs, and never leaves."""

import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from qms.errors import Broken, Conflict, NotFound, Unavailable
from qms.signing import WrongPassphrase, certificates, create_authority, devices
from qms.signing.cades import sign_detached
from qms.signing.devices import Device
from tests.sealing.stage import KEY, PIN, TOKEN, a_device, module
from tests.support.cast import CHEAP

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
SHA256 = hashes.SHA256()
pytestmark = pytest.mark.skipif(not module(), reason="SoftHSM2: apt-get install -y softhsm2")


@pytest.fixture(scope="module")
def device() -> Device:
    """A token with a P-256 key that it made itself."""
    made = a_device()
    devices.make_key(made, PIN)
    return made


def test_settings_that_name_no_device_give_none():
    assert devices.device_of("", TOKEN, KEY) is None
    assert devices.device_of("/lib/x.so", TOKEN, KEY) == Device("/lib/x.so", TOKEN, KEY)


def test_the_key_signs_like_any_other_p256_key(device):
    with devices.opened_key(device, PIN) as key:
        made = key.sign(b"noi dung", ec.ECDSA(SHA256))
        assert key.key_size == 256
        assert key.curve.name == "secp256r1"
        public = key.public_key()
    public.verify(made, b"noi dung", ec.ECDSA(SHA256))


def test_the_key_is_never_given_away(device):
    with devices.opened_key(device, PIN) as key:
        for ask in (
            lambda: key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
            key.private_numbers,
            lambda: key.exchange(ec.ECDH(), key.public_key()),
        ):
            with pytest.raises(Broken) as told:
                ask()
            assert told.value.code == "DEVICE-KEEPS-KEY"


def test_another_digest_than_sha256_is_refused(device):
    with devices.opened_key(device, PIN) as key, pytest.raises(Broken):
        key.sign(b"noi dung", ec.ECDSA(hashes.SHA384()))


def test_a_wrong_pin_is_a_wrong_passphrase_and_the_right_one_still_opens(device):
    for wrong in ("000000", "1", "x" * 2000):
        with pytest.raises(WrongPassphrase), devices.opened_key(device, wrong):
            pass
    with devices.opened_key(device, PIN):
        pass


def test_a_device_that_is_not_there_is_named(device):
    for absent in (replace(device, module="/nowhere.so"), replace(device, token="KHONG CO")):
        with pytest.raises(Unavailable) as told, devices.opened_key(absent, PIN):
            pass
        assert told.value.code == "DEVICE-ABSENT"
    with pytest.raises(NotFound) as missing, devices.opened_key(replace(device, key="x"), PIN):
        pass
    assert missing.value.code == "DEVICE-NO-KEY"


def test_a_second_key_of_the_same_name_is_not_made(device):
    with pytest.raises(Conflict) as told:
        devices.make_key(device, PIN)
    assert told.value.code == "DEVICE-KEY-EXISTS"


def test_an_rsa_key_on_the_device_signs_too(device, tmp_path):
    pem = tmp_path / "rsa.pem"
    key = rsa.generate_private_key(65537, 2048)
    pem.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    command = ["softhsm2-util", "--import", str(pem), "--token", TOKEN, "--label", "rsa"]
    subprocess.run([*command, "--id", "aa", "--pin", PIN], check=True, capture_output=True)
    with devices.opened_key(replace(device, key="rsa"), PIN) as found:
        made = found.sign(b"noi dung", padding.PKCS1v15(), SHA256)
        assert found.key_size == 2048
    key.public_key().verify(made, b"noi dung", padding.PKCS1v15(), SHA256)


def test_openssl_takes_a_cades_signature_made_by_the_device(device, tmp_path: Path):
    authority = create_authority(
        tmp_path / "keys",
        organisation="Sở thử",
        root_passphrase="mật khẩu gốc rất dài",
        instance_secret=b"s" * 32,
        now=NOW,
        cost=CHEAP,
    )
    with devices.opened_key(device, PIN) as key:
        der = authority.issue(key.public_key(), login="con-dau", full_name="Sở thử", now=NOW)
        signed = sign_detached(
            b"noi dung", key=key, certificate=der, chain=[authority.issuer_of(der)], at=NOW
        )
    (tmp_path / "s.p7s").write_bytes(signed)
    (tmp_path / "content").write_bytes(b"noi dung")
    (tmp_path / "root.pem").write_bytes(certificates.pem(authority.roots()[0]))
    command = ["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in"]
    command += [str(tmp_path / "s.p7s"), "-content", str(tmp_path / "content"), "-purpose", "any"]
    command += ["-CAfile", str(tmp_path / "root.pem"), "-attime", str(int(NOW.timestamp()) + 1)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
