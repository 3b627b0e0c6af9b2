"""Printed registers for programs: their rows as JSON, and the same files as on the pages."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from flask import Response, send_file

from qms.people.current import actor, service
from qms.registers.api.blueprint import api
from qms.registers.printing import Form, make_listing, print_register
from qms.registers.queries.catalogue import REGISTERS, registers_for
from qms.registers.schemas import Question
from qms.registers.views.words import NAMES
from qms.web.guards import signed_in
from qms.web.rest import Items, operation


@dataclass(frozen=True, slots=True)
class RegisterName:
    """A register that can be printed, and what it may be narrowed by."""

    name: str
    title: str
    filters: tuple[str, ...]
    dated: bool


@dataclass(frozen=True, slots=True)
class RegisterRows:
    """A register as of a day: the words on its paper, its columns and rows."""

    name: str
    title: str
    as_of: str
    conditions: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | date | None, ...], ...]


class FileQuestion(Question):
    """The question with the kind of file."""

    form: Form = Form.XLSX


@api.get("/registers")
@signed_in
@operation(Items[RegisterName])
def list_registers() -> Items[RegisterName]:
    """The registers that the caller may print."""
    known = [REGISTERS[name] for name in registers_for(actor())]
    return Items(
        [RegisterName(one.name, str(NAMES[one.name][0]), one.filters, one.dated) for one in known]
    )


@api.get("/registers/<name>")
@signed_in
@operation(RegisterRows, query=Question)
def get_register(name: str, query: Question) -> RegisterRows:
    """The rows in the official columns, as of the end of a day."""
    listing = make_listing(service(), actor(), name, query.asked())
    titles = tuple(" ".join(f"{one.group} {one.title}".split()) for one in listing.columns)
    return RegisterRows(
        name, listing.title, listing.as_of, listing.conditions, titles, listing.rows
    )


@api.get("/registers/<name>/file")
@signed_in
@operation(
    query=FileQuestion,
    media="application/octet-stream",
    headers={"Content-Disposition": "Carries the file's name"},
)
def get_register_file(name: str, query: FileQuestion) -> Response:
    """The register as XLSX, DOCX, PDF or CSV, whose own type stands in Content-Type."""
    printed = print_register(service(), actor(), name, query.asked(), query.form)
    return send_file(
        BytesIO(printed.data),
        mimetype=printed.media,
        as_attachment=True,
        download_name=printed.name,
    )
