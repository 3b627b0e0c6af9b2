"""What a person does on the first page."""

import uuid

from qms import outbox
from qms.service import Service


def read_notices(service: Service, person_id: uuid.UUID) -> int:
    """The person has read what was said so far; returns how many notices were new."""
    with service.db.write() as session:
        new = outbox.notices_for(session, person_id, new_only=True, limit=1000)
        outbox.mark_read(session, person_id, [one.id for one in new], service.now())
        return len(new)
