"""`qms export`: the evidence about a document or a period in one file for a stranger."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import IO

import click
from flask_babel import gettext as _

from qms import messages
from qms.cli.console import Console, json_option, pass_console
from qms.documents.queries.document import document_by_code
from qms.errors import Invalid, NotFound
from qms.people.rules import today
from qms.proofs.acts.export import document_bundle, period_bundle

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("code", required=False)
@click.option("--from", "first", type=DAY, help="Ngày đầu của kỳ / first day of a period.")
@click.option("--to", "last", type=DAY, help="Ngày cuối của kỳ, mặc định hôm nay / last day.")
@click.option(
    "-o",
    "output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Tệp sẽ ghi / the file to write.",
)
@json_option
@pass_console
def export(
    console: Console,
    code: str | None,
    first: datetime | None,
    last: datetime | None,
    output: Path,
    as_json: bool,
) -> None:
    """Xuất hồ sơ bằng chứng của một tài liệu, hoặc của mọi chữ ký trong một kỳ.

    Evidence about a document, or about every signature of a period: one ASiC-E file, to be checked
    with openssl alone or by `qms verify`.
    """
    console.as_json = as_json
    if (code is None) == (first is None) or (last is not None and first is None):
        raise click.UsageError(_("Hãy nêu mã hiệu tài liệu, hoặc --from (và --to)."))
    partial = output.with_name(output.name + ".part")
    try:
        with partial.open("w+b") as stream:
            count = _write(console, code, _day(first), _day(last), stream)
        partial.replace(output)
    except (NotFound, Invalid) as error:
        click.echo(messages.sentence(error.code, error.parameters), err=True)
        sys.exit(2)
    finally:
        partial.unlink(missing_ok=True)
    console.say(_("Đã ghi %(file)s: %(count)s chữ ký.", file=output, count=count))
    if as_json:
        console.answer({"file": str(output), "statements": count})


def _write(
    console: Console, code: str | None, first: date | None, last: date | None, stream: IO[bytes]
) -> int:
    service = console.service
    if code is None:
        now = today(service.now())
        return period_bundle(service, None, first or now, last or now, stream)
    with service.db.read() as session:
        document_id = document_by_code(session, code)
    return document_bundle(service, document_id, stream)


def _day(at: datetime | None) -> date | None:
    return at.date() if at is not None else None
