"""A house grows ugly one long file at a time."""

import ast

from tests.architecture.source import ROOT, files, python_files, tree

MODULE_LINES = 400
FUNCTION_LINES = 50
TEMPLATE_LINES = 150
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def lines_of(path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def too_long(paths, limit: int) -> list[str]:
    lengths = {str(path.relative_to(ROOT)): lines_of(path) for path in paths}
    return [f"{name}: {length} lines" for name, length in lengths.items() if length > limit]


def test_no_module_is_longer_than_400_lines():
    assert too_long(python_files(), MODULE_LINES) == []


def test_no_template_is_longer_than_150_lines():
    templates = [one for one in files() if one.is_relative_to(ROOT / "templates")]
    assert too_long(templates, TEMPLATE_LINES) == []


def test_no_function_is_longer_than_50_lines():
    found = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, FUNCTIONS) and node.end_lineno - node.lineno >= FUNCTION_LINES
    ]
    assert found == []
