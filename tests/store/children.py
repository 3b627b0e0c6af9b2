"""A writer in a process of its own, to be starved, failed and killed."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Puts each size in turn; says what it was told, one line per put.
PROGRAM = """
import io, os, resource, sys
from pathlib import Path
from qms.errors import QmsError
from qms.store import open_store

class Pipe(io.RawIOBase):  # as an upload: nobody knows the length beforehand
    def __init__(self, data): self.data = io.BytesIO(data)
    def readable(self): return True
    def read(self, size=-1): return self.data.read(size)

folder, limit, *sizes = sys.argv[1:]
store = open_store(Path(folder), reserve=0)
if int(limit):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
for number, size in enumerate(sizes):
    data = str(number).encode() * int(size)
    try:
        print("stored", store.put(Pipe(data)).sha256, flush=True)
    except QmsError as error:
        print("refused", error.code, error.parameters["detail"], flush=True)
"""


def writer(folder: Path, *sizes: int, limit: int = 0) -> list[str]:
    """The command line of such a writer."""
    arguments = [str(folder), str(limit), *map(str, sizes)]
    return [sys.executable, "-B", "-c", PROGRAM, *arguments]


def run(command: list[str]) -> list[list[str]]:
    """Run it; the words of each line it said, however it ended."""
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert "Traceback" not in done.stderr, done.stderr
    return [line.split() for line in done.stdout.splitlines()]


def injected(fault: str, command: list[str]) -> list[list[str]]:
    """Run it with one system call failed or killed, e.g. `fsync:error=EIO:when=2`."""
    call = fault.split(":", maxsplit=1)[0]
    strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}"]
    return run([*strace, "-e", f"inject={fault}", *command])
