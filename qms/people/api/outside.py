"""Certificates of other CAs and the roots they may lead to."""

from uuid import UUID

from werkzeug.datastructures import FileStorage

from qms.people.acts import outside_certificates, trust_anchors
from qms.people.api.blueprint import api
from qms.people.api.shapes import Created
from qms.people.current import actor, service
from qms.people.queries import certificates as queries
from qms.people.queries.certificates import AnchorRow, RegistrationRow
from qms.people.rules import may_administer
from qms.people.schemas import AnchorFiles, NewAnchor, Refusal
from qms.schemas import Schema
from qms.signing.outside import MOST_BYTES
from qms.web.guards import permission, signed_in
from qms.web.rest import Items, operation

MOST_LIST = 10 * 1024 * 1024


class NoMore(Schema):
    """Nothing goes with the file."""


@api.get("/me/certificate-registrations")
@signed_in
@operation(Items[RegistrationRow])
def my_registrations() -> Items[RegistrationRow]:
    """What I handed in to sign with my own token, and how far it is."""
    with service().db.read() as session:
        return Items(queries.registrations_of(session, actor().id))


@api.post("/me/certificate-registrations")
@signed_in
@operation(Created, form=NoMore, status=201)
def post_registration(form: NoMore, file: FileStorage) -> Created:
    """Hand in my certificate of another CA (.cer, .pem); an administrator confirms it is mine."""
    data = file.stream.read(MOST_BYTES + 1)
    return Created(outside_certificates.register_certificate(service(), actor().id, data))


@api.post("/me/certificate-registrations/<uuid:registration_id>/withdrawal")
@signed_in
@operation()
def post_registration_withdrawal(registration_id: UUID) -> None:
    """Take back what I handed in, before it was confirmed."""
    outside_certificates.take_back_certificate(service(), actor().id, registration_id)


@api.get("/certificate-registrations")
@permission(may_administer)
@operation(Items[RegistrationRow])
def list_registrations() -> Items[RegistrationRow]:
    """Certificates that wait to be confirmed, the oldest first."""
    with service().db.read() as session:
        return Items(queries.waiting_registrations(session))


@api.post("/certificate-registrations/<uuid:registration_id>/confirmation")
@permission(may_administer)
@operation(Created, status=201)
def post_confirmation(registration_id: UUID) -> Created:
    """Vouch that it is this person's, never one's own; answers with the certificate's id."""
    return Created(outside_certificates.confirm_certificate(service(), actor().id, registration_id))


@api.post("/certificate-registrations/<uuid:registration_id>/refusal")
@permission(may_administer)
@operation(body=Refusal)
def post_registration_refusal(registration_id: UUID, body: Refusal) -> None:
    """Not vouched for; the person reads the reason."""
    outside_certificates.refuse_certificate(service(), actor().id, registration_id, body.reason)


@api.get("/trust-anchors")
@permission(may_administer)
@operation(Items[AnchorRow])
def list_anchors() -> Items[AnchorRow]:
    """Outside roots, retired ones too, in the order of adding."""
    with service().db.read() as session:
        return Items(queries.trust_anchors(session, service().now()))


@api.post("/trust-anchors")
@permission(may_administer)
@operation(Created, body=AnchorFiles, status=201)
def post_anchor(body: AnchorFiles) -> Created:
    """Trust an outside root with its intermediates (PEM), and say what certificates are for."""
    data = NewAnchor(**body.model_dump(exclude={"certificates"}))
    files = [body.certificates.encode()]
    return Created(trust_anchors.add_anchor(service(), actor().id, data, files))


@api.post("/trust-anchors/<uuid:anchor_id>/retirement")
@permission(may_administer)
@operation()
def post_anchor_retirement(anchor_id: UUID) -> None:
    """Trust it no more from now on; what was signed before stays judged by it."""
    trust_anchors.retire_anchor(service(), actor().id, anchor_id)


@api.post("/revocation-lists")
@permission(may_administer)
@operation(Created, form=NoMore, status=201)
def post_revocation_list(form: NoMore, file: FileStorage) -> Created:
    """Take in a CRL of an outside CA (DER or PEM)."""
    data = file.stream.read(MOST_LIST + 1)
    return Created(trust_anchors.take_revocation_list(service(), actor().id, data))
