"""The canonical bytes: the same on both databases, and made again from the row alone."""

import hashlib
import json
import uuid
from datetime import UTC, datetime

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from qms import audit
from qms.audit.entry import GENESIS, columns_sql, data_text, entry_bytes, link
from qms.db import Database, dialect_of
from qms.errors import Invalid
from tests.audit.tampering import START

ACT = uuid.UUID("11111111-2222-3333-4444-555555555555")
ACTOR = uuid.UUID("AAAAAAAA-BBBB-CCCC-DDDD-EEEEEEEEEEEE")
OBJECT = uuid.UUID("99999999-8888-7777-6666-555555555555")

PLAIN = st.recursive(
    st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True), inner, max_size=3)
    ),
    max_leaves=8,
)


def entries(db: Database) -> list[bytes]:
    with db.read() as session:
        query = f"SELECT {columns_sql(dialect_of(session))} FROM audit_event e ORDER BY e.id"  # noqa: S608
        return [entry_bytes(row) for row in session.execute(text(query))]


def test_the_entry_is_exactly_the_documented_bytes(db: Database) -> None:
    with db.write() as session:
        event = audit.record(
            session,
            act_id=ACT,
            at=datetime(2026, 3, 2, 9, 0, 0, 5, UTC),
            actor_id=ACTOR,
            on_behalf_of=OBJECT,
            action="documents.revision.approved",
            object_kind="revision",
            object_id=OBJECT,
            data={"code": "QT-05", "by": {"decision": "Số 12/QĐ-TTTT"}, "n": [1, True]},
        )
    assert entries(db) == [
        (
            '{"_type":"qms-audit-entry-1","act":"11111111222233334444555555555555",'
            '"action":"documents.revision.approved","actor":"aaaaaaaabbbbccccddddeeeeeeeeeeee",'
            f'"at":"2026-03-02T09:00:00.000005Z","event":"{event.event_uuid.hex}",'
            '"kind":"revision","object":"99999999888877776666555555555555",'
            '"on_behalf_of":"99999999888877776666555555555555",'
            '"what":{"by":{"decision":"Số 12/QĐ-TTTT"},"code":"QT-05","n":[1,true]}}'
        ).encode()
    ]


def test_the_entry_of_nobody_leaves_the_actor_out_and_is_rfc_8785(db: Database) -> None:
    with db.write() as session:
        audit.record(
            session,
            act_id=ACT,
            at=START,
            actor_id=None,
            action="service.started",
            object_kind="service",
            object_id=OBJECT,
        )
    (entry,) = entries(db)
    parsed = json.loads(entry)
    assert "actor" not in parsed
    assert "on_behalf_of" not in parsed
    assert rfc8785.dumps(parsed) == entry


@settings(deadline=None)
@given(st.dictionaries(st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True), PLAIN, max_size=4))
def test_data_is_written_as_rfc_8785_says(data: dict[str, object]) -> None:
    written = data_text(data)
    assert rfc8785.dumps(json.loads(written)) == written.encode()


@settings(deadline=None)
@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=9, max_size=9),
    st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=9, max_size=9),
)
def test_two_different_rows_never_share_their_bytes(one: list[str], other: list[str]) -> None:
    assert (entry_bytes(one) == entry_bytes(other)) == (one == other)


def test_a_value_cannot_slip_from_one_column_into_the_next() -> None:
    row: list[str | None] = ["a", "b", "c", "d", "e", "f", "g", "h", "{}"]
    slipped = ["a", 'b","actor":"c', None, *row[3:]]
    assert entry_bytes(row) != entry_bytes(slipped)


@pytest.mark.parametrize(
    "data",
    [
        {"x": 1.5},
        {"x": None},
        {"x": 2**53},
        {"X": 1},
        {"mã": 1},
        {"x": {"ok": [b"bytes"]}},
        {"x": uuid.uuid4()},
    ],
)
def test_what_a_verifier_could_read_in_two_ways_is_not_recorded(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="audit data"):
        data_text(data)


def test_data_is_nfc_and_without_nul() -> None:
    assert data_text({"x": "Quy tri\u0300nh"}) == '{"x":"Quy tr\u00ecnh"}'
    with pytest.raises(Invalid):
        data_text({"x": "a\x00b"})


def test_the_chain_can_be_followed_with_sha256_alone() -> None:
    assert hashlib.sha256(b"qms-audit-log-1").digest() == GENESIS
    entry = b'{"a":1}'
    expected = hashlib.sha256(GENESIS + hashlib.sha256(entry).digest()).digest()
    assert link(GENESIS, entry) == expected
