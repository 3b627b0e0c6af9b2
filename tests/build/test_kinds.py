"""The closing lines count by kind, and where tools are required a skip is a failure."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.build.checkout import ROOT

SUITE = {
    "tests/people/test_rules.py": "def test_one(): pass\ndef test_two(): assert False\n",
    "tests/architecture/test_sizes.py": "def test_it(): pass\n",
    "tests/browser/test_story.py": (
        "import pytest\n@pytest.mark.browser\ndef test_it(): pytest.skip('no Chromium')\n"
    ),
    "pytest.ini": "[pytest]\nmarkers =\n  browser: x\n",
}


def run_suite(folder: Path, **env: str) -> tuple[int, dict[str, dict[str, int]]]:
    for name, text in SUITE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    report = folder / "kinds.json"
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST")}
    inherited |= {"CI": "", "QMS_REQUIRE_TOOLS": "", "QMS_TEST_REPORT": str(report), **env}
    inherited["PYTHONPATH"] = str(ROOT)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.support.kinds", "-p", "no:xdist"]
    done = subprocess.run([*command, "tests"], cwd=folder, env=inherited, check=False)
    return done.returncode, json.loads(report.read_text())


def test_each_kind_is_counted_by_itself(tmp_path):
    code, kinds = run_suite(tmp_path)
    assert code == 1
    assert kinds == {
        "unit": {"passed": 1, "failed": 1},
        "architecture": {"passed": 1},
        "browser": {"skipped": 1},
    }


@pytest.mark.parametrize("variable", [{"CI": "true"}, {"QMS_REQUIRE_TOOLS": "1"}])
def test_a_skip_is_a_failure_where_tools_are_required(tmp_path, variable):
    _code, kinds = run_suite(tmp_path, **variable)
    assert kinds["browser"] == {"failed": 1}


def test_no_folder_with_tests_is_left_out():
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:xdist"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    files = {line.split("::")[0] for line in done.stdout.splitlines() if "::" in line}
    on_disk = {str(path.relative_to(ROOT)) for path in (ROOT / "tests").rglob("test_*.py")}
    samples_only = {one for one in on_disk - files if "samples" in (ROOT / one).read_text()}
    assert on_disk - files == samples_only
