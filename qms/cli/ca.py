"""`qms ca`: the authority's life. Exit codes: 0 done or well, 1 something must be done, 2 usage."""

import sys
import uuid
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import click
from flask_babel import gettext as _

from qms.cli.console import Console, json_option, pass_console
from qms.cli.init import PASSPHRASE_FILE, operator
from qms.errors import NotFound
from qms.people import acts, queries
from qms.people.acts import authority as acting
from qms.signing.model import RevocationReason

passphrase_option = click.option(
    "--passphrase-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Tệp chứa mật khẩu; nếu không có, lệnh sẽ hỏi / else it is asked for.",
)


class Group(click.Group):
    """Finds `anchors` only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), "anchors"])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name == "anchors":
            found: click.Command = import_module("qms.cli.anchors").anchors
            return found
        return super().get_command(ctx, cmd_name)


@click.group(cls=Group)
def ca() -> None:
    """Tổ chức chứng thực nội bộ: khóa, chứng thư, thu hồi / the internal authority."""


@ca.command()
@json_option
@pass_console
def status(console: Console, as_json: bool) -> None:
    """Tình trạng khóa, chứng thư, danh sách thu hồi; mã 1 nếu có việc phải làm / the condition."""
    from qms.signing import tokens
    from qms.signing.condition import condition

    service = console.service
    with service.db.read() as session:
        parts = condition(session, service.authority, service.now())
        waiting, lapsed = tokens.missing(session), tokens.lapsed(session, service.now())
    well = all(one.is_well for one in parts) and not lapsed
    here = service.authority.root_key_is_here
    if as_json:
        items = [
            {"kind": one.kind, "state": one.state, "sha256": one.sha256, "ends_at": one.ends_at}
            for one in parts
        ]
        counts = {"without_time_stamp": waiting, "lapsed_time_stamps": lapsed}
        console.answer({"items": items, "root_key_is_here": here, **counts, "well": well})
    else:
        names, states = _kinds(), _states()
        console.table(
            ["", _("Mục"), _("Tình trạng"), _("Hết hạn"), "SHA-256"],
            [
                (
                    "✓" if one.is_well else "✗",
                    names[one.kind],
                    states[one.state],
                    "" if one.ends_at is None else f"{one.ends_at:%Y-%m-%d}",
                    one.sha256[:16],
                )
                for one in parts
            ],
        )
        console.say(
            _("Khóa gốc còn trên máy chủ; hãy chạy qms ca root-offline.")
            if here
            else _("Khóa gốc đã được cất ngoài máy chủ.")
        )
        console.say(_("%(count)s chữ ký đang chờ dấu thời gian.", count=waiting))
        console.say(_("%(count)s chữ ký có dấu thời gian đã hết hạn.", count=lapsed))
    sys.exit(0 if well else 1)


@ca.command("root-offline")
@click.argument("target", type=click.Path(path_type=Path))
@passphrase_option
@pass_console
def root_offline(console: Console, target: Path, passphrase_file: Path | None) -> None:
    """Chuyển khóa gốc ra thiết bị rời TARGET / move the root's key away from the server."""
    passphrase = _root_passphrase(passphrase_file)
    copy = acting.take_offline(console.service, operator(), target, passphrase)
    console.say(_("Đã chuyển khóa gốc sang %(copy)s và xóa khỏi máy chủ.", copy=copy))
    left = console.settings.instance / PASSPHRASE_FILE
    if left.exists():
        console.say(
            _("Hãy cất mật khẩu gốc ở nơi khác rồi xóa tệp %(file)s khỏi máy chủ.", file=left)
        )


@ca.command()
@click.option("--root-key", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--new-issuing", is_flag=True, help="Tạo tổ chức cấp chứng thư mới.")
@click.option("--new-root", is_flag=True, help="Mất khóa gốc: tạo chứng thư gốc mới.")
@passphrase_option
@pass_console
def ceremony(
    console: Console,
    root_key: Path | None,
    new_issuing: bool,
    new_root: bool,
    passphrase_file: Path | None,
) -> None:
    """Dùng khóa gốc: danh sách thu hồi gốc, khóa dịch vụ, tổ chức cấp mới / with the root's key."""
    if new_root == (root_key is not None):
        raise click.UsageError(_("Hãy cho biết --root-key TỆP, hoặc --new-root nếu khóa đã mất."))
    passphrase = _root_passphrase(passphrase_file)
    wish = acting.Ceremony(passphrase, root_key, new_issuing)
    acting.hold_ceremony(console.service, operator(), wish)
    console.say(_("Đã xong. Danh sách thu hồi và khóa dịch vụ mới đã có hiệu lực."))
    if new_root:
        console.say(_("Chứng thư gốc mới đã được tạo: hãy công bố lại dấu vân tay của nó."))
        console.say(_("Khóa gốc còn trên máy chủ; hãy chạy qms ca root-offline."))


@ca.command()
@click.argument("login")
@passphrase_option
@pass_console
def issue(console: Console, login: str, passphrase_file: Path | None) -> None:
    """Cấp khóa ký và chứng thư cho một người / a signing key for a person."""
    _issue(console, login, passphrase_file, replace=False)


@ca.command()
@click.argument("login")
@passphrase_option
@pass_console
def renew(console: Console, login: str, passphrase_file: Path | None) -> None:
    """Cấp lại: khóa mới, chứng thư cũ bị thu hồi / a new key in place of the old one."""
    _issue(console, login, passphrase_file, replace=True)


@ca.command()
@click.argument("whose")
@click.option(
    "--reason",
    required=True,
    type=click.Choice([one.value for one in RevocationReason]),
    help="Lý do thu hồi.",
)
@click.option(
    "--invalid-since",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]),
    help="Chữ ký không còn đáng tin từ lúc nào (giờ UTC).",
)
@pass_console
def revoke(console: Console, whose: str, reason: str, invalid_since: datetime | None) -> None:
    """Thu hồi chứng thư của một người (tên đăng nhập) hoặc theo số sê-ri / end a certificate."""
    service = console.service
    since = None if invalid_since is None else invalid_since.replace(tzinfo=UTC)
    for certificate_id in _certificates(console, whose):
        acts.revoke_certificate(
            service, operator(), certificate_id, RevocationReason(reason), invalidity_at=since
        )
    console.say(_("Đã thu hồi; danh sách thu hồi mới đã được công bố."))


@ca.command()
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
@pass_console
def crl(console: Console, output: Path | None) -> None:
    """Công bố danh sách thu hồi mới; -o ghi ra tệp DER (.pem: PEM) / issue a fresh list."""
    from qms.signing import lists

    der = acting.publish_list(console.service, operator())
    if output is None:
        click.echo(lists.pem(der).decode(), nl=False)
        return
    output.write_bytes(lists.pem(der) if output.suffix == ".pem" else der)
    console.say(_("Đã ghi %(file)s.", file=output))


def _issue(console: Console, login: str, passphrase_file: Path | None, *, replace: bool) -> None:
    person_id = _person(console, login)
    passphrase = _read(passphrase_file) or str(
        click.prompt(
            _("Mật khẩu ký của %(login)s", login=login), hide_input=True, confirmation_prompt=True
        )
    )
    acting.issue_at_console(console.service, operator(), person_id, passphrase, replace=replace)
    console.say(_("Đã cấp chứng thư ký cho %(login)s.", login=login))


def _certificates(console: Console, whose: str) -> list[uuid.UUID]:
    """What is in force of this person, or the one certificate of this serial."""
    from qms.signing import enrol

    with console.service.db.read() as session:
        found = enrol.by_serial(session, whose)
        if not found:
            held = enrol.certificates_of(session, queries.person_by_login(session, whose))
            found = [one for one in held if one.revoked_at is None]
        if not found:
            raise NotFound("CERTIFICATE-NOT-FOUND")
        return [one.id for one in found]


def _person(console: Console, login: str) -> uuid.UUID:
    with console.service.db.read() as session:
        return queries.person_by_login(session, login)


def _root_passphrase(file: Path | None) -> str:
    return _read(file) or str(click.prompt(_("Mật khẩu khóa gốc"), hide_input=True))


def _read(file: Path | None) -> str:
    return "" if file is None else file.read_text(encoding="utf-8").strip()


def _kinds() -> dict[str, str]:
    return {
        "root": _("Chứng thư gốc"),
        "root_list": _("Danh sách thu hồi của gốc"),
        "issuing": _("Tổ chức cấp chứng thư"),
        "list": _("Danh sách thu hồi"),
        "stamping": _("Đóng dấu thời gian"),
        "bundle": _("Xuất hồ sơ chứng cứ"),
    }


def _states() -> dict[str, str]:
    return {
        "good": _("tốt"),
        "soon": _("sắp hết hạn"),
        "ended": _("đã hết hạn"),
        "missing": _("không có"),
    }
