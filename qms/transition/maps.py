"""The shipped clause maps and the usual steps of a project: versioned data, copied when it begins.

Own words and clause numbers only: the titles of a standard belong to who sells it.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qms.errors import NotFound

MAPS = ("9001-2008-2015", "9001-2015-2026")
_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """An old clause, what it is now (nothing: gone), and what to know about it."""

    old: str
    new: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShippedMap:
    """A clause map that comes with the program; `checked` against the published standard."""

    name: str
    version: str
    from_standard: str
    to_standard: str
    checked: bool
    lines: tuple[ClauseLine, ...]


@dataclass(frozen=True, slots=True)
class UsualStep:
    """A step that every such project has, and what belongs to it."""

    title: str
    hint: str


@cache
def shipped(name: str) -> ShippedMap:
    """One shipped map; raises NotFound("TRANSITION-MAP-UNKNOWN")."""
    if name not in MAPS:
        raise NotFound("TRANSITION-MAP-UNKNOWN", name=name)
    data = json.loads((_DATA / f"{name}.json").read_text(encoding="utf-8"))
    return ShippedMap(
        name,
        data["version"],
        data["from"],
        data["to"],
        data["checked"],
        tuple(_line(one) for one in data["lines"]),
    )


@cache
def usual_steps() -> tuple[UsualStep, ...]:
    """The steps a new project begins with."""
    data = json.loads((_DATA / "steps.json").read_text(encoding="utf-8"))
    return tuple(UsualStep(one["title"], one["hint"]) for one in data["steps"])


def written(lines: tuple[ClauseLine, ...]) -> str:
    """The lines as they are kept."""
    plain = [{"old": one.old, "new": list(one.new), "note": one.note} for one in lines]
    return json.dumps(plain, ensure_ascii=False)


def read(text: str) -> tuple[ClauseLine, ...]:
    """The kept lines again."""
    return tuple(_line(one) for one in json.loads(text))


def by_old(lines: tuple[ClauseLine, ...]) -> dict[str, tuple[str, ...]]:
    """Old clause -> new clauses, as the rules take it."""
    return {one.old: one.new for one in lines}


def _line(one: dict[str, str | list[str]]) -> ClauseLine:
    return ClauseLine(str(one["old"]), tuple(one["new"]), str(one["note"]))
