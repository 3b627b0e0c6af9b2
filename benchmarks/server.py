"""Starts a server as users do, and asks it from several clients at once."""

import http.client
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from qms.settings import ROOT, Settings


@dataclass(frozen=True)
class Rate:
    """What one run gave."""

    per_second: float
    p50_ms: float
    p95_ms: float


def environment(settings: Settings) -> dict[str, str]:
    """The environment in which a child finds this installation."""
    return os.environ | {
        "QMS_INSTANCE": str(settings.instance),
        "QMS_DATABASE_URL": settings.database_url,
        "QMS_PORT": str(settings.port),
        "PYTHONPATH": str(ROOT),
    }


@contextmanager
def serving(settings: Settings, target: str = "") -> Iterator["subprocess.Popen[bytes]"]:
    """`qms serve`, or the same server with another application."""
    command = [sys.executable, "-m", "qms.cli", "serve"]
    if target:
        port = str(settings.port)
        options = ["--host", settings.host, "--port", port, "--workers", str(settings.workers)]
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--blocking-threads"]
        command += ["4", "--no-ws", "--log-level", "warning", *options, target]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(settings), stdout=subprocess.DEVNULL
    )
    try:
        wait_until_up(settings)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_until_up(settings: Settings, path: str = "/healthz", limit: float = 60) -> float:
    """Seconds until the server answers."""
    began = time.monotonic()
    while time.monotonic() - began < limit:
        try:
            status, _ = ask(settings, path)
            if status < 500:
                return time.monotonic() - began
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(path)


def ask(settings: Settings, path: str, headers: dict[str, str] | None = None) -> tuple[int, bytes]:
    """One request on its own connection."""
    connection = http.client.HTTPConnection(settings.host, settings.port, timeout=30)
    try:
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def load(
    settings: Settings, path: str, clients: int, seconds: float, headers: dict[str, str]
) -> Rate:
    """Ask the same page from `clients` connections for a while; every answer must be 200."""
    times: list[float] = []
    end = time.monotonic() + seconds

    def client() -> None:
        connection = http.client.HTTPConnection(settings.host, settings.port, timeout=30)
        while time.monotonic() < end:
            began = time.monotonic()
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status != http.client.OK:
                raise RuntimeError(f"{path} answered {answer.status}")
            times.append(time.monotonic() - began)
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ordered = sorted(times)
    return Rate(
        len(ordered) / seconds,
        statistics.median(ordered) * 1000,
        ordered[int(len(ordered) * 0.95)] * 1000,
    )
