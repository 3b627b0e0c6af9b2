"""bubblewrap around the converter: no network, no processes and no files but the program's."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

JOB = Path("/job")
SYSTEM = ("/bin", "/sbin", "/lib", "/lib32", "/lib64")
CONFIGURATION = ("/etc/fonts", "/etc/libreoffice", "/etc/alternatives", "/var/cache/fontconfig")
NAMESPACES = ("--unshare-all", "--die-with-parent", "--new-session")


def wrapping(program: str, folder: Path) -> list[str]:
    """The words before the command, so that it sees itself, the system's fonts and its job."""
    return [
        shutil.which("bwrap") or "bwrap",
        *NAMESPACES,
        *_system(),
        *("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"),  # noqa: S108 - the sandbox's own
        *_home_of(Path(program)),
        *("--bind", str(folder), str(JOB), "--chdir", str(JOB), "--"),
    ]


@cache
def works(program: str) -> bool:
    """Does bubblewrap run here? In a container without user namespaces it does not."""
    if shutil.which("bwrap") is None:
        return False
    probe = [*wrapping(program, Path("/usr/share")), "/bin/sh", "-c", f"test -e '{program}'"]
    done = subprocess.run(probe, capture_output=True, timeout=30, check=False)
    return done.returncode == 0


def _system() -> list[str]:
    words = ["--ro-bind", "/usr", "/usr"]
    for name in SYSTEM:
        path = Path(name)
        if path.is_symlink():
            words += ["--symlink", str(path.readlink()), name]
        else:
            words += ["--ro-bind-try", name, name]
    for name in CONFIGURATION:
        words += ["--ro-bind-try", name, name]
    return words


def _home_of(program: Path) -> list[str]:
    """A program outside /usr, as installed in /opt: its folder, and where its name points to."""
    folders = {program.parent, program.resolve().parent.parent}
    words: list[str] = []
    for folder in sorted(folders):
        if not folder.is_relative_to("/usr") and folder != Path("/") and str(folder) not in SYSTEM:
            words += ["--ro-bind", str(folder), str(folder)]
    return words
