"""Progress on every long step, and a failure that says what to do."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Failure(Exception):
    """It cannot go on; the text says what to do about it."""


def say(text: str) -> None:
    """One line, at once."""
    print(text, flush=True)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Announce a long step and say how long it took."""
    say(f"==> {name}")
    began = time.monotonic()
    yield
    say(f"    done in {time.monotonic() - began:.1f} s")


def call(command: Sequence[object], env: Mapping[str, str] | None = None) -> int:
    """Run a program in the checkout with its words on the screen; returns its exit code."""
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=ROOT, env=env, check=False).returncode


def must(command: Sequence[object], advice: str) -> None:
    """Run a program that has to succeed; fails with this advice."""
    if call(command):
        raise Failure(advice)


def follow(command: Sequence[object], sign: str, total: int, advice: str) -> None:
    """Run a program and count the lines that begin with `sign` towards `total`."""
    words = [str(word) for word in command]
    kept: list[str] = []
    counter = 0
    with subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as program:
        for line in program.stdout or ():
            kept.append(line)
            if line.startswith(sign):
                counter += 1
                _progress(counter, total)
    if program.returncode:
        sys.stderr.write("".join(kept[-30:]))
        raise Failure(advice)


def _progress(counter: int, total: int) -> None:
    if sys.stdout.isatty():
        print(f"\r    {counter}/{total}", end="\n" if counter == total else "", flush=True)
    elif counter % 25 == 0 or counter == total:
        say(f"    {counter}/{total}")
