"""`qms demo`: a fictional agency with 400 days behind it, in an empty installation."""

import click
from flask_babel import gettext as _

from qms import demo as demonstration
from qms import messages
from qms.cli.console import Console, pass_console
from qms.cli.init import found_authority
from qms.errors import Conflict
from qms.service import open_service


@click.command()
@click.option("--if-empty", is_flag=True, help="Không làm gì nếu hệ thống đã có dữ liệu.")
@pass_console
def demo(console: Console, if_empty: bool) -> None:
    """Nạp dữ liệu minh họa: một Sở giả định, 400 ngày làm việc / load the demonstration."""
    from qms.jobs.process import only_one

    if not _is_ready(console, if_empty):
        return
    settings = console.settings
    clock = demonstration.story_clock(console.service.now())
    with only_one(settings.instance):
        service = open_service(settings, clock)
        demonstration.begin(settings)
        found_authority(service, demonstration.agency_names()["full"])
        demonstration.tell(service, clock, lambda name: console.step(messages.sentence(name)))
        service.close()
    _show_sign_in(console)


def _is_ready(console: Console, if_empty: bool) -> bool:
    """Whether to go on; a second `make run` shows how to sign in and starts the service."""
    with console.service.db.read() as session:
        is_demo = demonstration.is_demo(session)
        try:
            demonstration.check_ready(session, console.settings)
        except Conflict as error:
            if not if_empty or error.code != "DEMO-NOT-EMPTY":
                raise
        else:
            return True
    if is_demo:
        _show_sign_in(console)
    return False


def _show_sign_in(console: Console) -> None:
    table = (*demonstration.sign_in_table(), *demonstration.seal_clerk(console.service))
    console.say(_("Hệ thống minh họa; mọi người và cơ quan đều là giả định. Đăng nhập bằng:"))
    console.table(
        [
            _("Tên đăng nhập"),
            _("Họ và tên"),
            _("Chức vụ"),
            _("Đơn vị"),
            _("Ký số"),
            _("Việc trong hệ thống"),
        ],
        [
            (
                one.login,
                one.name,
                one.position,
                one.unit,
                "✓" if one.passphrase else "",
                one.does,
            )
            for one in table
        ],
    )
    console.say(_("Mật khẩu của mọi người: %(password)s", password=table[0].password))
    signing = next(one.passphrase for one in table if one.passphrase)
    console.say(_("Câu mật khẩu khóa ký số: %(passphrase)s", passphrase=signing))
