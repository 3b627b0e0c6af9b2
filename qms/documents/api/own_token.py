"""Signing with one's own token: ask with `own_token`, sign outside, send back what was signed."""

from dataclasses import dataclass
from uuid import UUID

from flask import Response
from werkzeug.datastructures import FileStorage

from qms.documents.acts import Intent, own_token
from qms.documents.api.blueprint import api
from qms.documents.api.signing import SIGN, SignatureMade, open_request
from qms.documents.rules.states import Act
from qms.documents.schemas import OwnToken
from qms.errors import Conflict, TooLarge
from qms.people.current import actor, service
from qms.web.guards import signed_in
from qms.web.rest import operation
from qms.word import PDF

REQUEST = "/revisions/<uuid:revision_id>/signature-requests/<challenge>"
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class PdfToSign:
    """Where the signature in the PDF has to stand, and its reason word for word.

    Without a PDF both are empty: then only the statement is signed.
    """

    field: str
    reason: str


@api.get(f"{REQUEST}/place")
@signed_in
@operation(PdfToSign)
def get_place(revision_id: UUID, challenge: str) -> PdfToSign:
    """Which field of the PDF this request signs."""
    handed = _handed(revision_id, challenge)
    return PdfToSign(handed.spot.field, handed.reason) if handed.spot else PdfToSign("", "")


@api.get(f"{REQUEST}/pdf")
@signed_in
@operation(media=PDF)
def get_pdf_to_sign(revision_id: UUID, challenge: str) -> Response:
    """The PDF as it stands now, with its empty field."""
    data = own_token.pdf_to_sign(service(), _handed(revision_id, challenge))
    return Response(data, mimetype=PDF)


@api.post("/revisions/<uuid:revision_id>/outside-signatures")
@signed_in
@operation(SignatureMade, form=OwnToken, status=201)
def post_outside_signature(revision_id: UUID, form: OwnToken, file: FileStorage) -> SignatureMade:
    """Send the `.p7s` over the statement, or the signed PDF; judged before anything happens.

    Ask with `own_token` first, sign the statement's exact bytes (CAdES, detached) or the PDF of
    `.../pdf` in the field and with the reason of `.../place`. Where somebody else signed the PDF
    meanwhile, it is refused: fetch it again.
    """
    asked = open_request(form.challenge)
    intent = Intent(_act(asked.act), revision_id, form.words)
    most = 2 * service().settings.max_upload_bytes
    data = file.stream.read(most + 1)
    if len(data) > most:
        raise TooLarge("INTAKE-FILE-TOO-LARGE", limit=most // MEGABYTE)
    own_token.accept(service(), actor().id, intent, form.challenge, data)
    return SignatureMade(asked.act, asked.sha256)


def _handed(revision_id: UUID, challenge: str) -> own_token.Handed:
    intent = Intent(_act(open_request(challenge).act), revision_id)
    return own_token.hand_out(service(), actor().id, intent, challenge)


def _act(name: str) -> Act:
    act = Act(name)
    if act not in SIGN:
        raise Conflict("SIGNED-STATE-CHANGED")
    return act
