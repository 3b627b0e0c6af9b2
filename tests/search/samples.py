"""Documents the search tests share: real names of procedures, and plain texts made from them."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from unicodedata import normalize
from uuid import UUID, uuid5

from qms.search import SearchDoc

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
BEFORE = datetime(2026, 1, 1, tzinfo=UTC)
_SPACE = UUID("7c9e6679-7425-40de-944b-e07fc1f90ae7")

# The five texts of the acceptance cases; b in NFD, d with non-breaking hyphens.
TEXTS = {
    "a": "Thủ tục thu hồi đất đai, QT-05 và BM-01-QT-05 "
    "theo Nghị định 30/2020/NĐ-CP; ISO 9001:2015",
    "b": normalize("NFD", "Thủ tục hòa giải đất ở QĐ-12"),
    "c": "Thủ tục hoà giải, tờ trình 05/TTr-STNMT, QT.07",
    "d": "BM\u201102\u2011QT\u201105 thư từ",
    "e": "cán bộ an toàn lao động, máy móc",
}

CASES = [
    ("thu tuc", "abc"),
    ("thủ tục", "abc"),
    ("THU TUC", "abc"),
    ("dat", "ab"),
    ("đất", "ab"),
    ("đat dai", "a"),
    ("QT-05", "a"),
    ("qt-5", "a"),
    ("qt05", "a"),
    ("QT.07", "c"),
    ("qt-07", "c"),
    ("BM-01-QT-05", "a"),
    ("bm-01", "a"),
    ("bm-02-qt-05", "d"),
    ("30/2020/NĐ-CP", "a"),
    ("30/2020/nd-cp", "a"),
    ("30/2020", "a"),
    ("9001:2015", "a"),
    ("30/2021/NĐ-CP", ""),
    ("hoà giải", "bc"),
    ("hòa giải", "bc"),
    ("qd-12", "b"),
    ("QĐ-12", "b"),
    ("can bo", "e"),
    ("an toan", "e"),
    ("may moc", "e"),
    ("05/TTr-STNMT", "c"),
]

PROCEDURES = [
    ("QT-01", "Kiểm soát tài liệu"),
    ("QT-02", "Kiểm soát hồ sơ"),
    ("QT-03", "Đánh giá nội bộ"),
    ("QT-04", "Kiểm soát sự không phù hợp và hành động khắc phục"),
    ("QT-05", "Xem xét của lãnh đạo"),
    ("QT-06", "Quản lý rủi ro và cơ hội"),
    ("QT-ĐĐ-01", "Thu hồi đất vì mục đích quốc phòng, an ninh"),
    ("QT-ĐĐ-02", "Cấp giấy chứng nhận quyền sử dụng đất lần đầu"),
    ("QT-ĐĐ-03", "Cấp đổi giấy chứng nhận quyền sử dụng đất"),
    ("QT-ĐĐ-04", "Chuyển mục đích sử dụng đất"),
    ("QT-ĐĐ-05", "Giao đất, cho thuê đất không đấu giá"),
    ("QT-ĐĐ-06", "Bồi thường, hỗ trợ, tái định cư"),
    ("QT-MT-01", "Thẩm định báo cáo đánh giá tác động môi trường"),
    ("QT-MT-02", "Cấp giấy phép môi trường"),
    ("QT-KS-01", "Cấp giấy phép thăm dò khoáng sản"),
    ("QT-KS-02", "Cấp giấy phép khai thác khoáng sản"),
    ("QT-TN-01", "Cấp giấy phép khai thác tài nguyên nước"),
    ("QT-TN-02", "Đăng ký khai thác nước dưới đất"),
    ("QT-KN-01", "Giải quyết khiếu nại, tố cáo"),
    ("QT-VT-01", "Tiếp nhận và xử lý văn bản đến"),
    ("BM-01-QT-01", "Danh mục tài liệu kiểm soát"),
    ("BM-01-QT-03", "Kế hoạch đánh giá nội bộ"),
]

_OFFICE = """
thủ tục hành chính hồ sơ tiếp nhận thẩm định trình ký ban hành quyết định văn phòng đăng ký đất
đai tài nguyên nước môi trường khoáng sản kiểm soát tài liệu đánh giá nội bộ cán bộ công chức
sở chi cục trung tâm một cửa kết quả giải quyết thời hạn ngày làm việc theo quy định của pháp
luật giấy chứng nhận quyền sử dụng bồi thường hỗ trợ tái định cư khiếu nại tố cáo thanh tra
kiểm tra đo đạc bản đồ giá đất thuế lệ phí biểu mẫu danh mục lưu trữ bảo quản trách nhiệm lãnh
đạo phê duyệt
"""
_WORDS = _OFFICE.split()


def number(name: str | int) -> UUID:
    """A stable id for a name."""
    return uuid5(_SPACE, str(name))


def doc(name: str | int, title: str, body: str = "", **fields: Any) -> SearchDoc:
    """A revision in force since January, its own document unless said."""
    values: dict[str, Any] = {
        "id": number(name),
        "document_id": number(f"document {name}"),
        "code": str(name),
        "title": title,
        "body": body,
        "unit": "",
        "type": "",
        "field": "",
        "effective_at": BEFORE,
        "ends_at": None,
        "live": True,
    }
    return SearchDoc(**values | fields)


def procedures() -> list[SearchDoc]:
    """The register: every title, with a body that mentions words of many others."""
    chance = random.Random(5)
    return [doc(code, title, prose(chance, 60)) for code, title in PROCEDURES]


def prose(chance: random.Random, syllables: int) -> str:
    """Office prose: two-syllable words of the trade in any order."""
    words = []
    while len(words) < syllables:
        start = chance.randrange(len(_WORDS) - 4)
        words += _WORDS[start : start + chance.randint(2, 4)]
    return " ".join(words)


def many(count: int, syllables: int = 500, seed: int = 7) -> Iterator[SearchDoc]:
    """Generated procedures of about the size of real ones."""
    chance = random.Random(seed)
    for serial in range(count):
        title = prose(chance, chance.randint(4, 9)).capitalize()
        yield doc(
            f"QT-{serial % 40}-{serial}",
            title,
            prose(chance, syllables),
            unit=f"U{serial % 12}",
            type="QT" if serial % 3 else "HD",
            field=f"F{serial % 7}",
        )
