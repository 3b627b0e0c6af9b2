"""`qms register` prints any register on the server, as of any day, and says what there is."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qms.cli.console import Console
from qms.cli.main import qms
from qms.cli.register import register as command
from qms.registers.queries.catalogue import REGISTERS
from tests.support.cast import Cast, issued, register


@pytest.fixture
def run(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Run the command in an empty folder, on the installation of the test."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Result:
        console = Console(cast.service.settings)
        console.__dict__["service"] = cast.service
        with console:
            result = CliRunner().invoke(command, arguments, obj=console)
            console.__dict__.pop("service")  # the fixture closes it
        return result

    return call


def test_it_is_a_command(run):
    assert "register" in qms.list_commands(None)


def test_without_a_name_it_lists_what_there_is(run):
    listed = json.loads(run("--json").stdout)["items"]
    assert [one["name"] for one in listed] == list(REGISTERS)
    assert "Danh mục tài liệu nội bộ" in run().stdout


@pytest.mark.parametrize(("ending", "begins"), [("xlsx", b"PK"), ("docx", b"PK"), ("csv", b"\xef")])
def test_the_ending_of_the_file_says_what_is_written(run, cast, tmp_path, ending, begins):
    issued(cast, register(cast))
    result = run("internal", "--as-of", "2026-03-02", "-o", f"a.{ending}")
    assert result.exit_code == 0, result.output
    assert (tmp_path / f"a.{ending}").read_bytes().startswith(begins)


def test_the_past_is_the_past(run, cast, tmp_path):
    issued(cast, register(cast))
    run("internal", "--as-of", "2026-03-01", "-o", "then.csv")
    run("internal", "-o", "now.csv")
    assert "QT-05" not in (tmp_path / "then.csv").read_text("utf-8")
    assert "QT-05" in (tmp_path / "now.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("no-such", "-o", "a.xlsx"), "REGISTER-UNKNOWN"),
        (("internal", "-o", "a.txt"), "REGISTER-FORM"),
        (("internal", "--unit", "XX", "-o", "a.xlsx"), "UNIT-UNKNOWN"),
        (("amendment-log", "-o", "a.xlsx"), "FIELDS-INVALID"),
        (("amendment-log", "--document", "QT-99", "-o", "a.xlsx"), "DOCUMENT-NOT-FOUND"),
    ],
)
def test_what_cannot_be_printed_has_a_reason_and_writes_no_file(run, tmp_path, arguments, code):
    result = run(*arguments)
    assert getattr(result.exception, "code", "") == code
    assert list(tmp_path.glob("a.*")) == []


def test_wrong_usage_is_told_apart(run):
    assert run("internal").exit_code == 2
    assert run("internal", "--as-of", "hôm qua", "-o", "a.xlsx").exit_code == 2
