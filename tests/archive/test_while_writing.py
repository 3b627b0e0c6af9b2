"""A backup is taken while people act; it restores to a prefix of the source's history."""

import threading
import time
from pathlib import Path

from sqlalchemy import select

from qms import audit
from qms.archive import Wish, make_backup, restore
from qms.errors import Unavailable
from qms.people.rules import Operator
from tests.archive.conftest import Place, reopened
from tests.support.cast import CHEAP, Cast, a_docx, a_draft, base_of, put_file, register

BY = Operator("root")
ROUNDS = 3


def chain(service) -> list[str]:
    with service.db.read() as session:
        return list(session.scalars(select(audit.LogLeaf.hash).order_by(audit.LogLeaf.idx)))


class Busy(threading.Thread):
    """Registers documents, uploads files and sequences the log until told to stop."""

    def __init__(self, cast: Cast) -> None:
        super().__init__()
        self.cast = cast
        self.stopped = threading.Event()
        self.acts = 0
        self.waits = 0
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            while not self.stopped.is_set():
                self._act()
        except BaseException as error:
            self.error = error
            raise

    def _act(self) -> None:
        code = f"QT-{100 + self.acts}"
        try:
            document_id = register(self.cast, code)
            revision_id = a_draft(self.cast, document_id)
            data = a_docx(f"Bản số {self.acts}", code)
            put_file(self.cast, revision_id, data, base_of(self.cast, revision_id))
            with self.cast.service.db.write() as session:
                audit.sequence(session)
        except Unavailable as error:
            assert error.code == "DATABASE-BUSY"  # noqa: PT017 - asks to try again, loses nothing
            self.waits += 1
        self.acts += 1


def test_every_backup_is_a_prefix_of_the_source(life: Cast, tmp_path: Path, place: Place, clock):
    busy = Busy(life)
    busy.start()
    made = []
    try:
        for number in range(ROUNDS):
            before = busy.acts
            while busy.acts == before:
                time.sleep(0.01)
            made.append(make_backup(life.service, tmp_path / f"{number}.qms", BY))
    finally:
        busy.stopped.set()
        busy.join()
    assert busy.error is None
    heads = [one.manifest.head for one in made]
    assert [one.size for one in heads] == sorted({one.size for one in heads})
    source = chain(life.service)
    for one in made:
        assert one.manifest.missing == ()
        assert source[one.manifest.head.size - 1] == one.manifest.head.hash
        settings = place("sqlite")
        restored = restore(settings, one.file, Wish(BY, cost=CHEAP), clock=clock)
        assert restored.report.problems == ()
        service = reopened(settings, clock)
        copied = chain(service)
        assert copied[: one.manifest.head.size] == source[: one.manifest.head.size]
        service.close()
