"""What the background process does for this room."""

from qms.registers.acts.working import work
from qms.service import Service

MOST_TURNS = 5  # so that the index and mails are not kept waiting


def run_imports(service: Service) -> int:
    """Go on with imports that wait; returns how many rows were worked on."""
    done = 0
    for _ in range(MOST_TURNS):
        rows = work(service)
        if not rows:
            break
        done += rows
    return done
