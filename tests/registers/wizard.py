"""Giang brings a register in: the table, the files, the columns, the trial, the run."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from openpyxl import Workbook

from qms.errors import QmsError
from qms.registers import acts
from qms.registers.queries.imports import ImportPage, import_page, import_rows
from qms.registers.rules.columns import Target
from qms.registers.schemas import Mapping, RunWish
from tests.support.cast import Cast, a_docx

HEAD = ["TT", "Mã hiệu", "Tên tài liệu", "Loại tài liệu", "Đơn vị phụ trách", "Lĩnh vực"]
HEAD += ["Lần ban hành/sửa đổi", "Ngày hiệu lực"]


def an_xlsx(rows: list[list[Any]], above: int = 0) -> bytes:
    """A spreadsheet of these rows."""
    book = Workbook()
    for _ in range(above):
        book.active.append(["Sở Mẫu"])
    for row in rows:
        book.active.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def a_row(place: int, code: str, **changes: Any) -> list[Any]:
    """A right row of the usual table."""
    row = {
        "tt": place,
        "code": code,
        "title": f"Quy trình số {code}",
        "type": "QT",
        "owner": "Văn phòng Sở",
        "field": "chung",
        "number": "01/00",
        "day": "05/02/2025",
    }
    return list({**row, **changes}.values())


@cache
def a_file(code: str) -> bytes:
    """The same Word file each time it is asked for."""
    return a_docx(code, code=code)


def a_zip(files: dict[str, bytes]) -> bytes:
    """Files packed as a file manager does."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


class Wizard:
    """The steps of one import."""

    def __init__(self, cast: Cast, login: str = "giang") -> None:
        self.cast, self.service, self.login = cast, cast.service, login
        self.id: UUID = UUID(int=0)

    def table(self, rows: list[list[Any]], head: list[str] | None = None, above: int = 3) -> None:
        data = an_xlsx([head or HEAD, *rows], above)
        self.id = acts.open_import(self.service, self.cast[self.login], "danh mục.xlsx", data)

    def documents(self, *codes: str) -> None:
        """A table of right rows, and a Word file for each."""
        self.table([a_row(number, code) for number, code in enumerate(codes, start=1)])
        self.files(*codes)

    def files(self, *codes: str) -> None:
        packed = {f"tệp/{code} Quy trình.docx": a_file(code) for code in codes}
        self.add("tệp.zip", a_zip(packed))

    def add(self, name: str, data: bytes) -> acts.FilesTaken:
        return acts.add_files(self.service, self.cast[self.login], self.id, name, data)

    @property
    def page(self) -> ImportPage:
        with self.service.db.read() as session:
            return import_page(session, self.cast.actor(self.login), self.id)

    def map(self, **changes: Any) -> None:
        page = self.page
        columns = {str(one.number): one.target for one in page.headings if one.target}
        values = {"columns": columns, "row_version": page.row_version, **changes}
        acts.map_columns(self.service, self.cast[self.login], self.id, Mapping(**values))

    def check(self, **changes: Any) -> None:
        """Assign the columns as guessed, try, and wait."""
        self.map(**changes)
        acts.start_check(self.service, self.cast[self.login], self.id, self.page.row_version)
        self.wait()

    def run(self, **wish: Any) -> None:
        values = {"row_version": self.page.row_version, **wish}
        acts.start_run(self.service, self.cast[self.login], self.id, RunWish(**values))
        self.wait()

    def wait(self) -> None:
        """The background process works until nothing is left."""
        while acts.run_imports(self.service):
            pass

    def rows(self, *, faulty: bool = False) -> dict[int, Any]:
        with self.service.db.read() as session:
            actor = self.cast.actor(self.login)
            rows, _ = import_rows(session, actor, self.id, faulty=faulty, limit=500)
        return {row.number: row for row in rows}

    def faults(self) -> list[tuple[int, str, str]]:
        """Row, field and code of everything that is wrong."""
        return [
            (number, one.field, one.code)
            for number, row in self.rows(faulty=True).items()
            for one in row.faults
        ]

    def states(self) -> list[str]:
        return [row.state.value for row in self.rows().values()]


@contextmanager
def refusal_of(code: str) -> Iterator[pytest.ExceptionInfo[QmsError]]:
    """What is done here is refused for this reason."""
    with pytest.raises(QmsError) as told:
        yield told
    assert told.value.code == code


__all__ = ["HEAD", "Target", "Wizard", "a_row", "a_zip", "an_xlsx", "refusal_of"]
