"""JSON read strictly: no duplicate keys, floats, nulls, booleans, and only canonical bytes."""

import json
import unicodedata
from typing import NoReturn

import rfc8785

from qms.errors import Invalid
from qms.signing.statements.encode import Plain, canonical

MAX_BYTES = 4 * 1024 * 1024  # a prepared list of 10,000 files stays below this
MAX_INTEGER = 2**53 - 1  # what every JSON reader keeps exactly


def read_canonical(data: bytes) -> dict[str, Plain]:
    """The object in these bytes; raises Invalid when another reader could see something else."""
    if len(data) > MAX_BYTES:
        raise Invalid("STATEMENT-TOO-LARGE", limit=MAX_BYTES)
    value = _load(data)
    if not isinstance(value, dict):
        raise Invalid("STATEMENT-NOT-JSON")
    try:
        same = canonical(value) == data
    except (rfc8785.CanonicalizationError, RecursionError) as error:
        raise Invalid("STATEMENT-NOT-CANONICAL") from error
    if not same:
        raise Invalid("STATEMENT-NOT-CANONICAL")
    return value


def _load(data: bytes) -> object:
    try:
        text = data.decode("utf-8")
        if not unicodedata.is_normalized("NFC", text):
            raise Invalid("STATEMENT-NOT-NFC")
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=_no_float,
            parse_constant=_no_float,
            parse_int=_integer,
        )
    except (ValueError, RecursionError) as error:
        raise Invalid("STATEMENT-NOT-JSON") from error


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise Invalid("STATEMENT-DUPLICATE-KEY")
    for one in value.values():
        _check_plain(one)
    return value


def _check_plain(value: object) -> None:
    if value is None:
        raise Invalid("STATEMENT-NULL")
    if isinstance(value, bool):
        raise Invalid("STATEMENT-BOOLEAN")
    if isinstance(value, list):
        for one in value:
            _check_plain(one)


def _no_float(text: str) -> NoReturn:
    raise Invalid("STATEMENT-FLOAT")


def _integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > MAX_INTEGER:
        raise Invalid("STATEMENT-INTEGER")
    return int(text)
