"""Reviews as people of the cast do them."""

import uuid

from qms.documents.schemas import Proof
from qms.periodic import acts
from qms.periodic.queries.listing import DueFilter, DueRow, Show, due_page
from qms.periodic.queries.reviews import ReviewLine, reviews_of
from qms.periodic.rules import Verdict
from qms.periodic.schemas import Proposal
from tests.support.cast import PASSPHRASE, Cast

REASON = "Đã đối chiếu với Luật Đất đai: vẫn phù hợp."


def propose(
    cast: Cast, document_id: uuid.UUID, verdict: Verdict = Verdict.KEEP, login: str = "giang"
) -> uuid.UUID:
    """Giang proposes a verdict."""
    wish = Proposal(verdict=verdict, reason=REASON)
    return acts.propose_verdict(cast.service, cast[login], document_id, wish)


def sign(cast: Cast, review_id: uuid.UUID, login: str = "chau") -> None:
    """Châu signs it."""
    asked = acts.ask_to_sign_verdict(cast.service, cast[login], review_id)
    proof = Proof(challenge=asked.challenge, passphrase=PASSPHRASE)
    acts.sign_verdict(cast.service, cast[login], review_id, proof)


def kept(cast: Cast, document_id: uuid.UUID) -> uuid.UUID:
    """Proposed and signed: it stays as it is."""
    review_id = propose(cast, document_id)
    sign(cast, review_id)
    return review_id


def due(cast: Cast, login: str = "giang", show: Show = Show.ALL, **wanted: object) -> list[DueRow]:
    """What this person's list shows."""
    with cast.service.db.read() as session:
        filter_ = DueFilter(show=show, **wanted)
        return due_page(session, cast.actor(login), filter_, cast.service.now()).rows


def past(cast: Cast, document_id: uuid.UUID, login: str = "giang") -> list[ReviewLine]:
    """The reviews of a document, the latest first."""
    with cast.service.db.read() as session:
        return reviews_of(session, cast.actor(login), document_id, cast.service.now())
