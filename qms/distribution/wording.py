"""Words printed on numbered copies: data with a version, the same in every language of a viewer."""

import json
from functools import cache
from pathlib import Path

VERSION = "2026-1"
_FOLDER = Path(__file__).parent / "words"


@cache
def _words(version: str = VERSION) -> dict[str, str]:
    found: dict[str, str] = json.loads((_FOLDER / f"{version}.json").read_text(encoding="utf-8"))
    return found


def copy_line(number: str, holder: str) -> str:
    """The footer of every page of a numbered copy: `BẢN KIỂM SOÁT số 07/12 – Văn phòng Sở`."""
    return _words()["copy"].format(number=number, holder=holder)
