"""The environment `.venv`: exactly what the lock names, made once and kept while the lock stays."""

import fcntl
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import machine
from steps import ROOT, follow, must, say, step

VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
STAMP = VENV / "qms-stamp.json"
LOCKS = {name: ROOT / "requirements" / f"{name}.txt" for name in ("core", "dev")}
TRANSLATIONS = ROOT / "qms" / "translations"
COLLECTED = ("Collecting ", "Processing ")  # from an index, from a folder
NO_NETWORK = "Check the network or the package index set up for pip, then run the command again."


def prepare(kind: str) -> None:
    """Make `.venv` hold the `core` or `dev` lock, the project and compiled translations."""
    with _alone():
        if not _is_usable():
            _create()
        stamp = _read_stamp()
        if not _is_installed(kind, stamp):
            _install(kind)
            stamp |= {"place": str(VENV), kind: _digest(LOCKS[kind])}
            if kind == "dev":
                stamp["core"] = _digest(LOCKS["core"])  # dev.txt holds every pin of core.txt
            _write_stamp(stamp)
        project = _digest(ROOT / "setup.cfg")
        if stamp.get("project") != project or not (BIN / "qms").exists():
            _install_project()
            _write_stamp(stamp | {"project": project})
        _compile_translations()


@contextmanager
def _alone() -> Iterator[None]:
    """Two commands started together prepare one after the other."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _is_usable() -> bool:
    """Whether `.venv` was made whole, here, and its Python still runs."""
    if not PYTHON.exists() or _read_stamp().get("place", str(VENV)) != str(VENV):
        return False
    probe = [str(PYTHON), "-m", "pip", "--version"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def _create() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        machine.need_venv()
    with step(f"Making .venv with Python {sys.version.split()[0]}"):
        must([sys.executable, "-m", "venv", "--clear", VENV], machine.VENV_MISSING)


def _is_installed(kind: str, stamp: dict[str, str]) -> bool:
    return stamp.get(kind) == _digest(LOCKS[kind])


def _install(kind: str) -> None:
    lock = LOCKS[kind]
    pins = sum("==" in line and line[0].isalnum() for line in lock.read_text().splitlines() if line)
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    with step(f"Installing {pins} packages of requirements/{lock.name}, each checked by its hash"):
        command = [*pip, "--no-deps", "--require-hashes", "-r", lock]
        follow(command, COLLECTED, pins, "Installing collected packages", NO_NETWORK)


def _install_project() -> None:
    """The command `qms`, with nothing fetched: setuptools is in the lock."""
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "-q", "install"]
    options = ["--no-deps", "--no-index", "--no-build-isolation", "--editable"]
    with step("Installing the command qms"):
        must([*pip, *options, ROOT], "The project could not be installed; remove .venv and retry.")


def _compile_translations() -> None:
    sources = list(TRANSLATIONS.glob("*/LC_MESSAGES/*.po"))
    if any(_is_older(source.with_suffix(".mo"), source) for source in sources):
        say("==> Compiling translations")
        must([BIN / "pybabel", "-q", "compile", "-d", TRANSLATIONS], "A translation is broken.")


def _is_older(product: Path, source: Path) -> bool:
    return not product.exists() or product.stat().st_mtime < source.stat().st_mtime


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes() + sys.version.encode()).hexdigest()


def _read_stamp() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def _write_stamp(stamp: dict[str, str]) -> None:
    """Written last and whole, so that an interrupted installation is done again."""
    making = STAMP.with_suffix(".making")
    making.write_text(json.dumps(stamp))
    making.replace(STAMP)
