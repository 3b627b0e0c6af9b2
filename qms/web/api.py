"""What every API blueprint shares: row versions as ETags, keys of requests."""

from uuid import UUID

from flask import request

from qms.errors import Invalid, Stale


def etag_of(version: int) -> str:
    """A strong ETag of a row version."""
    return f'"{version}"'


def expected_version(*, required: bool = True) -> int | None:
    """The row version of `If-Match`; raises Stale (412) for one that cannot be ours."""
    given = request.headers.get("If-Match", "").strip()
    if not given:
        if required:
            raise Invalid("IF-MATCH-MISSING")
        return None
    number = given.strip('"')
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Stale("IF-MATCH-FOREIGN")
    return int(number)


def idempotency_key() -> str | None:
    """The caller's name for this creation, so that a retry has one effect."""
    key = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > 100 or not key.isascii() or not key.isprintable():
        raise Invalid("IDEMPOTENCY-KEY")
    return key or None


def uuid_of(text: str, name: str) -> UUID:
    """A UUID from a query; raises Invalid naming the field."""
    try:
        return UUID(text)
    except ValueError as error:
        raise Invalid("FIELD-UUID", fields={name: "FIELD-UUID"}) from error
