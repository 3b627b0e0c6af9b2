"""One test run, shared by all its workers: a folder, a lock, what a missing tool means."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VARIABLE = "QMS_TEST_RUN"


def begin() -> Path:
    """Make the folder of this run; workers inherit its name through the environment."""
    folder = Path(tempfile.mkdtemp(prefix="qms-tests-"))
    folder.chmod(0o755)
    os.environ[VARIABLE] = str(folder)
    return folder


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
