"""The cover's table of signatures in a PDF: "Người viết | Người xem xét | Người phê duyệt"."""

from dataclasses import dataclass

from qms.word.signing.ruled import Box, Ruled, plain

HEADS = {
    "author": ("người viết", "người soạn thảo", "người biên soạn", "biên soạn", "soạn thảo"),
    "reviewer": ("người xem xét", "xem xét", "soát xét", "người kiểm tra", "kiểm tra"),
    "approver": ("người phê duyệt", "phê duyệt"),
}
ROWS = {
    "name": ("họ và tên", "họ tên"),
    "position": ("chức vụ",),
    "signature": ("chữ ký", "ký"),
    "day": ("ngày", "ngày ký"),
}
NEEDED = {"name", "position", "signature"}
NEAR = 4.0  # points between the rules of neighbours: a double rule
LOWEST = {"name": 12.0, "position": 10.0, "signature": 30.0, "day": 10.0}
NARROWEST = 60.0


@dataclass(frozen=True, slots=True)
class Table:
    """From left to right of each column, from bottom to top of each row, in points of the page."""

    columns: dict[str, tuple[float, float]]
    rows: dict[str, tuple[float, float]]

    def box(self, column: str) -> Box:
        """The whole column below its head."""
        left, right = self.columns[column]
        bottom = min(one[0] for one in self.rows.values())
        return left, bottom, right, max(one[1] for one in self.rows.values())


def signature_table(page: Ruled) -> Table | None:
    """None where there is none, or where something stands in it already."""
    cells = page.cells()
    heads = {role: _named(cells, names) for role, names in HEADS.items()}
    boxes = [box for boxes in heads.values() for box in boxes[:1]]
    if any(len(found) != 1 for found in heads.values()) or not _level(boxes):
        return None
    columns = {role: (found[0][0], found[0][2]) for role, found in heads.items()}
    rows = _rows(page, cells, boxes)
    table = Table(columns, rows)
    return table if rows.keys() >= NEEDED and _fits(table) and _is_empty(page, table) else None


def _named(cells: dict[Box, str], names: tuple[str, ...]) -> list[Box]:
    return [box for box, said in cells.items() if plain(said) in names]


def _level(boxes: list[Box]) -> bool:
    """All in one row."""
    return max(box[1] for box in boxes) - min(box[1] for box in boxes) <= NEAR


def _rows(page: Ruled, cells: dict[Box, str], heads: list[Box]) -> dict[str, tuple[float, float]]:
    """The labelled rows that follow the heads without a gap."""
    left, top = min(box[0] for box in heads), min(box[1] for box in heads)
    labelled = {
        box: key
        for box, said in cells.items()
        for key, names in ROWS.items()
        if plain(said) in names and box[2] <= left + NEAR and box[3] <= top + NEAR
    }
    found: dict[str, tuple[float, float]] = {}
    for box, key in sorted(labelled.items(), key=lambda one: -one[0][3]):
        if abs(box[3] - top) > NEAR or key in found:
            break
        found[key] = (box[1], box[3])
        top = box[1]
    return found


def _fits(table: Table) -> bool:
    """No column or row too small to be read, each column of one piece beside the others."""
    wide = all(right - left >= NARROWEST for left, right in table.columns.values())
    return wide and all(top - low >= LOWEST[key] for key, (low, top) in table.rows.items())


def _is_empty(page: Ruled, table: Table) -> bool:
    left = min(one[0] for one in table.columns.values())
    right = max(one[1] for one in table.columns.values())
    low, top = table.box("author")[1], table.box("author")[3]
    return not any(left <= x + 1 <= right and low <= y + 2 <= top for x, y, _ in page.texts)
