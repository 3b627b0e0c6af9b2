"""The rooms from which work comes to a person, besides the documents themselves.

Each offers `waiting_for(session, actor, now) -> list[Task]` and `waiting_count(actor, now)`, a
scalar expression of how many (None for somebody for whom there can be none).
"""

from types import ModuleType

from qms.changes.queries import waiting as changes
from qms.distribution.queries import waiting as distribution
from qms.people.queries import waiting as people
from qms.periodic.queries import waiting as periodic
from qms.records.queries import waiting as records
from qms.references.queries import waiting as references
from qms.retention.queries import waiting as retention
from qms.sealing.queries import waiting as sealing
from qms.transition.queries import waiting as transition

ROOMS: tuple[ModuleType, ...] = (
    people,
    sealing,
    references,
    changes,
    periodic,
    distribution,
    records,
    retention,
    transition,
)
