"""The seal's key, certificate and picture; for administrators."""

from dataclasses import dataclass
from uuid import UUID

from werkzeug.datastructures import FileStorage

from qms.people.current import actor, address, service
from qms.people.rules import may_administer
from qms.sealing import acts
from qms.sealing.api.blueprint import api
from qms.sealing.queries.keys import SealPage, seal_page
from qms.sealing.schemas import DeviceKey, NewSealKey, SealEnd, SealPicture
from qms.web.guards import permission
from qms.web.rest import operation

KEYS = "/seal/keys"


@dataclass(frozen=True, slots=True)
class SealKeyMade:
    """The certificate that was issued for the seal."""

    certificate_id: UUID


@api.get("/seal")
@permission(may_administer)
@operation(SealPage)
def get_seal() -> SealPage:
    """Every key the seal has or had, and the width of its picture."""
    return _page()


@api.post(KEYS)
@permission(may_administer)
@operation(SealKeyMade, body=NewSealKey, status=201)
def post_seal_key(body: NewSealKey) -> SealKeyMade:
    """A key in software; the clerk proves to be present by the login password."""
    return SealKeyMade(acts.make_key(service(), actor().id, body, address=address()))


@api.post(f"{KEYS}/device")
@permission(may_administer)
@operation(SealKeyMade, body=DeviceKey, status=201)
def post_seal_device(body: DeviceKey) -> SealKeyMade:
    """A certificate for the key in the configured PKCS#11 device."""
    return SealKeyMade(acts.certify_device(service(), actor().id, body, address=address()))


@api.post(f"{KEYS}/<uuid:certificate_id>/revocation")
@permission(may_administer)
@operation(body=SealEnd)
def post_seal_end(certificate_id: UUID, body: SealEnd) -> None:
    """End a certificate of the seal for good."""
    acts.end_key(service(), actor().id, certificate_id, body.reason)


@api.post("/seal/picture")
@permission(may_administer)
@operation(SealPage, form=SealPicture, status=201)
def post_seal_picture(form: SealPicture, file: FileStorage) -> SealPage:
    """The red picture of the seal, PNG or JPEG, and its width on paper in millimetres."""
    acts.put_picture(service(), actor().id, file.read(), form)
    return _page()


def _page() -> SealPage:
    with service().db.read() as session:
        return seal_page(session, service().now())
