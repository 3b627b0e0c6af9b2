"""Long lists of ids, in parts that both databases take as parameters."""

import uuid
from collections.abc import Iterator, Sequence

MOST = 500


def batches(ids: Sequence[uuid.UUID]) -> Iterator[Sequence[uuid.UUID]]:
    """The ids in parts."""
    for start in range(0, len(ids), MOST):
        yield ids[start : start + MOST]
