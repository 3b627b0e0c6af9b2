"""What is put on a copy."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stamp:
    """`line` at the foot of every page, `mark` across it, `qr` a URL as a code and in words."""

    line: str
    mark: str = ""
    qr: str = ""
