"""Which fonts draw Vietnamese over Latin codes, known by their names."""

from enum import StrEnum


class Encoding(StrEnum):
    """How the letters of an old font are stored."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


def encoding_of(font: str) -> Encoding | None:
    """`.VnTime` and its family are TCVN3, `VNI-Times` and its family VNI; None for the others."""
    name = font.strip().casefold()
    if name.startswith(".vn"):
        return Encoding.TCVN3
    return Encoding.VNI if name.startswith(("vni-", "vni ")) else None


def draws_capitals(font: str) -> bool:
    """`.VnTimeH`: the same codes, drawn as capitals."""
    name = font.strip().casefold()
    return name.startswith(".vn") and name.endswith("h")
