"""The register of the seal, as the log tells: who sealed which paper by which certificate."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from qms.sealing.model import SealUse
from qms.verification.report import Found
from qms.verification.rooms.walk import Event, Events, Row, Watched


def check_uses(_session: Session, page: Sequence[SealUse], events: Events) -> Iterator[Found]:
    """One event for each use of the seal, by the clerk whom the register names."""
    for one in page:
        row = Row("seal_use", str(one.statement_id))
        told = events.get(one.statement_id, ())
        if told:
            yield from row.compare(_use(one, told))
        else:
            yield row.unlogged()


def _use(one: SealUse, told: Sequence[Event]) -> Iterator[tuple[str, object, object]]:
    yield "events", 1, len(told)
    yield "clerk_id", one.clerk_id, told[0].actor_id
    yield "revision_id", one.revision_id, told[0].text("revision_id")
    yield "certificate_id", one.certificate_id, told[0].text("certificate_id")


WATCHED = (Watched(SealUse, SealUse.statement_id, "seal_use", check_uses),)
