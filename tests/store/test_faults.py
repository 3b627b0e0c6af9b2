"""Full disks, failing disks, kills: what was acknowledged is there, what was not left nothing."""

import os
import shutil
import signal
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qms.store import open_store
from tests.store.children import ROOT, injected, run, writer

needs_strace = pytest.mark.skipif(
    shutil.which("strace") is None, reason="strace is not installed: apt-get install -y strace"
)
SMALL = 40_000


def temporaries(folder: Path) -> list[str]:
    return sorted(file.name for file in (folder / "tmp").iterdir())


def stored(said: list[list[str]]) -> set[str]:
    return {line[1] for line in said if line[0] == "stored"}


def proven(folder: Path) -> set[str]:
    """Every name in the store, each read through."""
    store = open_store(folder)
    return {store.verify(name).sha256 for name in store.scan()}


def test_a_file_size_limit_reads_as_a_full_disk_and_leaves_nothing(tmp_path: Path) -> None:
    said = run(writer(tmp_path, 1000, SMALL, 2000, limit=20_000))
    assert [line[0] for line in said] == ["stored", "refused", "stored"]
    assert said[1] == ["refused", "DISK-FULL", "EFBIG"]
    assert proven(tmp_path) == stored(said)
    assert temporaries(tmp_path) == []


def test_a_really_full_disk_refuses_and_keeps_what_it_had(tmp_path: Path) -> None:
    alone = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-r", "-m"]
    mount = 'mount -t tmpfs -o size=300k tmpfs "$0" || exit 0; echo ready; "$@"; ls "$0/tmp"'
    command = [*alone, "sh", "-c", mount, str(tmp_path)]
    said = run([*command, *writer(tmp_path, SMALL, 4 * 100_000, SMALL)])
    if not said:
        pytest.skip("this machine lets nobody mount a tmpfs, not even a private one")
    assert [line[0] for line in said] == ["ready", "stored", "refused", "stored"]
    assert said[2] == ["refused", "DISK-FULL", "ENOSPC"]  # and `ls` found no temporary file


@needs_strace
@pytest.mark.parametrize("call", ["fsync", "rename", "fchmod", "lseek"])
def test_a_disk_that_fails_is_named_and_nothing_is_acknowledged(tmp_path: Path, call: str) -> None:
    when = "1+" if call == "lseek" else "1"
    said = injected(f"{call}:error=EIO:when={when}", writer(tmp_path, SMALL))
    assert said == [["refused", "STORAGE-FAILED", "EIO"]]
    assert proven(tmp_path) == set()
    assert temporaries(tmp_path) == []


@needs_strace
def test_a_failed_sync_of_the_folder_is_not_acknowledged(tmp_path: Path) -> None:
    said = injected("fsync:error=EIO:when=2", writer(tmp_path, SMALL, SMALL))
    assert [line[:2] for line in said] == [["refused", "STORAGE-FAILED"], ["stored", *stored(said)]]
    assert stored(said) <= proven(tmp_path)


@needs_strace
@pytest.mark.parametrize("call", ["fsync", "rename", "fchmod"])
def test_killed_at_every_step_nothing_acknowledged_is_lost(tmp_path: Path, call: str) -> None:
    for number in range(1, 20):
        folder = tmp_path / str(number)
        said = injected(f"{call}:signal=KILL:when={number}", writer(folder, SMALL, SMALL))
        assert stored(said) <= proven(folder)
        assert len(temporaries(folder)) <= 1
        if len(said) == 2:
            assert number > 2 * (4 if call == "fsync" else 1)
            return
    pytest.fail("the writer never came through")


def test_kill_9_in_the_middle_of_a_write_leaves_only_a_temporary_file(tmp_path: Path) -> None:
    slow = (
        "import sys, time\nfrom pathlib import Path\nfrom qms.store import open_store\n"
        "class Slow:\n"
        "    def seekable(self): return False\n"
        "    def read(self, size): time.sleep(0.01); return b'x' * 1000\n"
        "store = open_store(Path(sys.argv[1]))\nprint('writing', flush=True)\nstore.put(Slow())\n"
    )
    command = [*writer(tmp_path)[:2], "-c", slow, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        until = time.monotonic() + 20
        while not temporaries(tmp_path) and time.monotonic() < until:
            time.sleep(0.01)
        child.send_signal(signal.SIGKILL)
    store = open_store(tmp_path)
    assert list(store.scan()) == []
    assert len(temporaries(tmp_path)) == 1
    now = datetime.now(UTC)
    assert store.sweep_temporary(now - timedelta(hours=1)) == 0  # may belong to a running upload
    assert store.sweep_temporary(now + timedelta(seconds=5)) == 1
    assert temporaries(tmp_path) == []
