"""Start-up time and memory at rest of the whole service.

python -m benchmarks.resting
"""

import time
from pathlib import Path

from benchmarks.instance import installation
from benchmarks.server import ask, serving


def main() -> None:
    """Seconds until the first page, and the proportional memory of all its processes."""
    with installation(1_000) as cast:
        began = time.monotonic()
        with serving(cast.service.settings) as process:
            up = time.monotonic() - began
            ask(cast.service.settings, "/sign-in")
            time.sleep(10)
            family = [process.pid, *children(process.pid)]
            memory = sum(proportional(pid) for pid in family)
    print("| start-up until /healthz, s | processes | memory at rest, PSS MiB |")
    print("|---|---|---|")
    print(f"| {up:.1f} | {len(family)} | {memory:.0f} |")


def children(pid: int) -> list[int]:
    """The process's children and theirs."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += [int(child), *children(int(child))]
    return found


def proportional(pid: int) -> float:
    """PSS of a process in MiB."""
    for text in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if text.startswith("Pss:"):
            return int(text.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main()
