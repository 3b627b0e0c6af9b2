"""What is put on a copy."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stamp:
    """`note` and `line` at the foot of every page, `mark` across, `qr` a URL as code and words.

    `beyond` is what the code carries after the URL and the words leave out.
    """

    line: str
    mark: str = ""
    qr: str = ""
    note: str = ""
    beyond: str = ""
