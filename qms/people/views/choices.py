"""What selects on the pages of this room offer."""

from uuid import UUID

from qms.people import queries
from qms.people.current import service

Choices = list[tuple[object, str]]


def unit_choices(without: UUID | None = None) -> Choices:
    """Units as a tree, indented by depth."""
    with service().db.read() as session:
        units = queries.unit_tree(session, service().now())
    return [(unit.id, "— " * unit.depth + unit.name) for unit in units if unit.id != without]


def position_choices() -> Choices:
    """The catalogue of positions, the highest first."""
    with service().db.read() as session:
        return [(one.code, one.name) for one in queries.positions(session)]


def person_choices() -> Choices:
    """Active people by given name, for suggestions while typing a login."""
    with service().db.read() as session:
        page = queries.people_page(session, now=service().now(), active_only=True, limit=200)
    return [(one.login, one.full_name) for one in page.items if one.active]
