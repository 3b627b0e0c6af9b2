"""Keys under a passphrase: nothing else opens them, and nothing can be swapped."""

from dataclasses import replace

import pytest

from qms.errors import Invalid
from qms.signing import KdfCost, WrongPassphrase, check_passphrase
from qms.signing.keys import EncryptedKey, decrypt_key, encrypt_key
from tests.signing.pki import CHEAP, PASSPHRASE


def locked() -> EncryptedKey:
    return encrypt_key(b"key", PASSPHRASE, CHEAP, holder="h", certificate_sha256="c")


def test_the_passphrase_opens_the_key_however_it_was_typed() -> None:
    import unicodedata

    typed = unicodedata.normalize("NFD", PASSPHRASE)
    assert decrypt_key(locked(), typed, holder="h", certificate_sha256="c") == b"key"


@pytest.mark.parametrize("passphrase", ["", "mật khẩu ký của tôi", "x" * 5000, "\ud800" * 10])
def test_another_passphrase_does_not(passphrase: str) -> None:
    with pytest.raises(WrongPassphrase):
        decrypt_key(locked(), passphrase, holder="h", certificate_sha256="c")


@pytest.mark.parametrize(("holder", "certificate"), [("other", "c"), ("h", "other")])
def test_a_key_moved_to_another_holder_or_certificate_stays_shut(
    holder: str, certificate: str
) -> None:
    with pytest.raises(WrongPassphrase):
        decrypt_key(locked(), PASSPHRASE, holder=holder, certificate_sha256=certificate)


@pytest.mark.parametrize(
    "change",
    [
        {"cost": KdfCost(memory_kib=128, iterations=1, lanes=1)},
        {"salt": b"s" * 16},
        {"nonce": b"n" * 12},
        {"ciphertext": b"c" * 19},
    ],
)
def test_an_altered_blob_stays_shut(change: dict[str, object]) -> None:
    altered = replace(locked(), **change)  # type: ignore[arg-type]
    with pytest.raises(WrongPassphrase):
        decrypt_key(altered, PASSPHRASE, holder="h", certificate_sha256="c")


def test_two_keys_under_one_passphrase_share_nothing() -> None:
    one, two = locked(), locked()
    assert one.salt != two.salt
    assert one.nonce != two.nonce
    assert one.ciphertext != two.ciphertext


def test_the_default_cost_is_the_agreed_one() -> None:
    assert KdfCost() == KdfCost(memory_kib=65536, iterations=3, lanes=4)


@pytest.mark.parametrize(
    ("passphrase", "code"),
    [
        ("ngắn quá", "SIGNING-PASSPHRASE-SHORT"),
        ("a" * 40, "SIGNING-PASSPHRASE-EASY"),
        ("Nguyen.Van.An", "SIGNING-PASSPHRASE-EASY"),
        ("abcde" * 300, "SIGNING-PASSPHRASE-LONG"),
    ],
)
def test_a_poor_passphrase_is_refused(passphrase: str, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        check_passphrase(passphrase, login="nguyen.van.an")
    assert caught.value.code == code
