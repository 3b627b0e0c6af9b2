"""Counts the tests by kind, so that the closing lines tell what ran and what was left out."""

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.run import tools_are_required

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT.parent / "shared" / "samples"
FOLDERS = ("browser", "architecture", "build", "races", "attacks", "stateful", "faults")
REPORT = "QMS_TEST_REPORT"


def kind_of(item: pytest.Item) -> str:
    """The kind a test is counted under, the dearest first."""
    parts = item.path.relative_to(item.config.rootpath / "tests").parts
    if item.get_closest_marker("browser"):
        return "browser"
    if item.get_closest_marker("postgres"):
        return "postgresql"
    if parts[0] in FOLDERS:
        return parts[0]
    if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
        return "property"
    fixtures = getattr(item, "fixturenames", ())
    if "client" in fixtures or "app" in fixtures:
        return "web"
    return "database" if "db" in fixtures or "empty_url" in fixtures else "unit"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Name each test's kind; leave out the sample files where a clone has none."""
    absent = [one for one in items if one.get_closest_marker("samples") and not SAMPLES.is_dir()]
    if absent:
        config.hook.pytest_deselected(items=absent)
        items[:] = [one for one in items if one not in absent]
    for item in items:
        item.user_properties.append(("kind", kind_of(item)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Where tools are required, a skip is a failure."""
    report: pytest.TestReport = yield
    if report.skipped and not hasattr(report, "wasxfail") and tools_are_required():
        report.outcome = "failed"
        report.longrepr = f"skipped, but tools are required here: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line per kind, and the same as JSON for the script that called us."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in ("passed", "failed", "error", "skipped"):
        for report in terminalreporter.stats.get(outcome, []):
            kind = dict(getattr(report, "user_properties", [])).get("kind", "collection")
            counts[kind]["failed" if outcome == "error" else outcome] += 1
    if os.environ.get(REPORT):
        Path(os.environ[REPORT]).write_text(json.dumps(counts), encoding="utf-8")
    terminalreporter.section("tests by kind")
    for kind, found in sorted(counts.items()):
        figures = (f"{found[outcome]:5d} {outcome}" for outcome in ("passed", "failed", "skipped"))
        terminalreporter.write_line(f"{kind:14s} {' '.join(figures)}")
