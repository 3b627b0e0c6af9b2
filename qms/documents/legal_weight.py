"""What signatures are worth in law, said plainly: versioned words in both languages."""

import json
from collections.abc import Collection
from functools import cache
from pathlib import Path

from qms.signing.model import Source

VERSION = "legal-2026-1"
FALLBACK = "vi"


def legal_weight(sources: Collection[Source], *, demo: bool, locale: str) -> list[str]:
    """The sentences for signatures whose certificates came from these sources, the gravest first.

    A demonstration has no legal weight at all, whatever its certificates say.
    """
    words = _words()
    said = words.get(locale, words[FALLBACK])
    if demo:
        return [said["demo"]]
    kinds = []
    if any(one is not Source.OUTSIDE for one in sources) or not sources:
        kinds.append("internal")
    if Source.OUTSIDE in sources:
        kinds.append("outside")
    return [said[kind] for kind in kinds]


@cache
def _words() -> dict[str, dict[str, str]]:
    path = Path(__file__).parent / "words" / f"{VERSION}.json"
    words: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return words
