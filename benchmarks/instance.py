"""A throw-away installation with a cast of people and as many documents as asked for."""

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from qms import schema
from qms.cli.init import found_authority, found_installation, make_folders
from qms.documents.acts.register import search_key
from qms.documents.model import Document, Revision
from qms.documents.rules.numbering import canonical_code, sort_code
from qms.documents.rules.states import State
from qms.service import Service, open_service
from qms.settings import Settings
from tests.support.cast import Cast, assemble, issued, register

BATCH = 5000
TITLES = (
    "Cấp giấy chứng nhận quyền sử dụng đất",
    "Thẩm định báo cáo đánh giá tác động môi trường",
    "Cấp giấy phép khai thác nước dưới đất",
    "Kiểm soát thông tin dạng văn bản",
    "Thu hồi đất, bồi thường, hỗ trợ và tái định cư",
)


@contextmanager
def installation(documents: int, port: int = 8399, *, pdf: bool = False) -> Iterator[Cast]:
    """An instance in a temporary folder; `pdf`: types require a PDF as seeded."""
    folder = Path(tempfile.mkdtemp(prefix="qms-bench-"))
    settings = Settings(instance=folder, database_url=f"sqlite:///{folder / 'qms.db'}", port=port)
    try:
        cast = assemble(_found(settings), pdf=pdf)
        if documents:
            fill(cast, documents)
        yield cast
        cast.service.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _found(settings: Settings) -> Service:
    make_folders(settings)
    schema.upgrade(settings.database_url)
    service = open_service(settings)
    found_authority(service, "Bench")
    found_installation(service, "Bench", "BENCH", "")
    return service


def fill(cast: Cast, documents: int) -> uuid.UUID:
    """One document by the real acts, the others copied from its row: all of them in force."""
    first = register(cast, "QT-05", TITLES[0])
    revision_id = issued(cast, first)
    with cast.service.db.read() as session:
        model = values(session.get_one(Document, first))
        revision = values(session.get_one(Revision, revision_id))
    for start in range(2, documents + 1, BATCH):
        numbers = range(start, min(start + BATCH, documents + 1))
        rows = [_document(model, number) for number in numbers]
        with cast.service.db.write() as session:
            session.execute(insert(Document), rows)
            session.execute(insert(Revision), [_revision(revision, row) for row in rows])
    return first


def values(row: object) -> dict[str, Any]:
    """The columns of a row, to make others like it."""
    table = row.__table__  # type: ignore[attr-defined]
    return {column.key: getattr(row, column.key) for column in table.columns}


def _document(model: dict[str, object], number: int) -> dict[str, object]:
    code = f"QX-{number}"
    title = f"{TITLES[number % len(TITLES)]} – {number}"
    return model | {
        "id": uuid.uuid4(),
        "code": code,
        "canonical_code": canonical_code(code),
        "sort_code": sort_code(code),
        "title": title,
        "search_key": search_key(code, title),
    }


def _revision(model: dict[str, object], document: dict[str, object]) -> dict[str, object]:
    return model | {
        "id": uuid.uuid4(),
        "document_id": document["id"],
        "title": document["title"],
        "state": State.APPROVED,
        "effective_at": model["approved_at"] + timedelta(0),  # type: ignore[operator]
    }


def some_document(cast: Cast) -> uuid.UUID:
    """A document in the middle of the register."""
    with cast.service.db.read() as session:
        query = select(Document.id).order_by(Document.sort_code)
        ids = list(session.scalars(query.limit(1000)))
    return ids[len(ids) // 2]
