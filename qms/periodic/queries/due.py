"""When a document is due, as SQL: the same day on both databases as `rules.due_on` says."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, and_, exists, func, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import aliased
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from qms.db import UtcTime
from qms.documents.model import Document, Revision
from qms.documents.rules.states import OPEN, State
from qms.periodic.model import PeriodicReview
from qms.periodic.rules import Verdict


class MonthsLater(FunctionElement[date]):
    """The day in Viet Nam of an instant, so many months later; a shorter month's last day."""

    type = Date()
    inherit_cache = True
    name = "months_later"


@compiles(MonthsLater, "sqlite")
def _sqlite(element: MonthsLater, compiler: SQLCompiler, **kwargs: Any) -> str:
    # SQLite's own "+1 months" runs over into the next month: the month's last day is earlier then.
    instant, months = (compiler.process(one, **kwargs) for one in element.clauses)
    over = f"date({instant}, '+7 hours', '+' || {months} || ' months')"
    following = f"'+' || ({months} + 1) || ' months', '-1 day'"
    return f"min({over}, date({instant}, '+7 hours', 'start of month', {following}))"


@compiles(MonthsLater, "postgresql")
def _postgresql(element: MonthsLater, compiler: SQLCompiler, **kwargs: Any) -> str:
    instant, months = (compiler.process(one, **kwargs) for one in element.clauses)
    day = f"(({instant}) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"
    return f"({day} + make_interval(months => {months}))::date"


def kept_at() -> ColumnElement[Any]:
    """When the document was last kept after the revision of the row came into force."""
    last = select(func.max(PeriodicReview.signed_at)).where(
        PeriodicReview.document_id == Revision.document_id,
        PeriodicReview.verdict == Verdict.KEEP,
        PeriodicReview.signed_at > Revision.effective_at,
    )
    return last.correlate(Revision).scalar_subquery()


def due_on() -> ColumnElement[date]:
    """The day by which the revision of the row is to be reviewed."""
    start = func.coalesce(kept_at(), Revision.effective_at, type_=UtcTime)
    return MonthsLater(start, Document.review_months)


def is_waiting() -> ColumnElement[bool]:
    """A proposed verdict that nobody has signed or returned."""
    return and_(PeriodicReview.signed_at.is_(None), PeriodicReview.returned_at.is_(None))


def has_proposal() -> ColumnElement[bool]:
    """Whether a verdict about the revision of the row waits for its signature."""
    return exists(
        select(PeriodicReview.id)
        .where(PeriodicReview.revision_id == Revision.id, is_waiting())
        .correlate(Revision)
    )


def is_revising() -> ColumnElement[bool]:
    """A successor is approved, or being written because a signed verdict asked for it."""
    draft = aliased(Revision)
    asked = (
        select(PeriodicReview.id)
        .join(draft, draft.id == PeriodicReview.draft_id)
        .where(
            PeriodicReview.revision_id == Revision.id,
            draft.state.in_([*OPEN, State.APPROVED]),
        )
        .correlate(Revision)
    )
    return or_(Revision.superseded_at.is_not(None), exists(asked))
