"""Papers on their way to the seal."""

import uuid

from sqlalchemy import select

from qms.documents.acts import change_type
from qms.documents.schemas import TypeChange
from qms.sealing import acts
from qms.sealing.schemas import SealProof
from qms.signing.model import SignedPdf
from tests.sealing.stage import SECRET
from tests.support.cast import Cast, issued, register


def require_seal(cast: Cast, code: str = "QT", *, seal: bool = True) -> None:
    """Giang decides that this type is issued as PDF and sealed."""
    wish = TypeChange(review_months=12, requires_pdf=True, requires_seal=seal)
    change_type(cast.service, cast["giang"], code, wish)


def a_paper(cast: Cast, code: str = "QT-05") -> uuid.UUID:
    """Written, reviewed, approved and signed on its PDF; returns the revision's id."""
    return issued(cast, register(cast, code, f"Quy trình {code}"), f"Nội dung {code}.")


def proof_of(cast: Cast, revision_id: uuid.UUID, login: str = "khanh") -> SealProof:
    """What the page shows, with the secret at hand."""
    asked = acts.ask_to_seal(cast.service, cast[login], revision_id)
    return SealProof(challenge=asked.challenge, passphrase=SECRET)


def seal(cast: Cast, revision_id: uuid.UUID, login: str = "khanh") -> None:
    """The clerk reads and seals."""
    acts.seal(cast.service, cast[login], revision_id, proof_of(cast, revision_id, login))


def chain(cast: Cast) -> list[SignedPdf]:
    """Every state of every signed PDF, in order."""
    with cast.service.db.read() as session:
        return list(session.scalars(select(SignedPdf).order_by(SignedPdf.number)))
