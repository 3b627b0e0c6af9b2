"""Where the parts of a signature stand inside its place, in points from its lower left corner."""

from typing import Any

from qms.word.signing.ruled import Box

PICTURE = 110.0  # points: how wide a handwritten signature is drawn at most
BLOCK = {"position": (0.73, 1.0), "signature": (0.36, 0.73), "name": (0.16, 0.36), "day": (0, 0.16)}
FLAT = {"position": (0.76, 1.0), "signature": (0.46, 0.76), "name": (0.26, 0.46), "day": (0, 0.26)}
SHALLOW = 80.0  # points; a lower block has its parts as FLAT says
FOOT = 16.0  # points below the picture, for the small print of a signature row


def size(place: dict[str, Any]) -> tuple[float, float]:
    """Width and height of a place."""
    left, bottom, right, top = place["box"]
    return round(right - left, 2), round(top - bottom, 2)


def parts(place: dict[str, Any]) -> dict[str, Box]:
    """Boxes of `name`, `position`, `signature` and `day`, as far as the place has them."""
    if place["kind"] == "cover":
        return {key: _box(one) for key, one in place["rows"].items()}
    wide, high = size(place)
    shares = FLAT if is_shallow(place) else BLOCK
    return {key: (0.0, low * high, wide, up * high) for key, (low, up) in shares.items()}


def is_shallow(place: dict[str, Any]) -> bool:
    """A block that shares its column with others."""
    return size(place)[1] < SHALLOW


def picture_box(place: dict[str, Any]) -> Box:
    """Room for the picture of the handwritten signature."""
    found = parts(place)
    left, bottom, right, top = found.get("picture", found["signature"])
    foot = FOOT if place["kind"] == "cover" else 0.0
    return left, bottom + foot, right, top


def _box(numbers: list[float]) -> Box:
    left, bottom, right, top = numbers
    return left, bottom, right, top
