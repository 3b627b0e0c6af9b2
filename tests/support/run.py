"""One test run, shared by all its workers: a folder, a lock, what a missing tool means."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VARIABLE = "QMS_TEST_RUN"
PREFIX = "qms-tests-"


def begin() -> Path:
    """Make the folder of this run; workers inherit its name through the environment."""
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    folder.chmod(0o755)
    (folder / "owner").write_text(str(os.getpid()))
    os.environ[VARIABLE] = str(folder)
    return folder


def is_stale(home: Path) -> bool:
    """Whether the run that made this folder was killed before it could remove it."""
    owner = home / "owner"
    return owner.exists() and not Path(f"/proc/{owner.read_text()}").exists()


def _sweep() -> None:
    for home in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if is_stale(home):
            shutil.rmtree(home, ignore_errors=True)


def folder() -> Path:
    return Path(os.environ[VARIABLE])


def end() -> None:
    """Remove the folder of this run."""
    shutil.rmtree(folder(), ignore_errors=True)
    del os.environ[VARIABLE]


@contextmanager
def once(name: str) -> Iterator[Path]:
    """Hold the run's lock `name`; yields the path on which the first holder leaves its result."""
    with (folder() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder() / name


def tools_are_required() -> bool:
    """In CI a test that cannot run is a failure, not a skip."""
    return os.environ.get("QMS_REQUIRE_TOOLS") == "1" or os.environ.get("CI") == "true"
