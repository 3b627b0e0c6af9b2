"""Document page and register page against a bare 50-row ORM page on the same server.

python -m benchmarks.pages [--seconds 5]
"""

import argparse

from benchmarks.instance import installation, some_document
from benchmarks.server import Rate, load, serving
from qms.people import acts as people
from tests.support.cast import PASSWORD, Cast

SIZES = (1_000, 50_000)
CLIENTS = (1, 8)


def main() -> None:
    """Print one table: rows are pages, columns sizes and clients; ratios to the bare page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=5)
    options.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    chosen = options.parse_args()
    print("| documents | clients | page | requests/s | p50 ms | p95 ms | of bare |")
    print("|---|---|---|---|---|---|---|")
    for size in chosen.sizes:
        with installation(size) as cast:
            measure(cast, size, chosen.seconds)


def measure(cast: Cast, size: int, seconds: float) -> None:
    """The bare page first, then ours, each warmed up."""
    settings = cast.service.settings
    bare: dict[int, Rate] = {}
    with serving(settings, "benchmarks.bare:app"):
        load(settings, "/bare", 8, 1, {})
        for clients in CLIENTS:
            bare[clients] = load(settings, "/bare", clients, seconds, {})
            line(size, clients, "bare 50-row ORM page", bare[clients], bare[clients])
    raw = people.sign_in(
        cast.service, "giang", PASSWORD, address="127.0.0.1", user_agent="benchmark"
    )
    headers = {"Cookie": f"qms={raw}"}
    pages = {"register, 50 rows": "/documents", "document": f"/documents/{some_document(cast)}"}
    with serving(settings):
        for name, path in pages.items():
            load(settings, path, 8, 1, headers)
            for clients in CLIENTS:
                rate = load(settings, path, clients, seconds, headers)
                line(size, clients, name, rate, bare[clients])


def line(size: int, clients: int, name: str, rate: Rate, bare: Rate) -> None:
    """One row of the table."""
    print(
        f"| {size:,} | {clients} | {name} | {rate.per_second:.0f} | {rate.p50_ms:.1f} "
        f"| {rate.p95_ms:.1f} | {rate.per_second / bare.per_second:.2f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
