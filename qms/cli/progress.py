"""How far long work is, on standard error: one line per step, renewed where it is a terminal."""

import sys
import time

import click
from flask_babel import gettext as _

SECONDS = 2.0


class Watching:
    """Called after every piece of work; silent where a program asked for JSON."""

    def __init__(self, *, silent: bool = False) -> None:
        self.silent = silent
        self._step = ""
        self._said_at = 0.0
        self._terminal = sys.stderr.isatty()

    def __call__(self, step: str, done: int, total: int) -> None:
        now = time.monotonic()
        new = step != self._step
        pause = 0.1 if self._terminal else SECONDS
        if self.silent or (not new and done < total and now - self._said_at < pause):
            return
        if self._terminal and self._step:
            click.echo("\n" if new else "\r", nl=False, err=True)
        self._step, self._said_at = step, now
        click.echo(f"==> {_name(step)}{_share(done, total)}", nl=not self._terminal, err=True)

    def end(self) -> None:
        """Leave the line."""
        if self._terminal and self._step and not self.silent:
            click.echo(err=True)
        self._step = ""


def _name(step: str) -> str:
    names = {
        "database": _("Kiểm tra cơ sở dữ liệu"),
        "files": _("Tệp trong kho"),
        "log": _("Nhật ký"),
        "papers": _("Tệp PDF đã ký"),
        "revisions": _("Các lần sửa đổi"),
        "rooms": _("Phân phối, hồ sơ, đề nghị, viện dẫn"),
        "schema": _("Nâng cấp và dựng hàng rào"),
        "snapshot": _("Chụp cơ sở dữ liệu"),
        "statements": _("Chữ ký"),
        "tables": _("Bảng dữ liệu"),
    }
    return str(names.get(step, step))


def _share(done: int, total: int) -> str:
    return f": {done}/{total} ({100 * done // total}%)" if total else " …"
