"""The redline for Word: native changes, proven text, and a program that may fail or hang."""

import io
import os
import stat
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from qms.errors import Invalid, Unavailable
from qms.word.redline import Engine, find_engine, redline
from qms.word.redline.blocks import blocks
from tests.word.office import needs_office, saved_again
from tests.word.test_redline import MODEL, SAMPLES, TEXT, file

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return find_engine(tmp_path_factory.mktemp("engine"))


def edited(data: bytes) -> bytes:
    made = docx.Document(io.BytesIO(data))
    texts = [one for one in made.paragraphs if len(one.text.split()) > 5]
    texts[0].add_run(" Bổ sung câu về đường Nguyễn Huệ.")
    if len(texts) > 3:
        texts[2]._p.getparent().remove(texts[2]._p)
    if made.tables:
        made.tables[-1].rows[-1].cells[-1].paragraphs[0].add_run(" ô mới")
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("name", MODEL[:3])
def test_the_redline_has_native_changes_of_the_author_and_both_texts(
    engine: Engine, name: str
) -> None:
    old = (SAMPLES / name).read_bytes()
    new = edited(old) if name != "BM-01-QT-05.docx" else edited_table(old)
    made = redline(old, new, "Nguyễn Văn An", engine=engine, at=AT)
    opened = docx.Document(io.BytesIO(made))
    marks = opened.element.xpath("//w:ins | //w:del")
    assert marks
    assert {one.get(qn("w:author")) for one in marks} == {"Nguyễn Văn An"}
    assert {one.get(qn("w:date")) for one in marks} == {"2026-11-22T09:00:00Z"}
    assert [one.key for one in blocks(made).body if one.text] == [
        one.key for one in blocks(new).body if one.text
    ]


def edited_table(data: bytes) -> bytes:
    made = docx.Document(io.BytesIO(data))
    made.tables[0].rows[1].cells[1].paragraphs[0].add_run(" ô mới")
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@needs_office
def test_libreoffice_opens_the_redline(engine: Engine, tmp_path: Path) -> None:
    old = (SAMPLES / "QT-05.docx").read_bytes()
    made = redline(old, edited(old), "Nguyễn Văn An", engine=engine, at=AT)
    again = docx.Document(io.BytesIO(saved_again(made, tmp_path)))
    assert again.element.xpath("//w:ins")


def test_two_unrelated_documents_get_no_redline(engine: Engine) -> None:
    other = file(*(" ".join(f"khác{number}x{step}" for step in range(9)) for number in range(9)))
    with pytest.raises(Invalid, match="REDLINE-UNRELATED"):
        redline((SAMPLES / "QT-05.docx").read_bytes(), other, "An", engine=engine, at=AT)


def gone(pid: int) -> bool:
    """Whether a killed process has ended; asked again a little later where not."""
    try:
        ended = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").split()[2] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True
    time.sleep(0 if ended else 0.02)
    return ended


def fake(tmp_path: Path, script: str) -> Engine:
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return Engine(program)


def test_a_hanging_program_is_ended_with_its_children(tmp_path: Path) -> None:
    note = tmp_path / "child"
    hanging = replace(fake(tmp_path, f"sleep 60 & echo $! > {note}; wait"), seconds=1)
    with pytest.raises(Unavailable, match="REDLINE-TIMEOUT"):
        redline(file(TEXT), file(TEXT + " Thêm."), "An", engine=hanging, at=AT)
    child = int(note.read_text())
    assert any(gone(child) for _ in range(100))


@pytest.mark.parametrize(
    "script", ["exit 3", "true", 'cp "$2" "$3"; echo bad >> "$3"', 'cp "$1" "$3"']
)
def test_what_the_program_did_not_make_well_is_not_handed_out(tmp_path: Path, script: str) -> None:
    old, new = file(TEXT), file(TEXT + " Thêm một câu.")
    if "bad" in script:
        script = 'echo bad > "$3"'
    with pytest.raises(Unavailable, match="REDLINE-FAILED"):
        redline(old, new, "An", engine=fake(tmp_path, script), at=AT)


def test_the_program_sees_nothing_of_our_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QMS_SECRET_OF_TEST", "bí mật")
    seen = tmp_path / "seen"
    with pytest.raises(Unavailable):
        redline(file(TEXT), file(TEXT + " x"), "An", engine=fake(tmp_path, f"env > {seen}"), at=AT)
    assert "QMS_SECRET_OF_TEST" not in seen.read_text()
    assert os.environ["QMS_SECRET_OF_TEST"]


def test_a_name_is_one_argument_whatever_it_contains(engine: Engine) -> None:
    old = (SAMPLES / "QT-05.docx").read_bytes()
    name = 'An "<&>\n--no-detect-format-changes'
    made = redline(old, edited(old), name, engine=engine, at=AT)
    marks = docx.Document(io.BytesIO(made)).element.xpath("//w:ins")
    assert marks[0].get(qn("w:author")) == 'An "<&> --no-detect-format-changes'
