"""What every room keeps beside documents, held against the log of who did what."""

from collections.abc import Callable, Iterator
from functools import partial

from qms.service import Service
from qms.verification.progress import Progress
from qms.verification.report import Found
from qms.verification.rooms import changes, distribution, records, references, sealing
from qms.verification.rooms.walk import walk

ROOMS = (
    *distribution.WATCHED,
    *records.WATCHED,
    *changes.WATCHED,
    *references.WATCHED,
    *sealing.WATCHED,
)


def rooms(service: Service, progress: Progress) -> Iterator[tuple[str, Callable[[], list[Found]]]]:
    """(table, its check): every row is as its events tell, and none is gone; in short reads."""
    for number, watched in enumerate(ROOMS, start=1):
        progress("rooms", number, len(ROOMS))
        yield watched.model.__tablename__, partial(walk, service, watched)
    yield "paper_copy", partial(distribution.check_numbers, service)
