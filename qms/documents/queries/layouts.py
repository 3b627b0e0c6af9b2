"""House layouts: which one is used."""

from sqlalchemy.orm import Session


def active_layout(session: Session) -> str | None:
    """The stored file of the layout in use; None for the layout the service brings."""
    return None
