"""`qms pdf`: the PDF of a revision, the signed one where there is one."""

import uuid
from pathlib import Path

import click
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.cli.console import Console, pass_console
from qms.documents.model import Revision
from qms.documents.queries.document import document_by_code
from qms.documents.queries.in_force import in_force_at
from qms.documents.reading import reading_pdf
from qms.errors import NotFound
from qms.service import Service


@click.command()
@click.argument("code")
@click.option(
    "--revision", "sequence", type=click.IntRange(1), help="1, 2, …; mặc định: bản hiệu lực"
)
@click.option("-o", "output", required=True, type=click.Path(path_type=Path, dir_okay=False))
@pass_console
def pdf(console: Console, code: str, sequence: int | None, output: Path) -> None:
    """Ghi bản PDF của một lần ban hành / the PDF of a revision, by default the one in force."""
    service = console.service
    with service.db.read() as session:
        revision_id = _revision(session, service, document_by_code(session, code), sequence)
    data = reading_pdf(service, revision_id)
    partial = output.with_name(f"{output.name}.{uuid.uuid4().hex[:8]}.part")
    partial.write_bytes(data)
    partial.replace(output)
    console.say(_("Đã ghi %(file)s", file=output))


def _revision(
    session: Session, service: Service, document_id: uuid.UUID, sequence: int | None
) -> uuid.UUID:
    which = in_force_at(service.now()) if sequence is None else Revision.sequence == sequence
    found = session.scalar(select(Revision.id).where(Revision.document_id == document_id, which))
    if found is None:
        raise NotFound("FILE-NOT-FOUND")
    return found
