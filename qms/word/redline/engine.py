"""Tracked changes that Word itself understands, made by a program outside this process.

The program (Docxodus, shipped in the wheel of python-redlines) reads files of people, so it runs in
its own process group and folder, with limits of time, memory and file size, and what it made is
read back before anybody gets it.
"""

import importlib.metadata
import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from qms.errors import Invalid, Unavailable
from qms.word.problem import Limits
from qms.word.redline.blocks import blocks
from qms.word.redline.comparison import compare

PACKAGE = "python-redlines-docxodus"
KIBIBYTE, MEGABYTE = 1024, 1024 * 1024
# The shell sets the limits for itself and becomes the program: nothing runs between fork and exec.
LIMITED = 'ulimit -d "$1" && ulimit -f "$2" && ulimit -t "$3" && shift 3 && exec "$@"'
BLOCKS_A_MEGABYTE = 2048  # ulimit -f counts blocks of 512 bytes
NAMELESS = "—"


@dataclass(frozen=True, slots=True)
class Engine:
    """The program and what it may use of the machine."""

    program: Path
    seconds: int = 120
    memory_mb: int = 1024
    file_mb: int = 200


def find_engine(folder: Path) -> Engine:
    """The program, unpacked once into this private folder; raises Unavailable("REDLINE-ABSENT")."""
    from python_redlines import DocxodusEngine, EngineNotInstalledError

    try:
        home = folder / f"docxodus-{importlib.metadata.version(PACKAGE)}"
        if not home.is_dir():
            _unpack(home)
        return Engine(Path(DocxodusEngine(str(home)).extracted_binaries_path))
    except (importlib.metadata.PackageNotFoundError, EngineNotInstalledError, OSError) as error:
        raise Unavailable("REDLINE-ABSENT") from error


def _unpack(home: Path) -> None:
    """Beside its place first, so that nobody ever starts a program that is half there."""
    from python_redlines import DocxodusEngine

    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.parent, ignore_cleanup_errors=True) as beside:
        DocxodusEngine(str(Path(beside, "new")))
        if home.is_dir():  # another process was faster
            return
        Path(beside, "new").rename(home)


def redline(
    old: bytes,
    new: bytes,
    author: str,
    *,
    engine: Engine,
    at: datetime,
    limits: Limits | None = None,
) -> bytes:
    """The old file with its way to the new one as tracked changes of this author at this time.

    Raises Invalid("REDLINE-UNRELATED") for two different documents, Unavailable("REDLINE-TIMEOUT")
    or ("REDLINE-FAILED") where the program gave up or what it made does not say the new text.
    """
    if compare(old, new, limits).unrelated:
        raise Invalid("REDLINE-UNRELATED")
    made = _run(engine, old, new, author, at)
    if _words(made, limits) != _words(new, limits):
        raise Unavailable("REDLINE-FAILED", reason="text")
    return made


def _words(data: bytes, limits: Limits | None) -> list[str]:
    """The words of the body with every change accepted; pictures and spaces aside."""
    try:
        found = blocks(data, limits).body
    except Invalid as error:
        raise Unavailable("REDLINE-FAILED", reason=error.code) from error
    return [word for block in found for cell in block.cells for word in cell.split()]


def _run(engine: Engine, old: bytes, new: bytes, author: str, at: datetime) -> bytes:
    with tempfile.TemporaryDirectory(prefix="qms-redline-", ignore_cleanup_errors=True) as folder:
        before, after = Path(folder, "old.docx"), Path(folder, "new.docx")
        made = Path(folder, "redline.docx")
        before.write_bytes(old)
        after.write_bytes(new)
        command = [str(engine.program), str(before), str(after), str(made)]
        command += [
            f"--author={_printable(author)}",
            "--detect-moves",
            f"--date-time={_instant(at)}",
        ]
        status = _guarded(engine, command, folder)
        if status or not made.is_file():
            raise Unavailable("REDLINE-FAILED", reason=f"exit {status}")
        return made.read_bytes()


def _guarded(engine: Engine, command: Sequence[str], folder: str) -> int:
    """The program's exit status; its whole process group is gone when this returns."""
    limits = (
        engine.memory_mb * KIBIBYTE,
        engine.file_mb * BLOCKS_A_MEGABYTE,
        engine.seconds + 1,
    )
    started = subprocess.Popen(
        ["/bin/sh", "-c", LIMITED, "sh", *map(str, limits), *command],
        cwd=folder,
        env=_environment(engine, folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return started.wait(engine.seconds)
    except subprocess.TimeoutExpired as error:
        raise Unavailable("REDLINE-TIMEOUT", seconds=engine.seconds) from error
    finally:
        _end(started)


def _end(started: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError):
        os.killpg(started.pid, signal.SIGKILL)
    started.wait()


def _environment(engine: Engine, folder: str) -> dict[str, str]:
    """Nothing of ours; the runtime keeps within the memory it is given."""
    heap = engine.memory_mb * MEGABYTE * 3 // 4
    return {
        "PATH": os.defpath,
        "HOME": folder,
        "TMPDIR": folder,
        "LANG": "C.UTF-8",
        "DOTNET_EnableDiagnostics": "0",
        "DOTNET_GCHeapHardLimit": f"{heap:x}",
    }


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _printable(author: str) -> str:
    """A name for an attribute of XML and one argument of a command."""
    shown = "".join(sign if sign.isprintable() else " " for sign in author)
    return " ".join(shown.split()) or NAMELESS
