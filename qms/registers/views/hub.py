"""The hub "Sổ và danh mục", and printing any register as of any day and of a filter."""

from io import BytesIO
from typing import Annotated, Any

from flask import current_app, render_template, request, send_file
from pydantic import Field

from qms.documents.queries.register import shows
from qms.documents.views.register import SHOWS, choices
from qms.errors import NotFound
from qms.people.current import actor, service
from qms.people.views.sign_in import Page
from qms.registers.printing import Form, Printed, make_listing, print_register
from qms.registers.queries.catalogue import Register, register_named, registers_for
from qms.registers.queries.imports import import_list
from qms.registers.rules.permissions import may_import
from qms.registers.schemas import Question
from qms.registers.views import words
from qms.registers.views.blueprints import registers
from qms.registers.views.places import Entry, places
from qms.schemas import take
from qms.web.forms import Form as PageForm
from qms.web.forms import refusal
from qms.web.guards import signed_in

SHOWN = 20  # rows of the preview
OF_ONE = frozenset({"amendment-log"})  # registers of a single document


class PrintQuestion(Question):
    """The question with the kind of file."""

    form: Annotated[Form, Field()] = Form.XLSX


@registers.get("")
@signed_in
def index() -> Page:
    """Every register with one line of what it is, to open and to print."""
    me = actor()
    imports = []
    if may_import(me):
        with service().db.read() as session:
            imports = import_list(session, me, 5)
    return render_template(
        "registers/index.html",
        printed=[(name, *words.NAMES[name]) for name in registers_for(me)],
        places=_known(places(me)),
        may_import=may_import(me),
        imports=imports,
        states=words.STATES,
    )


def _known(entries: tuple[Entry, ...]) -> list[Entry]:
    """Only pages that this application has."""
    return [one for one in entries if one.endpoint in current_app.view_functions]


@registers.get("/<name>")
@signed_in
def show(name: str) -> Page:
    """The register before it is printed: its filter, the first rows, the kinds of file."""
    me, now = actor(), service().now()
    register = register_named(name, me)
    asked = {key: value for key, value in request.args.items() if key in Question.model_fields}
    question = take(Question, asked, form=True)
    needs_document = register.name in OF_ONE
    ready = not needs_document or bool(question.document)
    listing, form = None, PageForm(asked)
    try:
        listing = make_listing(service(), me, name, question.asked()) if ready else None
    except NotFound as error:  # no such document or no plan of this year: the form stays
        form = refusal(asked, error)
    with service().db.read() as session:
        context = choices(session, now)
    return render_template(
        "registers/show.html",
        form=form,
        register=register,
        title=words.NAMES[name][0],
        listing=listing,
        rows=listing.rows[:SHOWN] if listing else (),
        asked=asked,
        forms=list(Form),
        needs_document=needs_document,
        **_filters(register, context),
    )


def _filters(register: Register, context: dict[str, Any]) -> dict[str, Any]:
    return {
        **context,
        "shows": [(one.value, SHOWS[one]) for one in shows(actor())],
        "orders": [(one.value, name) for one, name in words.ORDERS.items()],
        "has": register.filters,
    }


@registers.get("/<name>/print")
@signed_in
def print_out(name: str) -> Page:
    """The register as a file."""
    known = PrintQuestion.model_fields
    asked = {key: value for key, value in request.args.items() if key in known}
    question = take(PrintQuestion, asked, form=True)
    printed = print_register(service(), actor(), name, question.asked(), question.form)
    return send(printed)


def send(printed: Printed) -> Page:
    """A file under its own name."""
    return send_file(
        BytesIO(printed.data),
        mimetype=printed.media,
        as_attachment=True,
        download_name=printed.name,
    )
