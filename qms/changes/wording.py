"""Words of this room that go on paper: versioned data, whatever language a viewer reads."""

import json
from functools import cache
from pathlib import Path

VERSION = "2026-1"


@cache
def _words() -> dict[str, str]:
    path = Path(__file__).parent / "words" / f"{VERSION}.json"
    words: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return words


def request_code(number: int, year: int) -> str:
    """The number of a request as it is printed in an amendment log; kept as it was given."""
    return _words()["code"].format(number=number, year=year)


def legal_basis() -> str:
    """What asks for change requests, as it stands under the printed list."""
    return _words()["legal_basis"]
