"""An installation with a life behind it: what backup, restore and verification are tried on."""

import uuid
from datetime import timedelta

from qms.documents import acts
from qms.documents.rules.states import Act
from qms.people.rules import today
from tests.support.cast import (
    Cast,
    a_docx,
    a_draft,
    approve,
    base_of,
    plan,
    put_file,
    register,
    review,
    submit,
)
from tests.support.clock import Clock

STATEMENTS = 14


def begin(cast: Cast, document_id: uuid.UUID, code: str, text: str, **changes: object) -> uuid.UUID:
    """An opens the next revision, uploads a file with this code and submits it."""
    revision_id = a_draft(cast, document_id)
    put_file(cast, revision_id, a_docx(text, code), base_of(cast, revision_id))
    plan(cast, revision_id, **changes)
    submit(cast, revision_id)
    return revision_id


def issue(cast: Cast, document_id: uuid.UUID, code: str, text: str, **changes: object) -> uuid.UUID:
    """The same, reviewed and approved."""
    revision_id = begin(cast, document_id, code, text, **changes)
    review(cast, revision_id)
    approve(cast, revision_id)
    return revision_id


def live(cast: Cast, clock: Clock) -> dict[str, uuid.UUID]:
    """QT-05 in its second revision, QT-06 scheduled, QT-07 withdrawn, QT-08 in review."""
    codes = ("QT-05", "QT-06", "QT-07", "QT-08")
    ids = {code: register(cast, code, f"Quy trình {code}") for code in codes}
    issue(cast, ids["QT-05"], "QT-05", "Lần đầu.")
    clock.advance(days=10)
    issue(cast, ids["QT-05"], "QT-05", "Lần hai.")
    issue(cast, ids["QT-06"], "QT-06", "Sắp tới.", effective_on=today(clock()) + timedelta(days=7))
    gone = issue(cast, ids["QT-07"], "QT-07", "Sẽ bỏ.")
    proof = cast.ask("chau", Act.WITHDRAW, gone, "Hết hiệu lực")
    acts.withdraw(cast.service, cast["chau"], gone, "Hết hiệu lực", proof)
    begin(cast, ids["QT-08"], "QT-08", "Đang xem xét.")
    return ids
