"""What is equal in two sequences, and what in the rest is alike: bounded for any input.

Patience first: items that occur once on either side hold the texts together; difflib only decides
within the small gaps between them, so that ten thousand equal rows cost nothing.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

SMALL = 160_000  # pairs of items that difflib or a table of likeness may look at in one gap
LIKE = 0.45  # from here on two texts are versions of one another, not two texts

Pair = tuple[int, int]
Gap = tuple[int, int, int, int]
Words = Counter[str]


def matches(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Places of equal items, rising on both sides."""
    found: list[Pair] = []
    gaps: list[Gap] = [(0, len(old), 0, len(new))]
    while gaps:
        gap = _trimmed(old, new, gaps.pop(), found)
        first, last, left, right = gap
        if first == last or left == right:
            continue
        anchors = _anchors(old[first:last], new[left:right], first, left)
        if anchors:
            found += anchors
            gaps += _between(gap, anchors)
        elif (last - first) * (right - left) <= SMALL:
            found += _by_difflib(old[first:last], new[left:right], first, left)
    return sorted(found)


def _trimmed(old: Sequence[Hashable], new: Sequence[Hashable], gap: Gap, found: list[Pair]) -> Gap:
    first, last, left, right = gap
    while first < last and left < right and old[first] == new[left]:
        found.append((first, left))
        first, left = first + 1, left + 1
    while first < last and left < right and old[last - 1] == new[right - 1]:
        last, right = last - 1, right - 1
        found.append((last, right))
    return first, last, left, right


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable], first: int, left: int) -> list[Pair]:
    """Items that occur once on each side, the longest run of them that rises on both."""
    once_old, once_new = _once(old), _once(new)
    shared = [(place, once_new[item]) for item, place in once_old.items() if item in once_new]
    return [(first + i, left + j) for i, j in _rising(shared)]


def _once(items: Sequence[Hashable]) -> dict[Hashable, int]:
    counts = Counter(items)
    return {item: place for place, item in enumerate(items) if counts[item] == 1}


def _rising(pairs: list[Pair]) -> list[Pair]:
    """The longest subsequence whose second numbers rise (the first ones do already)."""
    ends: list[int] = []
    holders: list[int] = []
    before: list[int] = []
    for place, (_, number) in enumerate(pairs):
        at = bisect_left(ends, number)
        before.append(holders[at - 1] if at else -1)
        ends[at : at + 1] = [number]
        holders[at : at + 1] = [place]
    chosen = []
    place = holders[-1] if holders else -1
    while place >= 0:
        chosen.append(pairs[place])
        place = before[place]
    return chosen[::-1]


def _between(gap: Gap, anchors: Sequence[Pair]) -> Iterator[Gap]:
    first, last, left, right = gap
    for i, j in anchors:
        yield first, i, left, j
        first, left = i + 1, j + 1
    yield first, last, left, right


def _by_difflib(
    old: Sequence[Hashable], new: Sequence[Hashable], first: int, left: int
) -> list[Pair]:
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return [
        (first + block.a + step, left + block.b + step)
        for block in blocks
        for step in range(block.size)
    ]


def likeness(one: Words, other: Words) -> float:
    """The share of words two texts have in common: 0 nothing, 1 the same words."""
    total = one.total() + other.total()
    if not total:
        return 1.0
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return 2 * sum(min(count, many[word]) for word, count in few.items()) / total


def alike(old: Sequence[Words], new: Sequence[Words], least: float = LIKE) -> list[Pair]:
    """Which texts of a gap are versions of one another, in order, at the greatest likeness.

    A very large gap is cut into stretches of the same share on both sides.
    """
    stretches = 1
    while len(old) * len(new) > SMALL * stretches * stretches:
        stretches += 1
    found: list[Pair] = []
    for number in range(stretches):
        first, last = _stretch(len(old), number, stretches)
        left, right = _stretch(len(new), number, stretches)
        pairs = _best(old[first:last], new[left:right], least)
        found += [(first + i, left + j) for i, j in pairs]
    return found


def _stretch(length: int, number: int, stretches: int) -> Pair:
    return length * number // stretches, length * (number + 1) // stretches


def _best(old: Sequence[Words], new: Sequence[Words], least: float) -> list[Pair]:
    """A table of the best sums of likeness, read back from its end."""
    values = [[likeness(one, other) for other in new] for one in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, row in enumerate(values, start=1):
        for j, value in enumerate(row, start=1):
            paired = best[i - 1][j - 1] + value if value >= least else 0.0
            best[i][j] = max(best[i - 1][j], best[i][j - 1], paired)
    found = []
    i, j = len(old), len(new)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            found.append((i, j))
    return found[::-1]
