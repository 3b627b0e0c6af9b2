"""An administrator with the database in his hands, against a checkpoint kept where he is not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from qms.proofs.acts.checkpoints import make_checkpoint
from qms.service import Service
from qms.settings import ROOT
from tests.audit.tampering import event_at, rechain, regrow
from tests.proofs.test_checkpoints import happen
from tests.verification.tampering import tamper

EDIT = "UPDATE audit_event SET action = 'service.stopped' WHERE id = "


def qms(service: Service, *arguments: str) -> subprocess.CompletedProcess[str]:
    settings = service.settings
    own = {"QMS_INSTANCE": str(settings.instance), "QMS_DATABASE_URL": settings.database_url}
    return subprocess.run(
        [sys.executable, "-m", "qms.cli", *arguments],
        env={"PATH": os.environ["PATH"], "PYTHONWARNINGS": "error", **own},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def kept(service: Service, tmp_path: Path) -> Path:
    """Eight events, and a checkpoint over them in somebody else's drawer; then three more."""
    happen(service, 8)
    file = tmp_path / "kept.txt"
    made = qms(service, "checkpoint", "-o", str(file))
    assert made.returncode == 0, made.stderr
    assert "8 sự kiện đã được ký" in made.stdout
    happen(service, 3)
    make_checkpoint(service)
    return file


def told(service: Service, kept: Path) -> tuple[int, list[str], str]:
    """Exit code, codes of what was found, and what people read."""
    found = qms(service, "verify", "--since", str(kept), "--json")
    said = json.loads(found.stdout)
    details = " ".join(one["detail"] for one in said["problems"])
    return found.returncode, [one["code"] for one in said["problems"]], details


def test_a_log_that_was_left_alone_holds(service: Service, kept: Path) -> None:
    found = qms(service, "verify", "--since", str(kept))
    assert found.returncode == 0, found.stdout + found.stderr
    assert "8 sự kiện đầu tiên của nhật ký vẫn nguyên" in found.stdout


def test_an_edited_row_is_named(service: Service, kept: Path) -> None:
    tamper(service.db, EDIT + str(event_at(service.db, 2)))
    assert told(service, kept)[:2] == (1, ["EVENT-EDITED"])


def test_an_administrator_who_makes_everything_anew_is_found_out(
    service: Service, kept: Path
) -> None:
    tamper(service.db, EDIT + str(event_at(service.db, 2)))
    rechain(service.db, 2)
    regrow(service.db)
    # His own checkpoints are in his hands too: he removes them and the events that tell of them.
    tamper(service.db, "DELETE FROM checkpoint_token", "DELETE FROM checkpoint")
    code, found, details = told(service, kept)
    assert code == 1
    assert found == ["CHECKPOINT-REMOVED", "CHECKPOINT-REMOVED", "CHECKPOINT-OTHER"]
    assert "từ vị trí 0 đến 7" in details


def test_the_checkpoints_on_record_say_since_when(service: Service, kept: Path) -> None:
    tamper(service.db, EDIT + str(event_at(service.db, 9)))
    rechain(service.db, 9)
    regrow(service.db)
    tamper(service.db)  # and he puts the guards back
    found = qms(service, "verify", "--since", str(kept), "--json")
    (problem,) = json.loads(found.stdout)["problems"]
    assert (problem["code"], problem["idx"], problem["upto"]) == ("CHECKPOINT-OTHER", 8, 11)


def test_a_forged_or_foreign_checkpoint_proves_nothing(service: Service, kept: Path) -> None:
    note = kept.read_text()
    kept.write_text(note.replace("\n8\n", "\n9\n"))
    found = qms(service, "verify", "--since", str(kept))
    assert (found.returncode, "NOTE-SIGNATURE" in found.stderr) == (1, True)
    kept.write_text("no checkpoint\n")
    assert qms(service, "verify", "--since", str(kept)).returncode == 2
    assert qms(service, "verify", "--since", str(kept) + ".gone").returncode == 2
    assert qms(service, "verify", "QT-05", "--since", str(kept)).returncode == 2


def test_the_command_speaks_json_and_names_a_folder_it_cannot_write(
    service: Service, tmp_path: Path
) -> None:
    happen(service, 2)
    said = json.loads(qms(service, "checkpoint", "--json").stdout)
    assert (said["size"], said["epoch"]) == (2, 0)
    assert said["note"].startswith("qms/")
    assert said["stamped_at"]
    bad = qms(service, "checkpoint", "-o", str(tmp_path / "not there" / "c.txt"))
    assert (bad.returncode, "CHECKPOINT-FOLDER" in bad.stderr) == (1, True)
