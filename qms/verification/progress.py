"""How long work says how far it is: the name of the step, what is done, of how much."""

from typing import Protocol


class Progress(Protocol):
    """Called after every piece of work; `total` is 0 where it is not known."""

    def __call__(self, step: str, done: int, total: int) -> None: ...


def silent(step: str, done: int, total: int) -> None:
    """For callers who do not watch."""
