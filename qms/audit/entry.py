"""The canonical bytes of an audit event, and the chain over them. Version 1.

An entry is one JSON object in UTF-8, in the form of RFC 8785 (keys sorted, no space between), of
the columns of `audit_event` alone, so that anybody can make it again from the row:

    {"_type":"qms-audit-entry-1","act":ACT_ID,"action":ACTION,"actor":ACTOR_ID,"at":AT,
     "event":EVENT_UUID,"kind":OBJECT_KIND,"object":OBJECT_ID,"on_behalf_of":ON_BEHALF_OF,
     "what":DATA}

* UUIDs are 32 lower-case hexadecimal digits; AT is `2026-11-22T16:13:00.123456Z`, always with six
  digits and in UTC; DATA is the text of the column as it stands, itself canonical JSON.
* `actor` and `on_behalf_of` are left out where the column is NULL. `id` is not part of it.
* DATA comes last and every value before it is quoted, so no two different rows give the same bytes.

Leaf 0 follows GENESIS; hash(n) = SHA-256(hash(n-1) as 32 bytes, SHA-256(entry) as 32 bytes). A
Merkle tree over the same entries hashes the same bytes. A changed form gets a new `_type` and holds
for later rows only; which form a row has is then read from a new column, never guessed.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from json import dumps
from json.encoder import encode_basestring as quote

from qms.db import nfc

GENESIS = sha256(b"qms-audit-log-1").digest()
TYPE = "qms-audit-entry-1"
LARGEST_INTEGER = 2**53 - 1
KEY = re.compile(r"[a-z][a-z0-9_]*")
# What stands where in the entry, and in which column.
SOURCES = (
    ("act", "uuid", "e.act_id"),
    ("action", "text", "e.action"),
    ("actor", "uuid", "e.actor_id"),
    ("at", "time", "e.at"),
    ("event", "uuid", "e.event_uuid"),
    ("kind", "text", "e.object_kind"),
    ("object", "uuid", "e.object_id"),
    ("on_behalf_of", "uuid", "e.on_behalf_of"),
    ("data", "text", "e.data"),
)
COLUMNS = tuple(name for name, _, _ in SOURCES)

# The database hands out raw text or bytes: a damaged value must reach the comparison, not stop the
# reader.
_FORMS = {
    "sqlite": {
        "uuid": "CAST({0} AS BLOB)",
        "text": "CAST({0} AS BLOB)",
        "time": "CAST(replace({0}, ' ', 'T') || 'Z' AS BLOB)",
    },
    "postgresql": {
        "uuid": "replace(CAST({0} AS text), '-', '')",
        "text": "{0}",
        "time": "to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
    },
}

# The values of one row, in the order of COLUMNS.
Columns = Sequence[str | bytes | None]


def raw_sql(dialect: str, form: str, column: str) -> str:
    """SQL that hands out this `uuid`, `text` or `time` column as it stands in an entry."""
    return _FORMS[dialect][form].format(column)


def columns_sql(dialect: str) -> str:
    """The select list (table alias `e`) that hands out the columns in the order of COLUMNS."""
    return ", ".join(
        f"{raw_sql(dialect, form, column)} AS x_{name}" for name, form, column in SOURCES
    )


def time_text(at: datetime) -> str:
    """An instant as it stands in an entry."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def entry_bytes(columns: Columns) -> bytes:
    """The canonical bytes of one row, its values in the order of COLUMNS."""
    texts = [as_text(value) for value in columns]
    act, action, actor, at, event, kind, object_id, behalf, data = texts
    who = "" if actor is None else f',"actor":{quote(actor)}'
    for_whom = "" if behalf is None else f',"on_behalf_of":{quote(behalf)}'
    entry = (
        f'{{"_type":"{TYPE}","act":{quote(act or "")},"action":{quote(action or "")}{who}'
        f',"at":{quote(at or "")},"event":{quote(event or "")},"kind":{quote(kind or "")}'
        f',"object":{quote(object_id or "")}{for_whom},"what":{data}}}'
    )
    return entry.encode("utf-8", "surrogateescape")


def as_text(value: str | bytes | None) -> str | None:
    """Text as it was stored, even where its bytes are no UTF-8."""
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else value


def link(previous: bytes, entry: bytes) -> bytes:
    """The hash of the leaf that holds this entry and follows `previous`."""
    return sha256(previous + sha256(entry).digest()).digest()


def data_text(data: Mapping[str, object]) -> str:
    """Canonical JSON of an event's data; raises ValueError for what the log cannot carry."""
    return canonical(_plain(data))


def canonical(value: object) -> str:
    """RFC 8785 for values without fractions and with ASCII keys."""
    return dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _plain(value: object) -> object:
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, int) and abs(value) <= LARGEST_INTEGER:
        return value
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {_key(key): _plain(one) for key, one in value.items()}
    raise ValueError(f"audit data takes text, whole numbers below 2**53, lists, maps: {value!r}")


def _key(key: object) -> str:
    if isinstance(key, str) and KEY.fullmatch(key):
        return key
    raise ValueError(f"a key of audit data is a lower-case ASCII name: {key!r}")
