"""The prepared list of what was in force on paper: read it, sign it once.

Lists are prepared by `qms import FOLDER --manifest F --adopt DECISION`.
"""

from uuid import UUID

from qms.documents import acts
from qms.documents.api.blueprint import api
from qms.documents.api.signing import SignatureMade, SignatureRequest, open_request
from qms.documents.queries.adoption import AdoptionPage, adoption_page
from qms.documents.rules.states import Act
from qms.documents.schemas import Proof
from qms.errors import Conflict
from qms.people.current import actor, service
from qms.web.guards import signed_in
from qms.web.rest import operation


@api.get("/adoptions/<uuid:adoption_id>")
@signed_in
@operation(AdoptionPage)
def get_adoption(adoption_id: UUID) -> AdoptionPage:
    """Everything on the list, with the hash of every file."""
    with service().db.read() as session:
        return adoption_page(session, actor(), adoption_id)


@api.post("/adoptions/<uuid:adoption_id>/signature-requests")
@signed_in
@operation(SignatureRequest, status=201)
def post_adoption_request(adoption_id: UUID) -> SignatureRequest:
    """The exact list that would be signed."""
    return SignatureRequest.of(acts.ask_to_adopt(service(), actor().id, adoption_id))


@api.post("/adoptions/<uuid:adoption_id>/signatures")
@signed_in
@operation(SignatureMade, body=Proof, status=201)
def post_adoption_signature(adoption_id: UUID, body: Proof) -> SignatureMade:
    """Sign the list: every document on it is in force from the day it states."""
    asked = open_request(body.challenge)
    if asked.act != Act.ADOPT.value:
        raise Conflict("SIGNED-STATE-CHANGED")
    acts.adopt(service(), actor().id, adoption_id, body)
    return SignatureMade(asked.act, asked.sha256)
