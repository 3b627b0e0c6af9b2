"""Does a content stream give back every graphics state it saves? What we add stands after it."""

import re

# Strings, hex strings, comments and inline images are stepped over; only bare words count.
TOKEN = re.compile(
    rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\([^()]*\))*\))*\)"
    rb"|<<|>>|<[0-9A-Fa-f\s]*>"
    rb"|%[^\r\n]*"
    rb"|\bBI\b.*?\bID\s.*?\sEI(?=\s|$)"
    rb"|(?<![^\s\[\]()<>{}/%])[qQ](?![^\s\[\]()<>{}/%])"
    rb"|/[^\s\[\]()<>{}/%]*",
    re.DOTALL,
)


def balance(content: bytes) -> tuple[int, int]:
    """How many `q` must stand before and how many `Q` after, so that the state is as at first."""
    depth = lowest = 0
    for token in TOKEN.finditer(content):
        word = token[0]
        if word == b"q":
            depth += 1
        elif word == b"Q":
            depth -= 1
            lowest = min(lowest, depth)
    before = 1 - lowest
    return before, before + depth
