"""What each command does, in the order it does it."""

import os
import shutil
import time
from collections.abc import Callable

import checks
import environment
import machine
from environment import BIN
from steps import ROOT, call, must, say, step

CACHES = (".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache")
PRODUCTS = ("build", "qms.egg-info", "htmlcov", ".venv")
ADDRESSES = "--no-emit-index-url"  # where packages come from is the machine's business


def run(_paths: list[str]) -> int:
    """Start the service; the first time make everything it needs and load the demo."""
    began = time.monotonic()
    environment.prepare("core")
    machine.install_for_service()
    qms = BIN / "qms"
    must([qms, "init", "--if-needed"], "The instance could not be made; see the message above.")
    must([qms, "demo", "--if-empty"], "The demo could not be loaded; see the message above.")
    host = os.environ.get("QMS_HOST", "127.0.0.1")
    port = os.environ.get("QMS_PORT", "8000")
    say(f"==> Ready in {time.monotonic() - began:.1f} s: http://{host}:{port} (Ctrl+C stops it)")
    os.chdir(ROOT)
    os.execv(qms, [str(qms), "serve"])


def demo(_paths: list[str]) -> int:
    """Load the demo into an empty instance."""
    environment.prepare("core")
    must([BIN / "qms", "init", "--if-needed"], "The instance could not be made.")
    return call([BIN / "qms", "demo"])


def test(paths: list[str]) -> int:
    """Everything, or only the tests of these paths."""
    environment.prepare("dev")
    if paths:
        return checks.only(paths)
    machine.install(machine.missing())
    return checks.everything()


def lint(_paths: list[str]) -> int:
    """The checks that run no test."""
    environment.prepare("dev")
    return checks.static()


def fix(_paths: list[str]) -> int:
    """Format, and mend what the linter can."""
    environment.prepare("dev")
    call([BIN / "ruff", "check", "--fix", "-q", "."])
    return call([BIN / "ruff", "format", "."])


def lock(_paths: list[str]) -> int:
    """Pin what requirements/*.in name, for every platform from Python 3.11 on."""
    environment.prepare("dev")
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header"]
    folder = ROOT / "requirements"
    for name, more in (("core", []), ("dev", ["-c", folder / "core.txt"])):
        with step(f"Locking requirements/{name}.in"):
            source, target = folder / f"{name}.in", folder / f"{name}.txt"
            compile_pins = [BIN / "uv", "pip", "compile", "-q", source, "-o", target, *more]
            must([*compile_pins, *options, ADDRESSES], "The lock was not changed.")
    return 0


def migration(words: list[str]) -> int:
    """Draft a migration from what the models say now."""
    environment.prepare("dev")
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return call([environment.PYTHON, "scripts/migration.py", *words], env=env)


def clean(_paths: list[str]) -> int:
    """Remove what can be made again; the instance stays."""
    for name in CACHES + PRODUCTS:
        shutil.rmtree(ROOT / name, ignore_errors=True)
    for compiled in ROOT.glob("qms/translations/*/LC_MESSAGES/*.mo"):
        compiled.unlink()
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "demo": demo,
    "test": test,
    "lint": lint,
    "fix": fix,
    "lock": lock,
    "migration": migration,
    "clean": clean,
}
