"""The internal CA: what it makes, how its files are kept, and how it is renewed."""

import json
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509

from qms.errors import Broken, Conflict, Unavailable
from qms.signing import (
    Authority,
    WrongPassphrase,
    create_authority,
    open_authority,
    private_files,
    public_files,
    renew_issuing,
)
from qms.signing import certificates as ca
from tests.signing.pki import CHEAP, NOW, SECRET

ROOT_PASSPHRASE = "mật khẩu của chứng thư gốc"


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return tmp_path / "keys"


@pytest.fixture
def authority(keys: Path) -> Authority:
    return made(keys)


def made(keys: Path, **changes: object) -> Authority:
    arguments: dict[str, object] = {
        "organisation": "Sở Nội vụ tỉnh Sông Hồng",
        "root_passphrase": ROOT_PASSPHRASE,
        "instance_secret": SECRET,
        "now": NOW,
        "cost": CHEAP,
    }
    return create_authority(keys, **(arguments | changes))  # type: ignore[arg-type]


def renewed(keys: Path, **changes: object) -> Authority:
    arguments: dict[str, object] = {
        "root_passphrase": ROOT_PASSPHRASE,
        "instance_secret": SECRET,
        "now": NOW + timedelta(days=1),
        "cost": CHEAP,
    }
    return renew_issuing(keys, **(arguments | changes))  # type: ignore[arg-type]


def issue(authority: Authority, login: str = "an.nv") -> x509.Certificate:
    der = authority.issue(
        ca.new_key().public_key(), login=login, full_name="Nguyễn Văn An", now=NOW
    )
    return x509.load_der_x509_certificate(der)


def test_a_persons_certificate_is_for_signing_only(authority: Authority) -> None:
    certificate = issue(authority)
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical
    assert usage.value.content_commitment
    assert not usage.value.digital_signature
    with pytest.raises(x509.ExtensionNotFound):
        certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    subject = {one.oid: one.value for one in certificate.subject}
    assert subject[x509.NameOID.COMMON_NAME] == "Nguyễn Văn An"
    assert subject[x509.NameOID.ORGANIZATION_NAME] == "Sở Nội vụ tỉnh Sông Hồng"
    assert subject[x509.NameOID.USER_ID] == "an.nv"
    assert certificate.not_valid_after_utc - certificate.not_valid_before_utc < timedelta(1100)


def test_the_issuing_ca_can_make_no_further_ca(authority: Authority) -> None:
    issuing = x509.load_der_x509_certificate(authority.issuers()[0])
    constraints = issuing.extensions.get_extension_for_class(x509.BasicConstraints).value
    assert (constraints.ca, constraints.path_length) == (True, 0)
    assert ca.issued_by(authority.issuers()[0], authority.roots()[0])


def test_a_very_long_name_still_gets_a_certificate(authority: Authority) -> None:
    der = authority.issue(ca.new_key().public_key(), login="x", full_name="Nguyễn " * 20, now=NOW)
    assert len(der) > 300


def test_key_files_are_for_their_owner_only_and_encrypted(authority: Authority, keys: Path) -> None:
    assert authority.exists
    assert authority.can_issue
    assert authority.root_key_is_here
    for path in private_files(keys):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert set(json.loads(path.read_bytes())) == {
            "format",
            "certificate",
            "kdf",
            "salt",
            "nonce",
            "ciphertext",
        }
    assert not list(keys.glob(".*.tmp"))


def test_an_authority_is_created_once(authority: Authority, keys: Path) -> None:
    with pytest.raises(Conflict, match="SIGNING-AUTHORITY-EXISTS"):
        made(keys)
    before = authority.roots()
    assert made(keys, replace=True).roots() != before


def test_before_it_was_created_nothing_is_issued(keys: Path) -> None:
    authority = open_authority(keys, SECRET)
    assert not authority.exists
    with pytest.raises(Unavailable, match="SIGNING-NO-AUTHORITY"):
        issue(authority)
    with pytest.raises(Unavailable, match="SIGNING-NO-AUTHORITY"):
        renewed(keys)


def test_another_instance_secret_does_not_open_the_issuing_key(
    authority: Authority, keys: Path
) -> None:
    with pytest.raises(Broken, match="SIGNING-ISSUING-KEY"):
        issue(open_authority(keys, b"x" * 32))


def test_a_damaged_file_is_named(authority: Authority, keys: Path) -> None:
    (keys / "issuing.key.json").write_bytes(b"{}")
    with pytest.raises(Broken, match="SIGNING-KEY-FILE"):
        issue(authority)
    (keys / "root.pem").write_bytes(b"rubbish")
    with pytest.raises(Broken, match="SIGNING-AUTHORITY-FILES"):
        open_authority(keys, SECRET).roots()


def test_the_root_passphrase_renews_the_issuing_ca_below_the_same_root(
    authority: Authority, keys: Path
) -> None:
    before = issue(authority)
    roots = authority.roots()
    again = renewed(keys)
    assert again.roots() == roots
    assert len(again.issuers()) == 2
    assert authority.issuers() == again.issuers(), "a running service sees the renewal"
    assert again.issuer_of(ca.der(before)) in again.issuers()
    with pytest.raises(WrongPassphrase):
        renewed(keys, root_passphrase="không phải mật khẩu")


def test_the_root_key_may_come_from_elsewhere(
    authority: Authority, keys: Path, tmp_path: Path
) -> None:
    offline = (keys / "root.key.json").rename(tmp_path / "offline.json")
    assert not authority.root_key_is_here
    assert renewed(keys, root_key=offline).roots() == authority.roots()


def test_without_any_key_a_new_root_is_made_and_the_old_one_stays_trusted(
    authority: Authority, keys: Path
) -> None:
    before = issue(authority)
    old = authority.roots()
    for path in private_files(keys):
        path.unlink()
    assert not authority.can_issue
    with pytest.raises(Unavailable, match="SIGNING-NO-ISSUING-KEY"):
        issue(authority)
    again = renewed(keys)
    assert set(old) < set(again.roots())
    assert ca.issued_by(ca.der(before), again.issuer_of(ca.der(before)))
    after = again.issue(ca.new_key().public_key(), login="b", full_name="B", now=NOW + timedelta(2))
    assert again.issuer_of(after) != again.issuer_of(ca.der(before))


def test_public_files_hold_no_key(authority: Authority, keys: Path) -> None:
    text = b"".join(path.read_bytes() for path in public_files(keys))
    assert b"PRIVATE" not in text
    assert b"ciphertext" not in text
    assert len(public_files(keys)) == 9


def test_an_expired_issuing_ca_issues_nothing(authority: Authority) -> None:
    key = ca.new_key().public_key()
    with pytest.raises(Unavailable, match="SIGNING-ISSUER-EXPIRED"):
        authority.issue(key, login="a", full_name="A", now=NOW + timedelta(days=3700))


def test_start_up_does_not_load_the_heavy_libraries() -> None:
    program = (
        "import sys, qms.signing; "
        "heavy = {'cryptography', 'pyhanko', 'asn1crypto', 'pyhanko_certvalidator'}; "
        "sys.exit(len(heavy & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
