"""How days, instants, sizes and hashes are written on a page (zone Asia/Ho_Chi_Minh)."""

import hashlib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from flask import Flask, url_for
from flask_babel import LazyString, format_decimal
from flask_babel import lazy_gettext as _l

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_BROWSERS = (
    ("Edg", "Edge"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
STATUSES: dict[str, LazyString] = {
    "in_force": _l("Đang có hiệu lực"),
    "approved": _l("Đã phê duyệt"),
    "scheduled": _l("Sắp có hiệu lực"),
    "draft": _l("Dự thảo"),
    "in_review": _l("Đang xem xét"),
    "changes_requested": _l("Yêu cầu sửa"),
    "returned": _l("Trả lại"),
    "in_approval": _l("Chờ ký phê duyệt"),
    "awaiting_signature": _l("Chờ ký phê duyệt"),
    "superseded": _l("Đã bị thay thế"),
    "withdrawn": _l("Đã thu hồi"),
    "cancelled": _l("Đã hủy"),
    "abandoned": _l("Đã bỏ dự thảo"),
    "adopted": _l("Tiếp nhận từ bản giấy"),
    "active": _l("Đang làm việc"),
    "disabled": _l("Đã khóa"),
    "valid": _l("Còn hiệu lực"),
    "revoked": _l("Đã bị thu hồi"),
    "expired": _l("Đã hết hạn"),
}
UNITS = ("byte", "KB", "MB", "GB", "TB")


def day(value: date | datetime | None) -> str:
    """`22/11/2026`; nothing for None."""
    if isinstance(value, datetime):
        value = value.astimezone(ZONE)
    return "" if value is None else f"{value:%d/%m/%Y}"


def instant(value: datetime | None) -> str:
    """`16:35 22/11/2026`; nothing for None."""
    return "" if value is None else f"{value.astimezone(ZONE):%H:%M %d/%m/%Y}"


def last_day(end: datetime | None) -> datetime | None:
    """The last day inside a half-open period that ends at this instant."""
    return None if end is None else end - timedelta(microseconds=1)


def machine_time(value: date | datetime) -> str:
    """For the `datetime` attribute of `<time>`."""
    return value.astimezone(ZONE).isoformat() if isinstance(value, datetime) else value.isoformat()


def day_field(value: date | datetime | str | None) -> str:
    """As `<input type=date>` wants it: `2026-11-22`; typed text stays as it was typed."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        value = value.astimezone(ZONE).date()
    return "" if value is None else value.isoformat()


def status_words(status: object) -> str:
    """What a status is called; one the layout does not know is shown itself."""
    return str(STATUSES.get(str(status), status))


def filesize(size: int | None) -> str:
    """`1,5 MB`, in steps of 1024, with the viewer's decimal mark."""
    if size is None:
        return ""
    amount, unit = float(size), 0
    while amount >= 1024 and unit < len(UNITS) - 1:
        amount, unit = amount / 1024, unit + 1
    return f"{format_decimal(round(amount, 1 if amount < 100 and unit else 0))} {UNITS[unit]}"


def short_hash(digest: str | None) -> str:
    """The first twelve characters, enough to compare by eye."""
    return (digest or "")[:12]


def browser_name(agent: str) -> str:
    """`Firefox, Windows` from the header a browser sends; roughly, for recognising one's own."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return ", ".join(part for part in (browser, system) if part) or agent[:40] or "?"


def install(app: Flask) -> None:
    """Give templates the filters and `asset('qms.css')`."""
    for write in (
        day,
        instant,
        last_day,
        machine_time,
        day_field,
        filesize,
        short_hash,
        browser_name,
        status_words,
    ):
        app.add_template_filter(write, write.__name__)
    app.add_template_global(_asset_of(app), "asset")


def _asset_of(app: Flask) -> Callable[..., str]:
    @lru_cache(maxsize=64)
    def version(folder: str, name: str) -> str:
        return hashlib.sha256(Path(folder, name).read_bytes()).hexdigest()[:10]

    def asset(name: str, endpoint: str = "static") -> str:
        owner = app if endpoint == "static" else app.blueprints[endpoint.partition(".")[0]]
        return url_for(endpoint, filename=name, v=version(str(owner.static_folder), name))

    return asset
