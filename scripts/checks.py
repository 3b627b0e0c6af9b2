"""Everything that is checked, and closing lines that tell what passed, failed, was skipped."""

import json
import os
import tempfile
from pathlib import Path

from environment import BIN
from steps import ROOT, call, say, step

Check = tuple[str, list[object]]
TEMPLATES = ROOT / "templates"


def static_checks() -> list[Check]:
    """Name and command of each check that runs no test."""
    checks: list[Check] = [
        ("format", [BIN / "ruff", "format", "--check", "-q", "."]),
        ("lint", [BIN / "ruff", "check", "-q", "."]),
        ("contracts", [BIN / "lint-imports", "--no-logo"]),
        ("types", [BIN / "mypy"]),
    ]
    if any(TEMPLATES.rglob("*.html")):
        checks.append(("templates", [BIN / "djlint", "--lint", "--quiet", TEMPLATES]))
    return checks


def static() -> int:
    """The checks that run no test; 1 where one fails."""
    return 1 if "failed" in _run_static().values() else 0


def only(paths: list[str]) -> int:
    """Just these tests, with pytest's own words."""
    return call([BIN / "pytest", *paths])


def everything() -> int:
    """All checks, then all tests; the last line counts both."""
    results = _run_static()
    with step("Tests"), tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "kinds.json"
        code = call(
            [BIN / "pytest", "-q", "-n", _workers(), "--dist", "worksteal", "--durations", "15"],
            env={**os.environ, "QMS_TEST_REPORT": str(report)},
        )
        kinds = json.loads(report.read_text()) if report.exists() else {}
    failed = [name for name, result in results.items() if result == "failed"]
    _tell(results, kinds)
    return 1 if failed or code else 0


def _run_static() -> dict[str, str]:
    results = {}
    for name, command in static_checks():
        with step(f"Checking {name}"):
            results[name] = "failed" if call(command) else "passed"
    return results


def _workers() -> str:
    return str(max(2, min(4, os.cpu_count() or 2)))


def _tell(results: dict[str, str], kinds: dict[str, dict[str, int]]) -> None:
    """Per kind, then the sum in one line that a program can read."""
    say("\n" + " · ".join(f"{name} {result}" for name, result in results.items()))
    total = dict.fromkeys(("passed", "failed", "skipped"), 0)
    for kind, counts in sorted(kinds.items()):
        say(f"{kind:14s} " + ", ".join(f"{counts.get(key, 0)} {key}" for key in total))
        for key in total:
            total[key] += counts.get(key, 0)
    for result in results.values():
        total[result] += 1
    say(", ".join(f"{count} {key}" for key, count in total.items()))
