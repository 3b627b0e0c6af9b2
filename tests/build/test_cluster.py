"""A run that was killed leaves nothing behind for ever."""

import subprocess
import tempfile
from pathlib import Path

from tests.support import run


def dead_process() -> int:
    with subprocess.Popen(["true"]) as process:
        process.wait()
    return process.pid


def test_what_a_killed_run_left_is_stale(tmp_path):
    (tmp_path / "owner").write_text(str(dead_process()))
    assert run.is_stale(tmp_path)


def test_what_a_living_run_uses_is_not_stale(tmp_path):
    assert not run.is_stale(run.folder())
    assert not run.is_stale(tmp_path)  # being made: nobody's yet


def test_the_folders_of_killed_runs_are_removed():
    left = Path(tempfile.mkdtemp(prefix=run.PREFIX))
    (left / "owner").write_text(str(dead_process()))
    run._sweep()
    assert not left.exists()
    assert run.folder().exists()
