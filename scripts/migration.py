"""Draft a migration: what the models say that the newest version does not."""

import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.script import Script

from qms import schema
from qms.db import make_engine


def draft(message: str) -> list[Path]:
    """Write the file(s) and return their paths; they are reviewed by hand before they are kept."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/draft.db"
        if schema.head() is not None:
            schema.upgrade(url)
        engine = make_engine(url)
        with engine.connect().execution_options(qms_write=True) as connection, connection.begin():
            config = schema.alembic_config()
            config.attributes["connection"] = connection
            made = command.revision(config, message, autogenerate=True)
        engine.dispose()
    scripts = [made] if isinstance(made, Script) else [one for one in made or [] if one]
    return [Path(one.path) for one in scripts]


def main() -> int:
    """`migration.py MESSAGE`"""
    if len(sys.argv) != 2 or not sys.argv[1].strip():
        print('Say what changes: make migration M="people get a phone number"', file=sys.stderr)
        return 2
    paths = [str(path) for path in draft(sys.argv[1])]
    ruff = Path(sys.executable).with_name("ruff")
    subprocess.run([str(ruff), "format", "-q", *paths], check=True)
    print("\n".join(paths))
    return 0


if __name__ == "__main__":
    sys.exit(main())
