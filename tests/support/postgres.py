"""A PostgreSQL server for one test run, from Debian's package or whatever is on PATH."""

import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.support import run

PREFIX = "qms-pg-"
SETTINGS = {
    "fsync": "off",  # nothing outlives the run
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "120",
    "listen_addresses": "127.0.0.1",
    "autovacuum": "off",
    "log_min_messages": "fatal",
    "timezone": "Asia/Ho_Chi_Minh",  # a zone of its own finds every instant without one
}


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server: `home` holds its data and socket."""

    home: str
    port: int
    owner: int  # the process whose end makes this cluster stale

    def url(self, database: str) -> str:
        """The URL of a database here, over loopback."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}"


def programs() -> Path | None:
    """The folder with initdb and pg_ctl, the newest there is."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4])
    )
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    return Path(on_path).resolve().parent if on_path else None


def cluster() -> Cluster | None:
    """The run's one server, started by whoever asks first; None where PostgreSQL is absent."""
    with run.once("postgres.json") as note:
        if note.exists():
            return Cluster(**json.loads(note.read_text()))
        folder = programs()
        if folder is None:
            return None
        _sweep(folder)
        started = _start(folder)
        note.write_text(json.dumps(asdict(started)))
        return started


def stop() -> None:
    """Stop the run's server, if one was started."""
    note = run.folder() / "postgres.json"
    folder = programs()
    if note.exists() and folder is not None:
        _remove(folder, Path(Cluster(**json.loads(note.read_text())).home))


def _start(folder: Path) -> Cluster:
    home = Path(tempfile.mkdtemp(prefix=PREFIX))
    owner = int(os.environ.get("QMS_TEST_OWNER", os.getpid()))
    (home / "owner").write_text(str(owner))
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")  # the server refuses to run as root
        os.chown(home, account.pw_uid, account.pw_gid)
    data = home / "data"
    _as_postgres(
        [str(folder / "initdb"), "-D", str(data), "-U", "postgres", "--auth=trust", "--no-sync"]
        + ["--locale=C.UTF-8", "-E", "UTF8"]
    )
    port = _free_port()
    options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
    options += f" -c port={port} -c unix_socket_directories={home}"
    _as_postgres(
        [str(folder / "pg_ctl"), "-D", str(data), "-l", str(home / "log"), "-w", "-t", "60"]
        + ["-o", options, "start"]
    )
    return Cluster(str(home), port, owner)


def _sweep(folder: Path) -> None:
    """Stop what a run that was killed left behind."""
    for home in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if run.is_stale(home):
            _remove(folder, home)


def _remove(folder: Path, home: Path) -> None:
    if (home / "data" / "postmaster.pid").exists():
        command = [
            str(folder / "pg_ctl"),
            "-D",
            str(home / "data"),
            "-m",
            "immediate",
            "-w",
            "stop",
        ]
        _as_postgres(command, check=False)
    shutil.rmtree(home, ignore_errors=True)


def _as_postgres(command: Sequence[str], *, check: bool = True) -> None:
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    # The server keeps what it inherits: a pipe would never close, so its words go to a file.
    with tempfile.TemporaryFile() as words:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=words, stderr=words, cwd="/", check=False
        )
        if check and done.returncode:
            words.seek(0)
            raise RuntimeError(f"{command}: {words.read().decode(errors='replace')}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
