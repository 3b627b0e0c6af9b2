"""One's own signing key: made under a passphrase, revoked with a reason, made anew."""

from uuid import UUID

from qms.people.acts import change_passphrase, enrol_signing_key, revoke_certificate
from qms.people.api.blueprint import api
from qms.people.api.shapes import CertificateLine, Created
from qms.people.current import actor, address, service
from qms.people.schemas import Enrol, NewPassphrase, Revocation
from qms.signing import Certificate, certificates_of
from qms.web.guards import signed_in
from qms.web.rest import Items, operation


class NewKey(Enrol):
    """A key under this passphrase; `replace` ends one that is still good."""

    replace: bool = False


@api.get("/me/certificates")
@signed_in
@operation(Items[CertificateLine])
def my_certificates() -> Items[CertificateLine]:
    """Everything I have signed with, the live one among them."""
    with service().db.read() as session:
        return Items([_line(one) for one in certificates_of(session, actor().id)])


@api.post("/me/certificates")
@signed_in
@operation(Created, body=NewKey, status=201)
def create_signing_key(body: NewKey) -> Created:
    """Make my signing key; the login password proves who asks."""
    return Created(
        enrol_signing_key(
            service(),
            actor().id,
            body.passphrase,
            body.password,
            replace=body.replace,
            address=address(),
        )
    )


@api.post("/me/certificates/passphrase")
@signed_in
@operation(body=NewPassphrase)
def new_passphrase(body: NewPassphrase) -> None:
    """Lock my signing key to another passphrase; the present one proves who asks."""
    change_passphrase(service(), actor().id, body.present, body.passphrase)


@api.post("/me/certificates/<uuid:certificate_id>/revocation")
@signed_in
@operation(body=Revocation)
def revoke(certificate_id: UUID, body: Revocation) -> None:
    """End a certificate of mine for good (an administrator: anybody's)."""
    revoke_certificate(
        service(), actor().id, certificate_id, body.reason, invalidity_at=body.invalidity_at
    )


def _line(one: Certificate) -> CertificateLine:
    return CertificateLine(
        one.id,
        one.serial,
        one.sha256,
        one.subject,
        one.issuer,
        one.not_before,
        one.not_after,
        one.revoked_at,
        one.reason.value if one.reason else None,
    )
