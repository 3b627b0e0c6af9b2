"""A draft: opened, planned, looked at, given up."""

from dataclasses import dataclass
from uuid import UUID

from qms.documents import acts
from qms.documents.api.blueprint import api
from qms.documents.api.pages import load, require_known
from qms.documents.queries.draft import file_mismatches, still_missing
from qms.documents.queries.revision import RevisionPage
from qms.documents.schemas import OpenRevision, ReasonGiven, RevisionPlan
from qms.people.current import actor, service
from qms.people.rules import today
from qms.web.errors import problem_sentence
from qms.web.guards import signed_in
from qms.web.rest import operation


@dataclass(frozen=True, slots=True)
class ToMend:
    """One thing to mend or to look at, by its code and in words."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """What submitting would be refused for, and where file and register say different things."""

    missing: list[ToMend]
    mismatches: list[ToMend]


@api.post("/documents/<uuid:document_id>/revisions")
@signed_in
@operation(RevisionPage, body=OpenRevision, status=201, tagged=True)
def post_revision(document_id: UUID, body: OpenRevision) -> RevisionPage:
    """Open the next revision as a draft; a document has at most one open."""
    require_known(document_id)
    return load(acts.open_revision(service(), actor().id, document_id, body.step))


@api.get("/revisions/<uuid:revision_id>")
@signed_in
@operation(RevisionPage, tagged=True)
def get_revision(revision_id: UUID) -> RevisionPage:
    """A revision: plan, files, rounds with their verdicts, and what the caller may do next."""
    return load(revision_id)


@api.put("/revisions/<uuid:revision_id>/plan")
@signed_in
@operation(RevisionPage, body=RevisionPlan, versioned=True, tagged=True)
def put_plan(revision_id: UUID, body: RevisionPlan) -> RevisionPage:
    """Say what changes and why, from when, by which decision, who reviews, who approves."""
    acts.plan_revision(service(), actor().id, revision_id, body)
    return load(revision_id)


@api.get("/revisions/<uuid:revision_id>/readiness")
@signed_in
@operation(Readiness)
def get_readiness(revision_id: UUID) -> Readiness:
    """What still stands between this draft and its submission."""
    page = load(revision_id)
    missing = still_missing(page, today(service().now()))
    mismatches = file_mismatches(service().store, page)
    return Readiness([_found(one) for one in missing], [_found(one) for one in mismatches])


@api.post("/revisions/<uuid:revision_id>/abandon")
@signed_in
@operation(body=ReasonGiven)
def post_abandon(revision_id: UUID, body: ReasonGiven) -> None:
    """Give a draft up, with a reason; its number may be used again."""
    acts.abandon(service(), actor().id, revision_id, body.reason)


def _found(problem: object) -> ToMend:
    return ToMend(**problem_sentence(problem))
