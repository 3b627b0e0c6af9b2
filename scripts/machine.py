"""The system's programs: which the tests need, which are missing, and the apt line for them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from steps import Failure, call, must, say, step

APT_OPTIONS = ["-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"]
VENV_MISSING = (
    "Python's venv module is not installed. On Debian or Ubuntu run this once:\n"
    "    apt-get install -y make python3-venv"
)
FONTS = Path("/usr/share/fonts")


def _program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def _has_chromium() -> bool:
    given = os.environ.get("QMS_CHROMIUM", "")
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return bool(given and Path(given).exists()) or _program(*names)()


def _has_office() -> bool:
    return bool(os.environ.get("QMS_SOFFICE")) or _program("soffice", "libreoffice")()


def _has_postgresql() -> bool:
    return bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


def _has_fonts() -> bool:
    """A serif face with all Vietnamese letters and the widths of Times New Roman."""
    names = ("Tinos-Regular.ttf", "LiberationSerif-Regular.ttf")
    return any(any(FONTS.rglob(name)) for name in names)


@dataclass(frozen=True)
class Tool:
    """A program of the system, and Debian's package that has it."""

    name: str
    package: str
    is_here: Callable[[], bool]
    serves: bool = False  # the service works with less where it is missing


TOOLS = (
    Tool("make", "make", _program("make")),
    Tool("Chromium", "chromium", _has_chromium),
    Tool("LibreOffice Writer", "libreoffice-writer-nogui", _has_office, serves=True),
    Tool("fonts with Vietnamese", "fonts-croscore", _has_fonts, serves=True),
    Tool("bubblewrap", "bubblewrap", _program("bwrap"), serves=True),
    Tool("pdftotext, pdftoppm", "poppler-utils", _program("pdftotext")),
    Tool("PostgreSQL server", "postgresql", _has_postgresql),
    Tool("openssl", "openssl", _program("openssl")),
    Tool("SoftHSM", "softhsm2", _program("softhsm2-util")),
    Tool("certutil", "libnss3-tools", _program("certutil")),
    Tool("faketime", "faketime", _program("faketime")),
    Tool("strace", "strace", _program("strace")),
)


def need_venv() -> None:
    """Install Python's venv where we may, else say the one line that does."""
    if not may_install():
        raise Failure(VENV_MISSING)
    exact = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    with step("Installing python3-venv"):
        must(_privileged(["apt-get", "update", "-q"]), VENV_MISSING)
        if call(_privileged(["apt-get", "install", *APT_OPTIONS, "python3-venv", exact])):
            raise Failure(VENV_MISSING)


def missing() -> list[Tool]:
    """What the tests would like to have and is not here."""
    return [tool for tool in TOOLS if not tool.is_here()]


def install(wanted: list[Tool]) -> None:
    """Get these through apt where we may; what cannot be had is told, and its tests are skipped."""
    _get(wanted)
    _tell(missing(), "its tests are skipped; to have them all, as root:")


def install_for_service() -> None:
    """What makes PDFs; without it the service publishes Word files and takes authors' PDFs."""
    wanted = [tool for tool in missing() if tool.serves]
    _get(wanted)
    lacking = [tool for tool in wanted if not tool.is_here()]
    _tell(lacking, "PDFs are made only with all of these; to have them, as root:")


def _get(wanted: list[Tool]) -> None:
    if not wanted or not may_install():
        return
    with step("Installing system packages: " + " ".join(tool.package for tool in wanted)):
        call(_privileged(["apt-get", "update", "-q"]))
        every = [tool.package for tool in wanted]
        if call(_privileged(["apt-get", "install", "-q", *APT_OPTIONS, *every])):
            for package in every:
                call(_privileged(["apt-get", "install", "-q", *APT_OPTIONS, package]))


def _tell(lacking: list[Tool], why: str) -> None:
    for tool in lacking:
        say(f"    missing: {tool.name}")
    if lacking:
        say(f"    {why}")
        say("    " + apt_line(lacking))


def apt_line(wanted: list[Tool]) -> str:
    """The command an administrator types."""
    packages = " ".join(tool.package for tool in wanted)
    return f"apt-get update && apt-get install -y --no-install-recommends {packages}"


def may_install() -> bool:
    """Root, or sudo without a password, on a machine with apt."""
    if shutil.which("apt-get") is None:
        return False
    return os.geteuid() == 0 or _has_sudo()


def _has_sudo() -> bool:
    if shutil.which("sudo") is None:
        return False
    return subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0


def _privileged(command: list[str]) -> list[str]:
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", *command]
    return quiet if os.geteuid() == 0 else ["sudo", "-n", *quiet]
