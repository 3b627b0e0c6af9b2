"""Signed notes: the vectors of the format's own documentation, and everything that is none."""

import base64

import pytest

from qms.errors import Invalid
from qms.signing import notes
from qms.signing.notes import Checkpoint

# golang.org/x/mod/sumdb/note, the example of its documentation.
TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
SIGNED = (
    TEXT + "\n— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
SECRET = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"  # of the example
VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SEED = base64.b64decode(SECRET)[1:]
PUBLIC = base64.b64decode(VERIFIER.rsplit("+", 1)[1])[1:]

ORIGIN = "qms/11111111-2222-3333-4444-555555555555"
GOOD = Checkpoint(ORIGIN, 21, bytes(range(32)), 0)
NOTE = notes.sign_checkpoint(GOOD, SEED)


def opened(note: str) -> Checkpoint:
    return notes.open_checkpoint(note.encode(), ORIGIN, [PUBLIC])


def test_the_documented_note_is_made_and_opened() -> None:
    assert notes.sign_note(TEXT, "PeterNeumann", SEED) == SIGNED
    assert notes.open_note(SIGNED.encode(), {"PeterNeumann": [PUBLIC]}) == TEXT
    assert notes.verifier_key("PeterNeumann", PUBLIC) == VERIFIER


def test_a_checkpoint_is_read_back_as_it_was_made() -> None:
    root = base64.b64encode(bytes(range(32))).decode()
    assert NOTE.startswith(f"{ORIGIN}\n21\n{root}\nepoch 0\n\n— {ORIGIN} ")
    assert opened(NOTE) == GOOD
    assert notes.peek_checkpoint(NOTE.encode()) == GOOD


def test_a_strangers_signature_beside_ours_is_passed_over() -> None:
    line = SIGNED.rsplit("\n\n", 1)[1]
    assert opened(NOTE + line) == GOOD


def test_a_former_key_still_opens_its_notes() -> None:
    assert notes.open_checkpoint(NOTE.encode(), ORIGIN, [bytes(32), PUBLIC]) == GOOD


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("\n21\n", "\n22\n", "NOTE-SIGNATURE"),
        ("epoch 0", "epoch 1", "NOTE-SIGNATURE"),
        ("AAEC", "AAED", "NOTE-SIGNATURE"),
        ("\n\n— qms", "\n\n— QMS", "NOTE-UNKNOWN-KEY"),
        ("\n\n—", "\n\n-", "NOTE-FORM"),
        ("\n\n— ", "\n\n—  ", "NOTE-FORM"),
        ("\n\n—", "\n—", "NOTE-FORM"),
        ("=\n", "\n", "NOTE-FORM"),
        ("epoch 0\n", "epoch 0\r\n", "NOTE-FORM"),
        ("epoch 0\n", "epoch 0\x01\n", "NOTE-FORM"),
    ],
)
def test_an_altered_note_is_refused(old: str, new: str, code: str) -> None:
    assert old in NOTE
    with pytest.raises(Invalid) as error:
        opened(NOTE.replace(old, new))
    assert error.value.code == code


@pytest.mark.parametrize(
    "note",
    [
        "",
        "\n",
        TEXT,
        TEXT + "\n",
        NOTE[:-1],
        NOTE + "\n",
        NOTE + "x\n",
        NOTE + NOTE.rsplit("\n\n", 1)[1] * 16,
        NOTE.replace("\n\n", "\n\n" + "x" * 70_000),
    ],
)
def test_what_is_no_note_is_refused(note: str) -> None:
    with pytest.raises(Invalid) as error:
        opened(note)
    assert error.value.code == "NOTE-FORM"


@pytest.mark.parametrize(
    "body",
    [
        f"{ORIGIN}\n021\n{'A' * 43}=\nepoch 0\n",
        f"{ORIGIN}\n+21\n{'A' * 43}=\nepoch 0\n",
        f"{ORIGIN}\n-1\n{'A' * 43}=\nepoch 0\n",
        f"{ORIGIN}\n2_1\n{'A' * 43}=\nepoch 0\n",
        f"{ORIGIN}\n٢١\n{'A' * 43}=\nepoch 0\n",
        f"{ORIGIN}\n99999999999999999999\n{'A' * 43}=\nepoch 0\n",
        f"{ORIGIN}\n21\n{'A' * 42}B=\nepoch 0\n",  # bits beyond the hash
        f"{ORIGIN}\n21\n{'A' * 44}\nepoch 0\n",
        f"{ORIGIN}\n21\n{'A' * 43}= \nepoch 0\n",
        f"{ORIGIN}\n21\n{'A' * 43}=\n",
        f"{ORIGIN}\n21\n{'A' * 43}=\nepoch 00\n",
        f"{ORIGIN}\n21\n{'A' * 43}=\nepoch 0\nmore\n",
        f"{ORIGIN} x\n21\n{'A' * 43}=\nepoch 0\n",
        f"\n21\n{'A' * 43}=\nepoch 0\n",
    ],
)
def test_a_body_that_could_be_read_in_two_ways_is_refused_though_signed(body: str) -> None:
    with pytest.raises(Invalid) as error:
        opened(notes.sign_note(body, ORIGIN, SEED))
    assert error.value.code == "NOTE-FORM"


def test_a_checkpoint_of_another_installation_is_refused_under_whatever_name() -> None:
    other = Checkpoint("qms/other", 21, bytes(32), 0)
    with pytest.raises(Invalid) as error:
        opened(notes.sign_checkpoint(other, SEED))
    assert error.value.code == "NOTE-UNKNOWN-KEY"
    with pytest.raises(Invalid) as error:
        opened(notes.sign_note(other.text(), ORIGIN, SEED))
    assert error.value.code == "NOTE-OTHER-ORIGIN"


def test_the_same_key_under_another_name_is_another_key() -> None:
    with pytest.raises(Invalid, match="NOTE-UNKNOWN-KEY"):
        opened(notes.sign_note(GOOD.text(), "qms/somebody", SEED))


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(Invalid, match="NOTE-FORM"):
        notes.open_checkpoint(b"\xff" + NOTE.encode(), ORIGIN, [PUBLIC])
