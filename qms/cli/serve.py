"""`qms serve` and `qms jobs`: the web server with its one background process beside it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable

import click
from flask_babel import gettext as _

from qms import schema
from qms.cli.console import Console, pass_console
from qms.errors import Unavailable
from qms.settings import ROOT, Settings

RESTART_SECONDS = 5.0


@click.command()
@pass_console
def serve(console: Console) -> None:
    """Chạy dịch vụ web và tiến trình nền / run the web server and its jobs process."""
    settings = console.settings
    _require_ready(console)
    jobs = _start_jobs()
    web = _start_web(settings)
    console.say(_("Địa chỉ: %(url)s (Ctrl+C để dừng)", url=settings.public_url))
    sys.exit(_supervise(web, jobs))


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


def _start_web(settings: Settings) -> "subprocess.Popen[bytes]":
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", settings.host, "--port", str(settings.port)),
        *("--workers", str(settings.workers), "--blocking-threads", "4"),
        *("--no-ws", "--log-level", "warning", "--respawn-failed-workers"),
        "wsgi:app",
    ]
    return subprocess.Popen(command, cwd=ROOT)


def _supervise(web: "subprocess.Popen[bytes]", jobs_process: "subprocess.Popen[bytes]") -> int:
    """Wait for the web server; a jobs process that dies is started again."""
    last_start = time.monotonic()
    try:
        while (code := web.poll()) is None:
            if jobs_process.poll() is not None and time.monotonic() - last_start > RESTART_SECONDS:
                jobs_process, last_start = _start_jobs(), time.monotonic()
            _pause(web.wait)
    except KeyboardInterrupt:
        code = 0
    for process in (web, jobs_process):
        if process.poll() is None:
            process.terminate()
    for process in (web, jobs_process):
        process.wait(timeout=15)
    return code


def _pause(wait: Callable[[float], int]) -> None:
    try:
        wait(0.5)
    except subprocess.TimeoutExpired:
        return
