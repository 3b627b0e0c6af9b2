"""`qms verify`, `qms backup`, `qms restore` as people and programs call them, and a real kill."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qms.settings import ROOT, Settings
from tests.archive.conftest import Place
from tests.support.cast import Cast

PASSPHRASE = "mật khẩu của bản sao lưu"


def run(settings: Settings, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "qms.cli", *arguments],
        env=environment(settings, **more),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def environment(settings: Settings, **more: str) -> dict[str, str]:
    own = {"QMS_INSTANCE": str(settings.instance), "QMS_DATABASE_URL": settings.database_url}
    return {"PATH": os.environ["PATH"], "PYTHONWARNINGS": "error", **own, **more}


def test_verify_says_all_is_well_and_names_what_is_not(lived: Cast):
    settings = lived.service.settings
    well = run(settings, "verify")
    assert (well.returncode, well.stderr.count("Traceback")) == (0, 0), well.stdout + well.stderr
    assert "Không tìm thấy sai lệch nào." in well.stdout
    said = json.loads(run(settings, "verify", "--json").stdout)
    assert said["ok"] is True
    assert len(said["statements"]) == 14
    one = run(settings, "verify", "qt05")
    assert one.returncode == 0
    assert "Lê Minh Châu" in one.stdout
    store = lived.service.store
    lost = next(iter(store.scan()))
    (store.root / lost[:2] / lost[2:4] / lost).unlink()
    bad = run(settings, "verify", "--json")
    assert bad.returncode == 1
    problem = json.loads(bad.stdout)["problems"][0]
    assert problem["code"] == "STORE-MISSING"
    assert lost in problem["detail"]


def test_an_unknown_code_and_a_missing_option_are_wrong_usage(lived: Cast):
    settings = lived.service.settings
    assert run(settings, "verify", "QT-99").returncode == 2
    assert run(settings, "backup").returncode == 2
    assert run(settings, "restore").returncode == 2


def test_backup_and_restore_from_the_command_line(lived: Cast, place: Place, tmp_path: Path):
    file = tmp_path / "a.qms"
    secret = {"QMS_BACKUP_PASSPHRASE": PASSPHRASE}
    made = run(lived.service.settings, "backup", "-o", str(file), "--keys", "--json", **secret)
    assert made.returncode == 0, made.stderr
    said = json.loads(made.stdout)
    assert said["with_keys"] is True
    again = run(lived.service.settings, "backup", "-o", str(file))
    assert (again.returncode, "BACKUP-EXISTS" in again.stderr) == (1, True)
    settings = place("sqlite")
    wrong = run(settings, "restore", str(file), QMS_BACKUP_PASSPHRASE="một câu khác hẳn")
    assert (wrong.returncode, "SIGNING-WRONG-PASSPHRASE" in wrong.stderr) == (1, True)
    back = run(settings, "restore", str(file), "--fingerprint", said["fingerprint"], **secret)
    assert back.returncode == 0, back.stdout + back.stderr
    assert "Không tìm thấy sai lệch nào." in back.stdout
    assert run(settings, "verify").returncode == 0
    assert run(settings, "restore", str(file), **secret).returncode == 1


def test_restore_without_keys_hands_over_the_new_root_passphrase(
    lived: Cast, place: Place, tmp_path: Path
):
    file = tmp_path / "a.qms"
    assert run(lived.service.settings, "backup", "-o", str(file)).returncode == 0
    settings = place("sqlite")
    back = run(settings, "restore", str(file))
    assert back.returncode == 0, back.stderr
    passphrase = (settings.instance / "root-passphrase.txt").read_text().strip()
    assert passphrase in back.stdout


@pytest.mark.parametrize("after", [0.9, 2.0])
def test_a_restore_killed_at_any_moment_can_be_started_again(
    lived: Cast, place: Place, tmp_path: Path, after: float
):
    file = tmp_path / "a.qms"
    assert run(lived.service.settings, "backup", "-o", str(file)).returncode == 0
    settings = place("sqlite")
    with subprocess.Popen(
        [sys.executable, "-m", "qms.cli", "restore", str(file)],
        env=environment(settings),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
    if not (settings.instance / "secret.key").exists() or unfinished(settings):
        if unfinished(settings):
            refused = run(settings, "verify")
            assert (refused.returncode, "RESTORE-UNFINISHED" in refused.stderr) == (1, True)
        back = run(settings, "restore", str(file))
        assert back.returncode == 0, back.stdout + back.stderr
    assert run(settings, "verify").returncode == 0


def unfinished(settings: Settings) -> bool:
    return (settings.instance / "restore.unfinished").exists()
