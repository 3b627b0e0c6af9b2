"""`qms init`: secret, database, certificate authority, agency, catalogues."""

import getpass
import os
import secrets
from pathlib import Path

import click
from flask_babel import gettext as _

from qms import schema
from qms.cli.console import Console, pass_console
from qms.documents.seeds import seed_register
from qms.errors import Conflict, QmsError
from qms.installation import Installation, installation
from qms.people import acts as people
from qms.people.rules import Operator, Role
from qms.people.schemas import NewPerson, NewRole
from qms.service import Service, instance_secret
from qms.settings import Settings
from qms.signing import create_authority

PASSPHRASE_FILE = "root-passphrase.txt"  # noqa: S105 - a file name


def operator() -> Operator:
    """Whoever runs the command, by the operating system's name."""
    try:
        return Operator(getpass.getuser())
    except (KeyError, OSError):
        return Operator(str(os.getuid()))


@click.command()
@click.option("--agency", default="Cơ quan chưa đặt tên", help="Tên cơ quan / name of the agency.")
@click.option("--symbol", default="CQ", help="Ký hiệu cơ quan, ví dụ STNMT.")
@click.option("--place", default="", help="Địa danh trên văn bản.")
@click.option("--admin", default="", help="Tên đăng nhập của quản trị viên đầu tiên.")
@click.option("--if-needed", is_flag=True, help="Không làm gì nếu đã khởi tạo.")
@pass_console
def init(
    console: Console, agency: str, symbol: str, place: str, admin: str, if_needed: bool
) -> None:
    """Khởi tạo một hệ thống mới trong thư mục QMS_INSTANCE / make a new installation."""
    settings = console.settings
    make_folders(settings)
    with console.step(_("Cơ sở dữ liệu")):
        schema.upgrade(settings.database_url)
    if _is_initialised(console):
        if not if_needed:
            raise Conflict("ALREADY-INITIALISED", instance=str(settings.instance))
        console.say(_("Hệ thống đã được khởi tạo."))
        return
    with console.step(_("Khóa và chứng thư gốc")):
        passphrase = found_authority(console.service, agency)
    with console.step(_("Danh mục ban đầu")):
        found_installation(console.service, agency, symbol, place)
    console.say(_("Mật khẩu khóa gốc: %(passphrase)s", passphrase=passphrase))
    console.say(
        _(
            "Hãy chép tệp %(key)s và tệp %(passphrase)s ra hai thiết bị rời, cất giữ riêng rồi xóa "
            "cả hai khỏi máy chủ.",
            key=settings.keys_path / "root.key.json",
            passphrase=settings.instance / PASSPHRASE_FILE,
        )
    )
    if admin:
        _first_administrator(console, admin)


def make_folders(settings: Settings) -> None:
    """The instance folder, for its owner only, with the secret of the installation."""
    settings.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not settings.secret_path.exists():
        _write_private(settings.secret_path, secrets.token_bytes(32))


def _write_private(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _is_initialised(console: Console) -> bool:
    try:
        with console.service.db.read() as session:
            installation(session)
    except QmsError as error:
        if error.code != "NOT-INITIALISED":
            raise
        return False
    return True


def found_authority(service: Service, agency: str) -> str:
    """Make root and issuing CA; the root's passphrase is generated and kept until taken away."""
    settings = service.settings
    passphrase = _root_passphrase(settings)
    create_authority(
        settings.keys_path,
        organisation=agency,
        root_passphrase=passphrase,
        instance_secret=instance_secret(settings),
        now=service.now(),
        replace=True,  # an earlier, interrupted init has signed nothing
    )
    return passphrase


def _root_passphrase(settings: Settings) -> str:
    """The one shown before, where an authority that has signed nothing is made anew."""
    file = settings.instance / PASSPHRASE_FILE
    if file.exists() and (known := file.read_text(encoding="utf-8").strip()):
        return known
    passphrase = "-".join(secrets.token_hex(2) for _group in range(6))
    _write_private(file, passphrase.encode() + b"\n")
    return passphrase


def found_installation(service: Service, agency: str, symbol: str, place: str) -> None:
    """The agency's row, the document types, fields and positions."""
    people.load_positions(service, operator())
    with service.db.write() as session:
        seed_register(session)
        session.add(
            Installation(agency=agency, symbol=symbol, place=place, created_at=service.now())
        )


def _first_administrator(console: Console, login: str) -> None:
    service = console.service
    new = NewPerson(login=login, full_name=login)
    handed = people.create_person(service, operator(), new)
    people.grant_role(service, operator(), handed.person_id, NewRole(role=Role.ADMINISTRATOR))
    console.say(
        _(
            "Quản trị viên %(login)s: mở %(url)s/first-sign-in và nhập mã một lần %(code)s",
            login=login,
            url=console.settings.public_url,
            code=handed.code,
        )
    )
