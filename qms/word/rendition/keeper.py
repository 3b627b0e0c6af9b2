"""Keeps one converter process: limits, time, and an end for all its children.

Run as a script of its own, so that a service killed with signal 9 leaves nothing behind: its end
of the pipe on our standard input closes, and the group is killed and the folder removed. The lock
of the slot is ours as long as we live.

keeper.py SECONDS MEMORY FILE FOLDER PROGRAM [ARGUMENT...]     MEMORY and FILE in bytes
"""

import ctypes
import os
import resource
import select
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

SUBREAPER, DIE_WITH_PARENT = 36, 1  # prctl(2)
FINISHED, TOO_LONG, ABANDONED = 0, 124, 125
STEP = 0.02
PATIENCE = 100  # rounds of killing; each takes a generation of children


def main(arguments: list[str]) -> int:
    """Run the program; 0 when it ended by itself, whatever it says, 124 when time was up."""
    seconds, memory, largest = (int(text) for text in arguments[:3])
    folder = Path(arguments[3])
    prctl = ctypes.CDLL(None).prctl
    prctl(SUBREAPER, 1)  # children that leave the group come to us

    def limited() -> None:
        prctl(DIE_WITH_PARENT, signal.SIGKILL)
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        cpu = 2 * seconds + 1  # the clock comes first, unless several threads compute
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    child = subprocess.Popen(
        arguments[4:],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        start_new_session=True,
        preexec_fn=limited,  # noqa: PLW1509 - this process has one thread
    )
    ended = watch(child, time.monotonic() + seconds)
    end_all(child.pid)
    if ended == ABANDONED:
        shutil.rmtree(folder, ignore_errors=True)
    return ended


def watch(child: "subprocess.Popen[bytes]", until: float) -> int:
    """Wait for its end, for the time, or for the end of whoever asked."""
    while child.poll() is None:
        if time.monotonic() > until:
            return TOO_LONG
        if select.select([sys.stdin], [], [], STEP)[0]:
            return ABANDONED
    return FINISHED


def end_all(group: int) -> None:
    """Kill the group and every descendant that has left it."""
    for _ in range(PATIENCE):
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)
        for pid in descendants(os.getpid()):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if not any_left():
            return
        time.sleep(STEP)


def any_left() -> bool:
    """Take the exit status of those that ended; is there still a child?"""
    try:
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass
    except ChildProcessError:
        return False
    return True


def descendants(pid: int) -> list[int]:
    """Everything below a process, by /proc."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = entry.read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        children.setdefault(int(after_name[1]), []).append(int(entry.parent.name))
    found, waiting = [], [pid]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
