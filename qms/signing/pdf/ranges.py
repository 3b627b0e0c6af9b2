"""Which bytes a signature in a PDF covers: all up to its end, but for the place of itself."""

import hashlib
from dataclasses import dataclass
from typing import Any

from pyhanko.sign.validation.status import SignatureCoverageLevel

HEX = frozenset(b"0123456789abcdefABCDEF")


@dataclass(frozen=True, slots=True)
class Range:
    """The covered bytes: from 0 to `gap`, from `after` to `end`; the signature between."""

    gap: int
    after: int
    end: int
    cms: bytes
    whole: bool  # one gap, holding the signature and nothing else, to the end of a revision


def read(data: bytes, embedded: Any) -> Range:
    """The range of an embedded signature; raises ValueError and the like for none at all."""
    first, gap, after, length = (int(one) for one in embedded.byte_range)
    between = data[gap:after]
    contents = _contents(between)
    whole = (
        len(embedded.byte_range) == 4
        and first == 0
        and 0 < gap < after <= after + length <= len(data)
        and contents == bytes(embedded.pkcs7_content)
        and embedded.evaluate_signature_coverage()
        in {SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION}
    )
    cms = _unpadded(contents)
    return Range(gap, after, after + length, cms, whole)


def digest(data: bytes, span: Range, algorithm: str) -> bytes:
    """The digest of the covered bytes."""
    made, view = hashlib.new(algorithm), memoryview(data)
    made.update(view[: span.gap])
    made.update(view[span.after : span.end])
    return made.digest()


def _contents(between: bytes) -> bytes:
    """The bytes written as hexadecimal digits in the gap, with their padding; b"" for others."""
    digits = between[1:-1]
    if between[:1] != b"<" or between[-1:] != b">" or not HEX.issuperset(digits):
        return b""
    return bytes.fromhex(digits.decode("ascii"))


def _unpadded(contents: bytes) -> bytes:
    """The one DER value the bytes begin with; all of them where more than zeros follow it."""
    if len(contents) < 2 or contents[0] != 0x30:
        return contents
    count = contents[1] & 0x7F if contents[1] >= 0x80 else 0
    length = int.from_bytes(contents[2 : 2 + count], "big") if count else contents[1]
    end = 2 + count + length
    return contents if contents[end:].strip(b"\0") else contents[:end]
