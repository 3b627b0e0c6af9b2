"""What must be true before a draft can be submitted: every problem is named at once."""

from sqlalchemy import select

from qms.documents.acts.case import Case
from qms.documents.model import DocumentText, DraftFile, PlannedReviewer
from qms.documents.rules import period, permissions
from qms.documents.rules.readiness import DraftFacts, FileFacts, Missing, missing
from qms.errors import Invalid
from qms.people.rules import today


class NotReady(Invalid):
    """The draft cannot be submitted yet; `problems` lists what is missing, each with its code."""

    code = "SUBMIT-NOT-READY"

    def __init__(self, problems: list[Missing]) -> None:
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


def submission_problems(case: Case) -> list[Missing]:
    """What is missing before this draft can be submitted, in the order of the page."""
    revision, present = case.revision, case.latest_file()
    facts = DraftFacts(
        code=case.document.code,
        change_summary=revision.change_summary,
        change_reason=revision.change_reason,
        due_days=[one.due_on for one in planned(case)],
        approver_id=revision.approver_id,
        file=_file_facts(case, present) if present is not None else None,
    )
    return missing(facts, today(case.now))


def _file_facts(case: Case, present: DraftFile) -> FileFacts:
    text = case.session.get_one(DocumentText, present.sha256)
    return FileFacts(text.code, text.problems)


def planned(case: Case) -> list[PlannedReviewer]:
    """Who is to review at the next submission."""
    query = select(PlannedReviewer).where(PlannedReviewer.revision_id == case.revision.id)
    return list(case.session.scalars(query.order_by(PlannedReviewer.person_id)))
