"""How laws of the tests come into the list, and what people do to them."""

import uuid
from datetime import date

from qms.references import acts
from qms.references.queries.reviews import OpenReview, open_reviews
from qms.references.rules.standing import Status
from qms.references.schemas import NewExternal, NoChangeNeeded, Replacement, StatusChange
from tests.support.cast import Cast, issued, register

OLD, NEW = "63/2010/NĐ-CP", "99/2026/NĐ-CP"


def a_law(cast: Cast, number: str = OLD, login: str = "giang", **facts: object) -> uuid.UUID:
    """A law in the list of external documents."""
    new = NewExternal(number=number, title="Nghị định về kiểm soát thủ tục hành chính", **facts)
    return acts.add_external(cast.service, cast[login], new)


def replace(
    cast: Cast, law: uuid.UUID, login: str = "giang", number: str = NEW, **facts: object
) -> int:
    """Giang says that another law replaces it from 1 March 2026."""
    values = {"title": "Nghị định mới", "effective_on": date(2026, 3, 1), **facts}
    change = StatusChange(status=Status.REPLACED, replaced_by=Replacement(number=number, **values))
    return acts.mark_status(cast.service, cast[login], law, change)


def keep(cast: Cast, law: uuid.UUID, document: uuid.UUID, login: str = "giang") -> None:
    """Giang looked: no change needed."""
    given = NoChangeNeeded(reason="Chỉ viện dẫn để nêu lịch sử.")
    acts.decide_no_change(cast.service, cast[login], law, document, given)


def reviews(cast: Cast) -> list[OpenReview]:
    """Everything that is to be reviewed."""
    with cast.service.db.read() as session:
        return open_reviews(session, cast.service.now())


def resting_on(cast: Cast, code: str = "QT-05", number: str = OLD) -> uuid.UUID:
    """A document in force that cites the law."""
    document_id = register(cast, code)
    issued(cast, document_id, f"Theo Nghị định số {number} của Chính phủ.")
    return document_id
