"""`qms reindex` and `qms doctor`: what an administrator looks at."""

import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click
from flask_babel import gettext as _

from qms import audit, outbox, schema
from qms.cli.console import Console, json_option, pass_console
from qms.db import wal_is_safe
from qms.errors import QmsError

STALE_HEARTBEAT = 60.0
STALE_LOG = 60.0
LITTLE_ROOM = 2 * 1024**3


@click.command()
@pass_console
def reindex(console: Console) -> None:
    """Dựng lại chỉ mục tìm kiếm từ cơ sở dữ liệu / rebuild the search index."""
    from qms.jobs import indexing

    with console.step(_("Dựng lại chỉ mục")):
        count = indexing.rebuild(console.service, indexing.open_index(console.service))
    console.say(_("%(count)s tài liệu trong chỉ mục.", count=count))


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor: what was looked at, whether it is well, and what was seen."""

    what: str
    well: bool
    seen: str


@click.command()
@json_option
@pass_console
def doctor(console: Console, as_json: bool) -> None:
    """Kiểm tra máy và hệ thống; mã thoát 1 nếu có điều cần xử lý / look the installation over."""
    findings = list(_look(console))
    if as_json:
        items = [{"what": one.what, "well": one.well, "seen": one.seen} for one in findings]
        console.answer({"items": items, "well": all(one.well for one in findings)})
    else:
        console.table(
            ["", _("Mục"), _("Tình trạng")],
            [("✓" if one.well else "✗", one.what, one.seen) for one in findings],
        )
    sys.exit(0 if all(one.well for one in findings) else 1)


def _look(console: Console) -> Iterator[Finding]:
    checks: list[tuple[str, Callable[[Console], tuple[bool, str]]]] = [
        ("Python", _python),
        ("SQLite", _sqlite),
        (_("Dung lượng đĩa"), _disk),
        (_("Khởi tạo"), _initialised),
        (_("Cơ sở dữ liệu"), _database),
        (_("Ràng buộc trong cơ sở dữ liệu"), _guards),
        (_("Khóa gốc"), _root_key),
        (_("Tiến trình nền"), _jobs),
        (_("Nhật ký"), _log),
        (_("Chỉ mục tìm kiếm"), _index),
        (_("Hàng đợi gửi đi"), _queue),
        ("LibreOffice", _office),
        (_("Phông chữ đóng dấu"), _font),
    ]
    for what, check in checks:
        try:
            well, seen = check(console)
        except QmsError as error:
            well, seen = False, str(error)
        yield Finding(what, well, seen)


def _python(_console: Console) -> tuple[bool, str]:
    return True, sys.version.split()[0]


def _sqlite(console: Console) -> tuple[bool, str]:
    version = sqlite3.sqlite_version
    if not console.settings.database_url.startswith("sqlite"):
        return True, _("không dùng")
    if wal_is_safe():
        return True, f"{version}, WAL"
    return True, _("%(version)s: có lỗi WAL-reset nên dùng nhật ký rollback", version=version)


def _disk(console: Console) -> tuple[bool, str]:
    free = shutil.disk_usage(console.settings.instance.parent).free
    return free > LITTLE_ROOM, _("còn %(free)s GB", free=f"{free / 1024**3:.1f}")


def _initialised(console: Console) -> tuple[bool, str]:
    from qms.installation import installation

    with console.service.db.read() as session:
        facts = installation(session)
    return True, facts.agency + (" (demo)" if facts.demo else "")


def _database(console: Console) -> tuple[bool, str]:
    at_head = schema.is_at_head(console.service.db)
    return at_head, str(schema.current(console.settings.database_url))


def _guards(console: Console) -> tuple[bool, str]:
    missing = schema.missing_guards(console.service.db)
    return not missing, ", ".join(missing) or _("đủ")


def _root_key(console: Console) -> tuple[bool, str]:
    if (console.settings.keys_path / "root.key.json").exists():
        return True, _("còn trên máy chủ; hãy chuyển ra thiết bị rời")
    return True, _("đã cất ngoài máy chủ")


def _jobs(console: Console) -> tuple[bool, str]:
    from qms.jobs.process import heartbeat_age

    age = heartbeat_age(console.settings.instance, time.time())
    if age is None:
        return False, _("chưa chạy lần nào")
    return age < STALE_HEARTBEAT, _("hoạt động %(age)s giây trước", age=int(age))


def _log(console: Console) -> tuple[bool, str]:
    with console.service.db.read() as session:
        waiting, since = audit.pending(session), audit.pending_since(session)
    late = since is not None and (console.service.now() - since).total_seconds() > STALE_LOG
    return not late, _("%(count)s sự kiện chờ xếp số", count=waiting)


def _index(console: Console) -> tuple[bool, str]:
    from qms.jobs.indexing import open_index

    info = open_index(console.service).info()
    return not info.needs_rebuild, info.reason or _("%(count)s tài liệu", count=info.count)


def _queue(console: Console) -> tuple[bool, str]:
    with console.service.db.read() as session:
        counts = outbox.counts(session, console.service.now())
    stuck = {kind: one.stuck for kind, one in counts.items() if one.stuck}
    return not stuck, ", ".join(f"{kind}: {one.waiting}" for kind, one in counts.items()) or "0"


def _office(console: Console) -> tuple[bool, str]:
    found = console.service.converter
    if found is None:
        return False, _("không có: không tạo được PDF; hãy cài LibreOffice hoặc đặt QMS_SOFFICE")
    if found.isolated:
        return True, _("%(program)s, cách ly bằng bubblewrap", program=found.program)
    return True, _(
        "%(program)s; CHƯA cách ly mạng và tệp: hãy cài bubblewrap", program=found.program
    )


def _font(_console: Console) -> tuple[bool, str]:
    from qms.word.stamp import font

    return True, font().name
