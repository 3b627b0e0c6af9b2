"""Words inside the statement of a seal: versioned data, whatever language a viewer reads."""

import json
from functools import cache
from pathlib import Path

from qms.documents.rules.numbering import number_text

VERSION = "2026-1"


@cache
def _words(version: str) -> dict[str, str]:
    path = Path(__file__).parent / "words" / f"{version}.json"
    words: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return words


def meaning(
    *, agency: str, code: str, number: tuple[int, int], approver: tuple[str, str], clerk: str
) -> str:
    """What the seal says: on which paper, signed by whom (name, role as printed), set by whom."""
    edition, revision = number_text(*number).split("/")
    name, role = approver
    return _words(VERSION)["seal"].format(
        agency=agency,
        code=code,
        edition=edition,
        revision=revision,
        approver=name,
        role=role,
        clerk=clerk,
    )


def role() -> str:
    """As what the organisation signs."""
    return _words(VERSION)["role"]
