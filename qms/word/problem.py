"""What the intake says about a file: facts with codes, collected so that all are told at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qms.errors import Invalid

MEGABYTE = 1024 * 1024
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Problem:
    """One fact about a file: a stable code and the words that fill its sentence."""

    code: str
    parameters: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a Word file may hold; bytes unless said otherwise."""

    file: int = 50 * MEGABYTE
    total: int = 300 * MEGABYTE
    part: int = 100 * MEGABYTE
    xml_part: int = 32 * MEGABYTE
    markup: int = 4_000_000  # tags and attributes of one part: what a parser's memory follows
    ratio: int = 200
    ratio_floor: int = MEGABYTE  # a small part may shrink as much as it likes
    entries: int = 5000
    table_depth: int = 16


class IntakeRefused(Invalid):
    """The file is not taken; `problems` lists every reason, the first gives the code.

    `strippable`: every reason goes away with `drop_embedded`, so the page can offer that.
    """

    code = "INTAKE-REFUSED"

    def __init__(self, problems: Sequence[Problem], *, strippable: bool = False) -> None:
        super().__init__(problems[0].code)
        self.parameters = dict(problems[0].parameters)
        self.problems = tuple(problems)
        self.strippable = strippable


def problem(code: str, **parameters: str | int) -> Problem:
    """A problem whose texts are cut to what a sentence can show."""
    return Problem(code, {name: shown(value) for name, value in parameters.items()})


def shown(value: str | int) -> str | int:
    """A text from the file as it may be shown: printable, no longer than a line."""
    if isinstance(value, int):
        return value
    line = " ".join(value[:SHOWN].split())
    return "".join(sign if sign.isprintable() else "�" for sign in line)


def refuse(code: str, **parameters: str | int) -> IntakeRefused:
    """The error for a single reason."""
    return IntakeRefused((problem(code, **parameters),))
