"""Where in a text something stands: the heading above it and the words around it."""

from bisect import bisect_right
from collections.abc import Sequence

AROUND = 70
LONGEST_HEADING = 300


class Places:
    """Headings of a text by their place; found in their order, each line once."""

    def __init__(self, text: str, headings: Sequence[str]) -> None:
        self.text = text
        self._starts: list[int] = []
        self._names: list[str] = []
        self._take(headings)

    def _take(self, headings: Sequence[str]) -> None:
        left, start = [one.strip() for one in headings], 0
        for line in self.text.split("\n"):
            if left and line.strip() in left:
                name = line.strip()
                left = left[left.index(name) + 1 :]
                self._starts.append(start)
                self._names.append(name[:LONGEST_HEADING])
            start += len(line) + 1

    def heading(self, position: int) -> str:
        """The last heading at or above this place; "" before the first."""
        index = bisect_right(self._starts, position)
        return self._names[index - 1] if index else ""

    def snippet(self, start: int, end: int) -> str:
        """The words around a place, from its own line."""
        first = self.text.rfind("\n", 0, start) + 1
        last = self.text.find("\n", end)
        last = len(self.text) if last < 0 else last
        left, right = max(first, start - AROUND), min(last, end + AROUND)
        words = " ".join(self.text[left:right].split())
        return f"{'… ' if left > first else ''}{words}{' …' if right < last else ''}"
