"""What selects on the writing pages offer: only what the act behind them would take."""

from collections.abc import Iterable
from uuid import UUID

from flask_babel import get_locale
from flask_babel import gettext as _

from qms.documents.queries.register import Choice, fields, types
from qms.documents.rules.permissions import may_register
from qms.people import queries
from qms.people.current import actor, service
from qms.people.queries import Name, PersonRow
from qms.people.rules import Role

Choices = list[tuple[object, str]]
REVIEWERS = (Role.REVIEWER, Role.QUALITY_MANAGER, Role.APPROVER)
MOST_PEOPLE = 1000


def type_choices() -> Choices:
    """Types of document in the order of the pyramid."""
    with service().db.read() as session:
        return [(one.code, f"{one.code} – {_named(one)}") for one in types(session)]


def field_choices() -> Choices:
    """Fields of work."""
    with service().db.read() as session:
        return [(one.code, _named(one)) for one in fields(session)]


def unit_choices() -> Choices:
    """The units for which this person may register, as a tree."""
    me = actor()
    with service().db.read() as session:
        units = queries.unit_tree(session, service().now())
    return [(one.id, "— " * one.depth + one.name) for one in units if may_register(me, one.id)]


def all_units() -> Choices:
    """Every unit, as a tree: a quality manager may give a document to another one."""
    with service().db.read() as session:
        units = queries.unit_tree(session, service().now())
    return [(one.id, "— " * one.depth + one.name) for one in units]


def reviewer_choices(unit_id: UUID, *, without: frozenset[str] = frozenset()) -> Choices:
    """Who may review for this unit, by given name; authors do not review their own work."""
    found: dict[UUID, Name] = {}
    with service().db.read() as session:
        for role in REVIEWERS:
            for one in queries.people_with(session, role, unit_id, service().now()):
                found.setdefault(one.id, one)
    return _people(found.values(), without)


def approver_choices(unit_id: UUID, *, without: frozenset[str] = frozenset()) -> Choices:
    """Who may approve for this unit, by given name."""
    with service().db.read() as session:
        found = queries.people_with(session, Role.APPROVER, unit_id, service().now())
    return _people(found, without)


def everybody(*, active_only: bool = True) -> Choices:
    """People by given name with their first post; whoever left is named so."""
    found: Choices = []
    cursor: str | None = None
    with service().db.read() as session:
        while len(found) < MOST_PEOPLE:
            page = queries.people_page(
                session, now=service().now(), active_only=active_only, cursor=cursor, limit=200
            )
            found += [(one.id, _with_post(one)) for one in page.items]
            cursor = page.next
            if cursor is None:
                break
    return found


def _with_post(person: PersonRow) -> str:
    post = person.posts[:1] if person.active else (str(_("đã nghỉ hoặc bị khóa")),)
    return ", ".join((person.full_name, *post))


def _named(one: Choice) -> str:
    return one.name_en if str(get_locale()) == "en" and one.name_en else one.name


def _people(found: Iterable[Name], without: frozenset[str]) -> Choices:
    return [(one.id, one.full_name) for one in found if str(one.id) not in without]
