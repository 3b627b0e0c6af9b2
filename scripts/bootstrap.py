"""The two commands: `run` starts the service, `test` checks everything. Make is only their face.

Standard library only, for it runs before anything is installed.
"""

import argparse
import os
import shutil
import sys

OLDEST = (3, 11)
COMMANDS = ["run", "demo", "test", "fix", "lint", "lock", "migration", "clean"]


def newer_python() -> str:
    """A Python that is new enough, where the one that runs this is not."""
    for minor in range(20, OLDEST[1] - 1, -1):
        found = shutil.which("python3." + str(minor))
        if found:
            return found
    return ""


def main() -> int:
    """Do the command; the exit code is that of what was run."""
    commands = argparse.ArgumentParser(prog="bootstrap.py", description=__doc__.splitlines()[0])
    commands.add_argument("command", choices=COMMANDS)
    commands.add_argument("path", nargs="*", help="test: only these; migration: what changes")
    chosen = commands.parse_args()

    import tasks
    from steps import Failure

    try:
        return tasks.COMMANDS[chosen.command](chosen.path)
    except Failure as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    if sys.version_info < OLDEST:  # noqa: UP036 # this file is what tells an old Python so
        better = newer_python()
        if not better:
            sys.exit("QMS needs Python 3.11 or newer; this is " + sys.version.split()[0])
        os.execv(better, [better, *sys.argv])
    sys.exit(main())
