"""Judging a PDF somebody uploaded in a process of its own, whose time and memory have an end.

What a stranger wrote may make any reader run on; here it is the child that dies, and the answer is
that the file is not valid.
"""

import json
import pickle
import resource
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from qms.errors import Unavailable
from qms.signing.judging import Against
from qms.signing.pdf.answers import from_answer, to_answer
from qms.signing.pdf.verdict import Expected, PdfResult

SECONDS = 60
MEMORY = 2 * 1024**3  # bytes of address space; a 100 MiB PDF with its objects stays below
LENGTH = 8
SOURCE = Path(__file__).parents[3]
TOO_SLOW = "SIGNED-PDF-TOO-SLOW"
AT_ONCE = 2  # children of one process: many uploads at once must not fill the memory
PATIENCE_SECONDS = 30
_slots = threading.BoundedSemaphore(AT_ONCE)


def check_apart(
    data: bytes,
    against: Against,
    *,
    expected: Sequence[Expected] = (),
    seconds: float = SECONDS,
) -> PdfResult:
    """`check_pdf` in a child process; a child that fails or takes too long is an answer too.

    Raises Unavailable("SIGNED-PDF-BUSY") where others' files keep all children at work.
    """
    asked = pickle.dumps((against, tuple(expected), seconds))
    if not _slots.acquire(timeout=PATIENCE_SECONDS):
        raise Unavailable("SIGNED-PDF-BUSY")
    try:
        return _ask(len(asked).to_bytes(LENGTH, "big") + asked + data, seconds)
    finally:
        _slots.release()


def _ask(question: bytes, seconds: float) -> PdfResult:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "qms.signing.pdf.apart"],
            input=question,
            capture_output=True,
            timeout=seconds,
            check=False,
            cwd=SOURCE,  # where `-m` looks first
        )
        return from_answer(json.loads(done.stdout))
    except (subprocess.TimeoutExpired, ValueError, KeyError, TypeError):
        return PdfResult(reasons=(TOO_SLOW,))


def main() -> None:
    """The child: limits first, then the question from standard input."""
    from qms.signing.pdf.checking import check_against

    read = sys.stdin.buffer.read
    against, expected, seconds = pickle.loads(  # noqa: S301 - written by `check_apart`
        read(int.from_bytes(read(LENGTH), "big"))
    )
    limit = max(1, int(seconds))
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    answer = to_answer(check_against(read(), against, expected=expected))
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
