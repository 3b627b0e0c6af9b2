"""Words printed with signatures: versioned data, whatever language a viewer reads."""

import json
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path

VERSION = "2026-1"
VIETNAM = timezone(timedelta(hours=7))  # the official time, no daylight saving


@cache
def words(version: str = VERSION) -> dict[str, str]:
    """Every word and time format by its key."""
    path = Path(__file__).parent / "words" / f"{version}.json"
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


def moment(at: datetime, form: str = "time") -> str:
    """`22/07/2020 16:35:12 +07:00` (Decree 30/2020, Annex I: ISO 8601 zone of Vietnam)."""
    text = at.astimezone(VIETNAM).strftime(words()[form])
    return text.replace("+0700", "+07:00")
