"""An honest signature over a statement, for everybody who wrongs it."""

import hashlib
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from qms.signing import SignatureResult, verify_statement
from qms.signing.envelope import open_envelope
from tests.attacks.signed import Papers, world
from tests.signing.pki import NOW, Holder

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
YEAR = timedelta(days=365)
DOCUMENT_SIGNING = "1.3.6.1.5.5.7.3.36"


@cache
def honest() -> tuple[Holder, bytes, bytes]:
    who = world().people["author"]
    return (who, *world().signed(who))


def value_of(der: bytes) -> bytes:
    value: bytes = open_envelope(der).signer_info["signature"].native
    return value


def token_for(der: bytes, at: datetime, by: Papers | None = None) -> bytes:
    return (by or world()).stamp(hashlib.sha256(value_of(der)).digest(), at)


def judge(**changes: Any) -> SignatureResult:
    """The honest signature, a minute after; `known` is what became of its certificate."""
    who, data, der = honest()
    known = changes.pop("known", {})
    facts: dict[str, Any] = {
        "roots": world().roots,
        "certificates": who.known(**known),
        "at": NOW + HOUR,
    }
    data, der = changes.pop("data", data), changes.pop("der", der)
    return verify_statement(data, der, **(facts | changes))
