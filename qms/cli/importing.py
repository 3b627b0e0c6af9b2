"""`qms import`: a folder of Word files with its manifest into the register, checked first."""

import sys
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click
from flask_babel import gettext as _

from qms.cli.console import Console, json_option, pass_console
from qms.cli.import_report import progress, report, show_errors
from qms.documents import acts, manifest
from qms.documents.manifest import Checked, Entry, Foreseen, RowResult
from qms.errors import Conflict, Invalid
from qms.people import queries
from qms.people.rules import Role

DAY = click.DateTime(["%Y-%m-%d"])
EXISTING = click.Path(exists=True, path_type=Path)


@dataclass(frozen=True, slots=True)
class Wish:
    """The list to be adopted: its decision and who signs it."""

    number: str
    decided_on: date
    approver_id: uuid.UUID


@click.command("import")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--manifest", "manifest_path", required=True, type=EXISTING, help="Bảng kê JSON.")
@click.option("--adopt", default="", metavar="SỐ", help="Số quyết định ban hành trước đây.")
@click.option("--decided-on", type=DAY, default=None, help="Ngày quyết định, ví dụ 2025-09-15.")
@click.option("--approver", default="", metavar="LOGIN", help="Người sẽ ký danh sách tiếp nhận.")
@click.option("--as", "login", default="", metavar="LOGIN", help="Nhập thay phụ trách chất lượng.")
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết sẽ làm gì / change nothing.")
@json_option
@pass_console
def import_(
    console: Console,
    folder: Path,
    manifest_path: Path,
    adopt: str,
    decided_on: datetime | None,
    approver: str,
    login: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Nhập một thư mục tệp Word theo bảng kê; chạy lại được / import Word files by a manifest."""
    console.as_json = as_json
    actor_id = _actor(console, login)
    wish = _wish(console, adopt, decided_on, approver)
    entries = _entries(console, folder, manifest_path)
    if dry_run:
        results = _collect(
            console, entries, manifest.foresee(console.service, entries, adopting=wish is not None)
        )
    else:
        results = _bring_in(console, actor_id, entries, wish)
    report(console, results, dry_run=dry_run)
    sys.exit(1 if any(one.error for one in results) else 0)


def _actor(console: Console, login: str) -> uuid.UUID:
    """The person named, or the only quality manager of the whole agency."""
    now = console.service.now()
    with console.service.db.read() as session:
        if login:
            return queries.person_by_login(session, login)
        found = queries.people_with(session, Role.QUALITY_MANAGER, None, now)
        everywhere = [
            one
            for one in found
            if queries.load_actor(session, one.id, now).has_everywhere(Role.QUALITY_MANAGER)
        ]
    if len(everywhere) != 1:
        raise Invalid("IMPORT-NOBODY")
    return everywhere[0].id


def _wish(console: Console, number: str, decided_on: datetime | None, approver: str) -> Wish | None:
    if not number:
        if decided_on or approver:
            raise click.UsageError(_("--decided-on và --approver đi cùng --adopt."))
        return None
    if decided_on is None or not approver:
        raise click.UsageError(_("--adopt cần --decided-on và --approver."))
    with console.service.db.read() as session:
        approver_id = queries.person_by_login(session, approver)
    return Wish(number, decided_on.date(), approver_id)


def _entries(console: Console, folder: Path, path: Path) -> tuple[Entry, ...]:
    """The checked rows; with any error the table of them, and nothing is imported."""
    service = console.service
    rows = manifest.read_manifest(path)
    with service.db.read() as session:
        checked: Checked = manifest.check_rows(
            session,
            folder,
            rows,
            now=service.now(),
            most_bytes=service.settings.max_upload_bytes,
        )
    if checked.errors:
        show_errors(console, checked.errors)
        raise Invalid("MANIFEST-ROWS-WRONG", count=len(checked.errors))
    return checked.entries


def _bring_in(
    console: Console, actor_id: uuid.UUID, entries: Sequence[Entry], wish: Wish | None
) -> list[RowResult]:
    service = console.service
    adoption_id = None
    if wish is not None:
        try:
            adoption_id = acts.prepare_adoption(
                service, actor_id, wish.number, wish.decided_on, wish.approver_id
            )
        except Conflict as error:
            if error.code != "ADOPTION-ALREADY-SIGNED":
                raise
            return _all_there(console, entries, error)
    running = manifest.bring_in(service, actor_id, entries, adoption_id)
    results = _collect(console, entries, running)
    if adoption_id is not None:
        console.say(
            _(
                "Danh sách tiếp nhận chờ ký tại %(url)s",
                url=f"{console.settings.public_url}/documents/adoptions/{adoption_id}",
            )
        )
    return results


def _all_there(console: Console, entries: Sequence[Entry], refusal: Conflict) -> list[RowResult]:
    """A signed list is closed; repeating the import that made it is no error."""
    results = list(manifest.foresee(console.service, entries))
    if all(one.done is Foreseen.PRESENT for one in results):
        return results
    raise refusal


def _collect(
    console: Console, entries: Sequence[Entry], running: Iterator[RowResult]
) -> list[RowResult]:
    with progress(console, len(entries)) as step:
        results = []
        for one in running:
            results.append(one)
            step(one.entry.row.code)
        return results
