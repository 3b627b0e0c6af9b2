"""`qms redline`: two revisions of a document as one Word file with tracked changes."""

import uuid
from pathlib import Path

import click
from flask_babel import gettext as _

from qms.cli.console import Console, pass_console
from qms.documents.acts.comparison import redline_bytes
from qms.documents.queries.comparison import RedlineState, by_sequence, redline_line
from qms.documents.queries.document import document_by_code
from qms.errors import Invalid
from qms.people.queries import names
from qms.store import read_bytes


@click.command()
@click.argument("code")
@click.argument("first", metavar="FROM", type=click.IntRange(1))
@click.argument("second", metavar="TO", type=click.IntRange(1))
@click.option("-o", "output", required=True, type=click.Path(path_type=Path, dir_okay=False))
@pass_console
def redline(console: Console, code: str, first: int, second: int, output: Path) -> None:
    """So sánh hai lần của một tài liệu thành tệp Word / what changed, as tracked changes.

    FROM and TO are the numbers in which the revisions were opened: 1, 2, …
    """
    service = console.service
    with service.db.read() as session:
        document_id = document_by_code(session, code)
        old = by_sequence(session, document_id, first, service.now())
        new = by_sequence(session, document_id, second, service.now())
        made = redline_line(session, old.sha256, new.sha256)
        author = names(session, [new.by_id])[new.by_id].full_name
    if old.sha256 == new.sha256:
        raise Invalid("COMPARISON-SAME-SIDE")
    if made.state is RedlineState.READY and made.sha256:
        data = read_bytes(service.store, made.sha256)
    else:
        data = redline_bytes(service, old.sha256, new.sha256, author, new.at)
    partial = output.with_name(f"{output.name}.{uuid.uuid4().hex[:8]}.part")
    partial.write_bytes(data)
    partial.replace(output)
    console.say(_("Đã ghi %(file)s", file=output))
