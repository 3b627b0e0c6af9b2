"""The picture of one's handwritten signature."""

from flask import Response
from werkzeug.datastructures import FileStorage

from qms.errors import NotFound
from qms.people.acts import pictures as acts
from qms.people.api.blueprint import api
from qms.people.current import actor, service
from qms.people.queries.pictures import PictureRow, picture_of
from qms.schemas import Schema
from qms.signing.pictures import PNG
from qms.store import read_bytes
from qms.web.guards import signed_in
from qms.web.rest import operation

ADDRESS = "/me/signature-picture"


class NoFields(Schema):
    """Nothing goes with the picture."""


@api.get(ADDRESS)
@signed_in
@operation(media=PNG)
def my_picture() -> Response:
    """My signature as it will stand on what I sign: blue on a transparent ground."""
    return Response(read_bytes(service().store, _mine().sha256), mimetype=PNG)


@api.post(ADDRESS)
@signed_in
@operation(PictureRow, form=NoFields, status=201)
def post_picture(form: NoFields, file: FileStorage) -> PictureRow:
    """Take a PNG or JPEG as my signature: the ground is removed, the ink becomes blue."""
    acts.put_picture(service(), actor().id, file.read())
    return _mine()


@api.delete(ADDRESS)
@signed_in
@operation()
def delete_picture() -> None:
    """Sign without a picture from now on."""
    acts.remove_picture(service(), actor().id)


def _mine() -> PictureRow:
    with service().db.read() as session:
        found = picture_of(session, actor().id)
    if found is None:
        raise NotFound("PICTURE-NONE")
    return found
