"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # a Monday, 09:00 in Hà Nội


class Clock:
    """Callable like the service's clock; `advance(days=1)` and `set(...)` move it."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **duration: float) -> datetime:
        """Move forward by timedelta's own words: `advance(days=3, hours=1)`."""
        self.at += timedelta(**duration)
        return self.at

    def set(self, at: datetime) -> None:
        """Stand at this instant, which must be aware."""
        if at.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        self.at = at.astimezone(UTC)
