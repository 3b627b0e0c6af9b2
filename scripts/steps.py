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


_NEXT_LINE = "\n" if sys.stdout.isatty() else ""


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


def follow(
    command: Sequence[object], signs: tuple[str, ...], total: int, last: str, advice: str
) -> None:
    """Run a program: lines beginning with one of `signs` count towards `total`, `last` is shown."""
    words = [str(word) for word in command]
    kept: list[str] = []
    counter = 0
    with subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as program:
        for line in program.stdout or ():
            kept.append(line)
            if line.startswith(signs):
                counter += 1
                _progress(counter, total)
            elif line.startswith(last):
                say(f"{_NEXT_LINE}    {last.lower()}")
    if program.returncode:
        sys.stderr.write("".join(kept[-30:]))
        raise Failure(advice)


def _progress(counter: int, total: int) -> None:
    if sys.stdout.isatty():
        print(f"\r    {counter}/{total}", end="", flush=True)
    elif counter % 25 == 0 or counter == total:
        say(f"    {counter}/{total}")
