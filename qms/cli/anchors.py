"""`qms ca anchors`: which outside CAs count. Exit codes: 0 well, 1 a list is old, 2 usage."""

import sys
import uuid
from datetime import datetime
from pathlib import Path

import click
from flask_babel import gettext as _

from qms.cli.console import Console, json_option, pass_console
from qms.cli.init import operator
from qms.people.acts import trust_anchors as acts
from qms.people.queries.certificates import AnchorRow, trust_anchors
from qms.people.schemas import NewAnchor
from qms.schemas import take
from qms.signing.model import Asks
from qms.signing.trust import USAGES, write_anchors
from qms.signing.trust import anchors as load_anchors

file_argument = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def anchors() -> None:
    """Chứng thư gốc bên ngoài được tin cậy / outside roots people's own certificates lead to."""


@anchors.command("list")
@json_option
@click.option("--trust", is_flag=True, help="In tệp tin cậy cho qms verify --trust / a trust file.")
@pass_console
def list_anchors(console: Console, as_json: bool, trust: bool) -> None:
    """Liệt kê; mã 1 nếu một danh sách thu hồi bắt buộc đã thiếu hoặc quá hạn / list them."""
    service = console.service
    with service.db.read() as session:
        rows, now = trust_anchors(session, service.now()), service.now()
        if trust:
            click.echo(write_anchors(load_anchors(session)))
            return
    late = [one for one in rows if _is_late(one, now)]
    if as_json:
        console.answer({"items": [_plain(one) for one in rows]})
    else:
        console.table(
            ["ID", _("Tên"), "SHA-256", _("Danh sách thu hồi đến"), _("Ngừng tin cậy từ")],
            [
                (
                    one.id,
                    one.name,
                    one.sha256[:16],
                    one.listed_until or _("chưa nạp"),
                    one.retired_at or "",
                )
                for one in rows
            ],
        )
    sys.exit(1 if late else 0)


@anchors.command()
@click.argument("files", nargs=-1, required=True, type=file_argument)
@click.option("--name", required=True, help="Tên tổ chức chứng thực.")
@click.option("--usage", "usages", multiple=True, type=click.Choice(USAGES))
@click.option("--extended-usage", "extended_usages", multiple=True, help="OID.")
@click.option("--policy", "policies", multiple=True, help="OID.")
@click.option(
    "--revocation",
    type=click.Choice([one.value for one in Asks]),
    default=Asks.REQUIRED.value,
    show_default=True,
)
@pass_console
def add(
    console: Console,
    files: tuple[Path, ...],
    name: str,
    usages: tuple[str, ...],
    extended_usages: tuple[str, ...],
    policies: tuple[str, ...],
    revocation: str,
) -> None:
    """Tin cậy một chứng thư gốc và các chứng thư trung gian trong FILES / trust a root."""
    values = {
        "name": name,
        "usages": list(usages) or [USAGES[0]],
        "extended_usages": list(extended_usages),
        "policies": list(policies),
        "revocation": revocation,
    }
    new = take(NewAnchor, values)
    anchor_id = acts.add_anchor(
        console.service, operator(), new, [one.read_bytes() for one in files]
    )
    console.say(_("Đã thêm chứng thư gốc %(id)s.", id=anchor_id))


@anchors.command()
@click.argument("anchor_id", type=click.UUID)
@pass_console
def retire(console: Console, anchor_id: uuid.UUID) -> None:
    """Ngừng tin cậy từ bây giờ; chữ ký trước đó giữ nguyên giá trị / trust it no more."""
    acts.retire_anchor(console.service, operator(), anchor_id)
    console.say(_("Đã ngừng tin cậy chứng thư gốc %(id)s.", id=anchor_id))


@anchors.command()
@click.argument("file", type=file_argument)
@pass_console
def crl(console: Console, file: Path) -> None:
    """Nạp danh sách thu hồi (CRL) của một tổ chức bên ngoài / take in a revocation list."""
    acts.take_revocation_list(console.service, operator(), file.read_bytes())
    console.say(_("Đã nạp danh sách thu hồi."))


def _is_late(one: AnchorRow, now: datetime) -> bool:
    asked = one.retired_at is None and one.revocation is Asks.REQUIRED
    return asked and (one.listed_until is None or one.listed_until <= now)


def _plain(one: AnchorRow) -> dict[str, object]:
    from qms.web.rest import plain

    found: dict[str, object] = plain(one)
    return found
