"""People who come to the pages: an administrator and a clerk, and their browsers."""

from collections.abc import Callable

import pytest
from flask import Flask

from qms.people import acts
from qms.people.rules import Operator, Role, UnitKind
from qms.people.schemas import NewPerson, NewRole, NewUnit
from qms.service import Service
from tests.web.browser import PASSWORD, Browser

ROOT = Operator("root")


def add_person(service: Service, login: str, name: str, role: Role | None = None):
    """Somebody who can sign in; with a role for the whole agency."""
    handed = acts.create_person(service, ROOT, NewPerson(login=login, full_name=name))
    acts.set_password(service, ROOT, handed.person_id, PASSWORD, must_change=False)
    if role is not None:
        acts.grant_role(service, ROOT, handed.person_id, NewRole(role=role))
    return handed.person_id


@pytest.fixture
def people(service: Service) -> dict:
    """`admin` administers, `nva` writes; the agency has one unit."""
    acts.load_positions(service, ROOT)
    unit = NewUnit(code="SO", name="Sở Nông nghiệp và Môi trường", kind=UnitKind.BOARD)
    return {
        "so": acts.create_unit(service, ROOT, unit),
        "admin": add_person(service, "admin", "Đỗ Thị Quản Trị", Role.ADMINISTRATOR),
        "nva": add_person(service, "nva", "Nguyễn Văn An", Role.AUTHOR),
    }


@pytest.fixture
def browser(app: Flask, people: dict) -> Callable[..., Browser]:
    """`browser("nva")` is a browser in which An is signed in; `browser()` one nobody signed in."""

    def opened(login: str | None = None) -> Browser:
        fresh = Browser(app.test_client())
        return fresh.sign_in(login) if login else fresh

    return opened
