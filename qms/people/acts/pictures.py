"""The picture of one's handwritten signature: blue ink on nothing, kept in the store."""

import uuid

from qms.errors import NotFound
from qms.people.acts.step import acting
from qms.service import Service
from qms.signing.model import Picture
from qms.signing.pictures import Ink, clean_picture

WIDTH_MM = 40  # as wide as a signature becomes on paper where there is room


def put_picture(service: Service, person_id: uuid.UUID, data: bytes) -> str:
    """Take a PNG or JPEG as one's signature, in place of the one before; returns its SHA-256.

    What is signed from now on shows it. Raises what `signing.pictures.clean_picture` raises.
    """
    picture = clean_picture(data, Ink.BLUE)
    stored = service.store.put(picture.data)
    with acting(service, person_id) as act:
        row = act.session.get(Picture, person_id, with_for_update=True)
        if row is None:
            row = Picture(holder_id=person_id)
            act.session.add(row)
        row.sha256, row.size, row.width_mm = stored.sha256, stored.size, WIDTH_MM
        row.put_at = act.now
        act.record("picture.put", person_id, sha256=stored.sha256)
    return stored.sha256


def remove_picture(service: Service, person_id: uuid.UUID) -> None:
    """Sign without a picture from now on; what is signed already keeps what it shows."""
    with acting(service, person_id) as act:
        row = act.session.get(Picture, person_id, with_for_update=True)
        if row is None:
            raise NotFound("PICTURE-NONE")
        act.session.delete(row)
        act.record("picture.removed", person_id)
