"""The picture of the seal: red, on nothing, as wide as the seal of rubber and ink is."""

import uuid

from qms import audit
from qms.installation import installation
from qms.people.acts.step import administering
from qms.sealing.schemas import SealPicture
from qms.service import Service
from qms.signing.model import Picture
from qms.signing.pictures import Ink, clean_picture


def put_picture(service: Service, actor_id: uuid.UUID, data: bytes, size: SealPicture) -> str:
    """Take a PNG or JPEG of the seal; returns its SHA-256 in the store.

    Raises what `signing.pictures.clean_picture` raises, PICTURE-NOT-RED among them.
    """
    picture = clean_picture(data, Ink.RED)
    stored = service.store.put(picture.data)
    with administering(service, actor_id) as act:
        holder_id = installation(act.session).system_id
        row = act.session.get(Picture, holder_id, with_for_update=True)
        if row is None:
            row = Picture(holder_id=holder_id)
            act.session.add(row)
        row.sha256, row.size, row.width_mm = stored.sha256, stored.size, size.width_mm
        row.put_at = act.now
        audit.record(
            act.session,
            act_id=act.act_id,
            at=act.now,
            actor_id=act.actor_id,
            action="sealing.picture.put",
            object_kind="installation",
            object_id=holder_id,
            data={"sha256": stored.sha256, "width_mm": size.width_mm},
        )
    return stored.sha256
