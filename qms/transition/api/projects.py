"""Projects: list, begin, read, clause map, decision, documents, drafts, end."""

from dataclasses import dataclass
from uuid import UUID

from qms.people.current import actor, service
from qms.transition import acts, maps
from qms.transition.api.blueprint import api
from qms.transition.maps import ShippedMap
from qms.transition.queries.candidates import Candidate, candidates
from qms.transition.queries.clauses import ClauseMap, clause_map_of
from qms.transition.queries.projects import ProjectLine, ProjectPage, project_list, project_page
from qms.transition.schemas import Choices, Ending, IssuingDecision, NewMap, NewProject
from qms.web.guards import signed_in
from qms.web.rest import Items, operation

ONE = "/transition-projects/<uuid:project_id>"


@dataclass(frozen=True, slots=True)
class DraftsOpened:
    """The drafts that were opened."""

    revision_ids: tuple[UUID, ...]


@api.get("/clause-maps")
@signed_in
@operation(Items[ShippedMap])
def list_clause_maps() -> Items[ShippedMap]:
    """The clause maps that come with the program; a project begins with a copy of one."""
    return Items([maps.shipped(name) for name in maps.MAPS])


@api.get("/transition-projects")
@signed_in
@operation(Items[ProjectLine])
def list_projects() -> Items[ProjectLine]:
    """Every project, the running ones first."""
    with service().db.read() as session:
        return Items(project_list(session, service().now()))


@api.post("/transition-projects")
@signed_in
@operation(ProjectPage, body=NewProject, status=201, tagged=True)
def post_project(body: NewProject) -> ProjectPage:
    """Begin a project with the usual steps; for the quality manager of the whole agency."""
    return load(acts.begin_project(service(), actor().id, body))


@api.get(ONE)
@signed_in
@operation(ProjectPage, tagged=True)
def get_project(project_id: UUID) -> ProjectPage:
    """Progress, steps, and the documents the caller may read."""
    return load(project_id)


@api.put(f"{ONE}/decision")
@signed_in
@operation(ProjectPage, body=IssuingDecision, versioned=True, tagged=True)
def put_decision(project_id: UUID, body: IssuingDecision) -> ProjectPage:
    """The issuing decision; drafts of the project that were not submitted take it over."""
    acts.decide(service(), actor().id, project_id, body)
    return load(project_id)


@api.get(f"{ONE}/clause-map")
@signed_in
@operation(ClauseMap)
def get_clause_map(project_id: UUID) -> ClauseMap:
    """The present version of the project's clause map."""
    return _map(project_id)


@api.put(f"{ONE}/clause-map")
@signed_in
@operation(ClauseMap, body=NewMap)
def put_clause_map(project_id: UUID, body: NewMap) -> ClauseMap:
    """A new version of the whole map; `number` is the version it was made from."""
    acts.change_map(service(), actor().id, project_id, body)
    return _map(project_id)


@api.get(f"{ONE}/candidates")
@signed_in
@operation(Items[Candidate])
def list_candidates(project_id: UUID) -> Items[Candidate]:
    """Documents in force, those whose clauses the map changes first; for the manager."""
    with service().db.read() as session:
        return Items(candidates(session, actor(), project_id, service().now()))


@api.post(f"{ONE}/documents")
@signed_in
@operation(ProjectPage, body=Choices, status=200)
def post_documents(project_id: UUID, body: Choices) -> ProjectPage:
    """Set the verdict on these documents, all or none."""
    acts.choose(service(), actor().id, project_id, body)
    return load(project_id)


@api.delete(f"{ONE}/documents/<uuid:document_id>")
@signed_in
@operation()
def delete_document(project_id: UUID, document_id: UUID) -> None:
    """Take a document off the list; its revisions stay."""
    acts.leave_out(service(), actor().id, project_id, document_id)


@api.post(f"{ONE}/drafts")
@signed_in
@operation(DraftsOpened, status=201)
def post_drafts(project_id: UUID) -> DraftsOpened:
    """Open a draft for every document that waits for one: all, or none."""
    return DraftsOpened(tuple(acts.open_drafts(service(), actor().id, project_id)))


@api.post(f"{ONE}/end")
@signed_in
@operation(ProjectPage, body=Ending)
def post_end(project_id: UUID, body: Ending) -> ProjectPage:
    """Finish the project, or give it up with a reason."""
    acts.end_project(service(), actor().id, project_id, body)
    return load(project_id)


def load(project_id: UUID) -> ProjectPage:
    """The project as the caller sees it now."""
    with service().db.read() as session:
        return project_page(session, actor(), project_id, service().now())


def _map(project_id: UUID) -> ClauseMap:
    with service().db.read() as session:
        return clause_map_of(session, actor(), project_id)
