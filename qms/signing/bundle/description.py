"""`bundle.json`: what the bundle is about, as canonical JSON that only one reading fits."""

import hashlib
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from qms.errors import Invalid
from qms.signing.statements.encode import Plain, canonical
from qms.signing.statements.reader import read_canonical

DESCRIPTION = "bundle.json"
TYPE = "urn:x-qms:bundle:1"
MOST_BYTES = 4 * 1024 * 1024
SHA256 = re.compile(r"[0-9a-f]{64}")
STEM = re.compile(r"\d{2,5}-[a-z][a-z0-9_.-]{0,63}")
DOCUMENT = "document"
PERIOD = "period"


@dataclass(frozen=True, slots=True)
class About:
    """One document by its id, code and title, or a period by its first and last day."""

    kind: str
    id: str = ""
    code: str = ""
    title: str = ""
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """One statement: the stem of its files, its hash, and whether the signature is in a PDF."""

    stem: str
    sha256: str
    in_pdf: bool = False


@dataclass(frozen=True, slots=True)
class ListedPdf:
    """A signed PDF, the frozen bytes it begins with, and the first statement about them."""

    path: str
    sha256: str
    frozen_sha256: str
    frozen_size: int
    statement_sha256: str


@dataclass(frozen=True, slots=True)
class Description:
    """The whole of it; `absent` are hashes of signed files the store no longer holds."""

    system: str
    installation: str
    organisation: str
    made_at: str
    about: About
    statements: tuple[Listed, ...]
    pdfs: tuple[ListedPdf, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def at(self) -> datetime:
        """When it was made."""
        return datetime.strptime(self.made_at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)

    def dump(self) -> bytes:
        """The bytes that go into the bundle."""
        value: dict[str, Plain] = {"_type": TYPE, **_plain(asdict(self))}
        return canonical(value)


def read_description(data: bytes) -> Description:
    """The description in these bytes; raises Invalid with a code."""
    value: dict[str, Any] = dict(read_canonical(data))
    try:
        if value.pop("_type") != TYPE:
            raise ValueError("type")
        found = Description(
            **{
                **value,
                "about": About(**value["about"]),
                "statements": tuple(
                    Listed(**{**one, "in_pdf": one["in_pdf"] == 1}) for one in value["statements"]
                ),
                "pdfs": tuple(ListedPdf(**one) for one in value["pdfs"]),
                "absent": tuple(value["absent"]),
            }
        )
        sound = _is_sound(found) and found.dump() == data
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Invalid("BUNDLE-DESCRIPTION") from error
    if not sound:
        raise Invalid("BUNDLE-DESCRIPTION")
    return found


def moment(at: datetime) -> str:
    """An instant as it stands in the description."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def sha256_of(data: bytes) -> str:
    """SHA-256 in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _is_sound(found: Description) -> bool:
    hashes = [one.sha256 for one in found.statements] + list(found.absent)
    for pdf in found.pdfs:
        hashes += [pdf.sha256, pdf.frozen_sha256, pdf.statement_sha256]
    return (
        all(map(SHA256.fullmatch, hashes))
        and all(STEM.fullmatch(one.stem) for one in found.statements)
        and len({one.stem for one in found.statements}) == len(found.statements)
        and found.about.kind in {DOCUMENT, PERIOD}
        and found.at is not None
    )


def _plain(value: Any) -> Any:
    """Booleans as 0 and 1: the canonical form knows none."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
