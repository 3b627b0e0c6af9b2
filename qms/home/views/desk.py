"""Tasks and subjects of notices of every room: words, and the page where to go on."""

from qms.changes.views import desk as changes
from qms.distribution.views import desk as distribution
from qms.documents.views import desk as documents
from qms.people.views import desk as people
from qms.periodic.views import desk as periodic
from qms.proofs.views import desk as proofs
from qms.records.views import desk as records
from qms.references.views import desk as references
from qms.registers.views import desk as registers
from qms.retention.views import desk as retention
from qms.sealing.views import desk as sealing
from qms.transition.views import desk as transition
from qms.web.desk import Place, TaskWords

_ROOMS = (
    people,
    documents,
    sealing,
    proofs,
    references,
    changes,
    periodic,
    distribution,
    records,
    retention,
    transition,
    registers,
)
TASKS: dict[str, TaskWords] = {kind: words for room in _ROOMS for kind, words in room.TASKS.items()}
SUBJECTS: dict[str, Place] = {
    kind: place for room in _ROOMS for kind, place in room.SUBJECTS.items()
}
