"""LibreOffice as a stranger in our house: found once, run once per file, never trusted.

Its exit status says nothing (0 for files it could not load), so the caller judges what it made.
"""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from qms.errors import Invalid
from qms.word.rendition import keeper, sandbox
from qms.word.rendition.profile import write_profile
from qms.word.rendition.slots import Slot, slot

SECONDS = 120
MEMORY_MB = 1024
MEGABYTE = 1024 * 1024
LARGEST_FILE = 500 * MEGABYTE
GRACE = 15  # seconds the keeper has to kill what it keeps
PROGRAMS = ("soffice", "libreoffice")
PATH = "/usr/local/bin:/usr/bin:/bin"  # what LibreOffice's own start script needs


@dataclass(frozen=True, slots=True)
class Converter:
    """A LibreOffice on this machine. `isolated`: bubblewrap shuts network and files off."""

    program: str
    seconds: int = SECONDS
    memory_mb: int = MEMORY_MB
    isolated: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """What to turn into what: LibreOffice's own names of the filters, codes for the failures."""

    suffix: str
    reads: str
    writes: str
    result: str
    too_long: str
    nothing: str


def find_converter(
    program: str = "", *, seconds: int = SECONDS, memory_mb: int = MEMORY_MB
) -> Converter | None:
    """The named program, or `soffice`/`libreoffice` on PATH; None when there is none."""
    found = next(filter(None, map(shutil.which, (program,) if program else PROGRAMS)), None)
    if found is None:
        return None
    path = str(Path(found).absolute())
    return Converter(path, seconds, memory_mb, sandbox.works(path))


def convert(data: bytes, job: Job, converter: Converter) -> bytes:
    """What the converter made of it; raises Invalid with the codes of the job.

    The job gets a folder and a profile of its own; all is gone when this returns.
    """
    with slot(converter.seconds) as ours:
        (ours.folder / f"in.{job.suffix}").write_bytes(data)
        write_profile(ours.folder / "profile")
        ended = _run(_command(converter, job, ours.folder), converter, ours)
        if ended == keeper.TOO_LONG:
            raise Invalid(job.too_long, seconds=converter.seconds)
        made = ours.folder / "out" / f"in.{job.result}"
        if made.is_symlink() or not made.is_file():
            raise Invalid(job.nothing)
        return made.read_bytes()


def _command(converter: Converter, job: Job, folder: Path) -> list[str]:
    inside = sandbox.JOB if converter.isolated else folder
    before = sandbox.wrapping(converter.program, folder) if converter.isolated else []
    return [
        *before,
        converter.program,
        f"-env:UserInstallation={(inside / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        f"--infilter={job.reads}",
        "--convert-to",
        f"{job.result}:{job.writes}",
        "--outdir",
        str(inside / "out"),
        str(inside / f"in.{job.suffix}"),
    ]


def _run(command: list[str], converter: Converter, ours: Slot) -> int:
    limits = (converter.seconds, converter.memory_mb * MEGABYTE, LARGEST_FILE)
    script = Path(keeper.__file__)
    keeping = subprocess.Popen(
        [sys.executable, "-I", "-S", str(script), *map(str, limits), str(ours.folder), *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_environment(converter, ours.folder),
        pass_fds=(ours.lock,),
        start_new_session=True,
    )
    try:
        return keeping.wait(converter.seconds + GRACE)
    except subprocess.TimeoutExpired:
        return keeper.TOO_LONG
    finally:
        if keeping.stdin:
            keeping.stdin.close()  # tells the keeper to end everything, if it has not yet
        keeping.wait(GRACE)


def _environment(converter: Converter, folder: Path) -> dict[str, str]:
    """Nothing of ours goes in: no secrets, no display, no session bus."""
    home = str(sandbox.JOB if converter.isolated else folder)
    return {
        "PATH": PATH,
        "HOME": home,
        "TMPDIR": home,
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }
