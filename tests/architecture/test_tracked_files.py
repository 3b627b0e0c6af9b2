"""What is checked in works anywhere: no path of one machine, no address of one package index."""

import re

from tests.architecture.source import ROOT, files

TEXT = {".py", ".md", ".txt", ".in", ".cfg", ".toml", ".html", ".css", ".js", ".json", ".po", ".sh"}
TEXT |= {".mako", ".yml", ".yaml", ""}
FORBIDDEN = re.compile(
    r"/wor[k]/(main|steering|\.library)|/roo[t]/|files[.]pythonhosted|pypi[.]org/simple"
    r"|registry[.]npmjs|deb[.]debian[.]org|--(extra-)?index-ur[l][ =]\S|find-link[s][ =]"
)
PIN = re.compile(
    r"^([a-z0-9][a-z0-9._-]*)(?:\[[a-z,]+\])?==([^ ;\\]+)", re.MULTILINE | re.IGNORECASE
)


def lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def pins(name: str) -> dict[str, str]:
    return {package.lower(): version for package, version in PIN.findall(lock(name))}


def test_no_file_names_a_path_of_a_machine_or_a_package_index():
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in files()
        if path.suffix in TEXT
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if FORBIDDEN.search(line)
    ]
    assert found == []


def test_every_locked_package_has_hashes_and_no_address():
    for name in ("core", "dev"):
        text = lock(name)
        assert "://" not in text
        blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
        assert [one.split()[0] for one in blocks if "--hash=sha256:" not in one] == []
        assert {re.split("[=[]", one, maxsplit=1)[0].lower() for one in blocks} == set(pins(name))


def test_the_development_lock_holds_every_pin_of_the_core_lock():
    assert {one: pins("dev").get(one) for one in pins("core")} == pins("core")


def test_every_wanted_package_is_locked():
    for name in ("core", "dev"):
        source = (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8")
        wanted = re.findall(r"^([A-Za-z0-9][A-Za-z0-9._-]*)", source, re.MULTILINE)
        assert {one.lower() for one in wanted} <= set(pins(name))
