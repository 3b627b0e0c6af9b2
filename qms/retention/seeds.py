"""The sample durations as data: to be compared with the circular in force, and edited."""

import json
from functools import cache
from pathlib import Path

from qms.retention.schemas import NewRule
from qms.schemas import take

VERSION = "2026-1"


@cache
def rules() -> tuple[NewRule, ...]:
    """The seed in the order of its codes."""
    path = Path(__file__).parent / "data" / f"rules-{VERSION}.json"
    seed = json.loads(path.read_text(encoding="utf-8"))
    common = {name: seed[name] for name in ("legal_basis", "note", "valid_from")}
    return tuple(take(NewRule, {**common, **one}) for one in seed["rules"])
