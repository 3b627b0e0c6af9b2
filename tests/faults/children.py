"""A child process that does one act and says so, and what can be done to it meanwhile.

The child is forked, so that a kill costs a tenth of a second and not the start of an interpreter;
strace then counts its system calls and kills it (signal 9) upon entering the one that was named.
"""

import os
import resource
import shutil
import subprocess
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qms.errors import QmsError

DONE = "done"
KILLED = ""
ENOUGH = 4000  # more calls than any act makes

needs_strace = pytest.mark.skipif(
    shutil.which("strace") is None, reason="strace is not installed: apt-get install -y strace"
)


class Child:
    """Waits at a gate, acts, and says "done" or the code of the refusal."""

    def __init__(self, act: Callable[[], object]) -> None:
        gate, self._gate = os.pipe()
        self._said, said = os.pipe()
        with warnings.catch_warnings():  # newer Pythons warn of threads; the child starts none
            warnings.simplefilter("ignore", DeprecationWarning)
            self.pid = os.fork()
        if self.pid == 0:
            os.close(self._gate)
            os.close(self._said)
            _live(act, gate, said)
        os.close(gate)
        os.close(said)

    def go(self) -> str:
        """Let it act; what it said before its end, nothing if it was killed before."""
        self.release()
        return self.words()

    def release(self) -> None:
        """Open the gate."""
        os.write(self._gate, b"!")
        os.close(self._gate)

    def words(self) -> str:
        """Wait for its end; what it said before."""
        with os.fdopen(self._said, "rb") as told:
            words = told.read().decode()
        os.waitpid(self.pid, 0)
        return words


def _live(act: Callable[[], object], gate: int, said: int) -> None:
    words = "crashed"
    try:
        os.read(gate, 1)
        act()
        words = DONE
    except QmsError as error:
        words = error.code
    finally:
        os.write(said, words.encode())
        os._exit(0)


def injected(act: Callable[[], object], fault: str) -> str:
    """Do the act in a child whose system calls fail as strace is told, e.g. `fsync:signal=KILL`."""
    child = Child(act)
    call = fault.split(":", maxsplit=1)[0]
    command = ["strace", "-f", "-qq", "-o", "/dev/null", "-p", str(child.pid)]
    strace = subprocess.Popen([*command, "-e", f"trace={call}", "-e", f"inject={fault}"])
    _wait_for_tracer(child.pid)
    said = child.go()
    strace.wait()
    return said


def killed(act: Callable[[], object], call: str, stride: int = 1) -> Iterator[str]:
    """Kill the act at its first such call, at the next, … until it comes through; what it said."""
    for number in range(1, ENOUGH, stride):
        said = injected(act, f"{call}:signal=KILL:when={number}")
        yield said
        if said != KILLED:
            return
    pytest.fail("the act never came through")


def limited(act: Callable[[], object], largest_file: int) -> str:
    """Do the act where no file may grow beyond this."""

    def limit_and_act() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
        act()

    return Child(limit_and_act).go()


def _wait_for_tracer(pid: int) -> None:
    until = time.monotonic() + 20
    while "TracerPid:\t0" in Path(f"/proc/{pid}/status").read_text():
        if time.monotonic() > until:
            pytest.fail("strace did not attach")
        time.sleep(0.002)
