"""A checkpoint short enough for paper: what the code on every copy carries out of the house.

    #nhat-ky=EPOCH.SIZE.ROOT      (the root in base64url without padding)

It is not signed; whoever holds the paper knows where he has it from. As the fragment of an address
it is never sent to the server that it speaks of.
"""

import base64
import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.audit.log import Head
from qms.audit.model import Checkpoint

MARK = "#nhat-ky="
FORM = re.compile(rf"{MARK}(\d{{1,18}})\.(\d{{1,18}})\.([A-Za-z0-9_-]{{43}})\Z")


def printed_checkpoint(session: Session) -> str:
    """The newest checkpoint as it is printed; empty where there is none yet."""
    query = select(Checkpoint).order_by(Checkpoint.epoch.desc(), Checkpoint.size.desc()).limit(1)
    newest = session.scalars(query).one_or_none()
    if newest is None:
        return ""
    root = base64.urlsafe_b64encode(bytes.fromhex(newest.root)).decode().rstrip("=")
    return f"{MARK}{newest.epoch}.{newest.size}.{root}"


def read_printed(text: str) -> Head | None:
    """The epoch, size and root at the end of a scanned code; None for any other text."""
    found = FORM.search(text.strip())
    if found is None:
        return None
    epoch, size, root = found.groups()
    return Head(int(epoch), int(size), base64.urlsafe_b64decode(root + "=").hex())
