"""`qms import` as it is typed: the table of faults, exit codes, a kill half way, a signed list."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select

from qms.cli.main import qms
from qms.db import Database
from qms.documents import acts
from qms.documents.model import Document, DraftFile
from qms.documents.schemas import Proof
from qms.documents.seeds import seed_register
from qms.errors import Invalid, QmsError
from qms.people import acts as people
from qms.people.rules import Role, UnitKind
from qms.people.schemas import NewUnit
from qms.service import Service, open_service
from tests.support import installations
from tests.support.cast import PASSPHRASE, ROOT, Cast, a_docx
from tests.support.clock import START, Clock

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def today(db: Database, tmp_path: Path) -> Cast:
    """A quality manager and an approver who are there today, by the machine's own clock."""
    with installations.opened(db, tmp_path / "instance", Clock(START)) as founded:
        service: Service = open_service(founded.settings)
        cast = Cast(service)
        people.load_positions(service, ROOT)
        new = NewUnit(code="VP", name="Văn phòng", kind=UnitKind.ROOM)
        cast.units["VP"] = people.create_unit(service, ROOT, new)
        cast.add("giang", "Hoàng Giang", (Role.QUALITY_MANAGER, None))
        cast.add("chau", "Lê Minh Châu", (Role.APPROVER, None))
        with db.write() as session:
            seed_register(session)
        yield cast
        service.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four documents and their manifest."""
    path = tmp_path / "set"
    path.mkdir()
    write(path, ["QT-01", "QT-02", "QT-03", "QT-04"])
    return path


def write(folder: Path, codes: list[str], **changes: object) -> None:
    rows = []
    for code in codes:
        (folder / f"{code}.docx").write_bytes(a_docx(code, code=code))
        row = {"file": f"{code}.docx", "code": code, "title": f"Tài liệu {code}"}
        rows.append(row | {"type": "QT", "owner": "VP", "field": "chung"} | changes)
    (folder / "m.json").write_text(json.dumps(rows), encoding="utf-8")


def environment(cast: Cast) -> dict[str, str]:
    settings = cast.service.settings
    return {
        "QMS_INSTANCE": str(settings.instance),
        "QMS_DATABASE_URL": settings.database_url.replace("postgresql+psycopg", "postgresql"),
        "QMS_LANG": "vi",
    }


def run(cast: Cast, folder: Path, *words: str) -> Result:
    command = ["import", str(folder), "--manifest", str(folder / "m.json"), *words]
    return CliRunner().invoke(qms, command, env=environment(cast))


def documents(cast: Cast) -> int:
    with cast.service.db.read() as session:
        return session.scalar(select(func.count()).select_from(Document)) or 0


LISTED = ("--adopt", "312/QĐ", "--decided-on", "2025-09-15", "--approver", "chau")


def test_a_dry_run_shows_every_row_and_changes_nothing(today: Cast, folder: Path):
    result = run(today, folder, "--dry-run")
    assert result.exit_code == 0, result.output
    assert result.output.count("sẽ đăng ký tài liệu mới") == 5  # four rows and the sum
    assert documents(today) == 0


def test_a_run_and_a_second_run(today: Cast, folder: Path):
    first = run(today, folder, "--json")
    assert [one["result"] for one in json.loads(first.stdout)["items"]] == ["created"] * 4
    second = run(today, folder, "--as", "giang")
    assert second.exit_code == 0
    assert "đã có sẵn: 4" in second.output


def test_faulty_rows_are_a_table_and_nothing_comes_in(today: Cast, folder: Path):
    write(folder, ["QT-01", "QT-02"], owner="XX")
    result = run(today, folder)
    assert isinstance(result.exception, Invalid)
    assert result.exception.code == "MANIFEST-ROWS-WRONG"
    lines = result.output.splitlines()
    assert lines[0].split() == ["Dòng", "Tệp", "Mục", "Lỗi"]
    assert lines[1].startswith("1     QT-01.docx  owner  Không tìm thấy đơn vị")
    assert documents(today) == 0


def test_a_failed_row_makes_exit_code_one(today: Cast, folder: Path):
    (folder / "QT-02.docx").write_bytes(b"PK\x03\x04 not really")
    result = run(today, folder)
    assert result.exit_code == 1
    assert "lỗi: 1" in result.output
    assert "INTAKE-" in result.output
    assert documents(today) == 3


def test_the_options_of_an_adoption_go_together(today: Cast, folder: Path):
    assert run(today, folder, "--adopt", "1/QĐ").exit_code == 2
    assert run(today, folder, "--approver", "chau").exit_code == 2


def test_without_one_quality_manager_a_name_is_asked_for(today: Cast, folder: Path):
    today.add("hoa", "Lý Hoa", (Role.QUALITY_MANAGER, None))
    result = run(today, folder)
    assert isinstance(result.exception, QmsError)
    assert result.exception.code == "IMPORT-NOBODY"


def test_a_signed_list_may_be_repeated_but_not_grow(today: Cast, folder: Path):
    result = run(today, folder, *LISTED)
    assert result.exit_code == 0, result.output
    adoption_id = result.output.split("/documents/adoptions/")[1].split()[0]
    today.enrol("chau")
    asked = acts.ask_to_adopt(today.service, today["chau"], _uuid(adoption_id))
    proof = Proof(challenge=asked.challenge, passphrase=PASSPHRASE)
    acts.adopt(today.service, today["chau"], _uuid(adoption_id), proof)
    again = run(today, folder, *LISTED)
    assert again.exit_code == 0
    assert "đã có sẵn: 4" in again.output
    write(folder, ["QT-01", "QT-05"])
    grown = run(today, folder, *LISTED)
    assert isinstance(grown.exception, QmsError)
    assert grown.exception.code == "ADOPTION-ALREADY-SIGNED"


def _uuid(text: str):
    from uuid import UUID

    return UUID(text)


def test_an_import_killed_half_way_goes_on_where_it_stopped(today: Cast, folder: Path):
    codes = [f"QT-{number}" for number in range(1, 61)]
    write(folder, codes)
    words = ["import", str(folder), "--manifest", str(folder / "m.json")]
    started = subprocess.Popen(
        [sys.executable, "-m", "qms.cli", *words],
        cwd=REPOSITORY,
        env={**os.environ, **environment(today)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while documents(today) < 5 and started.poll() is None:
        time.sleep(0.01)
    started.send_signal(signal.SIGKILL)
    started.wait()
    before = documents(today)
    assert 5 <= before <= 60
    with today.service.db.read() as session:
        files = session.scalar(select(func.count()).select_from(DraftFile))
    assert files == before  # a document without its file is half an import
    result = run(today, folder, "--json")
    results = [one["result"] for one in json.loads(result.stdout)["items"]]
    assert results.count("present") == before
    assert results.count("created") == 60 - before
    assert documents(today) == 60
