"""What the README says of the program is read back from the program."""

import re

from qms.cli.main import COMMANDS
from qms.documents.rules.states import SIGNED, TRANSITIONS
from qms.settings import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def transition_table() -> str:
    """The lifecycle as the rules have it."""
    lines = ["| from | act | to | signed |", "|---|---|---|---|"]
    for (state, act), following in TRANSITIONS.items():
        signed = "yes" if act in SIGNED else ""
        lines.append(f"| {state.value} | {act.value} | {following.value} | {signed} |")
    return "\n".join(lines)


def part(name: str) -> str:
    found = re.search(f"<!-- {name} -->\n(.*?)\n?<!-- /{name} -->", README, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_transition_table_is_that_of_the_rules() -> None:
    assert part("transitions") == transition_table()


def test_every_setting_is_in_the_readme() -> None:
    source = (ROOT / "qms" / "settings.py").read_text(encoding="utf-8")
    missing = {name for name in re.findall(r'"(QMS_\w+)"', source) if f"`{name}`" not in README}
    assert not missing


def test_every_command_is_in_the_readme() -> None:
    listed = re.search(r"`qms ([a-z ]+)`; `--help`", README)
    assert listed is not None
    assert set(listed[1].split()) == set(COMMANDS)
