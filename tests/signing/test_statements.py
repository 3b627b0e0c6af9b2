"""Statements: one canonical way to write them, and a strict way back."""

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.errors import Invalid
from qms.signing import DocumentRef, FileRef, ListedDocument, LogHead, parse
from qms.signing.statements import Content, encode
from tests.signing.pki import DOCX, NOW, spec

SIGNER = UUID("00000000-0000-4000-8000-000000000001")
DOCUMENT = UUID("00000000-0000-4000-8000-000000000002")


def content() -> Content:
    return Content(
        spec=spec(SIGNER, DOCUMENT),
        system="0b5f3f44-9d0e-4a0e-9f2e-000000000001",
        installation="production",
        cert_sha256="e" * 64,
        claimed_time=NOW,
        policy_id="2026-1",
        policy_sha256="f" * 64,
        prev="",
        challenge="0123456789abcdef0123456789abcdef",
        log_head=LogHead(0, 7, "d" * 64),
    )


def refused(data: bytes) -> str:
    """The code with which these bytes are refused."""
    with pytest.raises(Invalid) as caught:
        parse(data)
    return caught.value.code


def with_change(path: str, value: object) -> bytes:
    """The statement with one field set, canonical again."""
    tree = json.loads(encode(content()))
    *parents, last = path.split("/")
    place = tree
    for name in parents:
        place = place[int(name) if isinstance(place, list) else name]
    place[last] = value
    return dump(tree)


def dump(tree: object) -> bytes:
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def test_what_was_written_is_read_back_the_same() -> None:
    assert parse(encode(content())) == content()


def test_the_bytes_have_exactly_the_agreed_fields() -> None:
    tree = json.loads(encode(content()))
    assert set(tree) == {
        "_type",
        "system",
        "installation",
        "action",
        "meaning",
        "document",
        "files",
        "signer",
        "claimed_time",
        "policy",
        "prev",
        "basis",
        "challenge",
        "log_head",
    }
    assert set(tree["document"]) == {"id", "code", "title", "revision", "organisation"}
    assert set(tree["files"][0]) == {"role", "name", "media_type", "size", "sha256"}
    assert set(tree["signer"]) == {"user_id", "full_name", "role", "cert_sha256"}
    assert set(tree["log_head"]) == {"epoch", "size", "hash"}


def test_a_plain_json_writer_gives_the_same_bytes() -> None:
    """So a verifier can be written anywhere."""
    data = encode(content())
    assert dump(json.loads(data)) == data


def test_time_is_written_in_the_official_zone_to_the_second() -> None:
    shifted = NOW.astimezone(timezone(timedelta(hours=-3))) + timedelta(microseconds=900_000)
    tree = json.loads(encode(replace(content(), claimed_time=shifted)))
    assert tree["claimed_time"] == "2026-03-02T09:00:00+07:00"


def test_text_is_composed_before_it_is_signed() -> None:
    decomposed = replace(content(), spec=spec(SIGNER, meaning="Phê duyệt"))
    assert parse(encode(decomposed)).spec.meaning == "Phê duyệt"


def test_one_statement_covers_a_prepared_list() -> None:
    listed = tuple(
        FileRef(
            "docx",
            f"QT-0{number}.docx",
            DOCX,
            1000 + number,
            f"{number}" * 64,
            document=ListedDocument(UUID(int=number), f"QT-0{number}", "Quy trình", 1, 0),
        )
        for number in range(1, 4)
    )
    the_list = DocumentRef(SIGNER, "", "Danh mục kèm Quyết định 12/QĐ-SNV", 0, 0, 0, "Sở Nội vụ")
    made = replace(content(), spec=spec(SIGNER, document=the_list, files=listed, action="adopt"))
    assert parse(encode(made)) == made


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "STATEMENT-NOT-JSON"),
        (b"[]", "STATEMENT-NOT-JSON"),
        (b"{", "STATEMENT-NOT-JSON"),
        (b"\xff\xfe", "STATEMENT-NOT-JSON"),
        (b"[" * 100_000, "STATEMENT-NOT-JSON"),
        (b'{"a":1.5}', "STATEMENT-FLOAT"),
        (b'{"a":1e3}', "STATEMENT-FLOAT"),
        (b'{"a":NaN}', "STATEMENT-FLOAT"),
        (b'{"a":null}', "STATEMENT-NULL"),
        (b'{"a":[[null]]}', "STATEMENT-NULL"),
        (b'{"a":true}', "STATEMENT-BOOLEAN"),
        (b'{"a":9007199254740993}', "STATEMENT-INTEGER"),
        (b'{"a":1,"a":2}', "STATEMENT-DUPLICATE-KEY"),
        (b'{"b":{"a":1,"a":1}}', "STATEMENT-DUPLICATE-KEY"),
        (b'{"a": 1}', "STATEMENT-NOT-CANONICAL"),
        (b'{"b":1,"a":1}', "STATEMENT-NOT-CANONICAL"),
        (b'{"a":1}\n', "STATEMENT-NOT-CANONICAL"),
        (b'{"a":"\\u0041"}', "STATEMENT-NOT-CANONICAL"),
        (b'{"a":-0}', "STATEMENT-NOT-CANONICAL"),
        ('{"a":"e\u0302"}'.encode(), "STATEMENT-NOT-NFC"),
        (b'{"a":"' + b"x" * 5_000_000 + b'"}', "STATEMENT-TOO-LARGE"),
        (b'{"_type":"urn:x-qms:statement:2"}', "STATEMENT-TYPE"),
        (b'{"a":"\\ud800"}', "STATEMENT-NOT-CANONICAL"),
    ],
)
def test_ambiguous_json_is_refused_by_name(data: bytes, code: str) -> None:
    assert refused(data) == code


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("installation", "staging"),
        ("action", "Approve!"),
        ("meaning", ""),
        ("document/id", "QT-05"),
        ("document/revision/edition", "2"),
        ("document/revision/sequence", -1),
        ("files", {}),
        ("files/0/size", "48213"),
        ("files/0/sha256", "A" * 64),
        ("files/0/media_type", "docx"),
        ("signer/cert_sha256", "e" * 63),
        ("claimed_time", "2026-03-02T02:00:00+00:00"),
        ("claimed_time", "2026-02-30T09:00:00+07:00"),
        ("policy/sha256", ""),
        ("prev", "none"),
        ("basis", ["x"]),
        ("basis", "x"),
        ("challenge", "0123"),
        ("log_head/hash", "xyz"),
        ("document", "QT-05"),
    ],
)
def test_a_field_of_the_wrong_form_is_refused(path: str, value: object) -> None:
    assert refused(with_change(path, value)) == "STATEMENT-BAD-FIELD"


@pytest.mark.parametrize("path", ["extra", "document/extra", "files/0/extra", "signer/extra"])
def test_a_field_nobody_knows_is_refused(path: str) -> None:
    assert refused(with_change(path, "x")) == "STATEMENT-UNKNOWN-FIELD"


@pytest.mark.parametrize("name", sorted(json.loads(encode(content()))))
def test_a_missing_field_is_refused(name: str) -> None:
    tree = json.loads(encode(content()))
    del tree[name]
    expected = "STATEMENT-TYPE" if name == "_type" else "STATEMENT-MISSING-FIELD"
    assert refused(dump(tree)) == expected


TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), min_size=1)


@settings(max_examples=60, deadline=None)
@given(
    meaning=TEXT,
    title=TEXT,
    size=st.integers(0, 2**53 - 1),
    at=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)),  # noqa: DTZ001 - made aware below
)
def test_any_text_size_and_time_survives(meaning: str, title: str, size: int, at: datetime) -> None:
    document = replace(content().spec.document, title=title)
    file = replace(content().spec.files[0], size=size)
    moment = at.replace(microsecond=0, tzinfo=timezone(timedelta(hours=7)))
    made = replace(
        content(),
        spec=spec(SIGNER, meaning=meaning, document=document, files=(file,)),
        claimed_time=moment,
    )
    data = encode(made)
    assert encode(parse(data)) == data
