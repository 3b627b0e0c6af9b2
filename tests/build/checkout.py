"""A bare copy of what the two commands are made of, without an environment, for trying them out."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def copy(target: Path) -> Path:
    """scripts, Makefile and requirements, nothing else."""
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("scripts", "requirements"):
        shutil.copytree(ROOT / name, target / name, ignore=ignored)
    shutil.copy(ROOT / "Makefile", target)
    return target


def without(module: str, folder: Path) -> dict[str, str]:
    """An environment in which Python lacks this module and the machine has no apt."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(f"import sys\nsys.modules[{module!r}] = None\n")
    return {**os.environ, "PYTHONPATH": str(folder), "PATH": str(folder)}


def bootstrap(checkout: Path, *words: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the script as a person without make would."""
    command = [sys.executable, "scripts/bootstrap.py", *words]
    return subprocess.run(
        command, cwd=checkout, env=env, capture_output=True, text=True, check=False
    )
