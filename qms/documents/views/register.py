"""The register of controlled documents (danh mục tài liệu được kiểm soát)."""

from datetime import datetime, timedelta
from typing import Annotated, Any, cast
from uuid import UUID

from flask import current_app, render_template, request
from flask_babel import LazyString, get_locale
from flask_babel import lazy_gettext as _l
from pydantic import Field

from qms.documents.queries import register as queries
from qms.documents.queries.register import RegisterFilter, Show
from qms.documents.rules import permissions
from qms.documents.views.blueprints import documents
from qms.people.current import actor, service
from qms.people.queries import unit_tree
from qms.people.views.sign_in import Page
from qms.schemas import Day, Line, Schema, take
from qms.web.guards import signed_in

KEPT = timedelta(seconds=5)  # types, fields and units change rarely and are on every list
SHOWS: dict[Show, LazyString] = {
    Show.IN_FORCE: _l("Đang có hiệu lực"),
    Show.SCHEDULED: _l("Sắp có hiệu lực"),
    Show.OPEN: _l("Đang soạn thảo, xem xét"),
    Show.DEAD: _l("Hết hiệu lực"),
    Show.ALL: _l("Tất cả"),
}


class RegisterQuestion(Schema):
    """What the address of the register asks; the address is the saved filter."""

    text: Annotated[Line, Field(max_length=100)] = ""
    unit: UUID | None = None
    type: Annotated[Line, Field(max_length=20)] = ""
    field: Annotated[Line, Field(max_length=40)] = ""
    show: Show = Show.IN_FORCE
    on: Day | None = None
    cursor: Annotated[str, Field(max_length=400)] = ""

    def filter(self) -> RegisterFilter:
        """As the query takes it."""
        return RegisterFilter(self.text, self.unit, self.type, self.field, self.show, self.on)

    @property
    def narrowed(self) -> bool:
        """Whether anything but the whole list in force is asked for."""
        return self.filter() != RegisterFilter()


@documents.get("")
@signed_in
def register() -> Page:
    """Fifty lines in the order of codes; what is asked stands in the address."""
    asked = {name: value for name, value in request.args.items() if name in _KNOWN}
    question = take(RegisterQuestion, asked, form=True)
    now, me = service().now(), actor()
    with service().db.read() as session:
        page = queries.register_page(session, me, question.filter(), now, question.cursor)
        context = choices(session, now)
    return render_template(
        "documents/register.html",
        page=page,
        question=question,
        shows=[(show.value, SHOWS[show]) for show in queries.shows(me)],
        may_register=permissions.may_register_somewhere(me),
        may_hand_over=permissions.may_hand_over(me),
        **context,
    )


def choices(session: Any, now: datetime) -> dict[str, list[tuple[object, str]]]:
    """What can be filtered by, in the viewer's language; a change shows within seconds."""
    language = str(get_locale())
    kept = current_app.extensions.setdefault("qms.choices", {})
    made_at, rows = kept.get(language, (None, None))
    if made_at is None or not timedelta(0) <= now - made_at < KEPT:
        rows = _choices(session, now, language)
        kept[language] = (now, rows)
    return cast(dict[str, list[tuple[object, str]]], rows)


def _choices(session: Any, now: datetime, language: str) -> dict[str, list[tuple[object, str]]]:
    return {
        "unit_rows": [(one.id, "— " * one.depth + one.name) for one in unit_tree(session, now)],
        "type_rows": [(one.code, choice_name(one, language)) for one in queries.types(session)],
        "field_rows": [(one.code, choice_name(one, language)) for one in queries.fields(session)],
    }


_KNOWN = frozenset(RegisterQuestion.model_fields)


@documents.app_template_filter("choice_name")
def choice_name(one: Any, locale: str) -> str:
    """A type or field in the viewer's language."""
    return (one.name_en if locale == "en" else "") or one.name
