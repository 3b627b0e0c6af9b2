"""From the director's signature until a clerk's search finds the new edition, in seconds.

python -m benchmarks.found [--rounds 20]
"""

import argparse
import json
import statistics
import time
import urllib.parse

from benchmarks.instance import installation
from benchmarks.server import ask, serving
from qms.documents import acts
from qms.documents.rules.states import Act
from qms.people import acts as people
from qms.people.schemas import NewToken
from tests.support.cast import ROOT, Cast, ready, register, review, submit


def main() -> None:
    """The approval's commit is the start; the clock stops when the search API returns the code."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=20)
    rounds = options.parse_args().rounds
    with installation(1_000) as cast:
        token = people.create_token(
            cast.service, ROOT, cast["dung"], NewToken(name="benchmark")
        ).raw
        with serving(cast.service.settings):
            times = [one_round(cast, token, number) for number in range(rounds)]
    times.sort()
    print("| issue until staff find it | p50 s | p95 s | worst s | rounds |")
    print("|---|---|---|---|---|")
    print(
        f"| through the search API | {statistics.median(times):.2f} "
        f"| {times[int(rounds * 0.95) - 1]:.2f} | {times[-1]:.2f} | {rounds} |"
    )


def one_round(cast: Cast, token: str, number: int) -> float:
    """A new procedure with a word nobody else has."""
    word = f"thuộc tính {number} riêng biệt zx{number}q"
    document_id = register(cast, f"QT-Z-{number}", f"Quy trình {word}")
    revision_id = ready(cast, document_id, word, f"QT-Z-{number}")
    submit(cast, revision_id)
    review(cast, revision_id)
    proof = cast.ask("chau", Act.APPROVE, revision_id)
    acts.approve(cast.service, cast["chau"], revision_id, proof)
    began = time.monotonic()
    path = "/api/v1/search?" + urllib.parse.urlencode({"q": f"zx{number}q rieng biet"})
    while True:
        status, body = ask(cast.service.settings, path, {"Authorization": f"Bearer {token}"})
        if status == 200 and json.loads(body)["items"]:
            return time.monotonic() - began
        if time.monotonic() - began > 30:
            raise TimeoutError(word)
        time.sleep(0.02)


if __name__ == "__main__":
    main()
