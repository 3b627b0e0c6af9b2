"""The checkout as the architecture tests read it."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
QMS = ROOT / "qms"


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project: tracked, or new and not ignored."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    names = listed.decode().split("\0")
    return tuple(ROOT / name for name in sorted(names) if name and (ROOT / name).is_file())


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
