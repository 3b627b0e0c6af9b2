"""What the installation itself says, and what to do next."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, LazyString] = {
    "ALREADY-INITIALISED": _l(
        "Hệ thống trong %(instance)s đã được khởi tạo. Hãy chọn QMS_INSTANCE khác."
    ),
    "JOBS-RUNNING": _l("Một tiến trình nền khác đang chạy cho hệ thống này."),
}
