"""What a QR code on paper answers, for programs; to anybody."""

from qms.distribution.api.blueprint import api
from qms.distribution.queries.paper import PaperStanding, paper_standing
from qms.people.current import service
from qms.web.guards import public
from qms.web.rest import operation


@api.get("/paper/<token>")
@public
@operation(PaperStanding)
def get_paper(token: str) -> PaperStanding:
    """How the paper stands: code, edition, state; COPY-UNKNOWN for a token that is not ours."""
    with service().db.read() as session:
        return paper_standing(session, token, service().now())
