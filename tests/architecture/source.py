"""The checkout as the architecture tests read it."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
QMS = ROOT / "qms"


UNTRACKED = {".venv", "instance", "__pycache__", "build", "htmlcov", "qms.egg-info"}


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project: tracked, or new and not ignored."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        return tuple(path for path in _walk(ROOT) if path.is_file())
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    names = listed.decode().split("\0")
    return tuple(ROOT / name for name in sorted(names) if name and (ROOT / name).is_file())


def _walk(folder: Path) -> Iterator[Path]:
    """In an unpacked archive nothing tells what is tracked but the names."""
    for path in sorted(folder.iterdir()):
        if (
            path.name in UNTRACKED
            and folder == ROOT
            or path.name.startswith(".")
            or path.is_symlink()
        ):
            continue
        if path.is_dir() and path.name != "__pycache__":
            yield from _walk(path)
        elif path.suffix not in {".mo", ".pyc"}:
            yield path


def python_files() -> list[Path]:
    """Our Python, without the migrations, whose length is the schema's."""
    versions = ROOT / "migrations" / "versions"
    return [one for one in files() if one.suffix == ".py" and versions not in one.parents]


def modules() -> Iterator[tuple[str, ast.Module]]:
    """(path below qms/, syntax tree) of every module of the service."""
    for path in python_files():
        if QMS in path.parents:
            yield str(path.relative_to(QMS)), tree(path)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def dotted(node: ast.AST) -> str:
    """`datetime.now` of the expression that says so, else empty."""
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return node.id if isinstance(node, ast.Name) else ""
