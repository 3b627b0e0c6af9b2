"""What only one place may do: read the clock or the environment, swallow any error."""

import ast

import pytest

from tests.architecture.source import dotted, modules

CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "datetime.datetime.now",
}
CLOCKS |= {"datetime.datetime.utcnow", "datetime.date.today", "time.time", "time.time_ns"}
CLOCK_OWNERS = ("service.py", "cli/", "jobs.py", "jobs/")
FILE_AGES = ("search/whoosh_index/folders.py",)  # compares with the age of a file on disk
CATCH_ALL_OWNERS = ("cli/main.py", "jobs.py", "jobs/")
ENVIRONMENT = {"os.environ", "os.getenv", "os.putenv", "environ", "getenv"}
ENVIRONMENT_OWNERS = ("settings.py",)
WEAK = {"hashlib.md5", "hashlib.sha1", "md5", "sha1"}


def users(of: set[str], owners: tuple[str, ...]) -> list[str]:
    """Where one of these dotted names stands outside its owners."""
    return [
        f"qms/{name}:{node.lineno}: {dotted(node)}"
        for name, tree in modules()
        if not name.startswith(owners)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Attribute, ast.Name)) and dotted(node) in of
    ]


def swallows_all(handler: ast.ExceptHandler) -> bool:
    """Whether it takes any error and does not end by passing that error on."""
    last = handler.body[-1]
    if isinstance(last, ast.Raise) and last.exc is None:
        return False
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(one is None or dotted(one) in {"Exception", "BaseException"} for one in caught)


def test_only_the_service_and_the_commands_read_the_clock():
    assert users(CLOCKS, CLOCK_OWNERS + FILE_AGES) == []


def test_only_settings_read_the_environment():
    assert users(ENVIRONMENT, ENVIRONMENT_OWNERS) == []


def test_nobody_hashes_with_md5_or_sha1():
    assert users(WEAK, ("-",)) == []


def test_nobody_draws_from_the_predictable_random():
    found = [
        f"qms/{name}:{node.lineno}"
        for name, tree in modules()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Import) and any(one.name == "random" for one in node.names))
        or (isinstance(node, ast.ImportFrom) and node.module == "random")
    ]
    assert found == []


def test_only_the_job_runner_and_the_command_swallow_any_error():
    found = [
        f"qms/{name}:{node.lineno}"
        for name, tree in modules()
        if not name.startswith(CATCH_ALL_OWNERS)
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and swallows_all(node)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("code", "is_swallowed"),
    [
        ("try: x\nexcept: y", True),
        ("try: x\nexcept Exception: y", True),
        ("try: x\nexcept (ValueError, BaseException): y", True),
        ("try: x\nexcept (ValueError, KeyError): y", False),
        ("try: x\nexcept BaseException:\n  close()\n  raise", False),
        ("try: x\nexcept Exception as error:\n  raise Other from error", True),
    ],
)
def test_the_check_knows_who_swallows_any_error(code: str, is_swallowed: bool):
    handler = next(one for one in ast.walk(ast.parse(code)) if isinstance(one, ast.ExceptHandler))
    assert swallows_all(handler) is is_swallowed
