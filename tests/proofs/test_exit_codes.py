"""What the commands of signatures leave behind for a script: 0 done, 1 wrong, 2 not understood."""

import json
import os
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest

from qms.cli.main import main
from tests.support.cast import Cast

DONE, WRONG, USAGE = 0, 1, 2


class Ended(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


@pytest.fixture
def folder(cast: Cast, bundled: BytesIO, tmp_path: Path) -> Path:
    """A good bundle, an altered one, a file nobody signed, a PDF that is none, the root."""
    good = bundled.getvalue()
    (tmp_path / "good.asice").write_bytes(good)
    place = good.index(b"QT-05") if b"QT-05" in good else len(good) // 2
    (tmp_path / "altered.asice").write_bytes(good[:place] + b"\0\0" + good[place + 2 :])
    (tmp_path / "foreign.txt").write_text("Không ai ký tệp này.")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\n")
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    roots = [x509.load_der_x509_certificate(one) for one in cast.service.authority.roots()]
    (tmp_path / "root.pem").write_bytes(b"".join(one.public_bytes(Encoding.PEM) for one in roots))
    return tmp_path


@pytest.fixture
def run(cast: Cast, folder: Path, monkeypatch, capsys) -> Callable[[str], Ended]:
    """The command as a script calls it, in this installation, from that folder."""
    settings = cast.service.settings
    for name, value in [
        ("QMS_INSTANCE", str(settings.instance)),
        ("QMS_DATABASE_URL", settings.database_url),
        ("QMS_LANG", "vi"),
    ]:
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(folder)

    def call(line: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["qms", *line.split(" ")])
        before = os.umask(0o022)
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            os.umask(before)
        return Ended(code, *capsys.readouterr())

    return call


CALLS = [
    (DONE, "verify good.asice --at 2026-03-03T00:00:00+07:00"),
    (DONE, "verify good.asice --trust root.pem --at 2026-03-03T00:00:00+07:00"),
    (WRONG, "verify altered.asice"),
    (WRONG, "verify altered.asice --trust root.pem"),
    (WRONG, "verify foreign.txt"),
    (WRONG, "verify broken.pdf"),
    (USAGE, "verify QT-99"),
    (USAGE, "verify nothing.asice --trust root.pem"),
    (USAGE, "verify good.asice --at hôm-qua"),
    (USAGE, "verify good.asice --trust foreign.txt"),
    (USAGE, "verify --since foreign.txt"),
    (USAGE, "verify QT-05 --since foreign.txt"),
    (USAGE, "export"),
    (USAGE, "export QT-05"),
    (USAGE, "export QT-99 -o out.asice"),
    (USAGE, "export --from 2026-13-01 --to 2026-03-02 -o out.asice"),
    (DONE, "checkpoint -o point.txt"),
    (WRONG, "checkpoint -o missing/point.txt"),
    (WRONG, "ca status"),
    (USAGE, "ca nonsense"),
    (USAGE, "ca revoke vanan --reason nonsense"),
    (DONE, "ca crl -o list.crl"),
    (DONE, "ca anchors list"),
]


def test_every_command_ends_with_the_code_a_script_expects(run) -> None:
    wrong = []
    for code, line in CALLS:
        done = run(line)
        if done.code != code:
            wrong.append((line, done.code, (done.err or done.out)[-300:]))
    assert not wrong, wrong


def test_programs_read_json_whatever_the_answer(run) -> None:
    for code, line in [
        (DONE, "verify good.asice --json --at 2026-03-03T00:00:00+07:00"),
        (WRONG, "verify altered.asice --json"),
        (WRONG, "ca status --json"),
        (DONE, "checkpoint --json"),
    ]:
        done = run(line)
        assert done.code == code, (line, done.err)
        json.loads(done.out)
