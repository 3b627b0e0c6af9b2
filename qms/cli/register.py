"""`qms register`: a register as of any day, as a spreadsheet, a Word file, a PDF or CSV."""

import uuid
from datetime import datetime
from pathlib import Path

import click
from flask_babel import gettext as _

from qms.cli.console import Console, json_option, pass_console
from qms.documents.queries.register import Show
from qms.errors import Invalid
from qms.people.queries import unit_by_code
from qms.people.rules import Actor, Grant, Role
from qms.registers.printing import Form, print_register
from qms.registers.queries.asked import Asked, Order
from qms.registers.queries.catalogue import REGISTERS
from qms.registers.views.words import NAMES

DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])


@click.command()
@click.argument("name", required=False, default="")
@click.option("-o", "output", type=click.Path(path_type=Path), help="Tệp .xlsx .docx .pdf .csv.")
@click.option("--as-of", type=DAY, default=None, help="Tính đến ngày, ví dụ 2026-02-05.")
@click.option("--document", default="", metavar="MÃ", help="Cho amendment-log: mã hiệu tài liệu.")
@click.option("--unit", default="", metavar="MÃ", help="Chỉ của đơn vị này.")
@click.option("--type", "type_code", default="", metavar="MÃ", help="Chỉ loại tài liệu này.")
@click.option("--year", type=int, default=None, help="Năm của danh mục hồ sơ.")
@click.option("--show", type=click.Choice([one.value for one in Show]), default="in_force")
@click.option("--order", type=click.Choice([one.value for one in Order]), default="code")
@json_option
@pass_console
def register(
    console: Console,
    name: str,
    output: Path | None,
    as_of: datetime | None,
    document: str,
    unit: str,
    type_code: str,
    year: int | None,
    show: str,
    order: str,
    as_json: bool,
) -> None:
    """In sổ, danh mục theo mẫu; không nêu TÊN thì liệt kê / print a register or list them."""
    console.as_json = as_json
    if not name:
        _list(console)
        return
    if output is None:
        raise click.UsageError(_("Hãy nêu tệp sẽ ghi: -o TỆP.xlsx"))
    asked = Asked(
        as_of=as_of.date() if as_of else None,
        unit_id=_unit(console, unit),
        type_code=type_code,
        show=Show(show),
        document=document,
        year=year,
        order=Order(order),
    )
    printed = print_register(console.service, _operator(), name, asked, _form(output))
    partial = output.with_name(output.name + ".part")
    partial.write_bytes(printed.data)
    partial.replace(output)
    console.say(_("Đã ghi %(file)s", file=output))
    if as_json:
        console.answer({"name": name, "file": str(output), "bytes": len(printed.data)})


def _list(console: Console) -> None:
    if console.as_json:
        items = [{"name": one, "title": str(NAMES[one][0])} for one in REGISTERS]
        console.answer({"items": items})
        return
    console.table([_("Tên"), _("Sổ, danh mục")], [(one, NAMES[one][0]) for one in REGISTERS])


def _form(output: Path) -> Form:
    try:
        return Form(output.suffix.lower().lstrip("."))
    except ValueError:
        raise Invalid("REGISTER-FORM") from None


def _unit(console: Console, code: str) -> uuid.UUID | None:
    if not code:
        return None
    with console.service.db.read() as session:
        return unit_by_code(session, code)


def _operator() -> Actor:
    """Whoever has the server's console reads no less than an auditor; the list names nobody."""
    grants = frozenset({Grant(Role.AUDITOR, None)})
    return Actor(uuid.UUID(int=0), "", "", grants, frozenset(), {}, "vi", token_acts=False)
