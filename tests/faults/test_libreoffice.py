"""LibreOffice that hangs, lies, dies or has children: a clear answer, and nothing left behind."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from qms import word
from qms.errors import Invalid, QmsError, Unavailable
from qms.settings import ROOT
from qms.word.rendition import sandbox
from qms.word.rendition.slots import SLOTS, room, slot
from tests.word.build import procedure
from tests.word.office import needs_office
from tests.word.papers import pdf_file, script

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="counts processes by /proc")
OUT = 'for one in "$@"; do case "$before" in --outdir) out="$one";; esac; before="$one"; done'
PATIENCE = 15.0


@pytest.fixture(autouse=True)
def _own_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.fixture(params=[False, True], ids=["bare", "bubblewrap"])
def isolated(request: pytest.FixtureRequest) -> bool:
    if request.param and not sandbox.works("/bin/sh"):
        pytest.skip("bubblewrap does not work here")
    return bool(request.param)


def fake(path: Path, isolated: bool, *lines: str, seconds: int = 2) -> word.Converter:
    return word.Converter(script(path / "soffice", lines), seconds, 1024, isolated)


def code_of(converter: word.Converter) -> str:
    with pytest.raises(QmsError) as caught:
        word.to_pdf(procedure(), converter)
    return caught.value.code


def running(word_in_command: str) -> list[str]:
    """Commands of all processes that have this word in them."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = entry.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if word_in_command in command and int(entry.parent.name) != os.getpid():
            found.append(command)
    return found


def ends(condition: threading.Event | None, word_in_command: str) -> bool:
    """All such processes are gone within a while."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if not running(word_in_command):
            return True
        time.sleep(0.05)
    return False


def left(path: Path) -> list[str]:
    return [one.name for one in room().iterdir() if one.is_dir()]


@pytest.fixture
def number() -> str:
    """Seconds to sleep that no other process sleeps."""
    return f"7{os.getpid()}.{time.monotonic_ns() % 1_000_000}"


def test_one_that_sleeps_is_ended(tmp_path: Path, isolated: bool, number: str) -> None:
    began = time.monotonic()
    assert code_of(fake(tmp_path, isolated, f"exec sleep {number}", seconds=1)) == "PDF-TIMEOUT"
    assert time.monotonic() - began < 8
    assert running(number) == []
    assert left(tmp_path) == []


def test_one_that_ignores_being_asked_is_ended(tmp_path: Path, isolated: bool, number: str) -> None:
    stubborn = fake(tmp_path, isolated, "trap '' TERM INT HUP", f"sleep {number}", seconds=1)
    assert code_of(stubborn) == "PDF-TIMEOUT"
    assert running(number) == []


def test_children_that_leave_the_group_are_ended(
    tmp_path: Path, isolated: bool, number: str
) -> None:
    lines = (f"setsid sleep {number} &", f"(setsid sh -c 'sleep {number} & sleep {number}' &) &")
    assert code_of(fake(tmp_path, isolated, *lines, "exit 0")) == "PDF-EMPTY"
    assert code_of(fake(tmp_path, isolated, *lines, "sleep 30", seconds=1)) == "PDF-TIMEOUT"
    assert running(number) == []


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (":", "PDF-EMPTY"),
        ("exit 77", "PDF-EMPTY"),
        ("kill -9 $$", "PDF-EMPTY"),
        ('mkdir "$out"; ln -s /etc/passwd "$out/in.pdf"', "PDF-EMPTY"),
        ('mkdir -p "$out/in.pdf"', "PDF-EMPTY"),
        ('mkdir "$out"; : > "$out/in.pdf"', "PDF-DAMAGED"),
        ('mkdir "$out"; echo "%PDF-1.7 and no more" > "$out/in.pdf"', "PDF-DAMAGED"),
        ('mkdir "$out"; head -c 300 "$0.pdf" > "$out/in.pdf"', "PDF-DAMAGED"),
        ('mkdir "$out"; cp "$0.pdf" "$out/in.pdf"', "PDF-TEXT-MISSING"),
    ],
)
def test_what_it_says_of_itself_is_not_believed(
    tmp_path: Path, isolated: bool, made: str, code: str
) -> None:
    (tmp_path / "soffice.pdf").write_bytes(pdf_file("Một tài liệu khác hẳn."))
    assert code_of(fake(tmp_path, isolated, OUT, made, "exit 0", seconds=10)) == code
    assert left(tmp_path) == []


def test_it_gets_no_more_memory_than_allowed(tmp_path: Path, isolated: bool) -> None:
    hungry = f'{sys.executable} -c "x = bytearray(2 << 30)" && mkdir "$out" && echo > "$out/in.pdf"'
    wasteful = fake(tmp_path, False, OUT, hungry, seconds=20)
    assert code_of(wasteful) == "PDF-EMPTY"


def test_it_sees_no_secret_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QMS_BACKUP_PASSPHRASE", "xyzzy-2026")
    told = tmp_path / "told"
    code_of(fake(tmp_path, False, f"env > {told}"))
    assert "PATH=" in told.read_text()
    assert "xyzzy" not in told.read_text()


def test_a_sandboxed_one_sees_no_network_and_no_files(tmp_path: Path) -> None:
    if not sandbox.works("/bin/sh"):
        pytest.skip("bubblewrap does not work here")
    program = fake(tmp_path, True, "exit 0")
    with slot(1) as ours:
        seen = subprocess.run(
            [*sandbox.wrapping(program.program, ours.folder), "/bin/sh", "-c",
             "ls / ; tail -n +3 /proc/net/dev; cat /etc/passwd || echo none"],
            capture_output=True, text=True, check=True, timeout=30,
        ).stdout.split()  # fmt: skip
    assert "job" in seen
    assert {"home", "root", "var"} & set(seen) <= {"var"}
    assert [one for one in seen if one.endswith(":")] in ([], ["lo:"])
    assert seen[-1] == "none"


def test_no_more_than_two_run_at_once(tmp_path: Path) -> None:
    hanging = fake(tmp_path, False, "exec sleep 3", seconds=2)
    codes: list[str] = []
    threads = [
        threading.Thread(target=lambda: codes.append(code_of(hanging))) for _ in range(SLOTS)
    ]
    for thread in threads:
        thread.start()
    time.sleep(0.5)
    with pytest.raises(Unavailable) as caught, slot(0.2):
        pytest.fail("a third one ran")
    assert caught.value.code == "PDF-BUSY"
    for thread in threads:
        thread.join()
    assert codes == ["PDF-TIMEOUT"] * SLOTS
    with slot(0.2) as ours:
        assert list(ours.folder.iterdir()) == []


def test_a_room_of_somebody_else_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / f"qms-office-{os.getuid()}"
    path.mkdir(mode=0o755)
    path.chmod(0o755)
    with pytest.raises(Unavailable) as caught:
        room()
    assert caught.value.code == "PDF-ROOM"
    path.rmdir()
    path.symlink_to(tmp_path)
    with pytest.raises(Unavailable):
        room()


CALLER = """
import sys, tempfile
tempfile.tempdir = sys.argv[1]
from qms import word
converter = word.Converter(sys.argv[3], 60, 1024, sys.argv[4] == "1")
word.to_pdf(open(sys.argv[2], "rb").read(), converter)
"""


@pytest.fixture
def caller(tmp_path: Path, isolated: bool, number: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A service that has just started a conversion which would take long."""
    (tmp_path / "in.docx").write_bytes(procedure())
    lines = (f"setsid sleep {number} &", f"exec sleep {number}")
    program = fake(tmp_path, isolated, *lines).program
    words = [str(tmp_path), str(tmp_path / "in.docx"), program, str(int(isolated))]
    process = subprocess.Popen([sys.executable, "-c", CALLER, *words], cwd=ROOT)
    until = time.monotonic() + PATIENCE
    while len([one for one in running(number) if one.startswith("sleep")]) < 2:
        assert time.monotonic() < until, "it never started"
        time.sleep(0.05)
    yield process
    process.kill()
    process.wait()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_service_that_is_killed_leaves_no_process_and_no_folder(
    caller: "subprocess.Popen[bytes]", tmp_path: Path, number: str, how: int
) -> None:
    caller.send_signal(how)
    caller.wait()
    assert ends(None, number)
    assert ends(None, str(tmp_path / "qms-office"))
    assert left(tmp_path) == []


def test_when_the_keeper_is_killed_too_the_next_job_finds_an_empty_slot(
    tmp_path: Path, number: str
) -> None:
    hanging = fake(tmp_path, False, f"exec sleep {number}", seconds=30)
    answers: list[str] = []
    thread = threading.Thread(target=lambda: answers.append(code_of(hanging)))
    thread.start()
    until = time.monotonic() + PATIENCE
    while not running(f"sleep {number}") and time.monotonic() < until:
        time.sleep(0.05)
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        command = entry.read_bytes()
        if b"keeper.py" in command and str(tmp_path).encode() in command:
            os.kill(int(entry.parent.name), signal.SIGKILL)
    thread.join(PATIENCE)
    assert answers == ["PDF-EMPTY"]
    assert ends(None, number)
    assert left(tmp_path) == []


@needs_office
def test_the_real_one_is_ended_in_the_middle(tmp_path: Path) -> None:
    real = word.find_converter(seconds=60)
    assert real is not None
    short = word.Converter(real.program, 0, real.memory_mb, real.isolated)
    with pytest.raises(Invalid) as caught:
        word.to_pdf(procedure(), short)
    assert caught.value.code == "PDF-TIMEOUT"
    assert ends(None, f"{tmp_path}/qms-office")
    assert word.to_pdf(procedure(), real).pages == 1
