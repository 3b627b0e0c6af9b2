"""What the installation publishes for anybody: certificates, revocation lists, the log's key."""

from flask import Response, render_template

from qms.installation import installation
from qms.people.current import service
from qms.people.views.sign_in import Page
from qms.proofs.queries.public import newest_list
from qms.proofs.views.blueprints import authority
from qms.signing.certificates import fingerprint, pem
from qms.signing.notes import ORIGIN, verifier_key
from qms.web.guards import public


@authority.get("/")
@public
def published() -> Page:
    """Certificates, revocation lists and the key of the log, for anybody."""
    roots = service().authority.roots()
    return render_template("proofs/authority.html", roots=[fingerprint(one) for one in roots])


@authority.get("/<any('root.pem', 'issuing.pem'):name>")
@public
def certificates(name: str) -> Page:
    """Every root, or every issuing CA ever used here, as PEM."""
    own = service().authority
    found = own.roots() if name == "root.pem" else own.issuers()
    return Response(b"".join(map(pem, found)), mimetype="application/x-pem-file")


@authority.get("/<any('crl.crl', 'root.crl'):name>")
@public
def lists(name: str) -> Page:
    """The newest revocation list of the issuing CA, or of the root, as DER."""
    with service().db.read() as session:
        data = newest_list(service(), session, service().now(), of_root=name == "root.crl")
    return Response(data, mimetype="application/pkix-crl")


@authority.get("/log.pub")
@public
def log_keys() -> Page:
    """The public keys of the log, as signed notes name them: one a line, the present one first."""
    with service().db.read() as session:
        origin = f"{ORIGIN}{installation(session).system_id}"
    keys = [verifier_key(origin, one) for one in service().authority.log_public_keys()]
    return Response("\n".join([*keys, ""]), mimetype="text/plain")
