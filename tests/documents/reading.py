"""How documents of the reading tests came to be, and what a page asks of the database."""

from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import event

from qms.documents import acts
from qms.documents.rules.states import Act
from qms.people.rules import today
from tests.support.cast import Cast, issued


@contextmanager
def statements_on(cast: Cast):
    """The SQL statements sent inside the block."""
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "WITH")):
            seen.append(statement)

    engine = cast.service.db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def withdrawn(cast: Cast, document_id) -> None:
    revision_id = issued(cast, document_id)
    proof = cast.ask("chau", Act.WITHDRAW, revision_id, "Không còn áp dụng")
    acts.withdraw(cast.service, cast["chau"], revision_id, "Không còn áp dụng", proof)


def scheduled(cast: Cast, document_id, days: int = 8):
    day = today(cast.service.now()) + timedelta(days=days)
    return issued(cast, document_id, "Sắp tới.", effective_on=day)
