"""The log leaves the host: a checkpoint a day, its time-stamp, its file."""

from qms.people.rules import today
from qms.proofs.acts import checkpoints as acts
from qms.proofs.queries import checkpoints as queries
from qms.service import Service


def daily(service: Service) -> bool:
    """Make the day's checkpoint (a day in Viet Nam) where there is none; whether one was made."""
    with service.db.read() as session:
        last = queries.newest(session)
    if last is not None and today(last.made_at) >= today(service.now()):
        return False
    acts.make_checkpoint(service)
    return True


def publish(service: Service) -> int:
    """Stamp what waits for a time-stamp, then write what waits for the folder; files written."""
    acts.stamp_missing(service)
    return len(acts.publish(service))
