"""Outside roots people's own certificates may lead to, and what such a certificate must be for.

An anchor comes from the table `trust_anchor` or, for an offline verifier, from a JSON file of the
same facts. Retiring one ends trust from that moment on; what was signed before stays judged by it.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.errors import Invalid
from qms.signing.model import Asks, TrustAnchor

FORMAT = "qms-trust-1"
NON_REPUDIATION = "non_repudiation"
# Key usages by their names in RFC 5280, written as asn1crypto does; a signature needs one of them.
USAGES = (NON_REPUDIATION, "digital_signature")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A root (DER) with intermediates; of each set any one member is enough, empty asks nothing."""

    name: str
    der: bytes
    issuers: tuple[bytes, ...] = ()
    usages: frozenset[str] = frozenset({NON_REPUDIATION})
    extended_usages: frozenset[str] = frozenset()  # dotted OIDs
    policies: frozenset[str] = frozenset()  # dotted OIDs
    revocation: Asks = Asks.REQUIRED
    retired_at: datetime | None = None

    @property
    def sha256(self) -> str:
        """The fingerprint of the root, as people compare it."""
        return hashlib.sha256(self.der).hexdigest()

    def trusted_at(self, moment: datetime) -> bool:
        """Whether a signature of this moment may lead to it."""
        return self.retired_at is None or moment < self.retired_at

    @classmethod
    def of(cls, row: TrustAnchor) -> "Anchor":
        """What the table says of an anchor."""
        return cls(
            name=row.name,
            der=row.der,
            issuers=tuple(base64.b64decode(one) for one in row.issuers),
            usages=frozenset(row.usages),
            extended_usages=frozenset(row.extended_usages),
            policies=frozenset(row.policies),
            revocation=row.revocation,
            retired_at=row.retired_at,
        )

    def as_json(self) -> dict[str, Any]:
        """The same facts for a file beside evidence; `from_json` reads them back."""
        return {
            "name": self.name,
            "root": _base64(self.der),
            "issuers": [_base64(one) for one in self.issuers],
            "usages": sorted(self.usages),
            "extended_usages": sorted(self.extended_usages),
            "policies": sorted(self.policies),
            "revocation": self.revocation.value,
            "retired_at": self.retired_at.isoformat() if self.retired_at else "",
        }

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> "Anchor":
        """An anchor out of such a file; raises Invalid("TRUST-FILE")."""
        try:
            retired = fields["retired_at"]
            return cls(
                name=str(fields["name"]),
                der=_bytes(fields["root"]),
                issuers=tuple(_bytes(one) for one in fields["issuers"]),
                usages=frozenset(map(str, fields["usages"])),
                extended_usages=frozenset(map(str, fields["extended_usages"])),
                policies=frozenset(map(str, fields["policies"])),
                revocation=Asks(fields["revocation"]),
                retired_at=datetime.fromisoformat(retired) if retired else None,
            )
        except (KeyError, TypeError, ValueError, AttributeError, binascii.Error) as error:
            raise Invalid("TRUST-FILE") from error


def anchors(session: Session) -> list[Anchor]:
    """Every anchor ever configured, retired ones with their day, in the order of adding."""
    return [Anchor.of(row) for row in anchor_rows(session)]


def anchor_rows(session: Session) -> list[TrustAnchor]:
    """The same as rows, for the page of administration."""
    query = select(TrustAnchor).order_by(TrustAnchor.added_at, TrustAnchor.id)
    return list(session.scalars(query))


def version(found: Sequence[Anchor]) -> str:
    """A hash that changes with any fact a verdict about outside certificates depends on."""
    return hashlib.sha256(write_anchors(found)).hexdigest()


def write_anchors(found: Sequence[Anchor]) -> bytes:
    """Anchors as a trust file, always the same bytes for the same anchors."""
    listed = sorted((one.as_json() for one in found), key=json.dumps)
    fields = {"format": FORMAT, "anchors": listed}
    return json.dumps(fields, sort_keys=True, ensure_ascii=False, indent=1).encode()


def read_anchors(data: bytes) -> list[Anchor]:
    """Anchors out of a trust file; raises Invalid("TRUST-FILE")."""
    try:
        fields = json.loads(data)
        if fields["format"] != FORMAT:
            raise ValueError(fields["format"])
        listed = list(fields["anchors"])
    except (ValueError, KeyError, TypeError) as error:
        raise Invalid("TRUST-FILE") from error
    return [Anchor.from_json(one) for one in listed]


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
