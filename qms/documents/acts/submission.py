"""What must be true before a draft can be submitted: every problem is named at once."""

from sqlalchemy import select

from qms.documents.acts.case import Case
from qms.documents.model import DocumentText, DraftFile, PlannedReviewer
from qms.documents.rules import period, permissions
from qms.documents.rules.numbering import canonical_code
from qms.errors import Invalid
from qms.people.rules import today


class NotReady(Invalid):
    """The draft cannot be submitted yet; `problems` lists what is missing, each with its code."""

    code = "SUBMIT-NOT-READY"

    def __init__(self, problems: list[dict[str, object]]) -> None:
        super().__init__(codes=", ".join(str(one["code"]) for one in problems))
        self.problems = problems


def check_submission(case: Case) -> None:
    """Raises NotReady with everything that is missing; separation of duties has its own code."""
    problems = submission_problems(case)
    if problems:
        raise NotReady(problems)
    authors = case.revision_facts.authors | {case.actor.id}
    permissions.require_apart(
        frozenset(one.person_id for one in planned(case)), authors, "REVIEWER-IS-AUTHOR"
    )
    permissions.require_apart(
        frozenset({case.revision.approver_id} - {None}),  # type: ignore[arg-type]
        authors,
        "APPROVER-IS-AUTHOR",
    )
    period.check_promise(case.revision.effective_on, today(case.now))


def submission_problems(case: Case) -> list[dict[str, object]]:
    """What is missing before this draft can be submitted, in the order of the page."""
    revision = case.revision
    problems: list[dict[str, object]] = []
    if not revision.change_summary.strip():
        problems.append({"code": "SUBMIT-WITHOUT-SUMMARY"})
    if not revision.change_reason.strip():
        problems.append({"code": "SUBMIT-WITHOUT-REASON"})
    reviewers = planned(case)
    if not reviewers:
        problems.append({"code": "SUBMIT-WITHOUT-REVIEWER"})
    if any(one.due_on < today(case.now) for one in reviewers):
        problems.append({"code": "REVIEW-DUE-PAST"})
    if revision.approver_id is None:
        problems.append({"code": "SUBMIT-WITHOUT-APPROVER"})
    present = case.latest_file()
    if present is None:
        return [*problems, {"code": "SUBMIT-WITHOUT-FILE"}]
    return problems + file_problems(case, present)


def file_problems(case: Case, present: DraftFile) -> list[dict[str, object]]:
    """Tracked changes and comments in the Word file, and a code that is another document's."""
    text = case.session.get_one(DocumentText, present.sha256)
    problems: list[dict[str, object]] = [dict(one) for one in text.problems]
    if text.code and canonical_code(text.code) != case.document.canonical_code:
        problems.append(
            {"code": "WORD-CODE-DIFFERS", "found": text.code, "expected": case.document.code}
        )
    return problems


def planned(case: Case) -> list[PlannedReviewer]:
    """Who is to review at the next submission."""
    query = select(PlannedReviewer).where(PlannedReviewer.revision_id == case.revision.id)
    return list(case.session.scalars(query.order_by(PlannedReviewer.person_id)))
