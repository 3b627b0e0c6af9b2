"""The page of a document with a long life and many readers, against one with one of each.

python -m benchmarks.heavy [--revisions 1000] [--readers 5000] [--times 60]

Both documents are in one installation and their pages are asked for in turn, in one process and
without a network; half of the readers have confirmed. The ratio is the heavy page's median to the
light one's.
"""

import argparse
import json
import statistics
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import event, insert, select

from benchmarks.instance import installation, values
from qms.app import create_app
from qms.distribution.model import Acknowledgement, DistributionList, Recipient
from qms.distribution.rules import RecipientKind
from qms.documents.model import Revision
from qms.documents.model.revision import public_token
from qms.documents.views import noting
from qms.people.acts import sign_in
from qms.people.model import Person, RoleGrant
from qms.people.rules import Role
from qms.signing.model import Statement
from tests.support.cast import PASSWORD, Cast, issued, register

WARM = 5
READER = "dung"
WHO = {"giang": "quality manager", READER: "reader"}


@dataclass(frozen=True)
class Pages:
    """The two documents."""

    light: uuid.UUID
    heavy: uuid.UUID


@dataclass(frozen=True)
class Found:
    """What one page took, in milliseconds, and what it asked of the database."""

    p50: float
    p95: float
    statements: int
    bytes: int


def main() -> None:
    """One table: for whom, which page, median, 95th percentile, statements, size, ratio."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--revisions", type=int, default=1_000)
    options.add_argument("--readers", type=int, default=5_000)
    options.add_argument("--times", type=int, default=60)
    told = options.parse_args()
    print("| for a | document with | p50 ms | p95 ms | SQL statements | KiB | of the light one |")
    print("|---|---|---|---|---|---|---|")
    with installation(0) as cast:
        pages = two_documents(cast, told.revisions, told.readers)
        for login, name in WHO.items():
            with browser(cast, login) as client:
                light, heavy = measured(cast, client, pages, told.times)
            line(name, "1 revision, 1 reader", light, light)
            line(name, f"{told.revisions:,} revisions, {told.readers:,} readers", heavy, light)


def two_documents(cast: Cast, revisions: int, readers: int) -> Pages:
    """One document by the real acts; the other is given a past first, then its last revision."""
    light, heavy = register(cast, "QT-05"), register(cast, "QT-06", "Quy trình có nhiều lần sửa")
    first = issued(cast, light)
    with_past(cast, heavy, first, revisions - 1)
    last = issued(cast, heavy)
    with_readers(cast, light, first, [cast[READER]])
    with_readers(cast, heavy, last, [cast[READER], *crowd(cast, readers - 1)])
    return Pages(light, heavy)


def with_readers(
    cast: Cast, document_id: uuid.UUID, revision_id: uuid.UUID, people: list[uuid.UUID]
) -> None:
    """Everybody by name on the list; every other one has confirmed this exact file."""
    now = cast.service.now()
    with cast.service.db.write() as session:
        session.add(DistributionList(document_id=document_id, created_at=now))
        session.flush()
        line = {
            "document_id": document_id,
            "kind": RecipientKind.PERSON,
            "added_at": now,
            "added_by": cast["giang"],
        }
        session.execute(insert(Recipient), [line | {"person_id": one} for one in people])
        read = {
            "revision_id": revision_id,
            "sha256": session.get_one(Revision, revision_id).docx_sha256,
            "acknowledged_at": now,
        }
        confirmed = [read | {"person_id": one} for one in people[1::2]]
        if confirmed:
            session.execute(insert(Acknowledgement), confirmed)


def crowd(cast: Cast, number: int) -> list[uuid.UUID]:
    """So many more people of the land office, copied from one that was put in place by an act."""
    if number < 1:
        return []
    with cast.service.db.write() as session:
        person = values(session.get_one(Person, cast[READER]))
        query = select(RoleGrant).where(RoleGrant.person_id == cast[READER])
        grant = values(session.scalars(query.where(RoleGrant.role == Role.STAFF)).one())
        ids = [uuid.uuid4() for _ in range(number)]
        people = [person | {"id": one, "login": f"nv{n:05}"} for n, one in enumerate(ids)]
        session.execute(insert(Person), people)
        grants = [grant | {"id": uuid.uuid4(), "person_id": one} for one in ids]
        session.execute(insert(RoleGrant), grants)
    return ids


def with_past(cast: Cast, document_id: uuid.UUID, model_id: uuid.UUID, number: int) -> None:
    """So many revisions, each ended a day later by the next, signed as the model was."""
    if number < 1:
        return
    with cast.service.db.write() as session:
        model = values(session.get_one(Revision, model_id))
        query = select(Statement).where(Statement.subject_id == model["document_id"])
        signed = [values(one) for one in session.scalars(query.order_by(Statement.number))]
        for sequence in range(1, number + 1):
            row = past_revision(model, document_id, sequence, number)
            steps = [past_step(one, row, len(signed)) for one in signed]
            session.execute(insert(Statement), steps)
            approval = {"approval_statement_id": steps[-1]["id"]}
            session.execute(insert(Revision), [row | approval])


def past_revision(
    model: dict[str, Any], document_id: uuid.UUID, sequence: int, number: int
) -> dict[str, Any]:
    """One revision of long ago; only the last is left open, for the next approval to end."""
    begins = model["effective_at"] - timedelta(days=number + 1 - sequence)
    return model | {
        "id": uuid.uuid4(),
        "document_id": document_id,
        "sequence": sequence,
        "edition": sequence,
        "public_token": public_token(),
        "created_at": begins,
        "approved_at": begins,
        "effective_at": begins,
        "superseded_at": begins + timedelta(days=1) if sequence < number else None,
    }


def past_step(model: dict[str, Any], revision: dict[str, Any], steps: int) -> dict[str, Any]:
    """The words of a signed step, about another revision of another document."""
    sequence = revision["sequence"]
    said = json.loads(model["bytes"])
    said["document"]["id"] = str(revision["document_id"])
    said["document"]["revision"] |= {"sequence": sequence, "edition": sequence}
    data = json.dumps(said, ensure_ascii=False).encode()
    return model | {
        "id": uuid.uuid4(),
        "subject_id": revision["document_id"],
        "number": (sequence - 1) * steps + model["number"],
        "signed_at": revision["approved_at"],
        "bytes": data,
        "sha256": sha256(data).hexdigest(),
        "challenge": uuid.uuid4().hex,
    }


@contextmanager
def browser(cast: Cast, login: str) -> Iterator[FlaskClient]:
    """The application as a worker runs it, and somebody signed in."""
    app = create_app(service=cast.service)
    raw = sign_in(cast.service, login, PASSWORD, address="127.0.0.1", user_agent="benchmark")
    client = app.test_client()
    client.set_cookie("qms", raw)
    yield client
    app.extensions[noting.EXTENSION].close()


def measured(cast: Cast, client: FlaskClient, pages: Pages, times: int) -> tuple[Found, Found]:
    """The two pages asked for in turn, so that a busy machine slows both alike."""
    taken: dict[uuid.UUID, list[float]] = {pages.light: [], pages.heavy: []}
    for number in range(WARM + times):
        for document_id, seconds in taken.items():
            began = time.perf_counter()
            look(client, document_id)
            if number >= WARM:
                seconds.append(time.perf_counter() - began)
    light, heavy = (found(cast, client, one, sorted(taken[one])) for one in taken)
    return light, heavy


def look(client: FlaskClient, document_id: uuid.UUID) -> int:
    """The size of the page in bytes."""
    answer = client.get(f"/documents/{document_id}")
    if answer.status_code != HTTPStatus.OK:
        raise RuntimeError(f"the page answered {answer.status_code}")
    return len(answer.data)


def found(cast: Cast, client: FlaskClient, document_id: uuid.UUID, seconds: list[float]) -> Found:
    """The figures of one page; its statements are counted on a look of their own."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(cast.service.db.engine, "before_cursor_execute", note)
    size = look(client, document_id)
    event.remove(cast.service.db.engine, "before_cursor_execute", note)
    middle, late = statistics.median(seconds), seconds[int(len(seconds) * 0.95)]
    queries = sum(one.lstrip().upper().startswith(("SELECT", "WITH")) for one in asked)
    return Found(middle * 1000, late * 1000, queries, size)


def line(name: str, what: str, page: Found, light: Found) -> None:
    """One row of the table."""
    print(
        f"| {name} | {what} | {page.p50:.1f} | {page.p95:.1f} | {page.statements} "
        f"| {page.bytes / 1024:.0f} | {page.p50 / light.p50:.2f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
