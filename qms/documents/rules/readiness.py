"""What must be true before a draft can be submitted (ISO 9001:2015, 7.5.2 c): all of it at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from qms.documents.rules.numbering import canonical_code

Missing = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What was read from the present file of a draft."""

    code: str
    problems: Sequence[Missing]


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """What is asked of a draft; `due_days` are those of the named reviewers."""

    code: str
    change_summary: str
    change_reason: str
    due_days: Sequence[date]
    approver_id: UUID | None
    file: FileFacts | None


def missing(draft: DraftFacts, today: date) -> list[Missing]:
    """What is missing before this draft can be submitted, in the order of the page."""
    checks = [
        ("SUBMIT-WITHOUT-SUMMARY", not draft.change_summary.strip()),
        ("SUBMIT-WITHOUT-REASON", not draft.change_reason.strip()),
        ("SUBMIT-WITHOUT-REVIEWER", not draft.due_days),
        ("REVIEW-DUE-PAST", any(day < today for day in draft.due_days)),
        ("SUBMIT-WITHOUT-APPROVER", draft.approver_id is None),
        ("SUBMIT-WITHOUT-FILE", draft.file is None),
    ]
    found: list[Missing] = [{"code": code} for code, is_so in checks if is_so]
    return found + (file_problems(draft.file, draft.code) if draft.file else [])


def file_problems(file: FileFacts, expected: str) -> list[Missing]:
    """Tracked changes and comments in the Word file, and a code that is another document's."""
    problems = [dict(one) for one in file.problems]
    if file.code and canonical_code(file.code) != canonical_code(expected):
        problems.append({"code": "WORD-CODE-DIFFERS", "found": file.code, "expected": expected})
    return problems
