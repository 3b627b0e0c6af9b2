"""Whether bytes are DER: one way to write each value, so that no two readers see two things."""

MOST_DEPTH = 32
CONSTRUCTED = 0x20
HIGH_TAG = 0x1F
BOOLEAN = 0x01
INTEGER = 0x02
BIT_STRING = 0x03


def is_der(data: bytes) -> bool:
    """Whether the bytes are exactly one value, its lengths and simple values in their one form."""
    try:
        return _value(data, 0, len(data), 0) == len(data)
    except (ValueError, IndexError):
        return False


def _value(data: bytes, start: int, limit: int, depth: int) -> int:
    """Check the value at `start`; returns where it ends."""
    tag = data[start]
    if tag & HIGH_TAG == HIGH_TAG or depth > MOST_DEPTH:
        raise ValueError("tag")  # no structure of a signature needs the long form
    begin, length = _length(data, start + 1)
    end = begin + length
    if end > limit:
        raise ValueError("length")
    if tag & CONSTRUCTED:
        position = begin
        while position < end:
            position = _value(data, position, end, depth + 1)
    else:
        _check_primitive(tag, data[begin:end])
    return end


def _length(data: bytes, position: int) -> tuple[int, int]:
    first = data[position]
    if first < 0x80:
        return position + 1, first
    count = first & 0x7F
    digits = data[position + 1 : position + 1 + count]
    length = int.from_bytes(digits, "big")
    if not 1 <= count <= 4 or len(digits) != count or digits[0] == 0 or length < 0x80:
        raise ValueError("length")
    return position + 1 + count, length


def _check_primitive(tag: int, content: bytes) -> None:
    if tag == BOOLEAN and content not in {b"\x00", b"\xff"}:
        raise ValueError("boolean")
    if tag == INTEGER and not _minimal(content):
        raise ValueError("integer")
    # Every bit string seen from outside is a key or a signature, hence of whole octets.
    if tag == BIT_STRING and content[:1] != b"\x00":
        raise ValueError("bit string")


def _minimal(content: bytes) -> bool:
    if len(content) < 2:
        return len(content) == 1
    padded = content[0] in {0x00, 0xFF} and (content[0] ^ content[1]) & 0x80 == 0
    return not padded
