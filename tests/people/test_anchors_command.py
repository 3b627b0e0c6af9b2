"""`qms ca anchors`: outside roots from the server's own console."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qms.cli.ca import ca as command
from qms.cli.console import Console
from qms.errors import Invalid
from qms.service import Service
from qms.signing.trust import anchors, read_anchors
from tests.support.foreign import ForeignCa


@pytest.fixture
def run(service: Service):
    """Run the command on the installation of the test."""

    def call(*arguments: object) -> Result:
        console = Console(service.settings)
        console.__dict__["service"] = service
        with console:
            given = ["anchors", *map(str, arguments)]
            result = CliRunner().invoke(command, given, obj=console)
            console.__dict__.pop("service")  # the fixture closes it
        return result

    return call


def test_an_anchor_is_added_listed_fed_with_lists_and_retired(
    run, service: Service, tmp_path: Path
):
    foreign, now = ForeignCa(), service.now()
    files = [tmp_path / "root.pem", tmp_path / "g1.cer"]
    for path, data in zip(files, foreign.files, strict=True):
        path.write_bytes(data)
    assert run("add", *files, "--name", "CA Nước ngoài").exit_code == 0
    late = run("list", "--json")
    (found,) = json.loads(late.output)["items"]
    assert late.exit_code == 1
    assert (found["revocation"], found["listed_until"]) == ("required", None)
    for name, data in {"root.crl": foreign.root_crl(now), "g1.crl": foreign.crl(now)}.items():
        (tmp_path / name).write_bytes(data)
        assert run("crl", tmp_path / name).exit_code == 0
    assert run("list").exit_code == 0
    told = read_anchors(run("list", "--trust").output.encode())
    with service.db.read() as session:
        assert told == anchors(session)
    assert run("retire", found["id"]).exit_code == 0
    assert "2026-03-02" in json.loads(run("list", "--json").output)["items"][0]["retired_at"]


def test_a_wrong_word_is_wrong_usage(run):
    assert run("add", "--name", "X").exit_code == 2
    assert run("retire", "not-an-id").exit_code == 2


def test_a_file_that_is_no_root_is_refused_by_name(run, tmp_path: Path):
    (tmp_path / "a.cer").write_bytes(ForeignCa().files[1])
    result = run("add", tmp_path / "a.cer", "--name", "X")
    assert isinstance(result.exception, Invalid)
    assert result.exception.code == "ANCHOR-NOT-ROOT"
