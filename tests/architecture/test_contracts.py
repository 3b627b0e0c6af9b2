"""Each import contract catches what it forbids: a contract whose pattern matches nothing is silent.

Every violation is planted in a copy of the tree, in every room there is, and one run must name all.
"""

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import QMS, ROOT

FLASK_FAMILY = ("flask", "flask_login", "flask_babel", "flask_wtf", "werkzeug", "apiflask")
ROOMS = ("people", "documents")
TOOLS = ("audit", "store", "signing", "search", "word", "sheets", "outbox")
ARROWS = [  # lower -> upper: each turned the wrong way
    ("errors", "settings"),
    ("settings", "db"),
    ("db", "triggers"),
    ("triggers", "messages"),
    ("messages", "audit"),
    ("audit", "store"),
    ("word", "search"),
    ("sheets", "word"),
    ("web", "service"),
    ("service", "people"),
    ("people", "documents"),
    ("documents", "home"),
    ("home", "app"),
    ("jobs", "cli"),
]
OWNED = {"whoosh": "word", "docx": "search", "cryptography": "people", "pyhanko": "documents"}
OWNED |= {"openpyxl": "registers"}


def plant(copy: Path, module: str, imported: str) -> str:
    """Make `module` (or a new module of the package it is) import what it must not."""
    place = copy / module.replace(".", "/")
    if place.is_dir():
        name = f"planted_{imported.replace('.', '_')}"
        (place / f"{name}.py").write_text(f"import {imported}\n")
        return f"{module}.{name} -> {imported}"
    with place.with_suffix(".py").open("a") as file:
        file.write(f"\nimport {imported}\n")
    return f"{module} -> {imported}"


def exists(module: str) -> bool:
    place = QMS.parent / module.replace(".", "/")
    return place.is_dir() or place.with_suffix(".py").exists()


def plants() -> dict[str, list[tuple[str, str]]]:
    """Contract -> (module, what it may not import)."""
    rooms = [path.name for path in QMS.iterdir() if (path / "__init__.py").exists()]

    def each(part: str, *imported: str) -> list[tuple[str, str]]:
        places = [f"qms.{room}.{part}" for room in rooms if exists(f"qms.{room}.{part}")]
        return [(place, one) for place in places for one in imported]

    return {
        "rooms": [(f"qms.{low}", f"qms.{high}") for low, high in ARROWS],
        "tools-no-flask": [(f"qms.{tool}", one) for tool in TOOLS for one in FLASK_FAMILY],
        "rules-pure": each("rules", *FLASK_FAMILY, "sqlalchemy"),
        "acts-no-flask": each("acts", *FLASK_FAMILY),
        "views-no-sql": each("views", "sqlalchemy") + each("api", "sqlalchemy"),
        "whoosh": [(f"qms.{OWNED['whoosh']}", "whoosh")],
        "docx": [(f"qms.{OWNED['docx']}", "docx")],
        "sheets": [(f"qms.{OWNED['openpyxl']}", "openpyxl")],
        "crypto": [(f"qms.{OWNED[one]}", one) for one in ("cryptography", "pyhanko")],
    }


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> tuple[str, dict[str, list[str]]]:
    """What lint-imports says of the copy, and the violations planted by contract."""
    copy = tmp_path_factory.mktemp("planted")
    ignored = shutil.ignore_patterns("__pycache__", "static", "translations")
    shutil.copytree(QMS, copy / "qms", ignore=ignored)
    shutil.copy(ROOT / "setup.cfg", copy)
    planted = {
        contract: [plant(copy, *one) for one in violations]
        for contract, violations in plants().items()
    }
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    return re.sub(r"\s+", " ", done.stdout), planted


def contracts() -> list[str]:
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    prefix = "importlinter:contract:"
    return [one.removeprefix(prefix) for one in settings.sections() if one.startswith(prefix)]


def test_every_contract_has_violations_planted_here():
    assert sorted(plants()) == sorted(contracts())
    assert all(plants().values())


@pytest.mark.parametrize("contract", contracts())
def test_a_planted_violation_is_found(contract, report):
    output, planted = report
    missed = [one for one in planted[contract] if one not in output]
    assert missed == []


def test_every_part_of_qms_stands_on_a_layer():
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    layers = re.split(r"[\s|]+", settings["importlinter:contract:rooms"]["layers"].strip())
    parts = {f"qms.{path.stem}" for path in QMS.iterdir() if path.stem.isidentifier()}
    assert parts - {"qms.__init__", "qms.__pycache__", "qms.translations"} == set(layers)
