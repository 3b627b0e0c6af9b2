"""The two commands on a machine that lacks something: they say what to type."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.build.checkout import ROOT, bootstrap, copy, without


@pytest.fixture
def checkout(tmp_path):
    return copy(tmp_path / "checkout")


def test_without_venv_the_apt_line_is_said(checkout, tmp_path):
    done = bootstrap(checkout, "run", env=without("ensurepip", tmp_path / "bare"))
    assert done.returncode == 1
    assert "apt-get install -y make python3-venv" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (checkout / ".venv").exists()


def test_an_old_python_says_which_is_needed(checkout, tmp_path):
    program = (
        "import runpy, sys; sys.version_info = (3, 9, 2); sys.argv = ['bootstrap.py', 'run']; "
    )
    program += "runpy.run_path('scripts/bootstrap.py', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=checkout,
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "QMS needs Python 3.11 or newer" in done.stderr


def test_an_unknown_command_is_wrong_usage(checkout):
    done = bootstrap(checkout, "fly", env=dict(os.environ))
    assert done.returncode == 2
    assert "invalid choice: 'fly'" in done.stderr


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_alone_lists_every_target():
    env = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    done = subprocess.run(["make"], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    listed = [line.split()[0] for line in done.stdout.splitlines()]
    assert listed == ["help", "run", "test", "fix", "lint", "lock", "demo", "migration", "clean"]


def test_every_script_runs_on_the_standard_library_alone():
    needed = ["bootstrap", "steps", "machine", "environment", "checks", "tasks"]
    program = "import sys; sys.path.insert(0, 'scripts')\n" + "\n".join(
        f"import {name}" for name in needed
    )
    command = [sys.executable, "-S", "-I", "-c", program]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
