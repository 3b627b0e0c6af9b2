"""`qms serve` and `qms jobs`: the web server with its one background process beside it."""

import os
import subprocess
import sys
import threading

import click
from flask_babel import gettext as _

from qms import schema
from qms.cli.console import Console, pass_console
from qms.errors import Unavailable
from qms.settings import ROOT, Settings

RESTART_SECONDS = 5.0
THREADS = 4  # requests at once in each worker


@click.command()
@pass_console
def serve(console: Console) -> None:
    """Chạy dịch vụ web và tiến trình nền / run the web server and its jobs process."""
    settings = console.settings
    _require_ready(console)
    console.service.close()  # the workers open their own
    keeper = _JobsKeeper()
    keeper.start()
    console.say(_("Địa chỉ: %(url)s (Ctrl+C để dừng)", url=settings.public_url))
    try:
        _serve_web(settings)
    finally:
        keeper.stop()


@click.command()
@click.option("--parent", type=int, default=None, hidden=True)
@pass_console
def jobs(console: Console, parent: int | None) -> None:
    """Chạy riêng tiến trình nền (chỉ mục, thư, nhắc việc) / run the jobs process alone."""
    from qms.jobs import run_jobs

    _require_ready(console)
    run_jobs(console.service, parent)


def _require_ready(console: Console) -> None:
    if not console.settings.secret_path.exists():
        raise Unavailable("NOT-INITIALISED")
    if not schema.is_at_head(console.service.db):
        schema.upgrade(console.settings.database_url)


def _start_jobs() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "qms.cli", "jobs", "--parent", str(os.getpid())], cwd=ROOT
    )


class _JobsKeeper(threading.Thread):
    """Keeps the jobs process alive beside the server: one that dies is started again."""

    def __init__(self) -> None:
        super().__init__(daemon=True, name="jobs-keeper")
        self.stopping = threading.Event()
        self.process = _start_jobs()

    def run(self) -> None:
        while not self.stopping.wait(RESTART_SECONDS):
            if self.process.poll() is not None:
                self.process = _start_jobs()

    def stop(self) -> None:
        self.stopping.set()
        self.process.terminate()
        self.process.wait(timeout=15)


def _serve_web(settings: Settings) -> None:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    os.chdir(ROOT)
    Server(
        "qms.cli.worker:app",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()
